"""Pictures of the text: drawings of docs/assets/images, set into the page where Markdown names them.

Set in, a drawing needs no request, keeps its place while the page loads, and stands in PDFs, EPUBs and the package like
the text around it. Since it becomes part of the page, it may hold shapes and words and nothing that acts or loads.
"""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html
from lxml.etree import _Element
from lxml.html import HtmlElement

from knowledge_base import REPOSITORY
from knowledge_base.article.tree import element
from knowledge_base.findings import Finding, InputError
from knowledge_base.reading import read_text, relative

IMAGES = "docs/assets/images"
LARGEST = 8_000  # bytes: a drawing counts towards the weight of each page that shows it
SPACE = "{http://www.w3.org/2000/svg}"
ELEMENTS = frozenset({"svg", "g", "rect", "circle", "path", "text", "tspan"})
ATTRIBUTES = frozenset({
    "viewBox", "width", "height", "x", "y", "rx", "cx", "cy", "r", "d", "fill", "stroke", "stroke-width",
    "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "font-family", "font-size", "font-weight", "text-anchor",
})  # fmt: skip
SIZES = ("viewBox", "width", "height")


def set_pictures(root: HtmlElement) -> None:
    """Replace each paragraph under `root` that holds a picture alone by a figure: the drawing and its caption.

    The picture's description becomes the drawing's title, its own title the caption. One that cannot be read stays as
    it is; the checks name its line.
    """
    for image in list(root.iter("img")):
        paragraph, name = image.getparent(), (image.get("src") or "").rsplit("/", 1)[-1]
        if paragraph.tag != "p" or len(paragraph) > 1 or paragraph.text_content().strip():
            continue
        try:
            drawing = read_drawing(REPOSITORY / IMAGES / name, REPOSITORY, image.get("alt") or "")
        except InputError:
            continue
        caption = element("figcaption", image.get("title")) if image.get("title") else ""
        figure = element("figure", drawing, caption, class_="picture")
        figure.tail = paragraph.tail
        paragraph.getparent().replace(paragraph, figure)


def read_drawing(path: Path, root: Path, description: str) -> HtmlElement:
    """Return the drawing in the file `path` as an element of a page. Raises InputError with each fault of the file."""
    text, shown = read_text(path, root, longest=None), relative(path, root)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True, remove_comments=True)
    try:
        drawing = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        mend = "Save the drawing as SVG once more."
        raise InputError(
            [Finding(shown, error.lineno or 1, f"is not XML: {error.msg.split(', line')[0]}.", mend)]
        ) from None
    if findings := list(_faults(drawing, shown, len(text.encode()))):
        raise InputError(findings)
    drawing.set("role", "img")
    title = etree.Element(f"{SPACE}title")
    title.text = description
    drawing.insert(0, title)
    return html.fragment_fromstring(etree.tostring(drawing, encoding="unicode"))


def _faults(drawing: _Element, shown: str, size: int) -> Iterator[Finding]:
    if size > LARGEST:
        yield Finding(shown, 1, f"has {size} bytes; a drawing may have {LARGEST}.", "Draw it with fewer points.")
    if drawing.getroottree().docinfo.doctype:
        yield Finding(shown, 1, "has a document type.", "Delete the line that begins with <!DOCTYPE.")
    if drawing.tag != f"{SPACE}svg" or not all(drawing.get(name) for name in SIZES):
        yield Finding(shown, 1, "is no SVG with a size.", f"Give <svg> its xmlns, {', '.join(SIZES)}.")
    for node in drawing.iter():
        name = node.tag.removeprefix(SPACE) if isinstance(node.tag, str) else "an instruction"
        if name not in ELEMENTS:
            mend = f"Use only {', '.join(sorted(ELEMENTS))}."
            yield Finding(shown, node.sourceline or 1, f"holds <{name}>, which a drawing may not hold.", mend)
            continue
        for attribute, value in node.attrib.items():
            if attribute not in ATTRIBUTES or "url(" in value:
                mend = "Delete it; the description of a picture stands where the text names it."
                yield Finding(shown, node.sourceline or 1, f"has {attribute}=“{value[:40]}”.", mend)
