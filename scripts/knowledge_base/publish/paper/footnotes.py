"""Footnotes: each measured once; those that WeasyPrint 70 loses, kept; and a count, so that none is lost unseen.

WeasyPrint lays out all notes of a page again for each that is added, which took half of the time. A note is as high
alone as among others, as long as notes have no margins and their area no largest height (overrides/print/print.css).

Where the line that no longer fits a page is made to fit by moving notes to the next page (block.py, `_linebox_layout`),
the notes of that line itself are never laid out. After each page we look for such notes and carry them over.
"""

from math import inf

from weasyprint import Document
from weasyprint.formatting_structure.boxes import FootnoteAreaBox
from weasyprint.formatting_structure.build import create_anonymous_boxes
from weasyprint.layout import LayoutContext
from weasyprint.layout import page as page_layout
from weasyprint.layout.block import block_level_layout

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


def update_area(self: LayoutContext) -> bool:
    """Give the page's bottom and the area of its notes their heights. Return whether the area overflows: never."""
    area = self.current_footnote_area
    if area.height != "auto" and not self.in_column:
        self.page_bottom += area.margin_height()
    area.children = self.current_page_footnotes
    area.height = sum(_height(self, note) for note in self.current_page_footnotes)
    if not self.in_column:
        self.page_bottom -= area.margin_height()
    return False


def _height(context: LayoutContext, note) -> float:
    """Return how high a note is at the foot of this page, in CSS pixels."""
    heights = vars(context).setdefault("kb_note_heights", {})
    key = id(note), context.current_footnote_area.width
    if key not in heights:
        area = context.current_footnote_area.copy_with_children([note])
        laid_out = block_level_layout(context, create_anonymous_boxes(area.deepcopy()), -inf, None, area.page)[0]
        heights[key] = laid_out.height
    return heights[key]


def mend_layout() -> None:
    """Let WeasyPrint lay out pages with `make_page_whole` and their notes with `update_area`."""
    page_layout.make_page = make_page_whole
    LayoutContext._update_footnote_area = update_area


def count_printed(document: Document) -> int:
    """Return how many footnotes stand at the feet of the pages."""
    found: set[int] = set()
    for page in document.pages:
        areas = (box for box in page._page_box.descendants() if isinstance(box, FootnoteAreaBox))
        elements = (box.element for area in areas for box in area.descendants())
        found.update(id(element) for element in elements if element is not None and element.get("class") == "footnote")
    return len(found)
