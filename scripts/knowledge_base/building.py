"""Building the site aside and putting it in place only when it is whole."""

import contextlib
import io
import os
import shutil
import subprocess
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from knowledge_base import REPOSITORY
from knowledge_base.progress import Progress

WORK = ".build"
PDF_SWITCH = "ENABLE_PDF_EXPORT"


def commit_time(root: Path) -> str:
    """Return the time of the commit being built, in seconds since 1970: a build never asks the clock.

    Without git it is the first day of 2024, so that two builds of an unpacked archive agree.
    """
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        done = None
    return done.stdout.strip() if done and done.stdout.strip() else "1704067200"


def build_site(root: Path = REPOSITORY, pdf: bool = True, progress: Progress | None = None) -> Path:
    """Build the site into `root`/site and return that folder. A failing build leaves the last one untouched.

    Raises MkDocs' Abort for input that the checks or MkDocs refuse, and the publishing steps' errors.
    """
    os.environ.setdefault("SOURCE_DATE_EPOCH", commit_time(root))
    os.environ[PDF_SWITCH] = "1" if pdf else "0"
    work = root / WORK
    shutil.rmtree(work, ignore_errors=True)
    aside = work / "site"
    aside.mkdir(parents=True)
    try:
        render(root, aside, progress)
        return swap(aside, root / "site", work / "last")
    finally:
        shutil.rmtree(work, ignore_errors=True)


def render(root: Path, target: Path, progress: Progress | None = None) -> None:
    """Run MkDocs with the repository's configuration into `target`."""
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(target))
    config.extra["progress"] = progress
    # The PDF plugin prints its own counts, which our renderer makes meaningless.
    with contextlib.redirect_stdout(io.StringIO()):
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()


def swap(new: Path, place: Path, old: Path) -> Path:
    """Put the folder `new` at `place`; what stood there is removed only after the new one stands."""
    if place.exists():
        place.rename(old)
    try:
        new.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
    return place
