"""From the HTML of a provision to the blocks of Akoma Ntoso: paragraphs, lists, tables, references to notes."""

from urllib.parse import urljoin

from lxml import etree
from lxml.etree import _Element
from lxml.html import HtmlElement

from knowledge_base.article.tree import classes

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
INLINE = {"em": "i", "strong": "b", "b": "b", "i": "i", "sub": "sub", "sup": "sup", "a": "a", "abbr": "abbr"}
# Marks of the page that mean nothing in a file: their text stays.
UNWRAPPED = frozenset({"span", "cite", "code", "time", "mark"})
LISTS = frozenset({"ul", "ol"})
CELLS = frozenset({"th", "td"})


class UnknownMarkupError(ValueError):
    """Markup in a provision that the conversion does not know."""


def make(parent: _Element | None, tag: str, text: str | None = None, **attributes: str) -> _Element:
    """Return a new element of Akoma Ntoso, at the end of `parent` if there is one."""
    name = f"{{{NAMESPACE}}}{tag}"
    node = etree.Element(name, nsmap={None: NAMESPACE}) if parent is None else etree.SubElement(parent, name)
    for key, value in attributes.items():
        node.set(key.rstrip("_"), value)
    node.text = text
    return node


def note_id(number: str) -> str:
    """Return the eId of a note."""
    return f"note_{number}"


def add_blocks(section: HtmlElement, content: _Element, address: str) -> list[str]:
    """Add the blocks of a provision's section to `content`; the heading and what the search leaves out are no part.

    `address` is that of the page, for its links. Return the ids of the notes that the text refers to. Raises
    UnknownMarkupError.
    """
    for child in section:
        if child.tag not in ("h2", "h3") and child.get("data-search-ignore") is None:
            _block(child, content, address)
    return [reference.get("href")[1:] for reference in content.iter(f"{{{NAMESPACE}}}noteRef")]


def _block(node: HtmlElement, parent: _Element, address: str) -> None:
    if node.tag == "p":
        _fill(node, make(parent, "p"), address)
    elif node.tag in LISTS:
        items = make(parent, node.tag)
        for item in node:
            _item(item, make(items, "li"), address)
    elif node.tag == "table":
        table = make(parent, "table")
        for row in node.iter("tr"):
            cells = make(table, "tr")
            for cell in row:
                _fill(cell, make(make(cells, cell.tag), "p"), address)
    elif node.tag == "div" and "table-frame" in classes(node):
        _block(node[0], parent, address)
    elif node.tag == "div" and "admonition" in classes(node):
        box = make(parent, "blockContainer", class_=classes(node)[-1])
        _fill(node[0], make(box, "heading"), address)
        for child in node[1:]:
            _block(child, box, address)
    else:
        raise UnknownMarkupError(f"<{node.tag} class=“{node.get('class', '')}”>")


def _item(node: HtmlElement, item: _Element, address: str) -> None:
    """Fill a list item: words, and after them paragraphs or lists."""
    item.text = _squeezed(node.text)
    for child in node:
        if child.tag in LISTS or child.tag == "p":
            _block(child, item, address)
            _add(item, _squeezed(child.tail))
        else:
            _inline(child, item, address)


def _fill(node: HtmlElement, into: _Element, address: str) -> None:
    _add(into, _squeezed(node.text))
    for child in node:
        _inline(child, into, address)


def _inline(node: HtmlElement, parent: _Element, address: str) -> None:
    if "cite" in classes(node):
        for link in node.iter("a"):
            make(parent, "noteRef", href=f"#{note_id(link.text)}", marker=link.text)
    elif node.tag == "br":
        make(parent, "eol")
    elif node.tag in UNWRAPPED or "term" in classes(node):
        _fill(node, parent, address)
    elif node.tag in INLINE:
        copy = make(parent, INLINE[node.tag])
        if node.tag == "a":
            copy.set("href", urljoin(address, node.get("href")))
        _fill(node, copy, address)
    else:
        raise UnknownMarkupError(f"<{node.tag} class=“{node.get('class', '')}”>")
    _add(parent, _squeezed(node.tail))


def _add(node: _Element, text: str) -> None:
    if not text:
        return
    if len(node):
        node[-1].tail = (node[-1].tail or "") + text
    else:
        node.text = (node.text or "") + text


def _squeezed(text: str | None) -> str:
    """Return text without the line ends of its markup, which mean nothing."""
    return (text or "").replace("\n", " ") if (text or "").strip(" ") != "\n" else ""
