"""Finished PDFs joined into one: pages, tags, bookmarks; links between them lead to pages instead of addresses.

Standards: ISO 32000-1, 14.7 (logical structure, parent tree), 12.3.2 (destinations); ISO 14289-1 for the result.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem

from knowledge_base.publish.paper.sheet import TWIN_IDS
from knowledge_base.publish.paper.tags import name_notes

HEADINGS = [Name(f"/H{level}") for level in range(1, 7)]
# Below these stand no headings: looking there would take most of the time.
WITHOUT_HEADINGS = frozenset(("/P", "/L", "/Table", "/Link", "/Note", "/Figure", "/Span", *map(str, HEADINGS)))
DEEPEST_BOOKMARK = 3
NOTES = re.compile(rf"({TWIN_IDS})?fn(ref)?-")  # ids of notes and of their references
TOP = 842  # points, of A4


@dataclass(frozen=True)
class Place:
    """A point on a page of the joined PDF: the page's index, and left and top in points."""

    page: int
    left: object
    top: object


@dataclass
class Chapter:
    """A PDF taken into a joined one: where it begins, its named places, its bookmarks as (level, title, place)."""

    first: int
    count: int
    places: dict[str, Place] = field(default_factory=dict)
    marks: list[tuple[int, str, Place]] = field(default_factory=list)

    @property
    def pages(self) -> range:
        """The indexes of its pages."""
        return range(self.first, self.first + self.count)


# By address the chapter that holds a page, and what stands before the page's ids there.
Targets = dict[str, tuple[Chapter, str]]


class Joiner:
    """A PDF to which others are appended. It begins as the PDF `base`, whose metadata it keeps."""

    def __init__(self, base: Path):
        self.pdf = pikepdf.open(base)
        tree = self.pdf.Root.StructTreeRoot
        self._document = tree.K[0]
        self._parents = list(tree.ParentTree.Nums)
        self._next = _after_last(self._parents)
        self._notes = _notes(tree)
        self.chapters = [_read(self.pdf, 0)]

    def append(self, path: Path, chapter: Chapter, depth: int) -> None:
        """Append a PDF that was read as `chapter` and whose headings sink by `depth` levels."""
        with pikepdf.open(path) as source:
            # Pages first: what refers to them then refers to their copies.
            for page in source.pages:
                self.pdf.pages.append(page)
            self._adopt(self.pdf.copy_foreign(source.Root.StructTreeRoot), chapter, depth)
        self.chapters.append(chapter)

    def _adopt(self, tree: pikepdf.Object, chapter: Chapter, depth: int) -> None:
        numbers = list(tree.ParentTree.Nums)
        for index in range(0, len(numbers), 2):
            self._parents += [int(numbers[index]) + self._next, numbers[index + 1]]
        for page in self.pdf.pages[chapter.first :]:
            page.obj.StructParents = int(page.obj.StructParents) + self._next
            for annotation in page.get("/Annots", []):
                annotation.StructParent = int(annotation.StructParent) + self._next
        self._next += _after_last(numbers)
        self._notes += _notes(tree)
        top = tree.K[0]
        top.S = Name.Sect
        top.P = self._document
        self._document.K.append(top)
        if depth:
            _sink_headings(top, depth)

    def finish(self) -> None:
        """Write the parent tree, and drop names that are places by now."""
        tree = self.pdf.Root.StructTreeRoot
        tree.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(self._parents)))
        tree.ParentTreeNextKey = self._next
        name_notes(tree, self._notes)
        if "/Names" in self.pdf.Root:
            del self.pdf.Root["/Names"]

    def link(self, targets: Targets) -> Iterator[tuple[int, pikepdf.Object, int]]:
        """Lead links to the addresses in `targets` and to named places to their pages.

        Yield the index of the page, the link and the index of the page that it leads to, for each that is no note's.
        """
        for chapter in self.chapters:
            for index in chapter.pages:
                for annotation in self.pdf.pages[index].get("/Annots", []):
                    if not (place := _place(annotation, chapter, targets)):
                        continue
                    between_notes = NOTES.match(str(annotation.get("/Dest", "")))
                    if "/A" in annotation:
                        del annotation["/A"]
                    annotation.Dest = self._destination(place)
                    if not between_notes:
                        yield index, annotation, place.page

    def _destination(self, place: Place) -> Array:
        return Array([self.pdf.pages[place.page].obj, Name.XYZ, place.left, place.top, 0])

    def bookmark(self, chapters: list[tuple[Chapter, int]]) -> None:
        """Replace the bookmarks by those of the chapters; those of each sink by the levels given."""
        with self.pdf.open_outline() as outline:
            outline.root.clear()
            path = [outline.root]
            for chapter, sink in chapters:
                for level, title, place in chapter.marks:
                    if level + sink > DEEPEST_BOOKMARK:
                        continue
                    del path[level + sink :]
                    item = OutlineItem(title, self._destination(place))
                    path[-1].append(item)
                    path.append(item.children)


def _place(annotation: pikepdf.Object, chapter: Chapter, targets: Targets) -> Place | None:
    """Return where a link leads, or None for one that leads out of the book."""
    if "/Dest" in annotation:
        return chapter.places.get(str(annotation.Dest))
    if "/A" not in annotation or "/URI" not in annotation.A:
        return None
    address, _, name = str(annotation.A.URI).partition("#")
    if address not in targets:
        return None
    target, before = targets[address]
    return target.places.get(before + name) or Place(target.first, 0, TOP)


def read_chapter(path: Path, first: int = 0) -> Chapter:
    """Return what a PDF has for a book in which it begins at the page with index `first`."""
    with pikepdf.open(path) as source:
        return _read(source, first)


def _read(source: pikepdf.Pdf, first: int) -> Chapter:
    pages = {page.objgen: first + index for index, page in enumerate(source.pages)}

    def place(destination: pikepdf.Array) -> Place:
        return Place(pages[destination[0].objgen], destination[2], destination[3])

    chapter = Chapter(first, len(source.pages))
    if "/Names" in source.Root:
        names = iter(source.Root.Names.Dests.Names)
        chapter.places = {str(name): place(destination) for name, destination in zip(names, names, strict=True)}
    if "/Outlines" in source.Root:
        chapter.marks = [(level, title, place(dest)) for level, title, dest in _bookmarks(source.Root.Outlines, 1)]
    return chapter


def _bookmarks(parent: pikepdf.Object, level: int) -> Iterator[tuple[int, str, pikepdf.Array]]:
    item = parent.get("/First")
    while item is not None:
        yield level, str(item.Title), item.Dest
        yield from _bookmarks(item, level + 1)
        item = item.get("/Next")


def _after_last(numbers: list) -> int:
    """Return the first free key of a parent tree written as key, value, key, value."""
    return max((int(number) for number in numbers[::2]), default=-1) + 1


def _notes(tree: pikepdf.Object) -> list[pikepdf.Object]:
    return list(tree.IDTree.Names)[1::2] if "/IDTree" in tree else []


def _sink_headings(top: pikepdf.Object, depth: int) -> None:
    waiting = [top]
    while waiting:
        node = waiting.pop()
        kind = node.S
        if kind in HEADINGS:
            node.S = HEADINGS[min(HEADINGS.index(kind) + depth, len(HEADINGS) - 1)]
        if str(kind) in WITHOUT_HEADINGS:
            continue
        children = node.get("/K")
        for child in children if isinstance(children, Array) else [children]:
            if isinstance(child, Dictionary) and "/S" in child:
                waiting.append(child)
