"""What was found on pages before: a page that has not changed since is not examined again.

A whole run takes half an hour. Styles and scripts have a name made from their content (publish/assets.py), and each
page names them: so its bytes decide what a browser shows before the reader acts. All but the name of the search's
files, which changes with any page: they come when a reader searches.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from knowledge_base.bench.accessibility import axe, views
from knowledge_base.bench.accessibility.axe import Place
from knowledge_base.bench.accessibility.views import View
from knowledge_base.publish import search
from knowledge_base.writing import write_whole


@dataclass(frozen=True)
class Kept:
    """What is kept in `folder`; `way` says how pages are examined, and what was found in other ways does not count."""

    folder: Path
    way: bytes

    def found(self, name: str, page: bytes) -> list[Place] | None:
        """Return what was found on the page at the address `name` in this state, or nothing if it was not examined."""
        try:
            places = json.loads(self._path(name, page).read_text("utf-8"))
        except FileNotFoundError:
            return None
        return [
            Place(rule, address, View(width, scheme, tuple(rules)), target, decided)
            for rule, address, (width, scheme, rules), target, decided in places
        ]

    def keep(self, name: str, page: bytes, places: Sequence[Place]) -> None:
        """Keep what was found on the page at the address `name`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        # A run may be stopped at any time.
        write_whole(self._path(name, page), json.dumps([astuple(place) for place in places]).encode())

    def _path(self, name: str, page: bytes) -> Path:
        shown = search.without_version(page.decode())
        return self.folder / f"{hashlib.sha256(self.way + (name + shown).encode()).hexdigest()[:32]}.json"


def kept_in(folder: Path, browser: str, chosen: Sequence[View]) -> Kept:
    """Return what is kept in `folder` of examinations as this one: tool, browser, views and how they are looked at."""
    program = b"".join(Path(module.__file__).read_bytes() for module in (axe, views))
    return Kept(folder, hashlib.sha256(f"{axe.version()} {browser} {chosen}".encode() + program).digest())
