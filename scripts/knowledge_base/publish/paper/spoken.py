"""What the tag tree tells a reader's voice: the language of each passage, and one language after the other.

Standard: ISO 14289-1 (PDF/UA-1), 7.1, logical order, 7.2, natural language, and 7.9, notes. WeasyPrint 70 tags the
language of the whole document only, knows no notes, and tags boxes in the order in which they are laid out. Two columns
are laid out row by row; they are read section by section: here the first language's blocks of a section, then the
second's.
"""

from collections.abc import Iterator

import pydyf
from weasyprint.pdf import tags

from knowledge_base import LOCALES

TWINS, TWIN, CONTINUED, FOOTNOTE = "twins", "twin", "continued", "footnote"
build_tree = tags._build_box_tree


def build_spoken_tree(box, parent, pdf, page_number, nums, annotations, marks) -> Iterator[pydyf.Dictionary]:
    """Yield the tags of a box as WeasyPrint does, in columns language by language, with languages."""
    rest = (pdf, page_number, nums, annotations, marks)
    if _has_class(box, TWINS):
        yield from _build_columns(box, parent, *rest)
        return
    own = box.element if box.element is not None and box.element_tag == box.element.tag else None
    for tag in build_tree(box, parent, *rest):
        if own is not None and own.tag not in ("html", "body") and (language := own.get("lang")):
            tag["Lang"] = pydyf.String(language)
        if own is not None and _has_class(box, FOOTNOTE):
            tag["S"] = "/Note"
        yield tag


def _build_columns(box, parent, pdf, page_number, *rest) -> Iterator[pydyf.Dictionary]:
    """Yield one tag for a section on a page: in it a part for each language, with the blocks of all its cells."""
    columns: dict[str, list] = {}
    for cell in _cells(box):
        columns.setdefault(cell.element.get("lang"), []).extend(cell.children)
    section = _tag("Sect", parent, pdf, page_number)
    for language in LOCALES:  # not as they come: on this page the first row may hold the rest of one language only
        if not (blocks := columns.get(language)):
            continue
        column = _tag("Div", section, pdf, page_number)
        column["Lang"] = pydyf.String(language)
        section["K"].append(column.reference)
        last: pydyf.Dictionary | None = None
        for block in blocks:
            if last and last["S"] == "/L" and _has_class(block, CONTINUED):
                parent, boxes = last, block.children  # a list that was cut into rows is one list again
            else:
                parent, boxes = column, [block]
            for inner in boxes:
                for tag in build_spoken_tree(inner, parent, pdf, page_number, *rest):
                    parent["K"].append(tag.reference)
                    last = tag if parent is column else last
    yield section


def _cells(box) -> Iterator:
    for child in box.children:
        if _has_class(child, TWIN):
            yield child
        else:
            yield from _cells(child)


def _has_class(box, name: str) -> bool:
    return box.element is not None and name in (box.element.get("class") or "").split()


def _tag(kind: str, parent: pydyf.Dictionary, pdf, page_number: int) -> pydyf.Dictionary:
    fields = {"Type": "/StructElem", "S": f"/{kind}", "K": pydyf.Array(), "P": parent.reference}
    tag = pydyf.Dictionary({**fields, "Pg": pdf.page_references[page_number]})
    pdf.add_object(tag)
    return tag


def mend_tree() -> None:
    """Let WeasyPrint build its tag trees with `build_spoken_tree`."""
    tags._build_box_tree = build_spoken_tree
