"""The tags that WeasyPrint leaves out, added with pikepdf.

Standard: ISO 14289-1 (PDF/UA-1). WeasyPrint 70 gives header cells no scope (WeasyPrint #2508), leaves the
words in the page margins as marked content outside the tree instead of artifacts, and sets no print flag
on links; the checker in the tests finds each of these.
"""

import io
import re

import pikepdf
from pikepdf import Array, Dictionary, Name, String

PRINT_FLAG = 4
MARKED = re.compile(rb"/\w+\s*<<\s*/MCID\s+(\d+)\s*>>\s*BDC")
PAGINATION = b"/Artifact <</Type /Pagination>> BDC"


def mend_tags(pdf: pikepdf.Pdf) -> None:
    """Add what PDF/UA-1 asks for besides; let each page's content leave the coordinates as they were."""
    tree = pdf.Root.StructTreeRoot
    reached = _walk(tree)
    parents = dict(zip(*[iter(tree.ParentTree.Nums)] * 2, strict=True))
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            annotation["/F"] = int(annotation.get("/F", 0)) | PRINT_FLAG
        _mark_margins(page, parents, reached)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """Return the PDF as a file. The same PDF gives the same bytes."""
    result = io.BytesIO()
    pdf.save(result, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return result.getvalue()


def _walk(tree: pikepdf.Dictionary) -> set[tuple[int, int]]:
    """Give every header cell its scope, every note its identifier. Return the numbers of all elements in the tree."""
    reached: set[tuple[int, int]] = set()
    notes: list[pikepdf.Object] = []
    stack = [(tree, False)]
    while stack:
        node, in_head = stack.pop()
        if not isinstance(node, pikepdf.Dictionary):
            continue
        reached.add(node.objgen)
        kind = node.get("/S")
        in_head = in_head or kind == Name.THead
        if kind == Name.TH:
            node["/A"] = Dictionary(O=Name.Table, Scope=Name.Column if in_head else Name.Row)
        elif kind == Name.Note:
            notes.append(node)
        children = node.get("/K")
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            stack.append((child, in_head))
    name_notes(tree, notes)
    return reached


def name_notes(tree: pikepdf.Dictionary, notes: list[pikepdf.Object]) -> None:
    """Give each note an identifier of its own, and list them (ISO 32000-1, 14.7.2)."""
    listed = Array()
    for number, note in enumerate(notes):
        note.ID = String(f"note-{number:06}")
        listed.extend([note.ID, note])
    if notes:
        tree.IDTree = Dictionary(Names=listed)


def _mark_margins(page: pikepdf.Page, parents: dict, reached: set[tuple[int, int]]) -> None:
    """Turn marked content that no element of the tree holds into artifacts."""
    elements = parents.get(page.obj.get("/StructParents"), [])
    loose = {number for number, element in enumerate(elements) if element.objgen not in reached}

    def replace(match: re.Match) -> bytes:
        return PAGINATION if int(match[1]) in loose else match[0]

    content = page.obj.Contents
    content.write(b"q\n" + MARKED.sub(replace, content.read_bytes()) + b"\nQ\n")
