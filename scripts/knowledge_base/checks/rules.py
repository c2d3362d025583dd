"""All rules by what they look at. A rule's ground is the text that says why it is there."""

from collections.abc import Iterator

from knowledge_base.checks import (
    blocks,
    characters,
    citations,
    claims,
    contributing,
    drafts,
    front_matter,
    links,
    markup,
    moved,
    parity,
    pictures,
    places,
    printed,
    privacy,
    protocols,
    readability,
    register_markup,
    reviews,
    terminology,
    trackers,
    translated,
    tree,
    unfinished_sources,
    versions,
)
from knowledge_base.checks.rule import Rule
from knowledge_base.findings import Finding


def _elsewhere() -> Iterator[Finding]:
    """Yield nothing: what these rules sign is found while files are read."""
    yield from ()


TREE = Rule("tree", "scripts/knowledge_base/checks/tree.py: MkDocs follows links", tree.check)
REGISTER = Rule("register", "README.md, “The house”; the shapes in registers.py", _elsewhere)
FORM = Rule("page-form", "docs/en/about/editing.md, “What a page is made of”", _elsewhere)
HEADINGS = Rule("heading-ids", "docs/en/about/editing.md, “What a page is made of”: ids are permanent", _elsewhere)

# Of one page, with the registers.
PAGE_RULES = (
    Rule("front-matter", "docs/en/about/editing.md, “What a page is made of”", front_matter.check),
    Rule("citations", "docs/en/about/editing.md, “Cite”", citations.check),
    Rule("register-links", "docs/en/about/editing.md, “Cite”: of registers", links.check),
    Rule("markup", "docs/en/about/editing.md, “Notes, lists, pictures”: raw HTML is refused", markup.check),
    Rule("blocks", "docs/en/about/editing.md, “Lines that show a register”", blocks.check),
    Rule("protocols", "docs/en/about/editing.md, “Write a protocol”", protocols.check),
    Rule("drafts", "docs/en/about/editing.md, “Begin a page”", drafts.check),
    Rule("versions", "docs/en/about/contribute.md, “Read the answer”", versions.check),
    Rule("terminology", "docs/data/glossary.yml and wording.yml, beside each word", terminology.check),
    Rule(
        "readability",
        "docs/en/about/contribute.md, “How we word things”: short sentences",
        readability.check,
        "warning",
    ),
    Rule("claims", "docs/en/about/method.md: every claim has its source", claims.check, "warning"),
)
# Of one page, with the others.
TEXT_RULES = (
    Rule("links", "docs/en/about/editing.md, “Move or remove”", links.check_places),
    Rule("links-to-drafts", "docs/en/about/editing.md, “Begin a page”", drafts.check_links),
    Rule("unfinished-sources", "docs/en/about/editing.md, “Begin a page”", unfinished_sources.check),
    Rule("pictures", "docs/en/about/editing.md, “Notes, lists, pictures”", pictures.check),
    Rule("translations", "docs/en/about/editing.md, “Keep both languages one text”", translated.check, "warning"),
    Rule("reviews", "README.md, “Editions”: reviews are not overdue", reviews.check, "warning"),
)
# Of the text of a file, page or register, with all that stands in it.
FILE_RULES = (
    Rule("unseen-characters", "Unicode Technical Report 36, “Unicode Security Considerations”", characters.check),
    Rule("privacy", "docs/en/about/contribute.md, “What must not be written about a child”", privacy.check),
    Rule("trackers", "docs/en/about/privacy.md: nobody records who reads what", trackers.check),
)
# Of one register.
REGISTER_RULES = (
    Rule("terminology", "docs/data/glossary.yml and wording.yml, beside each word", terminology.check_register),
    Rule("register-markup", "README.md, “How the parts fit”: registers hold text", register_markup.check),
)
PARITY = Rule("parity", "docs/en/about/editing.md, “Keep both languages one text”", parity.check)
PLACES = Rule("places", "docs/en/about/editing.md, “Let readers find it”", places.check)
MOVED = Rule("moved", "docs/en/about/editing.md, “Move or remove”", moved.check_text)
CONTRIBUTING = Rule("contributing", "docs/en/about/editing.md, “Keep both languages one text”", contributing.check)
PRINTED = Rule("printed-copies", "README.md, “Print”: codes of printed copies", printed.check)
RULES = (
    TREE, REGISTER, FORM, HEADINGS, *PAGE_RULES, *TEXT_RULES, *FILE_RULES, *REGISTER_RULES, PARITY, PLACES, MOVED,
    CONTRIBUTING, PRINTED,
)  # fmt: skip
