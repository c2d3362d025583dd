"""Web pages, with lxml: what a reader sees as text, with the numbers that the browser counts itself."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html
from lxml.html import HtmlElement

from knowledge_base.editor.importing.limits import LINES
from knowledge_base.editor.importing.model import Line, Place, Reading
from knowledge_base.editor.importing.reading.word_numbers import formatted
from knowledge_base.editor.importing.refused import UnreadableError

LEFT_OUT = frozenset(
    re.findall(
        r"\w+", "script style noscript template select option button nav aside form iframe object svg head audio video"
    )
)
BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "p div li h1 h2 h3 h4 h5 h6 tr td th table ul ol dl dt dd section article main header footer blockquote pre br "
        "hr center address figure figcaption body caption details summary",
    )
)
FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
NUMBERED = re.compile(r"^\(?(?:\d{1,3}[a-z]?|[a-z]{1,4}|[IVX]+)[.)]")
UNMARKED = re.compile(r"list-style(?:-type)?\s*:\s*none", re.IGNORECASE)
DEEPEST = 2000


def read(path: Path) -> Reading:
    """Return the lines of a web page; a place is the line of the file. Raises UnreadableError for one without text."""
    content = path.read_bytes()
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding=_encoding(content))
    try:
        root = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(
            f"is no web page that can be read ({type(error).__name__}).", "Save the page again."
        ) from None
    lines = list(_lines(root))
    if not any(line.text for line in lines):
        raise UnreadableError("is a web page without text.", "Save the page after it has loaded, or copy its text.")
    named = root.find(".//title")
    title = " ".join((named.text or "").split()) if named is not None else ""
    return Reading(tuple(lines), title)


def _encoding(content: bytes) -> str | None:
    """Return UTF-8 where the bytes are that, whatever the page says; else what the page says decides."""
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _lines(root: HtmlElement) -> Iterator[Line]:
    words: list[str] = []
    place, level, count, skipped, depth = 1, 0, 0, 0, 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag
        if event == "start":
            depth += 1
            if depth > DEEPEST or count > LINES:
                raise UnreadableError("is nested too deeply or too long.", "Save the page's text alone.")
            if skipped or tag in LEFT_OUT:
                skipped += 1
                continue
        if (tag in BLOCKS or event == "end") and not skipped and (tag in BLOCKS):
            if text := " ".join("".join(words).split()):
                yield Line(text, Place(place), level)
                count += 1
            words, level = [], 0
            place = node.sourceline or place
        if event == "start":
            if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
                level = int(tag[1])
            if tag == "li":
                words.append(_marker(node))
            words.append(node.text or "")
            continue
        depth -= 1
        if skipped:
            skipped -= 1
        if not skipped:
            words.append(node.tail or "")
    if text := " ".join("".join(words).split()):
        yield Line(text, Place(place), level)


def _marker(item: HtmlElement) -> str:
    """Return what a browser shows before an item of a numbered list, unless the item brings its own number."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    if any(UNMARKED.search(node.get("style") or "") for node in (item, parent)):
        return ""
    if NUMBERED.match(item.text_content().strip()[:12]):
        return ""
    number = _whole(parent.get("start"), 1) - 1
    for sibling in parent:
        if sibling.tag == "li":
            number = _whole(sibling.get("value"), number + 1)
        if sibling is item:
            break
    return f"{formatted(max(number, 1), FORMS.get(parent.get('type', '1'), 'decimal'))}. "


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,4}", text.strip()) else otherwise
