"""The source entry of an imported text: what the text says of itself, and marks for what a person must add."""

import re

from knowledge_base.drafts import TO_BE_WRITTEN
from knowledge_base.editor.importing.draft import SHORT
from knowledge_base.editor.importing.headings import headline, plain
from knowledge_base.editor.importing.model import Document
from knowledge_base.models import Bilingual, Source, TitleTranslations

KINDS = {
    "indonesian-statute": "law", "amending-statute": "law", "act": "law", "akoma-ntoso": "law",
    "labelled": "treaty", "numbered": "resolution", "headed": "web",
}  # fmt: skip
STANDARDS = ("rule", "principle", "guideline")
SYMBOL = re.compile(r"\b(?:A/RES/\d+/\d+|S/RES/\d+(?: ?\(\d{4}\))?|E/RES/\d{4}/\d+|A/HRC/RES/\d+/\d+)\b\)?")
UNWRITTEN = Bilingual(**TO_BE_WRITTEN)
INDONESIA = Bilingual(en="Republic of Indonesia", id="Republik Indonesia")


def source_of(document: Document, language: str) -> Source:
    """Return the source that the document is, with `[to be written]` for what it does not say."""
    facts = document.facts
    numbered = bool(facts.get("number"))
    title = plain(document.title) or TO_BE_WRITTEN["en"]
    if numbered:
        english, indonesian = SHORT[facts["type"]]
        number = f"{facts['number']}/{facts['year']}"
        short = Bilingual(en=f"{english} {number}", id=f"{indonesian} {number}")
        head, _, _ = document.title.partition(" tentang ")
        title = f"{head.replace(' Republik Indonesia', '')} tentang {headline(plain(facts['about']))}"
    else:
        title = headline(title)
        short = Bilingual(en=title, id=title) if language in TO_BE_WRITTEN else UNWRITTEN
    units = {provision.unit for provision in document.provisions}
    kind = "standard" if units & set(STANDARDS) else KINDS[document.layout]
    symbol = SYMBOL.search(f"{document.title} {document.preamble[:3000]}")
    return Source(
        kind=kind,
        title=title,
        language=language,
        translation=TitleTranslations(**{locale: mark for locale, mark in TO_BE_WRITTEN.items() if locale != language}),
        short=short,
        body=INDONESIA if numbered else UNWRITTEN,
        date=facts.get("year") if re.fullmatch(r"\d{4}", facts.get("year", "")) else None,
        symbol=symbol[0] if symbol else None,
        languages=[language],
        seen="excerpt",
        seen_note=UNWRITTEN,
    )
