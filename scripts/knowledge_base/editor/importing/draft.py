"""The draft of a page pair: headings of all provisions with their permanent ids, and under each the text to write.

Nothing of the official wording: only the numbers and titles of the source, and for each paragraph its citation.
"""

from collections import Counter
from collections.abc import Iterator

from knowledge_base.drafts import TO_BE_WRITTEN
from knowledge_base.editor.importing.headings import division_heading, headline, plain, provision_heading
from knowledge_base.editor.importing.model import Document, Heading, Provision
from knowledge_base.editor.names import FOLDERS
from knowledge_base.editor.scaffold import NewPage, NewSection
from knowledge_base.locators import LocatorError, parse_locator
from knowledge_base.models import RESERVED, Bilingual

LOCATORS = {
    "article": "art.", "section": "sec.", "clause": "sec.", "rule": "rule", "paragraph": "para.",
    "guideline": "guideline", "principle": "principle",
}  # fmt: skip
ABOUT = NewSection("about-this-text", Bilingual(en="About this text", id="Tentang teks ini"))
PROVISIONS = Bilingual(en="The provisions", id="Ketentuannya")
SHORT = {"uu": ("Law", "UU"), "pp": ("Government Regulation", "PP"), "perpres": ("Presidential Regulation", "Perpres"),
         "perpu": ("Government Regulation in Lieu of Law", "Perppu")}  # fmt: skip
INDONESIAN_LAW = "law/indonesia/"


def new_page(document: Document, stem: str, source: str) -> NewPage:
    """Return the page that the document becomes; its citations name `source`."""
    sections = [ABOUT, *_sections(document, source)]
    types = {folder: name for name, folder in FOLDERS.items()}
    kind = types.get(stem.split("/")[0], "law")
    original = "id" if stem.startswith(INDONESIAN_LAW) else "en"
    return NewPage(stem, kind, page_title(document), tuple(_unique(sections)), original=original)


def page_title(document: Document) -> Bilingual:
    """Return the page's title: the law's number with its subject, or the title of the text."""
    facts = document.facts
    if facts.get("number"):
        english, indonesian = SHORT[facts["type"]]
        number = f"{facts['number']}/{facts['year']}"
        about = headline(plain(facts["about"]))
        return Bilingual(en=f"{english} {number}: {TO_BE_WRITTEN['en']}", id=f"{indonesian} {number}: {about}")
    words = headline(plain(document.title))
    own = {document.language: words} if words and document.language in TO_BE_WRITTEN else {}
    return Bilingual(**{**TO_BE_WRITTEN, **own})


def _sections(document: Document, source: str) -> Iterator[NewSection]:
    opened = False
    for part in document.parts:
        if isinstance(part, Heading):
            opened = True
            yield NewSection(part.id, division_heading(part, document))
            continue
        level = 2 if part.unit == "preamble" else 3
        if level == 3 and not opened:
            opened = True
            yield NewSection("provisions", PROVISIONS)
        text = to_write(part, source)
        yield NewSection(part.id, provision_heading(part, document), level, provision=True, text=text)


def to_write(provision: Provision, source: str) -> Bilingual:
    """Return what stands under a provision: the mark with the citation, an item for each paragraph."""
    if len(provision.paragraphs) < 2:
        cited = _cited(source, provision, "")
        return Bilingual(**{locale: f"{mark}{cited}" for locale, mark in TO_BE_WRITTEN.items()})
    items = [_cited(source, provision, step) for step in provision.paragraphs]
    return Bilingual(
        **{locale: "\n".join(f"- {mark}{cited}" for cited in items) for locale, mark in TO_BE_WRITTEN.items()}
    )


def _cited(source: str, provision: Provision, step: str) -> str:
    locator = locator_of(provision, step)
    return f" [@{source}, {locator}]." if locator else ""


def locator_of(provision: Provision, step: str = "") -> str:
    """Return the pinpoint of a provision or of one of its paragraphs; nothing where ours has no form for it."""
    if provision.unit == "preamble":
        return "preamble"
    word = LOCATORS.get(provision.unit)
    if word is None or not provision.number:
        return ""
    annex = "annex, " if provision.id.startswith("annex") else ""
    subrule = f".{step}" if step and provision.unit == "rule" else f"({step})" if step else ""
    locator = f"{annex}{word} {provision.number}{subrule}"
    try:
        parse_locator(locator)
    except LocatorError:
        return ""
    return locator


def _unique(sections: list[NewSection]) -> Iterator[NewSection]:
    """Yield the sections with ids that stand once, and that pages do not keep for their own parts."""
    seen: Counter[str] = Counter()
    for section in sections:
        identifier = f"section-{section.id}" if section.id.startswith(RESERVED) else section.id
        seen[identifier] += 1
        if seen[identifier] > 1:
            identifier = f"{identifier}-no-{seen[identifier]}"
        fields = (section.title, section.level, section.provision, section.themes, section.text)
        yield NewSection(identifier, *fields)
