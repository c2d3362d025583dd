"""Lines of printed pages: running heads and page numbers left out, broken words and wrapped lines joined."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Printed:
    """A line of a printed page and where it stands: in points, from the left and from the top.

    `column` is 1 or 2 on a page with two columns, 0 elsewhere.
    """

    text: str
    left: float
    right: float
    top: float
    height: float
    page: int
    page_height: float
    column: int = 0


MARGIN = 0.13  # of the page, at its head and its foot
REPEATED = 0.3  # of the pages, for a line to be a running head
PAGE_NUMBER = re.compile(
    r"[-–—_.\s]*\d{1,4}[-–—_.\s]*|[-–—]\s*[ivxlc]+\s*[-–—]|(?:[Pp]age|hlm\.?|[Hh]alaman)?\s*\d+\s*(?:of|dari|/)\s*\d+|"
    r"(?:[Pp]age|[Hh]alaman)\s*\d+|SK No\s*\S+(?:\s*[A-Z])?|PRESIDEN\s*REPUBLIK\s*INDONESIA(?:\s*[-–—]\s*\d+\s*[-–—])?|"
    r"(?:jdih|www)\S+"
)
CATCHWORD = re.compile(r".{0,60}\.\s?\.\s?\.\s*\.?$|.{0,60}…$")
MARKER = re.compile(
    r"\(?(?:\d{1,3}[a-z]?|[a-z]|[ivx]{1,5})[.)]\s|\(\d|[“\"]?(?:Pasal|Article|Rule|Section|Artikel|Principle|Guideline)"
    r"\s+[\dIVX]+\w*\W*$|(?:\d+\[\s*)?[০-৯]{1,3}[ক-ঞ]?।|\d*\[|"
    r"(?:BAB|BUKU|PART|CHAPTER|Bagian|Paragraf|ANNEX|LAMPIRAN)\s+\S+"
)
NAMES_NEXT = re.compile(r"\b(?:ayat|[Pp]asal|huruf|angka|[Aa]rticles?|paragraphs?|section|Nomor|dan|atau|and|or)$")
SOFT = ("\u00ad", "\u2010")


def without_margins(pages: Sequence[Sequence[Printed]]) -> list[Printed]:
    """Return the lines of all pages without running heads, page numbers and catchwords."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_pattern(line) for line in page if _in_margin(line)})
    often = max(3, len(pages) * REPEATED)
    return [line for page in pages for line in page if not _is_margin(line, seen, often)]


def _in_margin(line: Printed) -> bool:
    return line.top < line.page_height * MARGIN or line.top + line.height > line.page_height * (1 - MARGIN)


def _pattern(line: Printed) -> tuple[str, int]:
    """Return what a running head has in common on all pages: its words and its height on the page."""
    return re.sub(r"\d+", "#", line.text), round(line.top / 6)


def _is_margin(line: Printed, seen: Counter[tuple[str, int]], often: float) -> bool:
    if line.top > line.page_height * 0.7 and len(line.text.split()) <= 6 and CATCHWORD.fullmatch(line.text):
        return True
    if not _in_margin(line) or MARKER.match(line.text):
        return False
    return bool(PAGE_NUMBER.fullmatch(line.text)) or (seen[_pattern(line)] >= often and len(line.text) < 120)


def paragraphs(lines: Sequence[Printed]) -> Iterator[tuple[str, Printed]]:
    """Yield the text of each paragraph with its first line. A line goes on below if the next word had no room on it."""
    edges = _edges(lines)
    text, first, last = "", None, None
    for line in lines:
        if first is not None and last is not None and _goes_on(last, text, line, edges):
            text = _joined(text, line.text)
        else:
            if first is not None:
                yield text, first
            text, first = line.text, line
        last = line
    if first is not None:
        yield text, first


def _edges(lines: Sequence[Printed]) -> dict[tuple[int, int], tuple[float, float]]:
    """Return the left and right edge of each column of each page: where most of its longest lines begin and end.

    A page with few lines has the edges that its column has on most pages.
    """
    columns: dict[tuple[int, int], list[Printed]] = {}
    for line in lines:
        columns.setdefault((line.page, line.column), []).append(line)
    rights = {name: sorted(line.right for line in own)[int((len(own) - 1) * 0.9)] for name, own in columns.items()}
    usual = {
        column: sorted(right for (_, at), right in rights.items() if at == column)
        for column in {column for _, column in columns}
    }
    middle = {column: own[len(own) // 2] for column, own in usual.items()}
    return {name: (min(line.left for line in own), max(rights[name], middle[name[1]])) for name, own in columns.items()}


def _goes_on(last: Printed, text: str, line: Printed, edges: dict[tuple[int, int], tuple[float, float]]) -> bool:
    if text.endswith(SOFT):
        return True
    if MARKER.match(line.text) and not NAMES_NEXT.search(text):
        return False
    _, right = edges[last.page, last.column]
    sign = (last.right - last.left) / max(len(last.text), 1)
    next_word = line.text.split(" ", 1)[0]
    if last.right + sign * (len(next_word) + 1) < right - 1:
        return False
    # A line in the middle of the page is a heading, however long it is.
    own_left, own_right = edges[line.page, line.column]
    centred = line.left - own_left > 40 and abs((line.left - own_left) - (own_right - line.right)) < 12
    return not centred


def _joined(text: str, following: str) -> str:
    if text.endswith(SOFT):
        return text[:-1] + following
    word, then = re.search(r"(\w+)-$", text), re.match(r"\w+", following)
    if word and then and then[0][0].islower() and word[1].lower() != then[0].lower():
        return text[:-1] + following
    return text + ("" if text.endswith("-") else " ") + following
