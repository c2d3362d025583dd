"""The order in which the lines of a printed page are read, in one column or in two."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge_base.editor.importing.reading.printed import Printed

LEAST_LINES = 5  # of each column
MOST_CROSSING = 0.25  # of all lines: titles over both columns
LONG = 0.25  # of the width of the text: what is shorter may be a number beside its text


def in_reading_order(lines: Sequence[Printed]) -> list[Printed]:
    """Return the lines from top to bottom; of two columns the left one first, between lines that cross both."""
    ordered = sorted(lines, key=lambda line: (round(line.top), line.left))
    if not ordered:
        return []
    middle = _gutter(ordered)
    if middle is None:
        return _joined_rows(ordered)
    result: list[Printed] = []
    left: list[Printed] = []
    right: list[Printed] = []
    for line in ordered:
        if line.left < middle < line.right:
            result += [*left, *right, line]
            left, right = [], []
        else:
            side, column = (left, 1) if line.right <= middle else (right, 2)
            side.append(replace(line, column=column))
    return [*result, *left, *right]


def _gutter(lines: Sequence[Printed]) -> float | None:
    """Return the middle of the free strip between two columns, if there is one near the middle of the text."""
    low, high = min(line.left for line in lines), max(line.right for line in lines)
    places = [low + (high - low) * part / 200 for part in range(76, 125)]
    crossing = [sum(line.left < place < line.right for line in lines) for place in places]
    least = min(crossing)
    if least > MOST_CROSSING * len(lines):
        return None
    strip = [place for place, count in zip(places, crossing, strict=True) if count == least]
    middle = (strip[0] + strip[-1]) / 2
    long = (high - low) * LONG
    sides = ([line for line in lines if line.right <= middle], [line for line in lines if line.left >= middle])
    both = all(sum(line.right - line.left > long for line in side) >= LEAST_LINES for side in sides)
    return middle if both else None


def _joined_rows(lines: Sequence[Printed]) -> list[Printed]:
    """Join what stands on one line: a number set apart from its text is its own piece in the file."""
    rows: list[Printed] = []
    for line in lines:
        last = rows[-1] if rows else None
        if last and abs(line.top - last.top) < min(line.height, last.height) * 0.5 and line.left >= last.right - 1:
            rows[-1] = replace(last, text=f"{last.text} {line.text}", right=line.right)
        else:
            rows.append(line)
    return rows
