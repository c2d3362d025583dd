"""The tags that WeasyPrint leaves out, added with pikepdf.

Standard: ISO 14289-1 (PDF/UA-1). WeasyPrint 70 gives header cells no scope (WeasyPrint #2508), leaves the
words in the page margins as marked content outside the tree instead of artifacts, and sets no print flag
on links; the checker in the tests finds each of these.
"""

import io
import re

import pikepdf
from pikepdf import Dictionary, Name

PRINT_FLAG = 4
MARKED = re.compile(rb"/\w+\s*<<\s*/MCID\s+(\d+)\s*>>\s*BDC")
PAGINATION = b"/Artifact <</Type /Pagination>> BDC"


def mend_tags(raw: bytes) -> bytes:
    """Return the PDF with what PDF/UA-1 asks for besides. The same bytes in give the same bytes out."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        tree = pdf.Root.StructTreeRoot
        reached = _walk(tree)
        parents = dict(zip(*[iter(tree.ParentTree.Nums)] * 2, strict=True))
        for page in pdf.pages:
            for annotation in page.get("/Annots", []):
                annotation["/F"] = int(annotation.get("/F", 0)) | PRINT_FLAG
            _mark_margins(page, parents, reached)
        result = io.BytesIO()
        pdf.save(result, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return result.getvalue()


def _walk(tree: pikepdf.Dictionary) -> set[tuple[int, int]]:
    """Give every header cell its scope. Return the numbers of all elements in the tree."""
    reached: set[tuple[int, int]] = set()
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
        children = node.get("/K")
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            stack.append((child, in_head))
    return reached


def _mark_margins(page: pikepdf.Page, parents: dict, reached: set[tuple[int, int]]) -> None:
    """Turn marked content that no element of the tree holds into artifacts."""
    elements = parents.get(page.obj.get("/StructParents"), [])
    loose = {number for number, element in enumerate(elements) if element.objgen not in reached}
    if not loose:
        return

    def replace(match: re.Match) -> bytes:
        return PAGINATION if int(match[1]) in loose else match[0]

    content = page.obj.Contents
    content.write(MARKED.sub(replace, content.read_bytes()))
