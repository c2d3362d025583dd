"""XHTML documents as EPUB 3.3 asks for them, from trees of HTML (EPUB 3.3, section 6.1)."""

from lxml import etree
from lxml.etree import _Element
from lxml.html import HtmlElement

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
SVG = "http://www.w3.org/2000/svg"
XML = "http://www.w3.org/XML/1998/namespace"
STYLES = "epub.css"

# The roles that have an older twin, by which today's readers know what to pop up (EPUB 3 SSV 1.1).
TYPES = {
    "doc-noteref": "noteref",
    "doc-footnote": "footnote",
    "doc-backlink": "backlink",
    "doc-glossref": "glossref",
    "doc-toc": "toc",
}
KIND = "data-epub-type"  # on a tree of HTML, in the place of epub:type
KEPT_DATA = "data-label"
DROPPED = frozenset({"tabindex", "xmlns", "rel"})
CAMEL_CASE = {"viewbox": "viewBox"}  # HTML's parser forgets the capitals, XML needs them


def document(title: str, locale: str, body: HtmlElement, kind: str) -> bytes:
    """Return a whole document in the language `locale`. `kind` is a class for the style sheet."""
    root = etree.Element(f"{{{XHTML}}}html", nsmap={None: XHTML, "epub": OPS})
    _set_language(root, locale)
    head = etree.SubElement(root, f"{{{XHTML}}}head")
    etree.SubElement(head, f"{{{XHTML}}}title").text = title
    etree.SubElement(head, f"{{{XHTML}}}link", rel="stylesheet", type="text/css", href=STYLES)
    into = etree.SubElement(root, f"{{{XHTML}}}body")
    into.set("class", kind)
    _copy(body, into, XHTML)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")


def _copy(node: HtmlElement, parent: _Element, space: str) -> None:
    if node.tag == "svg":
        space = SVG
    copy = etree.SubElement(parent, f"{{{space}}}{node.tag}", nsmap={None: SVG} if node.tag == "svg" else None)
    for name, value in node.attrib.items():
        if name == "lang":
            _set_language(copy, value)
        elif name not in DROPPED and (name == KEPT_DATA or not name.startswith("data-")):
            copy.set(CAMEL_CASE.get(name, name), value)
    if kind := node.get(KIND) or TYPES.get(node.get("role", "")):
        copy.set(f"{{{OPS}}}type", kind)
    copy.text = _squeeze(node.text)
    copy.tail = _squeeze(node.tail)
    for child in node:
        _copy(child, copy, space)


def _set_language(node: _Element, language: str) -> None:
    # Readers for EPUB look at one, browsers at the other.
    node.set("lang", language)
    node.set(f"{{{XML}}}lang", language)


def _squeeze(text: str | None) -> str | None:
    """Return `text` without the indentation that the templates leave between elements."""
    return "\n" if text and "\n" in text and not text.strip() else text
