"""All rules by what they look at. A rule's ground is the text that says why it is there."""

from collections.abc import Iterator

from knowledge_base.checks import (
    blocks,
    characters,
    citations,
    claims,
    front_matter,
    links,
    markup,
    moved,
    parity,
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
    versions,
)
from knowledge_base.checks.rule import Rule
from knowledge_base.findings import Finding


def _elsewhere() -> Iterator[Finding]:
    """Yield nothing: what these rules sign is found while files are read."""
    yield from ()


REGISTER = Rule("register", "README.md, “The house”; the shapes in registers.py", _elsewhere)
FORM = Rule("page-form", "CONTRIBUTING.md, “What a page is made of”", _elsewhere)
HEADINGS = Rule("heading-ids", "CONTRIBUTING.md, “What a page is made of”: ids are permanent", _elsewhere)

# Of one page, with the registers.
PAGE_RULES = (
    Rule("front-matter", "CONTRIBUTING.md, “What a page is made of”", front_matter.check),
    Rule("citations", "CONTRIBUTING.md, “Cite a source”", citations.check),
    Rule("register-links", "CONTRIBUTING.md, “Word it”: terms and sources are those of the registers", links.check),
    Rule("markup", "CONTRIBUTING.md, “What a page is made of”: raw HTML is refused", markup.check),
    Rule("blocks", "CONTRIBUTING.md, “What a page is made of”: the table of registers", blocks.check),
    Rule("protocols", "CONTRIBUTING.md, “Write a protocol”", protocols.check),
    Rule("versions", "CONTRIBUTING.md, “Change a page in ten minutes”, point 3", versions.check),
    Rule("terminology", "docs/data/glossary.yml and wording.yml, beside each word", terminology.check),
    Rule("readability", "CONTRIBUTING.md, “Word it”: short sentences", readability.check, "warning"),
    Rule("claims", "docs/en/about/method.md: every claim has its source", claims.check, "warning"),
)
# Of one page, with the others.
TEXT_RULES = (
    Rule("links", "CONTRIBUTING.md, “Move or remove a page or a section”", links.check_places),
    Rule("translations", "CONTRIBUTING.md, “Keep both languages one text”", translated.check, "warning"),
    Rule("reviews", "README.md, “Editions”: reviews are not overdue", reviews.check, "warning"),
)
# Of the text of a file, page or register, with all that stands in it.
FILE_RULES = (
    Rule("unseen-characters", "Unicode Technical Report 36, “Unicode Security Considerations”", characters.check),
    Rule("privacy", "CONTRIBUTING.md, “Word it”: nothing that identifies a child", privacy.check),
    Rule("trackers", "docs/en/about/privacy.md: nobody records who reads what", trackers.check),
)
# Of one register.
REGISTER_RULES = (
    Rule("terminology", "docs/data/glossary.yml and wording.yml, beside each word", terminology.check_register),
    Rule("register-markup", "README.md, “How the parts fit”: registers hold text", register_markup.check),
)
PARITY = Rule("parity", "CONTRIBUTING.md, “Keep both languages one text”", parity.check)
PLACES = Rule("places", "CONTRIBUTING.md, “Let readers find it”", places.check)
MOVED = Rule("moved", "CONTRIBUTING.md, “Move or remove a page or a section”", moved.check_text)
PRINTED = Rule("printed-copies", "README.md, “Print”: codes of printed copies", printed.check)
RULES = (
    REGISTER, FORM, HEADINGS, *PAGE_RULES, *TEXT_RULES, *FILE_RULES, *REGISTER_RULES, PARITY, PLACES, MOVED, PRINTED,
)  # fmt: skip
