"""What the headings of a draft say, in both languages: the source's kind and number, and a title to write."""

import re

from knowledge_base.drafts import TO_BE_WRITTEN
from knowledge_base.editor.importing.layouts.division_titles import SMALL
from knowledge_base.editor.importing.layouts.numbers import ORDINALS
from knowledge_base.editor.importing.model import Document, Heading, Provision
from knowledge_base.models import Bilingual

UNITS = {
    "article": ("Article", "Pasal"),
    "section": ("Section", "Bagian"),
    "clause": ("Clause", "Klausul"),
    "rule": ("Rule", "Aturan"),
    "paragraph": ("Paragraph", "Paragraf"),
    "guideline": ("Guideline", "Pedoman"),
    "principle": ("Principle", "Prinsip"),
}
DIVISIONS = {
    "book": ("Book", "Buku"),
    "chapter": ("Chapter", "Bab"),
    "part": ("Part", "Bagian"),
    "subpart": ("Subpart", "Paragraf"),
    "title": ("Title", "Judul"),
    "section": ("Section", "Bagian"),
    "annex": ("Annex", "Lampiran"),
}
LITTLE = SMALL | set(re.findall(r"\w+", "and or of in to for the a an on with by at from under"))
UNSAFE = re.compile(r"[{}\[\]<>`*_#|\\]|!!!|:::")
LONGEST = 160


def provision_heading(provision: Provision, document: Document) -> Bilingual:
    """Return “Article 59A of 23/2002: …” and “Pasal 59A UU 23/2002: …”."""
    if provision.unit == "preamble":
        return Bilingual(en="Preamble", id="Pembukaan")
    english, indonesian = UNITS.get(provision.unit, (provision.unit.capitalize(),) * 2)
    number = plain(provision.number)
    en = f"{english} {number}".strip() + (f" of {provision.of}" if provision.of else "")
    prefix = "UU" if document.facts.get("amends_type", "uu") == "uu" else "PP"
    id_ = f"{indonesian} {number}".strip() + (f" {prefix} {provision.of}" if provision.of else "")
    if provision.state == "deleted":
        return Bilingual(en=f"{en}: deleted", id=f"{id_}: dihapus")
    title = titles(provision.title, document.language)
    return Bilingual(en=f"{en}: {title.en}", id=f"{id_}: {title.id}")


def division_heading(heading: Heading, document: Document) -> Bilingual:
    """Return “Chapter II: …” and “Bab II: …”; a division inside another says which."""
    title = titles(heading.title, document.language)
    if heading.unit == "named":
        return title
    english, indonesian = DIVISIONS.get(heading.unit, (heading.unit.capitalize(),) * 2)
    number = plain(heading.number)
    en = f"{english} {ORDINALS.get(number, number)}".strip()
    id_ = f"{indonesian} {number}".strip()
    if heading.within:
        en, id_ = f"{_within_en(heading.within)}, {en.lower()}", f"{_within_id(heading.within)}, {id_}"
    return Bilingual(en=f"{en}: {title.en}", id=f"{id_}: {title.id}")


def titles(official: str, language: str) -> Bilingual:
    """Return the source's own title in its language, and in the other the mark of what is to be written."""
    words = headline(plain(official))
    own = {language: words} if words and language in ("en", "id") else {}
    return Bilingual(**{**TO_BE_WRITTEN, **own})


def headline(title: str) -> str:
    """Return a title in capitals as titles are written: capitals only where words begin."""
    if not title.isupper():
        return title
    words = [re.sub(r"[^\W\d_]+", _capital, word) for word in title.split()]
    return " ".join(
        word if not index or word.lower() not in LITTLE else word.lower() for index, word in enumerate(words)
    )


def _capital(word: re.Match) -> str:
    return word[0] if re.fullmatch(r"[IVX]+", word[0]) else word[0].capitalize()


def plain(text: str) -> str:
    """Return words that mean nothing to Markdown, in one line."""
    return " ".join(UNSAFE.sub(" ", text).split())[:LONGEST].rstrip()


def _within_en(within: str) -> str:
    shown = within.replace("BAB", "Chapter").replace("Bagian", "part")
    return re.sub(r"part (\w+)", lambda part: f"part {ORDINALS.get(part[1], part[1])}", shown)


def _within_id(within: str) -> str:
    return within.replace("BAB", "Bab")
