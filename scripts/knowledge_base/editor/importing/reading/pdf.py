"""PDFs, with pdfminer.six: it says where each line stands, so that running heads and columns can be told apart."""

import logging
from collections.abc import Callable
from pathlib import Path

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTPage, LTTextContainer, LTTextLine
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

from knowledge_base.editor.importing.limits import CHARACTERS, PAGES
from knowledge_base.editor.importing.model import Doubt, Line, Place, Reading
from knowledge_base.editor.importing.reading.columns import in_reading_order
from knowledge_base.editor.importing.reading.printed import Printed, paragraphs, without_margins
from knowledge_base.editor.importing.refused import UnreadableError

LEAST_LETTERS = 30  # on a page, on average: less is a scan with a stamp on it
MOST_UNMAPPED = 0.03
# No analysis of boxes: it takes long on dense pages, and the order of lines is found by columns.
LAYOUT = LAParams(boxes_flow=None, line_margin=0.01)


def read(path: Path, progress: Callable[[], None]) -> Reading:
    """Return the paragraphs of a PDF, each with its page.

    `progress` is called after each page. Raises UnreadableError for one that is damaged, scanned, locked or too long.
    """
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    pages: list[list[Printed]] = []
    letters = 0
    try:
        for page in extract_pages(str(path), laparams=LAYOUT):
            pages.append(in_reading_order(_lines(page, len(pages) + 1)))
            letters += sum(len(line.text) for line in pages[-1])
            if len(pages) > PAGES or letters > CHARACTERS:
                raise UnreadableError(f"has more than {PAGES} pages or too much text.", "Give the law alone.")
            progress()
    except UnreadableError:
        raise
    except (PDFPasswordIncorrect, PDFEncryptionError):
        mend = "Open it with its password and print it to a new PDF, or take another copy."
        raise UnreadableError("is locked with a password.", mend) from None
    except Exception as error:  # pdfminer raises many kinds for broken files
        mend = "Fetch it again, or open it and print it to a new PDF."
        raise UnreadableError(f"is a damaged PDF ({type(error).__name__}).", mend) from None
    return _reading(pages, letters)


def _lines(page: LTPage, number: int) -> list[Printed]:
    found = [line for box in page if isinstance(box, LTTextContainer) for line in _text_lines(box)]
    return [
        Printed(
            " ".join(line.get_text().split()), line.x0, line.x1, page.height - line.y1, line.height, number, page.height
        )
        for line in found
        if line.get_text().strip()
    ]


def _text_lines(box: LTTextContainer) -> list[LTTextLine]:
    return [box] if isinstance(box, LTTextLine) else [line for line in box if isinstance(line, LTTextLine)]


def _reading(pages: list[list[Printed]], letters: int) -> Reading:
    if not pages:
        raise UnreadableError("is a damaged PDF (it has no pages).", "Fetch it again.")
    if letters < LEAST_LETTERS * len(pages):
        mend = "Run it through text recognition (OCR) first, or find a copy with text."
        raise UnreadableError("is scanned: its pages are pictures without text.", mend)
    unmapped = sum(line.text.count("(cid:") * 6 for page in pages for line in page)
    if unmapped > letters * MOST_UNMAPPED:
        mend = "Print it to a new PDF, run text recognition (OCR), or find another copy."
        raise UnreadableError("has fonts that do not say which letters they show.", mend)
    empty = [str(number) for number, page in enumerate(pages, 1) if not page]
    doubts = []
    if empty:
        named = ", ".join(empty[:12]) + (" …" if len(empty) > 12 else "")
        doubts.append(Doubt(Place(1, int(empty[0])), f"Pages without text, perhaps scanned: {named}"))
    lines = [
        Line(text, Place(number, first.page))
        for number, (text, first) in enumerate(paragraphs(without_margins(pages)), start=1)
    ]
    return Reading(tuple(lines), doubts=tuple(doubts))
