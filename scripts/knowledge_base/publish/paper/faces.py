"""One embedded font for each face of a book joined from PDFs that bring a subset of their own.

WeasyPrint keeps the numbers of glyphs when it cuts a font to those used, so subsets of one font file differ only in
which outlines are empty: what one subset lacks is taken from the next. Tables: OpenType 1.9, glyf, loca, hmtx, maxp.
"""

import io
import re
import struct
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

import pikepdf
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable
from pikepdf import Array

from knowledge_base.publish.paper.stamps import to_unicode

EMPTY = (0, 0)  # width and side bearing
COMPOSITE = b"\xff\xff"
PAIR = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")


class Face:
    """The union of the subsets of one font file."""

    def __init__(self) -> None:
        self.outlines: dict[int, bytes] = {}
        self.metrics: dict[int, tuple[int, int]] = {}
        self.widths: dict[int, object] = {}
        self.letters: dict[int, str] = {}
        self.largest: TTFont | None = None

    def add(self, font: pikepdf.Object) -> bool:
        """Take in an embedded font. Return False, changing nothing, if it has another outline for a known glyph."""
        descendant = font.DescendantFonts[0]
        content = descendant.FontDescriptor.FontFile2.read_bytes()
        file = TTFont(io.BytesIO(content), recalcBBoxes=False, recalcTimestamp=False)
        widths = dict(_widths(descendant.W))
        outlines = dict(_outlines(file, [0, *widths], self.outlines))
        if any(self.outlines.get(number, outline) != outline for number, outline in outlines.items()):
            return False
        self.outlines |= outlines
        for number, name in enumerate(file.getGlyphOrder()):
            if (metrics := file["hmtx"][name]) != EMPTY:  # a glyph that a subset lacks has no width there
                self.metrics[number] = metrics
        self.widths |= widths
        self.letters |= dict(_letters(font.ToUnicode.read_bytes()))
        if self.largest is None or file["maxp"].numGlyphs > self.largest["maxp"].numGlyphs:
            self.largest, file = file, self.largest
        if file is not None:
            _raise_limits(self.largest["maxp"], file["maxp"])
        return True


def unite(pdf: pikepdf.Pdf) -> None:
    """Let all pages of `pdf` share one font for each face."""
    faces: dict[str, list[tuple[Face, list[pikepdf.Object]]]] = defaultdict(list)
    resources = {page.obj.Resources.objgen: page.obj.Resources for page in pdf.pages}
    fonts = {font.objgen: font for one in resources.values() for font in one.Font.values()}
    for font in fonts.values():
        known = faces[str(font.BaseFont)]
        own = next((users for face, users in known if face.add(font)), None)
        if own is None:
            face = Face()
            face.add(font)
            known.append((face, own := []))
        own.append(font)
    shared: dict[tuple[int, int], pikepdf.Object] = {}
    for known in faces.values():
        for face, users in known:
            if len(users) > 1:
                _rewrite(pdf, face, users[0])
            shared |= {font.objgen: users[0] for font in users}
    for one in resources.values():
        for name, font in list(one.Font.items()):
            one.Font[name] = shared[font.objgen]


def _rewrite(pdf: pikepdf.Pdf, face: Face, font: pikepdf.Object) -> None:
    """Give an embedded font all glyphs of its face."""
    content = _font_file(face)
    descendant = font.DescendantFonts[0]
    file = pdf.make_stream(content)
    file.Length1 = len(content)
    descendant.FontDescriptor.FontFile2 = file
    descendant.W = Array([item for number in sorted(face.widths) for item in (number, Array([face.widths[number]]))])
    if "/CIDSet" in descendant.FontDescriptor:
        del descendant.FontDescriptor["/CIDSet"]
    font.ToUnicode = pdf.make_stream(to_unicode(face.letters))


def _font_file(face: Face) -> bytes:
    """Return a TrueType file with the outlines of all subsets."""
    font = face.largest
    count = font["maxp"].numGlyphs
    glyf, offsets, metrics = b"", [0], b""
    for number in range(count):
        outline = face.outlines.get(number, b"")
        glyf += outline + b"\0" * (-len(outline) % 4)
        offsets.append(len(glyf))
        advance, side = face.metrics.get(number, EMPTY)
        metrics += struct.pack(">Hh", advance, side)
    font["head"].indexToLocFormat = 1
    font["hhea"].numberOfHMetrics = count
    for tag, content in (("glyf", glyf), ("loca", struct.pack(f">{count + 1}I", *offsets)), ("hmtx", metrics)):
        font[tag] = DefaultTable(tag)
        font[tag].data = content
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


def _outlines(file: TTFont, numbers: Iterable[int], known: Collection[int]) -> Iterator[tuple[int, bytes]]:
    """Yield number and outline of each of the glyphs that is not empty.

    A glyph made of others is drawn out, since those that no text uses have other numbers in each subset; once it is
    `known` it is left out.
    """
    data, places, names = file.getTableData("glyf"), file["loca"].locations, file.getGlyphOrder()
    for number in numbers:
        outline = data[places[number] : places[number + 1]]
        if outline[:2] == COMPOSITE:
            if number in known:
                continue
            parts = DecomposingRecordingPen(file.getGlyphSet())
            file.getGlyphSet()[names[number]].draw(parts)
            pen = TTGlyphPen(None)
            parts.replay(pen)
            outline = pen.glyph().compile(file["glyf"])
        if outline:
            yield number, outline.rstrip(b"\0")


def _raise_limits(limits, other) -> None:
    """Raise the largest numbers that a font declares to those of another subset."""
    for name, value in vars(other).items():
        if name.startswith("max"):
            setattr(limits, name, max(getattr(limits, name), value))


def _widths(array: pikepdf.Array) -> Iterator[tuple[int, object]]:
    """Yield number and width of each glyph in a /W array of the form `first [widths…]`."""
    for first, widths in zip(*[iter(array)] * 2, strict=True):
        for step, width in enumerate(widths):
            yield int(first) + step, width


def _letters(cmap: bytes) -> Iterator[tuple[int, str]]:
    for number, text in PAIR.findall(cmap):
        yield int(number, 16), bytes.fromhex(text.decode()).decode("utf-16-be")
