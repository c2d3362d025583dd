"""What is printed: two tables, how their figures came about, and the targets beside them."""

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge_base.bench.meter import Cost
from knowledge_base.bench.print.printed import Printed
from knowledge_base.bench.tables import table

# What issue 7 promises: PDF pages a second on one core, bytes of memory for the largest book.
RATE, MEMORY = 10.0, 2**30

METHOD = """
seconds: those of the export alone, without the build of the site. CPU s: of all its processes. pages/CPU s: pages
that one core writes in a second; books aside: the same seconds, but only the pages that stand in no book and no bundle
of cards, for these repeat what other PDFs hold. memory: the most that all processes held at once, memory that they
share counted for each; largest: the most that one process held (VmHWM), looked at every 0.1 s. MB: 1,000,000 bytes.
Nothing is written to the repository: all runs are in a scratch copy, and “first” means with an empty cache."""

STOCK = """
plugin: mkdocs-pdf-export-plugin with its own renderer and Material's theme in a project made from the same articles;
its seconds are those of a build with it less those of a build without, its memory the build's. words kept: the share
of the articles' words of three letters and more (boxes of facts aside) that can be read back from their PDFs, each as
often as it stands there; B/word, words/CPU s: of those words. Pages are PDF pages, blank ones included."""


@dataclass(frozen=True)
class Export:
    """One row: what was exported, what came out, what it took. `single` is what came out that repeats no other."""

    name: str
    printed: Printed
    single: Printed
    cost: Cost


@dataclass(frozen=True)
class Rival:
    """One row of the comparison; `kept` is a share of `words`, the words of the articles."""

    name: str
    printed: Printed
    cost: Cost
    kept: float
    words: int


def print_exports(rows: Sequence[Export], runs: int) -> None:
    """Print the exports of whole texts, the targets below them."""
    head = ["our export", "PDFs", "pages", "MB", "kB/page", "seconds", "CPU s"]
    head += ["pages/s", "pages/CPU s", "books aside", "memory MB", "largest MB"]
    lines = [
        [
            row.name,
            f"{row.printed.files:,}",
            f"{row.printed.pages:,}",
            f"{row.printed.size / 1e6:.1f}",
            f"{row.printed.size / row.printed.pages / 1e3:.1f}",
            f"{row.cost.wall:.1f}",
            f"{row.cost.cpu:.1f}",
            rate(row.printed.pages, row.cost.wall),
            rate(row.printed.pages, row.cost.cpu),
            rate(row.single.pages, row.cost.cpu),
            megabytes(row.cost.memory),
            megabytes(row.cost.largest),
        ]
        for row in rows
    ]
    lines.append(["target", *[""] * 7, f"{RATE:.1f}", "", "", megabytes(MEMORY)])
    table(f"All PDFs ({_circumstances(runs)})", head, lines)


def print_growth(small: Export, large: Export) -> None:
    """Say how the cost of a page grew with the text."""
    pages = large.printed.pages / small.printed.pages
    processor = large.cost.cpu / small.cost.cpu
    print(
        f"{large.name}: pages × {pages:.2f}, CPU seconds × {processor:.2f}, that is × {processor / pages:.2f} a page "
        f"(target: at most × 1); largest process × {large.cost.largest / small.cost.largest:.2f}."
    )


def print_rivals(ours: Rival, stock: Rival, runs: int) -> None:
    """Print our export beside the plugin's on the same pages, and how many times better ours is."""
    head = ["", "PDFs", "pages", "kB/page", "B/word", "seconds", "CPU s"]
    head += ["pages/CPU s", "words kept", "words/CPU s", "memory MB", "largest MB"]
    lines = [
        [
            row.name,
            str(row.printed.files),
            str(row.printed.pages),
            f"{_page_size(row.printed) / 1e3:.1f}",
            rate(row.printed.size, _words(row), 0),
            f"{row.cost.wall:.1f}",
            f"{row.cost.cpu:.1f}",
            rate(row.printed.pages, row.cost.cpu),
            f"{row.kept:.1%}",
            rate(_words(row), row.cost.cpu, 0),
            megabytes(row.cost.memory),
            megabytes(row.cost.largest),
        ]
        for row in (ours, stock)
    ]
    figures = [
        (
            _page_size(row.printed),
            row.printed.size / (_words(row) or math.nan),
            row.cost.wall,
            row.cost.cpu,
            row.printed.pages / row.cost.cpu,
            row.kept,
            _words(row) / row.cost.cpu,
            row.cost.memory,
            row.cost.largest,
        )
        for row in (ours, stock)
    ]
    ratios = [f"× {_ratio(*pair)}" for pair in zip(*figures, strict=True)]
    lines.append(["ours : plugin", "", "", *ratios])
    table(f"The same {ours.printed.files} pages ({_circumstances(runs)})", head, lines)


def _circumstances(runs: int) -> str:
    load = f"load of this machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    return f"{'one run' if runs == 1 else f'median of {runs} by CPU seconds'}; {load}"


def _page_size(printed: Printed) -> float:
    return printed.size / printed.pages if printed.pages else math.nan


def _words(row: Rival) -> float:
    return row.kept * row.words


def _ratio(ours: float, theirs: float) -> str:
    return f"{ours / theirs:.2f}" if theirs and not math.isnan(ours / theirs) else "–"


def rate(amount: float, seconds: float, places: int = 1) -> str:
    return f"{amount / seconds:,.{places}f}" if seconds > 0 else "–"


def megabytes(size: float) -> str:
    return "–" if math.isnan(size) else f"{size / 1e6:,.0f}"
