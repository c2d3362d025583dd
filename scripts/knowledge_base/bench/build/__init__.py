"""`kb bench build`: what a build costs beside stock mkdocs-material with static-i18n over the same Markdown.

At the text's real size and at larger ones, made of copies of its pages. Ours does all its steps but print: checks,
citations, terms, both languages side by side, search, lists for programs. Stock renders and indexes for its search.
"""

import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.bench.build import editing, stock, text
from knowledge_base.bench.build.report import show
from knowledge_base.bench.meter import Cost, python, run
from knowledge_base.build_time import VARIABLE, commit_time
from knowledge_base.results import record

REAL = 0  # in place of a number of page pairs
SERVED = 300  # the largest text for which an edit is awaited
TOOL = "scripts/kb bench build"


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

    `sizes` are numbers of page pairs; 0 is the real text. Raises PublishError if a build fails.
    """
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="kb-bench-") as folder:
            found.append(_measured(Path(folder), size))
        show(found[-1:])
    show(found)
    if keep:
        record(REPOSITORY, "build", TOOL, _figures(found), [])


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
            f"pairs_{one.pairs}_seconds": round(one.ours.wall, 1),
            f"pairs_{one.pairs}_stock_seconds": round(one.stock.wall, 1),
            f"pairs_{one.pairs}_megabytes_of_memory": round(one.ours.memory / 1e6),
        }
        if one.edit is not None:
            figures[f"pairs_{one.pairs}_edit_seconds"] = round(one.edit, 1)
    return figures
