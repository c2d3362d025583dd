"""Building the site aside and putting it in place only when it is whole."""

import contextlib
import io
import os
import shutil
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from knowledge_base import REPOSITORY
from knowledge_base.alone import alone
from knowledge_base.build_time import VARIABLE, build_time, commit_time
from knowledge_base.memory import keep_large_apart
from knowledge_base.progress import Progress
from knowledge_base.publish.offline.package import pack, package_name
from knowledge_base.registers import load_registers
from knowledge_base.workers import collecting_seldom, cores, workers

WORK = ".build"
PACKAGES = "dist"
PDF_SWITCH = "ENABLE_PDF_EXPORT"
BUSY = "Another build runs in this folder. Wait until it has ended, then build again."


def build_site(
    root: Path = REPOSITORY, pdf: bool = True, offline: bool = False, progress: Progress | None = None
) -> list[Path]:
    """Build the site into `root`/site, and with `offline` its zip into `root`/dist. Return what was written.

    A failing build leaves the last site and the last zip untouched. Raises MkDocs' Abort for input that the checks or
    MkDocs refuse, RefusedError while another build runs in `root`, and the publishing steps' errors.
    """
    with alone(root, BUSY):
        return _build(root, pdf, offline, progress)


def _build(root: Path, pdf: bool, offline: bool, progress: Progress | None) -> list[Path]:
    os.environ.setdefault(VARIABLE, commit_time(root))
    os.environ[PDF_SWITCH] = "1" if pdf else "0"
    work = root / WORK
    _take_back(work / "last", root / "site")
    shutil.rmtree(work, ignore_errors=True)
    aside = work / "site"
    aside.mkdir(parents=True)
    try:
        root_address = render(root, aside, progress)
        package = pack_site(root, aside, work, root_address) if offline else None
        written = [swap(aside, root / "site", work / "last")]
        if package:
            (root / PACKAGES).mkdir(exist_ok=True)
            written.append(package.replace(root / PACKAGES / package.name))
        return written
    finally:
        shutil.rmtree(work, ignore_errors=True)


def pack_site(root: Path, site: Path, folder: Path, root_address: str) -> Path:
    """Write the built site as a zip for reading without a server into `folder`. Return its path.

    `root_address` is where other editions are found.
    """
    registers = load_registers(root)
    target = folder / f"{package_name(registers.edition)}.zip"
    pack(site, target, registers, build_time(root), root_address)
    return target


def render(root: Path, target: Path, progress: Progress | None = None, serving: bool = False) -> str:
    """Run MkDocs with the repository's configuration into `target`. Return the root above the editions.

    With `serving` the pages are those that `kb serve` shows: with drafts, open to live reload.
    """
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(target))
    config.extra |= {"progress": progress, "serving": serving}
    keep_large_apart()
    with collecting_seldom(), workers(1, copies=True) if cores() > 1 else contextlib.nullcontext() as pool:
        config.extra["worker"] = pool
        run_mkdocs(config)
    return config.extra["root_address"]


def run_mkdocs(config: MkDocsConfig) -> None:
    """Build what `config` describes. Raises MkDocs' Abort for input that it refuses."""
    # The PDF plugin prints its own counts, which our renderer makes meaningless.
    with contextlib.redirect_stdout(io.StringIO()):
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()


def site_address(root: Path) -> str:
    """Return the address of the root above the editions: SITE_URL, or what mkdocs.yml has in its place."""
    return load_config(str(root / "mkdocs.yml")).site_url.rstrip("/") + "/"


def _take_back(last: Path, place: Path) -> None:
    """Put the last site back in its place, which a build that was killed between two steps has left empty."""
    if last.exists() and not place.exists():
        last.rename(place)


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
