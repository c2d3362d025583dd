"""Verbs for those who keep the house: test, doctor, lock."""

import argparse
import os
import subprocess
import sys

from knowledge_base import REPOSITORY
from knowledge_base.commands import Verb


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


def add(verb: Verb) -> None:
    """Add the verbs with what they take."""
    tested = verb(test, "", "tests/test_search.py -x", "-k redline")
    tested.add_argument("arguments", nargs=argparse.REMAINDER, help="passed on to pytest")
    verb(doctor, "", "--json").add_argument("--json", action="store_true", help="for programs")
    verb(lock, "")
