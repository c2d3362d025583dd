"""`kb bench build`: what a build costs beside stock mkdocs-material with static-i18n over the same Markdown.

At the text's real size and at larger ones, made of copies of its pages. Ours does all its steps but print: checks,
citations, terms, both languages side by side, search, lists for programs. Stock renders and indexes for its search.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.bench.build import editing, stock, text
from knowledge_base.bench.build.report import show
from knowledge_base.bench.meter import Cost, python, run
from knowledge_base.build_time import VARIABLE, commit_time
from knowledge_base.results import record

REAL = 1  # less than there are: the text as it is
SERVED = 300  # the largest text for which an edit is awaited
TOOL = "scripts/kb bench build"
# What was promised: times as long as stock at most, up to so many page pairs; bytes; seconds for an edit.
SLOWEST = ((999, 1.0), (10**9, 1 / 3))
MEMORY, PATIENCE, LONG_PATIENCE = 600e6, 2.0, 3.0


@dataclass(frozen=True)
class Measured:
    """One size: what each build took, what it wrote in bytes, and the seconds until an edit is shown.

    `edit` is None where it was not measured.
    """

    pairs: int
    ours: Cost
    written: int
    stock: Cost
    stock_written: int
    edit: float | None


def measure(sizes: Sequence[int], keep: bool) -> None:
    """Measure and print; with `keep` the figures go to docs/data/results.yml.

    `sizes` are numbers of page pairs; a text is never made smaller than it is. Raises PublishError if a build fails.
    """
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="kb-bench-") as folder:
            found.append(_measured(Path(folder), size))
        show(found[-1:])
    show(found)
    if keep:
        record(REPOSITORY, "build", TOOL, _figures(found), list(faults(found)))


def _measured(folder: Path, size: int) -> Measured:
    copy = folder / "copy"
    pairs = text.enlarge(REPOSITORY, copy, size)
    environment = {"PYTHONPATH": str(copy / "scripts"), VARIABLE: commit_time(REPOSITORY)}
    environment |= {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    ours = run(python("knowledge_base.cli", "build", "--no-pdf"), environment)
    written = _bytes(copy / "site")
    shutil.rmtree(copy / "site")
    plain = folder / "stock"
    stock.write_project(copy, plain)
    cost = run(python("mkdocs", "build", "-q", "-f", str(plain / "mkdocs.yml"), "-d", str(plain / "site")), environment)
    stock_written = _bytes(plain / "site")
    shutil.rmtree(plain)
    edit = editing.seconds_until_shown(copy, environment) if pairs <= SERVED else None
    return Measured(pairs, ours, written, cost, stock_written, edit)


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _figures(found: Sequence[Measured]) -> dict[str, int | float | str]:
    figures: dict[str, int | float | str] = {"processors": os.cpu_count() or 1}
    for one in found:
        figures |= {
            f"seconds-at-{one.pairs}": round(one.ours.wall, 1),
            f"stock-seconds-at-{one.pairs}": round(one.stock.wall, 1),
            f"memory-at-{one.pairs}": round(one.ours.memory / 1e6),
        }
        if one.edit is not None:
            figures[f"edit-at-{one.pairs}"] = round(one.edit, 1)
    return figures


def faults(found: Sequence[Measured]) -> Iterator[str]:
    """Yield what is not as promised (issue 10, point 5), a line each."""
    for one in found:
        size, ratio = f"{one.pairs} page pairs", one.ours.wall / one.stock.wall
        share = next(share for pairs, share in SLOWEST if one.pairs <= pairs)
        if ratio > share:
            yield f"{size}: a build takes {ratio:.2f} times as long as stock, promised were {share:.2f}."
        if one.ours.memory > MEMORY:
            yield f"{size}: a build holds {one.ours.memory / 1e6:.0f} MB of memory, promised were {MEMORY / 1e6:.0f}."
        patience = PATIENCE if one.pairs < SERVED else LONG_PATIENCE
        if one.edit is not None and one.edit > patience:
            yield f"{size}: a saved page is shown after {one.edit:.1f} s, promised were {patience:.0f}."
