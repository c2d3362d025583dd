"""The block `::: path`: the child's way through the process, as a drawing and as a list with the same content."""

from lxml import html
from lxml.html import HtmlElement

from knowledge_base.article.drawing import Drawing, Line, words_of, wrap
from knowledge_base.article.limits import named_limits
from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import append, element
from knowledge_base.practice import Exit, Station, show_period

# In the drawing's units; the drawing is as wide as a small phone's screen.
WIDTH, LEFT, INSET, PADDING = 360, 26, 56, 10
TITLE, TEXT, LEADING = 14.5, 13.5, 18


def path_block(setting: Setting, arguments: list[str]) -> HtmlElement:
    """Return a figure with a drawing for each station, so that paper can break between them, and the list."""
    stations = setting.registers.stations
    figure = element("figure", class_="path-drawing", data_pagefind_ignore="")
    for number, station in enumerate(stations, start=1):
        drawing = _draw(number, station, number == len(stations), setting)
        append(figure, html.fragment_fromstring(drawing))
    append(figure, element("figcaption", setting.words["path_caption"]))
    listing = element("ol", class_="path-list")
    for station in stations:
        append(listing, _station(station, setting))
    return element("div", figure, listing)


def _rows(place: Exit, setting: Setting) -> list[tuple[str, str]]:
    """Return the place's limits as (how long, what)."""
    rows = []
    for keys in place.limits:
        limits = named_limits(keys, setting.registers.limits)
        rows.append((show_period(limits, setting.locale), limits[0].what[setting.locale]))
    return rows


def _draw(number: int, station: Station, last: bool, setting: Setting) -> str:
    locale = setting.locale
    drawing = Drawing(WIDTH, height=4)
    drawing.height += PADDING / 2
    width = WIDTH - LEFT - 2 * PADDING - 2
    text = station.text[locale] if station.text else ""
    _write(drawing, LEFT + PADDING, f"{number}. {station.title[locale]}", text, _rows(station, setting), width)
    drawing.height += PADDING
    drawing.box(LEFT, 4, WIDTH - LEFT - 2)
    for way_out in station.exits:
        before = drawing.height
        drawing.height += 8
        top = drawing.height
        drawing.height += PADDING / 2
        inner = WIDTH - INSET - 2 * PADDING - 2
        _write(drawing, INSET + PADDING, way_out.title[locale], "", _rows(way_out, setting), inner)
        drawing.height += PADDING
        drawing.box(INSET, top, WIDTH - INSET - 2, dashed=True)
        middle = (top + drawing.height) / 2
        drawing.path(f"M40 {before:g}V{middle:g}H{INSET}m-6 -4l6 4l-6 4")
    drawing.height += 8
    # The line along which the stations stand, with an arrow into the next one.
    start = 20 if number == 1 else 0
    drawing.path(f"M10 {start}V{20 if last else drawing.height + 1:g}")
    drawing.path(f"M10 20H{LEFT}m-6 -4l6 4l-6 4")
    return drawing.markup(f"{number}. {station.title[locale]}")


def _write(drawing: Drawing, x: float, title: str, text: str, rows: list[tuple[str, str]], width: float) -> None:
    drawing.text(x, wrap(words_of(title, bold=True), TITLE, width), TITLE, LEADING + 1)
    drawing.text(x, wrap(words_of(text), TEXT, width), TEXT, LEADING)
    for amount, what in rows:
        lines: list[Line] = list(wrap([(amount, True), *words_of(what)], TEXT, width))
        drawing.text(x, lines, TEXT, LEADING)


def _station(place: Exit, setting: Setting) -> HtmlElement:
    item = element("li", element("strong", place.title[setting.locale]))
    if isinstance(place, Station) and place.text:
        append(item, f". {place.text[setting.locale]}")
    if place.limits:
        append(item, element("ul", *(_limit(keys, setting) for keys in place.limits)))
    links = element("p", f"{setting.words['path_protocols']}: ")
    for name in place.protocols:
        link = setting.place_link(f"protocols/{name}")
        append(links, " · " if len(links) and link is not None else None, link)
    append(item, links if len(links) else None)
    if isinstance(place, Station) and place.exits:
        append(item, element("ul", *(_station(way_out, setting) for way_out in place.exits), class_="path-exits"))
    return item


def _limit(keys: str, setting: Setting) -> HtmlElement:
    limits = named_limits(keys, setting.registers.limits)
    first, citations = limits[0], [citation for limit in limits for citation in limit.citations]
    item = element("li", element("strong", show_period(limits, setting.locale)))
    append(item, f" {first.what[setting.locale]}, ")
    append(item, f"{first.start[setting.locale]}; " if first.start else None)
    append(item, "; ".join(limit.who[setting.locale] for limit in limits))
    # The brackets become numbered notes together with those of the text.
    append(item, f" [{'; '.join(dict.fromkeys(citations))}]")
    return item
