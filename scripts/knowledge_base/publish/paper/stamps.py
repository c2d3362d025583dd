"""What is drawn onto finished pages: page numbers, numbers of pages referred to, the code to check a copy by.

All of it is marked as an artifact of pagination (ISO 14289-1, 7.8): it says nothing that the text does not say.
Lengths are in points, from the lower left corner of the page.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

from knowledge_base import REPOSITORY
from knowledge_base.copies import qr_rows

FONT = REPOSITORY / "overrides" / "print" / "fonts" / "source-sans-3-latin-400-normal.woff2"
CHARACTERS = "0123456789 /.,…abcdefghijklmnopqrstuvwxyz"
FONT_NAME, CODE_NAME = Name("/KbNumbers"), Name("/KbCode")
BEGIN, END = b"/Artifact <</Type /Pagination>> BDC\n", b"EMC\n"
MILLIMETRE = 72 / 25.4


@dataclass(frozen=True)
class Words:
    """A line to draw: where it begins, or ends if `right`, and its size."""

    text: str
    x: float
    y: float
    size: float
    right: bool = False


@dataclass(frozen=True)
class Edge:
    """Where a page has room: lower left corner and width of the QR code, the line of the page's number, and where
    numbers of pages referred to begin.

    The page's number ends left of the code.
    """

    left: float
    low: float
    size: float
    line: float
    references: float


# As the margins in overrides/print/print.css.
PAGE_EDGE = Edge(172 * MILLIMETRE, 6 * MILLIMETRE, 16 * MILLIMETRE, 20.3 * MILLIMETRE, 190 * MILLIMETRE)
CARD_EDGE = Edge(187 * MILLIMETRE, 2.5 * MILLIMETRE, 12 * MILLIMETRE, 11.4 * MILLIMETRE, 200 * MILLIMETRE)
BILINGUAL_EDGE = Edge(177 * MILLIMETRE, 5 * MILLIMETRE, 16 * MILLIMETRE, 18.3 * MILLIMETRE, 194 * MILLIMETRE)
NUMBER_SIZE = 8.0
GAP = 3 * MILLIMETRE


@dataclass(frozen=True)
class Glyphs:
    """The font of the stamps, cut to the characters they need."""

    file: bytes
    numbers: dict[str, int]
    widths: dict[str, float]  # in thousandths of the type size


def stamp_words(pdf: pikepdf.Pdf, page: pikepdf.Page, font: pikepdf.Object, words: Iterable[Words]) -> None:
    """Draw lines onto a page. `font` comes from `add_font`; the page's content must leave the coordinates alone."""
    lines = b"".join(map(_line, words))
    page.obj.Resources.Font[FONT_NAME] = font
    page.contents_add(pdf.make_stream(BEGIN + lines + END))


def stamp_code(pdf: pikepdf.Pdf, pages: Iterable[pikepdf.Page], address: str, edge: Edge) -> None:
    """Draw a QR code (ISO/IEC 18004) with `address` onto each of `pages`."""
    form = _code(pdf, address)
    scale = edge.size / float(form.BBox[2])
    move = f"q {scale:.4f} 0 0 {scale:.4f} {edge.left:.2f} {edge.low:.2f} cm {CODE_NAME} Do Q\n"
    drawing = pdf.make_stream(BEGIN + move.encode() + END)
    for page in pages:
        page.obj.Resources.XObject[CODE_NAME] = form
        page.contents_add(drawing)


def number_line(number: int, count: int, edge: Edge) -> Words:
    """Return the number of a page as it stands at the right of the foot."""
    return Words(f"{number} / {count}", edge.left - GAP, edge.line, NUMBER_SIZE, right=True)


def width(text: str, size: float) -> float:
    """Return how wide a line of stamped text is."""
    return sum(glyphs().widths[letter] for letter in text) * size / 1000


def _line(words: Words) -> bytes:
    known = glyphs().numbers
    shown = "".join(f"{known[letter]:04x}" for letter in words.text)
    left = words.x - width(words.text, words.size) if words.right else words.x
    return f"BT {FONT_NAME} {words.size} Tf 0.07 g {left:.2f} {words.y:.2f} Td <{shown}> Tj ET\n".encode()


def _code(pdf: pikepdf.Pdf, address: str) -> pikepdf.Object:
    """Return the QR code as a drawing of one unit a module, dark modules in a row drawn as one bar."""
    rows = qr_rows(address)
    bars: list[str] = []
    for number, row in enumerate(rows):
        start = 0
        while start < len(row):
            end = start
            while end < len(row) and row[end] == row[start]:
                end += 1
            if row[start]:
                bars.append(f"{start} {len(rows) - 1 - number} {end - start} 1 re")
            start = end
    form = pdf.make_stream("\n".join(["0 g", *bars, "f"]).encode())
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([0, 0, len(rows), len(rows)])
    form.Resources = Dictionary()
    return form


def add_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Return the font for `stamp_words`, embedded in the PDF with its widths and the characters behind its glyphs."""
    own = glyphs()
    name = Name("/KBNUMB+Source-Sans-3-Numbers")
    file = pdf.make_stream(own.file)
    file.Length1 = len(own.file)
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=name, Flags=4, FontBBox=Array([-500, -300, 1500, 1000]), ItalicAngle=0,
        Ascent=1000, Descent=-300, CapHeight=660, StemV=80, FontFile2=file,
    )  # fmt: skip
    widths = Array([item for key, number in own.numbers.items() for item in (number, Array([own.widths[key]]))])
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=name, CIDToGIDMap=Name.Identity, W=widths,
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
    )  # fmt: skip
    letters = {number: letter for letter, number in own.numbers.items()}
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]), ToUnicode=pdf.make_stream(to_unicode(letters)),
    )  # fmt: skip
    return pdf.make_indirect(font)


def to_unicode(letters: dict[int, str]) -> bytes:
    """Return the CMap that names the text behind each glyph (ISO 32000-1, 9.10.3)."""
    lines = [f"<{number:04x}> <{letters[number].encode('utf-16-be').hex()}>" for number in sorted(letters)]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{body}"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode()


@lru_cache(maxsize=1)
def glyphs() -> Glyphs:
    """Return the font of the stamps."""
    font = TTFont(FONT, recalcTimestamp=False)
    options = subset.Options(drop_tables=["GSUB", "GPOS", "GDEF", "DSIG"], hinting=False, notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=CHARACTERS)
    subsetter.subset(font)
    names, unit = font.getBestCmap(), font["head"].unitsPerEm
    numbers = {letter: font.getGlyphID(names[ord(letter)]) for letter in CHARACTERS}
    widths = {letter: font["hmtx"][names[ord(letter)]][0] * 1000 / unit for letter in CHARACTERS}
    font.flavor = None
    target = io.BytesIO()
    font.save(target)
    return Glyphs(target.getvalue(), numbers, widths)
