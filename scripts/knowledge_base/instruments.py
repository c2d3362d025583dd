"""The shapes of the registers of instruments and of dated events."""

from typing import Annotated

from pydantic import Field

from knowledge_base.models import Bilingual, Identifier, PartialDate, Strict


class Title(Strict):
    """An official title in its own language."""

    language: str
    title: str


class Instrument(Strict):
    """The status of an instrument or law: what it is, whom it binds, what came before and after."""

    titles: Annotated[list[Title], Field(min_length=1)]
    short: Bilingual
    aliases: list[str] = Field(default_factory=list)
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
    follows: list[str] = Field(default_factory=list)
    followed_by: list[str] = Field(default_factory=list)
    citations: list[str] = Field(default_factory=list)


class Event(Strict):
    """A dated event of the timeline."""

    date: PartialDate
    kind: str
    text: Bilingual
    citations: Annotated[list[str], Field(min_length=1)]
    page: str | None = None


class Instruments(Strict):
    instruments: dict[Identifier, Instrument]


class Timeline(Strict):
    events: list[Event]
