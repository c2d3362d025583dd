"""What `kb serve` does with each change: the changed page at once, the whole site soon after.

A page that an editor saves is rendered by itself into the site that is shown, in both languages, with the pages that
show them side by side. Lists, indexes and the search follow: another process builds the whole site beside it, which
then takes its place. All else that changes (registers, templates, new pages) is shown when the whole site is built.
"""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from knowledge_base import REPOSITORY
from knowledge_base.addresses import built_page
from knowledge_base.checks import find
from knowledge_base.checks.chosen import Chosen
from knowledge_base.checks.rule import Place
from knowledge_base.editor.changed_pages import show
from knowledge_base.findings import InputError, report
from knowledge_base.pages import page_paths
from knowledge_base.reading import stamp

WATCHED = ("docs", "overrides", "scripts", "mkdocs.yml")
READY = "ready"  # the file by which the other process says which folder holds the whole site
Stamps = dict[Path, tuple[str, int, int]]


def serve(folder: Path, address: str) -> int:
    """Show the site at `address`, host and port, until stopped; `folder` holds what is built. Return the exit code.

    Raises OSError if another program answers at the address.
    """
    host, _, port = address.rpartition(":")
    socket.create_server((host, int(port))).close()  # before the first build, not after it
    preview = Preview(folder, f"http://{address}/")
    try:
        if not preview.begin():
            return 1
        server = LiveReloadServer(preview.follow, host, int(port), str(preview.root))
        server.error_handler = preview.error_page
        preview.server = server
        for path in (*(REPOSITORY / name for name in WATCHED), folder / READY):
            server.watch(str(path))
        try:
            server.serve()
        finally:
            server.shutdown()
    finally:
        preview.stop()
    return 0


class Preview:
    """The site as `kb serve` shows it, in numbered folders below `folder`; `address` is where it is served."""

    def __init__(self, folder: Path, address: str):
        self.folder = folder
        # The other process is ended in the middle of its work when the next page is saved; that is no news.
        quiet = {"PYTHONWARNINGS": "ignore:resource_tracker:UserWarning"}
        self.environment = os.environ | quiet | {"SITE_URL": address}
        self.server: LiveReloadServer | None = None
        self.root = folder / "0"
        self._number = 0
        self._known: Stamps = {}
        self._building: subprocess.Popen | None = None

    def begin(self) -> bool:
        """Build the whole site for the first time. Return whether that went well."""
        (self.folder / READY).touch()
        self._known = dict(_stamps())
        return self._whole()

    def follow(self) -> None:
        """Show what has changed since the last call; `server` calls it."""
        known, self._known = self._known, dict(_stamps())
        changed = {path for path in known.keys() | self._known.keys() if known.get(path) != self._known.get(path)}
        if not changed:
            self._take()
            return
        self.stop()
        pages = _pages_of(changed, self.root)
        if pages is None:
            self._whole()
        elif self._show(pages):
            self._start()

    def error_page(self, code: int) -> bytes | None:
        """Return the page for an address that leads nowhere."""
        page = self.root / f"{code}.html"
        return page.read_bytes() if page.exists() else None

    def stop(self) -> None:
        """End the other process, if there is one."""
        if self._building:
            self._building.kill()
            self._building.wait()
            self._building = None
            self._take()
            if self.root.name != str(self._number):
                shutil.rmtree(self.folder / str(self._number), ignore_errors=True)

    def _show(self, pages: frozenset[Place]) -> bool:
        """Show pages and print what is wrong with them. Return whether they could be read."""
        if findings := find(REPOSITORY, Chosen(pages, frozenset())):
            print(report(findings), file=sys.stderr)
        try:
            show(self.root, {stem for _, stem in pages})
        except InputError:  # one of the findings
            return False
        return True

    def _whole(self) -> bool:
        self._start()
        done = self._building.wait() == 0
        self._take()
        return done

    def _start(self) -> None:
        self._number += 1
        command = [sys.executable, "-m", "knowledge_base.cli", "serve", "--once", str(self.folder / str(self._number))]
        self._building = subprocess.Popen(command, env=self.environment)

    def _take(self) -> None:
        """Put the whole site in the place of the one that was shown, if it is ready."""
        number = (self.folder / READY).read_text("utf-8")
        if not number or self.root.name == number:
            return
        last, self.root = self.root, self.folder / number
        if self.server:
            self.server.root = str(self.root)
        shutil.rmtree(last, ignore_errors=True)


def _stamps() -> Iterator[tuple[Path, tuple[str, int, int]]]:
    for name in WATCHED:
        place = REPOSITORY / name
        for path in [place] if place.is_file() else place.rglob("*"):
            with suppress(FileNotFoundError):  # an editor's program may take its own file away again
                if path.is_file() and "__pycache__" not in path.parts:
                    yield path, stamp(path)


def _pages_of(changed: set[Path], site: Path) -> frozenset[Place] | None:
    """Return the pages that are all that changed and that the site has already; None if there is more to it."""
    places: Mapping[Path, Place] = {path: (locale, stem) for locale, stem, path in page_paths(REPOSITORY)}
    if changed <= places.keys() and all(built_page(site, *places[path]).exists() for path in changed):
        return frozenset(places[path] for path in changed)
    return None
