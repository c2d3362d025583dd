"""The original behind a provision: whoever cites our page of a law cites the law first."""

import re

from lxml.html import HtmlElement

from knowledge_base.article.footnotes import described, evidence
from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import Piece, append, element
from knowledge_base.body import Section
from knowledge_base.citations import citations_in
from knowledge_base.dates import show_date
from knowledge_base.instruments import Instrument
from knowledge_base.models import Source
from knowledge_base.own_citation import pinpoint
from knowledge_base.pages import Page
from knowledge_base.provision_ids import named_text, parse_id
from knowledge_base.provisions import plain
from knowledge_base.registers import Registers

TEXT_NUMBER = re.compile(r"(?: of| [A-Z]+)? \d+/\d{4}$")  # “article 4 of 8/2017”, “Pasal 4 PP 8/2017”


def original(section: Section, page: Page, setting: Setting) -> HtmlElement | None:
    """Return the citation of the original of a provision with how much of it was read, or None if none is known."""
    text, key = _text(section, page, setting.registers)
    if text is None:
        return None
    place = _place(section, key, setting.locale) if key else None  # of a text that nobody saw, not even its numbers
    if isinstance(text, Source):
        shown, seen = described(text, setting), evidence(text, setting)
    else:
        shown, seen = _instrument(text, setting.locale), setting.words["not_seen"]
    pieces: list[Piece] = [*shown, f", {place}." if place else "."]
    address = text.url if isinstance(text, Source) else None
    line = element("p", f"{setting.words['original_at']}: ", class_="cite__original")
    append(line, element("span", *pieces), " ")
    if address:
        append(line, element("a", setting.words["read_at"], href=address, rel="noreferrer", class_="out"), " ")
    append(line, seen)
    return line


def _text(section: Section, page: Page, registers: Registers) -> tuple[Source | Instrument | None, str | None]:
    """Return the text that a provision belongs to and the key of its source.

    It is the text that the section's id names, as in `pp-77-2019-art-31`; else the one that the section cites for
    this very number, since laws are amended by other laws; else the text of the page; else what is cited first.
    """
    cited = list(citations_in(section.text))
    parsed, named = parse_id(section.id), named_text(section.id, registers.instruments)
    if named is None and parsed:
        place = re.compile(rf"\b{parsed.unit}s?\.? (?:.*[ -])?{parsed.number}(?![0-9a-z])", re.IGNORECASE)
        if found := next((one.source for one in cited if one.locator and place.search(one.locator.text)), None):
            return registers.sources[found], found
    if named := named or page.front_matter.instrument:
        instrument = registers.instruments[named]
        return (registers.sources[instrument.source] if instrument.source else instrument), instrument.source
    return (registers.sources[cited[0].source], cited[0].source) if cited else (None, None)


def _place(section: Section, key: str, locale: str) -> str | None:
    """Return where in the original: what the heading says, else where the section first cites it."""
    if place := pinpoint(plain(section.title), locale):
        return TEXT_NUMBER.sub("", place)
    return next(
        (one.locator.shown(locale) for one in citations_in(section.text) if one.source == key and one.locator), None
    )


def _instrument(instrument: Instrument, locale: str) -> list[Piece]:
    title = instrument.titles[0]
    date = show_date(instrument.date, locale) if instrument.date else None
    noted = instrument.date_note[locale] if instrument.date_note else None
    said = ", ".join(fact for fact in (instrument.body[locale], date, instrument.symbol, noted) if fact)
    return [element("cite", title.title, lang=title.language if title.language != locale else None), f", {said}"]
