"""The status box of an instrument or law, from docs/data/instruments.yml."""

from lxml.html import HtmlElement

from knowledge_base.article.footnotes import evidence
from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import Piece, add_fact, add_facts, element
from knowledge_base.dates import show_date
from knowledge_base.instruments import Instrument


def status_block(setting: Setting, keys: list[str]) -> HtmlElement:
    """Return the boxes of `::: status KEY …`, for sections of pages that treat several instruments."""
    return element("div", *(status_section(key, setting, "h3", f"kb-status-{key}") for key in keys))


def status_section(key: str, setting: Setting, level: str = "h2", identifier: str = "kb-status") -> HtmlElement:
    """Return the box that opens an instrument's page. Its citations are brackets, to be numbered with the rest."""
    instrument, words, locale = setting.registers.instruments[key], setting.words, setting.locale
    listing = element("dl")
    names = [
        element("cite", title.title, lang=title.language if title.language != locale else None)
        for title in instrument.titles
    ]
    add_facts(listing, words["official_title"], ([name] for name in names))
    add_fact(listing, words["issued_by"], instrument.body[locale], _brackets(instrument))
    add_fact(listing, words["date"], _date(instrument, locale))
    add_fact(listing, words["symbol"], _symbol(instrument, locale))
    add_fact(listing, words["nature"], setting.registers.vocabulary.natures[instrument.nature][locale])
    add_fact(listing, words["binds"], instrument.binds[locale])
    languages = setting.registers.vocabulary.languages
    add_fact(listing, words["languages"], ", ".join(languages[code][locale] for code in instrument.languages))
    add_fact(listing, words["original_at"], instrument.original[locale])
    add_fact(listing, words["read"], *_read(instrument, setting))
    add_fact(listing, words["follows"], *_others(instrument.follows, setting))
    add_fact(listing, words["followed_by"], *_others(instrument.followed_by, setting))
    name = f"{words['status']}: {instrument.short[locale]}" if level != "h2" else words["status"]
    heading = element(level, name, id=identifier)
    return element("section", heading, listing, class_="status", data_section=identifier)


def _brackets(instrument: Instrument) -> str:
    return f" [{'; '.join(instrument.citations)}]" if instrument.citations else ""


def _date(instrument: Instrument, locale: str) -> str:
    parts = [show_date(instrument.date, locale) if instrument.date else ""]
    parts.append(instrument.date_note[locale] if instrument.date_note else "")
    return ", ".join(part for part in parts if part)


def _symbol(instrument: Instrument, locale: str) -> str:
    note = instrument.symbol_note[locale] if instrument.symbol_note else ""
    return ", ".join(part for part in (instrument.symbol, note) if part)


def _read(instrument: Instrument, setting: Setting) -> list[Piece]:
    """Return how much of the text itself was read, with a link to its entry among the sources."""
    if instrument.source is None:
        return [setting.words["not_seen"]]
    source = setting.registers.sources[instrument.source]
    note = f" {source.seen_note[setting.locale]}" if source.seen_note else ""
    link = element("a", setting.words["entry"], href=setting.source_link(instrument.source))
    return [evidence(source, setting), f"{note}. ", link]


def _others(keys: list[str], setting: Setting) -> list[Piece]:
    pieces: list[Piece] = []
    for key in keys:
        short = setting.registers.instruments[key].short[setting.locale]
        page = setting.instrument_page(key)
        pieces += ["; " if pieces else "", element("a", short, href=setting.link(page, "")) if page else short]
    return pieces
