"""The numbers that Word counts itself: they stand in no paragraph's text, only in the definitions of its lists."""

import re

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

VALUE = qn("w:val")
ROMANS = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


class Numbering:
    """Counts the lists of one document; ask for each paragraph in the order of the text."""

    def __init__(self, document: Document):
        self._levels: dict[str, dict[int, _Element]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._styles: dict[str, _Element] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        for abstract in root.iter(qn("w:abstractNum")):
            levels = {int(level.get(qn("w:ilvl"))): level for level in abstract.iter(qn("w:lvl"))}
            self._levels[abstract.get(qn("w:abstractNumId"))] = levels
        for number in root.iter(qn("w:num")):
            self._abstract[number.get(qn("w:numId"))] = number.find(qn("w:abstractNumId")).get(VALUE)
        for style in document.styles.element.iter(qn("w:style")):
            properties = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if properties is not None:
                self._styles[style.get(qn("w:styleId"))] = properties

    def label(self, paragraph: _Element) -> str:
        """Return what Word shows before a paragraph: “Pasal 5”, “(2)”, “a.”; nothing before one without a number."""
        properties = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if properties is None:
            style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            properties = self._styles.get(style.get(VALUE)) if style is not None else None
        if properties is None:
            return ""
        number, level = properties.find(qn("w:numId")), properties.find(qn("w:ilvl"))
        abstract = self._abstract.get(number.get(VALUE)) if number is not None else None
        depth = int(level.get(VALUE)) if level is not None else 0
        if abstract is None or depth not in self._levels.get(abstract, {}):
            return ""
        return self._next(abstract, depth)

    def _next(self, abstract: str, depth: int) -> str:
        levels = self._levels[abstract]
        self._counts[abstract, depth] = self._counts.get((abstract, depth), _start(levels[depth]) - 1) + 1
        for deeper in [at for name, at in self._counts if name == abstract and at > depth]:
            del self._counts[abstract, deeper]
        pattern = levels[depth].find(qn("w:lvlText"))
        if pattern is None or _format(levels[depth]) == "bullet":
            return ""
        return re.sub(r"%(\d)", lambda sign: self._shown(abstract, int(sign[1]) - 1), pattern.get(VALUE) or "")

    def _shown(self, abstract: str, depth: int) -> str:
        level = self._levels[abstract].get(depth)
        if level is None:
            return ""
        return formatted(self._counts.get((abstract, depth), _start(level)), _format(level))


def formatted(count: int, form: str) -> str:
    """Return a number in one of Word's forms: decimal, lowerLetter, upperRoman …"""
    if form.endswith("Letter"):
        letter = chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form.startswith("lower") else letter.upper()
    if form.endswith("Roman"):
        rest, roman = count, ""
        for value, sign in ROMANS:
            roman += sign * (rest // value)
            rest %= value
        return roman.lower() if form.startswith("lower") else roman
    return str(count)


def _start(level: _Element) -> int:
    start = level.find(qn("w:start"))
    return int(start.get(VALUE)) if start is not None else 1


def _format(level: _Element) -> str:
    form = level.find(qn("w:numFmt"))
    return form.get(VALUE) if form is not None else "decimal"
