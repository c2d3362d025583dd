"""The block `::: path`: the child's way through the process, as a drawing and as a list with the same content."""

from lxml import html
from lxml.html import HtmlElement

from knowledge_base.article.drawing import Drawing, words_of, wrap
from knowledge_base.article.limits import named_limits
from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import append, element
from knowledge_base.practice import Exit, Station, show_period

# In the drawing's units; the drawing is as wide as a small phone's screen.
WIDTH, LEFT, INSET = 360, 26, 56
MARGIN, PADDING, GAP = 4, 10, 8
TITLE, TEXT, LEADING = 14.5, 13.5, 18
ARROW = "m-6 -4l6 4l-6 4"


def path_block(setting: Setting, arguments: list[str]) -> HtmlElement:
    """Return a figure with a drawing for each station, so that paper can break between them, and the list."""
    stations = setting.registers.stations
    figure = element("figure", class_="path-drawing", data_search_ignore="")
    for number, station in enumerate(stations, start=1):
        drawing = _draw(number, station, number == len(stations), setting)
        append(figure, html.fragment_fromstring(drawing))
    append(figure, element("figcaption", setting.words["path_caption"]))
    listing = element("ol", class_="path-list")
    append(listing, *(_entry(station, setting) for station in stations))
    return element("div", figure, listing)


def _draw(number: int, station: Station, last: bool, setting: Setting) -> str:
    """Return one station with its ways out, and the line that leads past it to the next."""
    drawing = Drawing(WIDTH, height=MARGIN)
    title = f"{number}. {station.title[setting.locale]}"
    _box(drawing, LEFT, title, station, setting)
    for way_out in station.exits:
        before, drawing.height = drawing.height, drawing.height + GAP
        top = drawing.height
        _box(drawing, INSET, way_out.title[setting.locale], way_out, setting, dashed=True)
        drawing.path(f"M{(LEFT + INSET) / 2:g} {before:g}V{(top + drawing.height) / 2:g}H{INSET}{ARROW}")
    drawing.height += GAP
    start, end = 20 if number == 1 else 0, 20 if last else drawing.height + 1
    drawing.path(f"M10 {start}V{end:g}")
    drawing.path(f"M10 20H{LEFT}{ARROW}")
    return drawing.markup(title)


def _box(drawing: Drawing, x: float, title: str, place: Exit, setting: Setting, dashed: bool = False) -> None:
    """Write a place's title, text and limits at the lower end of the drawing, and frame them."""
    top, inner = drawing.height, WIDTH - x - 2 * PADDING
    drawing.height += PADDING / 2
    text = place.text[setting.locale] if place.text else ""
    drawing.text(x + PADDING, wrap(words_of(title, bold=True), TITLE, inner), TITLE, LEADING + 1)
    drawing.text(x + PADDING, wrap(words_of(text), TEXT, inner), TEXT, LEADING)
    for keys in place.limits:
        limits = named_limits(keys, setting.registers.limits)
        period = show_period(limits, setting.locale)
        # A number stays with its unit; words may break.
        when = [(period, True)] if period[0].isdigit() else words_of(period, bold=True)
        row = [*when, *words_of(limits[0].what[setting.locale])]
        drawing.text(x + PADDING, wrap(row, TEXT, inner), TEXT, LEADING)
    drawing.height += PADDING
    drawing.box(x, top, WIDTH - x - 2, dashed)


def _entry(place: Exit, setting: Setting) -> HtmlElement:
    """Return the same as an item of a list, with links and sources."""
    item = element("li", element("strong", place.title[setting.locale]))
    append(item, f". {place.text[setting.locale]}" if place.text else None)
    if place.limits:
        append(item, element("ul", *(_limit(keys, setting) for keys in place.limits)))
    if place.protocols:
        links = element("p", f"{setting.words['path_protocols']}: ")
        for name in place.protocols:
            append(links, " · " if len(links) else None, setting.place_link(f"protocols/{name}"))
        append(item, links)
    if isinstance(place, Station) and place.exits:
        append(item, element("ul", *(_entry(way_out, setting) for way_out in place.exits)))
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
