"""`kb bench check`: how long an editor waits for the checks, of the whole text and of one page."""

import datetime
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from knowledge_base import REPOSITORY
from knowledge_base.bench.tables import seconds, table
from knowledge_base.checks import find
from knowledge_base.checks.chosen import choose
from knowledge_base.registers import load_registers

PAGE = "law/crc"


def run(runs: int) -> None:
    """Print the median of `runs` measurements: the commands as they are typed, and their work once all is loaded."""
    day, page = datetime.date(2026, 1, 1), choose([PAGE], REPOSITORY, REPOSITORY)
    load_registers()
    rows = [
        ("kb check", _median(lambda: _command(), runs)),
        (f"kb check {PAGE}", _median(lambda: _command(PAGE), runs)),
        ("the whole text, registers loaded", _median(lambda: find(today=day), runs)),
        (f"{PAGE}, registers loaded", _median(lambda: find(chosen=page, today=day), runs)),
    ]
    table("Checks", ("what", "seconds"), [(name, seconds(value)) for name, value in rows])


def _command(*names: str) -> None:
    command = [sys.executable, "-m", "knowledge_base.cli", "check", *names]
    # A text with faults takes as long: the exit code does not matter here.
    subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, check=False)


def _median(step: Callable[[], object], runs: int) -> float:
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        step()
        taken.append(time.perf_counter() - start)
    return median(taken)
