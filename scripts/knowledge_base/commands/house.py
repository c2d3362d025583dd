"""Verbs for those who keep the house: test, bench, doctor, lock."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.commands import Verb, count


def test(options: argparse.Namespace) -> int:
    """Run all tests: format, text, build, browser, PDFs."""
    os.chdir(REPOSITORY)
    python = sys.executable
    for command in ([python, "-m", "ruff", "check", "."], [python, "-m", "ruff", "format", "--check", "."]):
        if code := subprocess.call(command):
            return code
    # Files side by side, whole: tests of one file share what they build.
    # tests/conftest.py says which files come first.
    spread = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder", "--durations=20"]
    return subprocess.call([python, "-m", "pytest", *spread, *options.arguments])


def bench(options: argparse.Namespace) -> int:
    """Measure on this machine, in one run, what a promise about speed or size rests on."""
    if options.what == "accessibility":  # it needs the tests' requirements, which scripts/kb installs
        from knowledge_base.bench import accessibility

        return accessibility.run(options)
    if options.what == "check":
        from knowledge_base.bench import check as checking

        checking.run(options.runs or 3)
    elif options.what == "exit":
        from knowledge_base.bench import exit as leaving

        leaving.run(options.zensical)
    elif options.what == "languages":
        from knowledge_base.bench import languages

        languages.run()
    elif options.what == "print":
        from knowledge_base.bench import print as printing

        options.sizes, options.runs = options.sizes or (1, 10), options.runs or 1
        printing.run(options)
    else:  # it needs the tests' requirements, which scripts/kb installs for it alone
        from knowledge_base.bench import search

        options.sizes, options.runs = options.sizes or (1, 10, 50), options.runs or 3
        search.run(options)
    return 0


def doctor(options: argparse.Namespace) -> int:
    """Say what is installed, what is missing and how to mend it; --json. Works without .venv."""
    import runpy

    from knowledge_base.doctor import run

    return run(runpy.run_path(str(REPOSITORY / "scripts/kb")), options.json)


def lock(options: argparse.Namespace) -> int:
    """Compile requirements.in and tests/requirements.in to pins with hashes, for all systems."""
    compile_pins = [sys.executable, "-m", "uv", "pip", "compile", "--universal", "--python-version", "3.11.7"]
    compile_pins += ["--generate-hashes", "--no-annotate", "--no-emit-index-url", "--no-header", "--quiet"]
    for name in ("requirements", "tests/requirements"):
        if code := subprocess.call([*compile_pins, f"{name}.in", "-o", f"{name}.txt"], cwd=REPOSITORY):
            return code
    return 0


def _sizes(text: str) -> tuple[int, ...]:
    """Return the whole numbers of “1,10,50”, the smallest first."""
    sizes = tuple(sorted({int(size) for size in text.split(",")}))
    if sizes[0] < 1:
        raise ValueError(text)
    return sizes


def add(verb: Verb) -> None:
    """Add the verbs with what they take."""
    tested = verb(test, "", "tests/test_search.py -x", "-k redline")
    tested.add_argument("arguments", nargs=argparse.REMAINDER, help="passed on to pytest")
    measured = verb(
        bench, "check", "exit", "accessibility --record", "search --queries-only", "print --sizes 1,10 --runs 3"
    )
    what = "accessibility: axe-core on every page; check: how long checks take; "
    what += "exit: what differs when Zensical builds the text; languages: what reading side by side adds to a build; "
    what += "print: what PDFs cost, beside the plugin's own; search: whether it finds what is asked for, its cost"
    measured.add_argument("what", choices=["accessibility", "check", "exit", "languages", "print", "search"], help=what)
    part = measured.add_mutually_exclusive_group()
    part.add_argument("--queries-only", action="store_true", help="search: judged queries, not speed")
    part.add_argument("--speed-only", action="store_true", help="search: speed, not judged queries")
    sizes = "sizes of the text, as multiples of today's number of pages (default: search 1,10,50; print 1,10)"
    measured.add_argument("--sizes", type=_sizes, metavar="N,N", help=sizes)
    runs = "how often each thing is measured; the median is shown (default: print 1, others 3)"
    measured.add_argument("--runs", type=count, help=runs)
    pages = "print: how many pages the plugin prints for comparison, 0 for none (default: %(default)s)"
    measured.add_argument("--pages", type=count, default=20, help=pages)
    built = "accessibility: a site that is built already (default: the text is built, without PDFs)"
    measured.add_argument("--site", type=Path, metavar="DIR", help=built)
    kept = "accessibility: keep what was found for the quality page"
    measured.add_argument("--record", action="store_true", help=kept)
    wanted = "exit: another version of Zensical than the one that was measured last"
    measured.add_argument("--zensical", metavar="VERSION", help=wanted)
    verb(doctor, "", "--json").add_argument("--json", action="store_true", help="for programs")
    verb(lock, "")
