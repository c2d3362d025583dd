"""The shapes of the JSON files under data/: what is written is made of these, and so are the published schemas."""

from typing import Annotated

from pydantic import Field

from knowledge_base.instruments import Title
from knowledge_base.models import Address, Bilingual, Described, Identifier, Locale, PartialDate, Seen, Strict
from knowledge_base.texts import PageText


class EditionMark(Described):
    """The edition that a file belongs to."""

    number: Annotated[str, Field(pattern=r"^\d{4}\.[1-9]\d*$")]
    date: PartialDate | None
    """When it was published; null for a draft."""
    draft: bool
    """A draft changes without notice and must not be cited."""


class Covered(Described):
    """Numbers of the source from `first` to `last`, which may be the same."""

    first: str
    last: str


class Original(Described):
    """The law or instrument that a provision belongs to."""

    key: Identifier
    """Its key in instruments.yml."""
    short: Bilingual
    titles: list[Title]
    """Its official titles, each in its own language."""
    symbol: str | None
    """Its official symbol or number: “A/RES/44/25”, “LN 2012/153, TLN 5332”."""
    date: PartialDate | None
    nature: Identifier
    """One of `natures` in vocabulary.yml."""
    akn: str | None
    """Its name after the Akoma Ntoso Naming Convention, formed by us; null where its parts are not known."""
    source: Identifier | None
    """Its key in sources.yml, if it was read."""
    seen: Seen | None
    """How much of it was read."""
    url: Address | None
    """Its address in sources.yml, often that of a public copy: the gazette or the official record is the authority."""


class Cited(Described):
    """A place that a provision's text cites."""

    source: Identifier
    """A key in sources.yml."""
    pinpoint: str | None
    """The place in its written form, the same in both languages: “art. 37(b)”."""
    shown: Bilingual
    """Source and place as readers see them."""


class ProvisionRecord(Described):
    """A provision: an article, a paragraph, a rule, as the site puts it in its own words."""

    page: Annotated[str, Field(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*$")]
    id: Identifier
    """Unique on its page and permanent."""
    address: dict[Locale, Address]
    """Its permanent address in each language."""
    eid: Annotated[str, Field(pattern=r"^\S+$")]
    """The eId of the same provision in the Akoma Ntoso file of its page."""
    kind: Identifier
    """article, paragraph, rule, section, clause …; “part” where the source does not number it."""
    number: str | None
    """The number that the id names, as the source writes it: “37”, “40(1)”, “20-A”. Null if we do not know one."""
    covers: list[Covered]
    """All numbers that the text covers, where the heading names them: articles 13 to 15."""
    instrument: Original | None
    themes: list[Identifier]
    """Our choice, from `themes` in vocabulary.yml."""
    original: Locale
    """The language in which the text was first written; the other is its translation."""
    behind: bool
    """The original was changed since the translation was last compared with it."""
    title: dict[Locale, str]
    text: dict[Locale, list[str]]
    """Paragraphs, list items and table rows in their order; cells are separated by “ | ”."""
    cites: list[Cited]
    version: str
    """Version of the page."""
    reviewed: PartialDate
    """When a person last compared the page with its sources."""


class ProvisionsFile(Described):
    """Provisions of one edition: all of them, or those of one page."""

    schema_address: Address = Field(alias="$schema")
    edition: EditionMark
    status: Bilingual
    """What the texts are: unofficial paraphrases."""
    license: Address
    provisions: list[ProvisionRecord]


class ConcordanceRow(Described):
    """A theme of a provision; a provision has a row for each of its themes."""

    theme: Identifier
    instrument: str
    """The key in instruments.yml of the text that the page is about; empty on a page about several texts."""
    page: str
    section: Identifier
    title_en: str
    title_id: str
    address: Address
    """The permanent address in English."""


class SectionsFile(Strict):
    """Every section of every page of one edition, as a reader sees it, notices and notes aside."""

    edition: str
    pages: list[PageText]
