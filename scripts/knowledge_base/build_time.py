"""The moment that a build carries: its commit's. A build never asks the clock."""

import os
import subprocess
from pathlib import Path

from knowledge_base import REPOSITORY

VARIABLE = "SOURCE_DATE_EPOCH"


def build_time(root: Path = REPOSITORY) -> int:
    """Return the moment of this build in seconds since 1970: SOURCE_DATE_EPOCH, else the commit's."""
    return int(os.environ.get(VARIABLE) or commit_time(root))


def commit_time(root: Path) -> str:
    """Return the time of the commit being built, in seconds since 1970.

    Without git it is the first day of 2024, so that two builds of an unpacked archive agree.
    """
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        done = None
    return done.stdout.strip() if done and done.stdout.strip() else "1704067200"
