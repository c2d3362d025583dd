"""Footnotes that WeasyPrint 70 loses, kept; and a count, so that none is lost unseen.

Where the line that no longer fits a page is made to fit by moving notes to the next page (block.py, `_linebox_layout`),
the notes of that line itself are never laid out. After each page we look for such notes and carry them over.
"""

from weasyprint import Document
from weasyprint.formatting_structure.boxes import FootnoteAreaBox
from weasyprint.layout import page as page_layout

MARK = 'class="footnote"'
make_page = page_layout.make_page


def make_page_whole(context, *arguments):
    """Lay out one page; carry the notes that its lines call and its foot lacks to the next page, in their order."""
    page, *rest = make_page(context, *arguments)
    waiting = set(map(id, context.footnotes))
    for box in page.descendants():
        if box.footnote is not None and id(box.footnote) in waiting:
            context.footnotes.remove(box.footnote)
            context.reported_footnotes.append(box.footnote)
    context.reported_footnotes.sort(key=_number)
    return page, *rest


def _number(box) -> int:
    """Return the number with which a note begins."""
    return int((box.element.text or "0").split()[0])


def mend_layout() -> None:
    """Let WeasyPrint lay out pages with `make_page_whole`."""
    page_layout.make_page = make_page_whole


def count_printed(document: Document) -> int:
    """Return how many footnotes stand at the feet of the pages."""
    found: set[int] = set()
    for page in document.pages:
        areas = (box for box in page._page_box.descendants() if isinstance(box, FootnoteAreaBox))
        elements = (box.element for area in areas for box in area.descendants())
        found.update(id(element) for element in elements if element is not None and element.get("class") == "footnote")
    return len(found)
