"""The shapes of the registers in docs/data."""

import datetime
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

RESERVED = ("kb-", "fn-", "fnref-")
IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def _identifier(value: str) -> str:
    if not IDENTIFIER.fullmatch(value):
        raise ValueError(f"“{value}” is not an identifier: use lower-case letters, digits and single hyphens")
    if value.startswith(RESERVED):
        raise ValueError(f"“{value}” begins with one of {', '.join(RESERVED)}, which pages keep for their own parts")
    return value


def _partial_date(value: str) -> str:
    wrong = f"“{value}” is not a date: write 2024, 2024-05 or 2024-05-31, in quotes"
    if not PARTIAL_DATE.fullmatch(value):
        raise ValueError(wrong)
    try:
        datetime.date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        raise ValueError(wrong) from None
    return value


def _address(value: str) -> str:
    if not value.startswith(("https://", "http://")):
        raise ValueError(f"“{value}” is not a web address: it starts with https://")
    return value


Identifier = Annotated[str, AfterValidator(_identifier)]
PartialDate = Annotated[str, AfterValidator(_partial_date)]
Address = Annotated[str, AfterValidator(_address)]
Seen = Literal["full", "excerpt", "reported"]


class Strict(BaseModel):
    """A model that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(Strict):
    """The same words in both languages of the site."""

    en: str
    id: str

    def __getitem__(self, locale: str) -> str:
        return getattr(self, locale)


class Translations(Strict):
    """A title put into our own words, for the languages that differ from the original's."""

    en: str | None = None
    id: str | None = None


class Source(Strict):
    """A document that the text cites, and how much of it was read."""

    kind: str
    title: str
    language: str
    translation: Translations = Translations()
    short: Bilingual
    body: Bilingual
    date: PartialDate | None = None
    date_note: Bilingual | None = None
    symbol: str | None = None
    url: Address | None = None
    also: list[Address] = []
    languages: list[str]
    seen: Seen
    seen_note: Bilingual | None = None
    codes: list[str] = []


class Avoided(Strict):
    """A word our texts do not use for a concept, and why."""

    word: str
    why: str


class TermWords(Strict):
    """A concept in one language."""

    term: str
    definition: str
    abbreviation: str | None = None
    aliases: list[str] = []
    avoid: list[Avoided] = []


class Term(Strict):
    """A concept of the glossary, in both languages."""

    en: TermWords
    id: TermWords
    mark: list[str] = []
    mark_id: list[str] = []
    source: str
    citations: list[str] = []
    remark: Bilingual | None = None
    fact: str

    def words(self, locale: str) -> TermWords:
        return getattr(self, locale)

    def marks(self, locale: str) -> list[str]:
        """Return the forms that are linked to this concept in running text."""
        return self.mark_id if locale == "id" else self.mark


class Vocabulary(Strict):
    """The closed lists that pages and sources choose from."""

    types: dict[Identifier, Bilingual]
    roles: dict[Identifier, Bilingual]
    stages: dict[Identifier, Bilingual]
    themes: dict[Identifier, Bilingual]
    kinds: dict[Identifier, Bilingual]
    seen: dict[Seen, Bilingual]
    natures: dict[Identifier, Bilingual]
    events: dict[Identifier, Bilingual]
    languages: dict[Identifier, Bilingual]


class Title(Strict):
    """An official title in its own language."""

    language: str
    title: str


class Instrument(Strict):
    """The status of an instrument or law: what it is, whom it binds, what came before and after."""

    titles: Annotated[list[Title], Field(min_length=1)]
    short: Bilingual
    body: Bilingual
    date: PartialDate | None = None
    date_note: Bilingual | None = None
    symbol: str | None = None
    symbol_note: Bilingual | None = None
    nature: str
    binds: Bilingual
    languages: list[str]
    source: str | None = None
    original: Bilingual
    follows: list[str] = []
    followed_by: list[str] = []
    citations: list[str] = []


class Event(Strict):
    """A dated event of the timeline."""

    date: PartialDate
    kind: str
    text: Bilingual
    citations: Annotated[list[str], Field(min_length=1)]
    page: str | None = None


class Edition(Strict):
    """A published or coming edition of the whole text."""

    number: str
    state: Literal["draft", "current", "superseded", "withdrawn"]
    date: PartialDate | None = None
    summary: Bilingual


class Sources(Strict):
    sources: dict[Identifier, Source]


class Glossary(Strict):
    terms: dict[Identifier, Term]


class Instruments(Strict):
    instruments: dict[Identifier, Instrument]


class Timeline(Strict):
    events: list[Event]


class Editions(Strict):
    editions: Annotated[list[Edition], Field(min_length=1)]


class Interface(Strict):
    words: dict[str, Bilingual]
