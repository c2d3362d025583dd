"""Small tools for changing HTML fragments."""

from collections.abc import Callable, Iterable, Sequence

from lxml import etree, html
from lxml.html import HtmlElement

Piece = str | HtmlElement
OWN_WORDS = etree.XPath("text()|*[not(contains(@class,'headerlink'))]//text()")


def parse(fragment: str) -> HtmlElement:
    """Return the fragment's nodes under one `div`."""
    return html.fragment_fromstring(fragment, create_parent="div")


def serialize(root: HtmlElement) -> str:
    """Return the markup inside `root`."""
    parts = [_escape(root.text or "")]
    parts += [etree.tostring(child, encoding="unicode", method="html") for child in root]
    return "".join(parts)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def element(tag: str, *pieces: Piece | None, **attributes: str | None) -> HtmlElement:
    """Return a new element. `class_` and the like lose the underscore at the end; others turn `_` into `-`."""
    node = html.Element(tag)
    for name, value in attributes.items():
        if value is not None:
            node.set(name.rstrip("_").replace("_", "-"), value)
    append(node, *pieces)
    return node


def append(node: HtmlElement, *pieces: Piece | None) -> None:
    """Add text and elements at the end of `node`; None adds nothing."""
    for piece in pieces:
        if piece is None:
            continue
        if not isinstance(piece, str):
            node.append(piece)
        elif len(node):
            node[-1].tail = (node[-1].tail or "") + piece
        else:
            node.text = (node.text or "") + piece


def table(titles: list[str], rows: Iterable[HtmlElement]) -> HtmlElement:
    """Return a table with a row of header cells and then `rows`."""
    head = element("thead", element("tr", *(element("th", title) for title in titles)))
    return element("table", head, element("tbody", *rows))


def add_fact(listing: HtmlElement, label: str, *pieces: Piece | None) -> None:
    """Add a line to a `dl`; nothing to say adds nothing."""
    shown = [piece for piece in pieces if piece is not None and piece != ""]
    if shown:
        append(listing, element("dt", label), element("dd", *shown))


def add_facts(listing: HtmlElement, label: str, values: Iterable[Sequence[Piece]]) -> None:
    """Add several values under one label to a `dl`; HTML permits each label once. Without values it adds nothing."""
    if lines := [element("dd", *pieces) for pieces in values]:
        append(listing, element("dt", label), *lines)


def classes(node: HtmlElement) -> list[str]:
    return (node.get("class") or "").split()


def add_class(node: HtmlElement, name: str) -> None:
    node.set("class", " ".join([*classes(node), name]))


def heading_text(heading: HtmlElement) -> str:
    """Return a heading's words without its permanent link."""
    return " ".join("".join(OWN_WORDS(heading)).split())


def text_slots(root: HtmlElement, skip: Callable[[HtmlElement], bool]) -> list[tuple[HtmlElement, str]]:
    """Return (node, "text" or "tail") for each piece of text under `root`, in reading order.

    Elements for which `skip` is true are passed over; the text after them is not.
    """
    found: list[tuple[HtmlElement, str]] = []

    def walk(node: HtmlElement) -> None:
        if node.text:
            found.append((node, "text"))
        for child in node:
            if isinstance(child.tag, str) and not skip(child):
                walk(child)
            if child.tail:
                found.append((child, "tail"))

    walk(root)
    return found


def splice(node: HtmlElement, slot: str, pieces: list[Piece]) -> None:
    """Put `pieces` in the place of one text."""
    setattr(node, slot, None)
    if slot == "text":
        parent, position = node, 0
    else:
        parent, position = node.getparent(), node.getparent().index(node) + 1
    last: HtmlElement | None = None
    for piece in pieces:
        if isinstance(piece, str):
            if last is None:
                setattr(node, slot, (getattr(node, slot) or "") + piece)
            else:
                last.tail = (last.tail or "") + piece
        else:
            # lxml's insert keeps the tail with its element, so the text before must be set already.
            parent.insert(position, piece)
            position += 1
            last = piece
