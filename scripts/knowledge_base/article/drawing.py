"""Text in boxes, as SVG: what HTML does by itself has to be measured here, line by line.

Colours are the reader's (`currentColor`), so a drawing holds in both schemes, in print and in forced colours.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape

# Widths of characters in ems for DejaVu Sans, the widest of the common sans-serif faces: no line runs out of its box.
NARROW, WIDE, CAPITAL, USUAL, BOLDER = 0.34, 0.93, 0.7, 0.61, 1.13
NARROW_LETTERS = frozenset("iljtfrI.,:;'’()[]| ")
WIDE_LETTERS = frozenset("mwMW×–")

Word = tuple[str, bool]  # the word, and whether it is bold
Line = list[Word]


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return about how wide `text` is at a font size, in the unit of the size."""
    ems = sum(
        NARROW if c in NARROW_LETTERS else WIDE if c in WIDE_LETTERS else CAPITAL if c.isupper() else USUAL
        for c in text
    )
    return ems * size * (BOLDER if bold else 1)


def wrap(words: Iterable[Word], size: float, width: float) -> Iterator[Line]:
    """Yield lines no wider than `width`; a word that is too long stands alone."""
    line: Line = []
    used = 0.0
    for word, bold in words:
        needed = text_width(f"{word} ", size, bold)
        if line and used + needed > width:
            yield line
            line, used = [], 0.0
        line.append((word, bold))
        used += needed
    if line:
        yield line


def words_of(text: str, bold: bool = False) -> list[Word]:
    return [(word, bold) for word in text.split()]


@dataclass
class Drawing:
    """An SVG that grows downwards. Lengths are in its own units; it scales to the width it is given."""

    width: float
    height: float = 0.0
    parts: list[str] = field(default_factory=list)

    def text(self, x: float, lines: Iterable[Line], size: float, leading: float) -> None:
        """Write lines at the lower end."""
        for line in lines:
            self.height += leading
            spans = "".join(_span(word, bold, index == 0) for index, (word, bold) in enumerate(line))
            self.parts.append(
                f'<text x="{x:g}" y="{self.height - leading * 0.28:g}" font-size="{size:g}">{spans}</text>'
            )

    def box(self, x: float, top: float, width: float, dashed: bool = False) -> None:
        """Frame what stands between `top` and the lower end."""
        dashes = ' stroke-dasharray="4 3"' if dashed else ""
        self.parts.append(
            f'<rect x="{x:g}" y="{top:g}" width="{width:g}" height="{self.height - top:g}" rx="4"{dashes}/>'
        )

    def path(self, description: str) -> None:
        """Draw a line, in the syntax of SVG paths."""
        self.parts.append(f'<path d="{description}"/>')

    def markup(self, title: str) -> str:
        """Return the SVG; `title` says in words what it shows."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:g} {self.height:g}" role="img" '
            f'fill="none" stroke="currentColor" font-family="Source Sans 3">'
            f"<title>{escape(title)}</title>{''.join(self.parts)}</svg>"
        )


def _span(word: str, bold: bool, first: bool) -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<tspan{weight} fill="currentColor" stroke="none">{"" if first else " "}{escape(word)}</tspan>'
