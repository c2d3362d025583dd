"""What a command takes: seconds, processor seconds of all its processes, memory."""

import contextlib
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge_base.publish.errors import PublishError

PERIOD = 0.25  # seconds between two looks at memory, each of which takes some thousandths
PROCESSES = Path("/proc")
LINES = 20  # of what a failing command said


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, processor seconds, bytes of memory; memory is NaN where there is no /proc.

    `memory` is the most that all processes held at once, memory that they share counted once (Pss of proc(5));
    `largest` is the most that a single one ever held, with what it shares (VmHWM).
    """

    wall: float
    cpu: float
    memory: float
    largest: float


def run(command: Sequence[str], environment: Mapping[str, str]) -> Cost:
    """Run a command to its end. Raises PublishError with the end of what it said if it fails."""
    memory = largest = 0
    with tempfile.TemporaryFile() as said:
        before, started = _children(), time.perf_counter()
        process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=said, stderr=subprocess.STDOUT)
        try:
            while process.poll() is None:
                held = list(_held(process.pid))
                memory = max(memory, sum(now for now, _ in held))
                largest = max([largest, *(most for _, most in held)])
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(PERIOD)
        finally:
            process.kill()  # if this run was stopped; one that has ended is left alone
        wall, cpu = time.perf_counter() - started, _children() - before
        if process.returncode:
            said.seek(0)
            words = "\n".join(said.read().decode(errors="replace").splitlines()[-LINES:])
            raise PublishError(f"{' '.join(command[1:5])} failed:\n{words}")
    return Cost(wall, cpu, memory or math.nan, largest or math.nan)


def python(*arguments: str) -> list[str]:
    """Return the command that runs a module with this Python."""
    return [sys.executable, "-m", *arguments]


def processor_seconds() -> float:
    """Return the processor seconds of this process and of all that it started and that have ended."""
    times = os.times()
    return times.user + times.system + _children()


def _children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _held(root: int) -> Iterator[tuple[int, int]]:
    """Yield the bytes that each process of a tree holds now, and the most it ever held."""
    parents = dict(_parents())
    tree = {root}
    while more := {process for process, parent in parents.items() if parent in tree} - tree:
        tree |= more
    for process in tree:
        folder = PROCESSES / str(process)
        try:
            lines = [line for name in ("smaps_rollup", "status") for line in (folder / name).read_text().splitlines()]
        except OSError:  # it has ended, or there is no /proc
            continue
        kept = dict(line.split(":", 1) for line in lines if line.startswith(("Pss:", "VmHWM:")))
        if len(kept) == 2:
            yield _bytes(kept["Pss"]), _bytes(kept["VmHWM"])


def _parents() -> Iterator[tuple[int, int]]:
    """Yield each process of this machine with the one that started it."""
    for path in PROCESSES.glob("[0-9]*/stat"):
        try:
            # “12 (name) S 1 …”; the name may hold spaces and brackets.
            yield int(path.parent.name), int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue


def _bytes(kibibytes: str) -> int:
    return int(kibibytes.split()[0]) * 1024
