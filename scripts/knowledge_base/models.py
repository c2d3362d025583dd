"""The shapes of the registers in docs/data."""

import datetime
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictFloat, StrictInt, StringConstraints

RESERVED = ("kb-", "fn-", "fnref-", "step-")
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


def _pattern(expression: re.Pattern) -> dict[str, str]:
    return {"pattern": f"^({expression.pattern})$"}


# The patterns are for the published schemas: a validator's own words are for editors.
Identifier = Annotated[str, AfterValidator(_identifier), Field(json_schema_extra=_pattern(IDENTIFIER))]
PartialDate = Annotated[str, AfterValidator(_partial_date), Field(json_schema_extra=_pattern(PARTIAL_DATE))]
Address = Annotated[str, AfterValidator(_address), Field(json_schema_extra={"pattern": "^https?://"})]
Fingerprint = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]
Locale = Literal["en", "id"]
Seen = Literal["full", "excerpt", "reported"]
# What is measured, in the order in which the quality page shows it.
Measure = Literal["accessibility", "validity", "links", "sizes", "pdf", "web", "build", "search"]
Line = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=r"^[^\r\n<>]+$")]


class Strict(BaseModel):
    """A model that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Described(Strict):
    """A model whose docstrings of fields go into its schema."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class Bilingual(Strict):
    """The same words in both languages of the site."""

    en: str
    id: str

    def __getitem__(self, locale: str) -> str:
        return getattr(self, locale)


class TitleTranslations(Strict):
    """A title put into our own words, for the languages that differ from the original's."""

    en: str | None = None
    id: str | None = None


class Source(Strict):
    """A document that the text cites, and how much of it was read."""

    kind: str
    title: str
    language: str
    translation: TitleTranslations = TitleTranslations()
    short: Bilingual
    body: Bilingual
    date: PartialDate | None = None
    date_note: Bilingual | None = None
    symbol: str | None = None
    url: Address | None = None
    also: list[Address] = []
    archive: Address | None = None
    languages: list[str]
    seen: Seen
    seen_note: Bilingual | None = None
    codes: list[str] = []


class Avoided(Strict):
    """A word our texts do not use for a concept, and why; `but` lists phrases in which it may stand."""

    word: str
    why: str
    but: list[str] = []


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


class Actor(Strict):
    """Who acts in a step of a protocol, and the roles whose pages list the step."""

    words: Bilingual
    roles: list[str]


class Vocabulary(Strict):
    """The closed lists that pages and sources choose from."""

    types: dict[Identifier, Bilingual]
    roles: dict[Identifier, Bilingual]
    stages: dict[Identifier, Bilingual]
    themes: dict[Identifier, Bilingual]
    areas: dict[Identifier, Bilingual]
    actors: dict[Identifier, Actor]
    kinds: dict[Identifier, Bilingual]
    seen: dict[Seen, Bilingual]
    natures: dict[Identifier, Bilingual]
    events: dict[Identifier, Bilingual]
    languages: dict[Identifier, Bilingual]


class Duty(Strict):
    """The words of one strength of duty, in both languages, and how strong it is; `parity` is for the check."""

    rank: int
    parity: bool = True
    en: Annotated[list[str], Field(min_length=1)]
    id: Annotated[list[str], Field(min_length=1)]

    def words(self, locale: str) -> list[str]:
        return getattr(self, locale)


class Typed(Strict):
    """What readers type for one thing, in both languages."""

    en: list[str]
    id: list[str]

    def words(self, locale: str) -> list[str]:
        return getattr(self, locale)


class Wording(Strict):
    """Words our texts do not use, whatever they speak about, by language."""

    en: list[Avoided]
    id: list[Avoided]

    def words(self, locale: str) -> list[Avoided]:
        return getattr(self, locale)


class Safety(Strict):
    """Contacts that may be published, with the reason; hosts and parts of addresses that record readers."""

    public: dict[str, str]
    trackers: list[str]
    tracking_parameters: list[str]


class WordFamilies(Strict):
    """Words that say nothing in a query, and the forms whose root the stemmers miss; by language."""

    stop: dict[Locale, list[str]]
    roots: dict[Locale, dict[str, list[str]]]


class TypedWords(Strict):
    concepts: dict[Identifier, Typed]


class Asked(Strict):
    """What readers type to find a section, by `page#section`."""

    sections: dict[str, Typed]


class Sources(Strict):
    sources: dict[Identifier, Source]


class Glossary(Strict):
    terms: dict[Identifier, Term]


class Duties(Strict):
    duties: dict[Identifier, Duty]


class Translations(Strict):
    """The fingerprint of each section's original when its translation was confirmed, by `page#section`."""

    sections: dict[str, Fingerprint]


class PageVersion(Strict):
    """A page's version, and the fingerprint of what it says in each language."""

    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+$")]
    en: Fingerprint | None = None
    id: Fingerprint | None = None


class PageVersions(Strict):
    pages: dict[str, PageVersion]


class Result(Described):
    """What one measurement found, and on what state of the repository; no faults means that all was well."""

    date: datetime.date
    """Of the commit on which it ran."""
    commit: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}$")] | None
    state: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
    """The hash of what was measured: text, registers, templates and programs."""
    tool: Line
    figures: dict[Line, StrictInt | StrictFloat | Line]
    faults: list[Line]


class Results(Strict):
    results: dict[Measure, Result]


class Interface(Strict):
    words: dict[str, Bilingual]
