"""`kb bench languages`: what parallel pages, notices and parity checks add to a build of the real text."""

import os
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.building import PDF_SWITCH, commit_time, render
from knowledge_base.checks import parity
from knowledge_base.pages import Page
from knowledge_base.provisions import bilingual, load_pages
from knowledge_base.publish.originals import fill_notices
from knowledge_base.publish.parallel import write_parallel_pages
from knowledge_base.registers import Registers, load_registers


def run() -> None:
    """Build once without PDFs, then time the steps again on the site that came out; print seconds and shares."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", commit_time(REPOSITORY))
    os.environ[PDF_SWITCH] = "0"
    registers, pages = load_registers(), load_pages()
    stems = bilingual(pages)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        whole = timed(lambda: render(REPOSITORY, site))
        steps = {
            "parity of both languages": timed(lambda: compare([pages[stem] for stem in stems], registers)),
            "notices in stale sections": timed(lambda: fill_notices(site, stems)),
            "parallel pages": timed(lambda: write_parallel_pages(site, stems, registers)),
        }
    rest = whole - sum(steps.values())
    print(f"{'build of ' + str(len(stems)) + ' page pairs':<30}{whole:8.2f} s")
    for name, seconds in steps.items():
        print(f"{name:<30}{seconds:8.2f} s{seconds / rest:8.1%} of the rest")
    print(f"{'together':<30}{whole - rest:8.2f} s{(whole - rest) / rest:8.1%} of the rest")


def compare(pairs: list[Mapping[str, Page]], registers: Registers) -> None:
    for twins in pairs:
        list(parity.check(twins["en"], twins["id"], registers))


def timed(step: Callable[[], object]) -> float:
    """Return how many seconds `step` takes."""
    start = time.perf_counter()
    step()
    return time.perf_counter() - start
