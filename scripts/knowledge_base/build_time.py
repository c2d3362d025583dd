"""The moment that a build carries: its commit's. A build never asks the clock."""

import os
import re
import subprocess
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.editor.refused import RefusedError

VARIABLE = "SOURCE_DATE_EPOCH"


def build_time(root: Path = REPOSITORY) -> int:
    """Return the moment of this build in seconds since 1970: SOURCE_DATE_EPOCH, else the commit's.

    Raises RefusedError if SOURCE_DATE_EPOCH is no such number.
    """
    said = os.environ.get(VARIABLE) or commit_time(root)
    if not re.fullmatch(r"[0-9]{1,11}", said):
        raise RefusedError([f"{VARIABLE} is “{said}”. Unset it, or give whole seconds since 1970."])
    return int(said)


def commit_time(root: Path) -> str:
    """Return the time of the commit being built, in seconds since 1970.

    Without git it is the first day of 2024, so that two builds of an unpacked archive agree.
    """
    return _of_commit(root, "%ct") or "1704067200"


def commit_hash(root: Path) -> str | None:
    """Return the hash of the last commit; None without git."""
    return _of_commit(root, "%H") or None


def _of_commit(root: Path, form: str) -> str:
    """Return what git says of the last commit in its own `form`; nothing without git."""
    # Whose folder it is, and what a reader of signatures has set, does not change when it was committed.
    command = ["git", "-C", str(root), "-c", "safe.directory=*", "-c", "log.showSignature=false"]
    command += ["log", "-1", f"--format={form}"]
    # An unpacked archive may lie within another repository, whose commit is not its own.
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(root.resolve().parent)}
    try:
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    except OSError:
        return ""
    return done.stdout.strip()
