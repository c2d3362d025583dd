"""Plain tables for a terminal."""

import math
from collections.abc import Sequence


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]], words: int = 1) -> None:
    """Print a table: the first `words` columns to the left, figures to the right."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    print(f"\n{title}")
    for row in (head, ["-" * width for width in widths], *rows):
        cells = [cell.ljust(width) for cell, width in zip(row[:words], widths[:words], strict=True)]
        cells += [cell.rjust(width) for cell, width in zip(row[words:], widths[words:], strict=True)]
        print("  ".join(cells).rstrip())


def kilobytes(size: float) -> str:
    return f"{size / 1000:.0f}"


def seconds(time: float) -> str:
    return "–" if math.isnan(time) else f"{time:.2f}"
