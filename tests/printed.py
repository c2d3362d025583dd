"""Reading PDFs back, for the tests of print: words, tags, bookmarks, what the checker says."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pikepdf
import pymupdf
from knowledge_base.publish.paper.jobs import BILINGUAL_NAME, BOOK_NAMES, CARD_NAME, CARDS_NAME
from knowledge_base.publish.paper.sheet import strip_screen
from lxml import html

NOT_PAGES = (*BOOK_NAMES.values(), BILINGUAL_NAME, CARD_NAME, CARDS_NAME)
LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}


def pdf_of(page: Path) -> Path:
    return next(path for path in page.parent.glob("*.pdf") if path.name not in NOT_PAGES)


def extract_text(path: Path) -> str:
    return "\n".join(extract_pages(path))


@lru_cache(maxsize=4)  # several tests read the same book
def extract_pages(path: Path) -> tuple[str, ...]:
    """Return the text of each page, in the order in which it was drawn."""
    with pymupdf.open(path) as document:
        return tuple(page.get_text() for page in document)


def seen_pages(path: Path, count: int) -> list[str]:
    """Return the text of the first `count` pages, line by line as it is seen."""
    with pymupdf.open(path) as document:
        return [document[number].get_text(sort=True) for number in range(count)]


def words_of(text: str) -> Counter:
    return Counter(re.findall(r"[^\W\d_]{3,}", text.casefold()))


def printed_article(page: Path) -> html.HtmlElement:
    """Return what of a built page is printed."""
    article = html.document_fromstring(page.read_text("utf-8")).find(".//article")
    strip_screen(article)
    return article


def squeezed(text: str) -> str:
    """Return text in small letters without white space, hyphens and ligatures, which line breaks change."""
    for ligature, letters in LIGATURES.items():
        text = text.replace(ligature, letters)
    return re.sub(r"[\s\u00ad-]", "", text.casefold())


def missing_words(page: Path, held: str) -> list[str]:
    """Return the words of a page that a squeezed text lacks; a picture's description is spoken and not printed."""
    text = " ".join(printed_article(page).xpath(".//text()[not(ancestor::title)]"))
    return [word for word in words_of(text) if not _holds(held, word)]


@lru_cache(maxsize=2**17)  # pages of a book share most of their words, and a book is long
def _holds(held: str, word: str) -> bool:
    return word in held


def tags_of(pdf: pikepdf.Pdf) -> Counter:
    """Count the elements of the structure tree by kind: `/H2`, `/Note`."""
    elements = (item for item in pdf.objects if isinstance(item, pikepdf.Dictionary))
    return Counter(str(item.S) for item in elements if item.get("/Type") == "/StructElem")


def bookmarks(path: Path) -> list[tuple[int, str]]:
    """Return level and title of each bookmark."""
    return [(level, title) for level, title, _ in marked_pages(path)]


def marked_pages(path: Path) -> list[tuple[int, str, int]]:
    """Return level, title and page number of each bookmark."""
    found = []
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        stack = [(1, item) for item in reversed(outline.root)]
        while stack:
            level, item = stack.pop()
            found.append((level, item.title.strip(), numbers[item.destination[0].objgen]))
            stack.extend((level + 1, child) for child in reversed(item.children))
    return found


def elements_in_order(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield the elements of the structure tree as a voice reads them."""
    waiting = [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        node = waiting.pop()
        yield node
        children = node.get("/K", [])
        children = children if isinstance(children, pikepdf.Array) else [children]
        waiting.extend(child for child in reversed(children) if isinstance(child, pikepdf.Dictionary) and "/S" in child)


def untold(path: Path) -> list[str]:
    """Return what a PDF's tags leave untold to a voice: levels of headings, cells' headers, drawings, order."""
    faults: list[str] = []
    level = 0
    with pikepdf.open(path) as pdf:
        for element in elements_in_order(pdf):
            kind = str(element.S)
            if re.fullmatch("/H[1-6]", kind):
                if int(kind[2]) > level + 1:
                    faults.append(f"a heading of level {kind[2]} follows one of level {level}")
                level = int(kind[2])
            elif kind == "/TH" and "/Scope" not in element.get("/A", {}):
                faults.append("a header cell without scope")
            elif kind == "/Figure" and not str(element.get("/Alt", "")):
                faults.append("a drawing without words")
        for number, page in enumerate(pdf.pages, 1):
            if page.get("/Tabs") != "/S":
                faults.append(f"page {number} has no order for the tab key")
            content = page.Contents
            last = content[-1] if isinstance(content, pikepdf.Array) else content
            if number > 1 and b"/Artifact <</Type /Pagination>> BDC" not in last.read_bytes():
                faults.append(f"page {number} has a foot that is no artifact")
    return faults
