"""`kb bench accessibility`: axe-core on every page of the site, in both colour schemes, on a phone and at a desk."""

import argparse
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.bench.accessibility import axe, crew
from knowledge_base.bench.accessibility.axe import Place
from knowledge_base.bench.accessibility.kept import kept_in
from knowledge_base.bench.accessibility.report import Outcome, print_outcome
from knowledge_base.bench.accessibility.views import views
from knowledge_base.bench.search.server import serving
from knowledge_base.build_time import VARIABLE, commit_time
from knowledge_base.building import PDF_SWITCH, render
from knowledge_base.publish.errors import PublishError

KEPT = REPOSITORY / ".cache" / "accessibility"
# A site that says where it may be improved has pages that others have not: they are examined too.
WAYS = {"REPOSITORY_URL": "https://git.example/owner/kb", "CONTACT": "desk@site.example"}


def run(options: argparse.Namespace) -> int:
    """Examine a site, print what was found, with `record` keep it for the quality page; return 1 for violations.

    `site` names a built site; without it the text is built, without PDFs. Raises PublishError where there is no
    Chromium, or no site.
    """
    with tempfile.TemporaryDirectory() as folder:
        outcome = examine(options.site or _built(Path(folder, "site")))
    tool = f"axe-core {axe.version()}"
    print_outcome(outcome, tool)
    if options.record:
        from knowledge_base.results import record

        record(REPOSITORY, "accessibility", tool, outcome.figures, [str(place) for place in outcome.broken])
    return 1 if outcome.broken else 0


def examine(site: Path) -> Outcome:
    """Return what axe-core finds on every page of `site`; pages that have not changed since it looked are not loaded.

    A run that was stopped goes on where it was. Raises PublishError where there is no page.
    """
    names, ways = crew.pages(site), views(site)
    if not names:
        raise PublishError(f"{site} holds no page. Build the site first: scripts/kb build --no-pdf")
    start, kept = time.monotonic(), kept_in(KEPT, crew.browser_version(), ways)
    known = {name: kept.found(name, crew.file_of(site, name).read_bytes()) for name in names}
    found = {name: places for name, places in known.items() if places is not None}
    _say(found, names)
    with served(site) as root:
        for examined in crew.examine_all(root, [name for name in names if name not in found], ways):
            for name, places in examined.items():
                kept.keep(name, crew.file_of(site, name).read_bytes(), places)
            found |= examined
            _say(found, names)
    every = [place for name in names for place in found[name]]
    return Outcome(len(names), len(ways), time.monotonic() - start, every)


def _say(found: Mapping[str, Sequence[Place]], names: Sequence[str]) -> None:
    broken = sum(place.decided for places in found.values() for place in places)
    print(f"kb: {len(found)} of {len(names)} pages examined, {broken} violations", file=sys.stderr, flush=True)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site below the root of a host, where its 404 page looks for its styles. Yields the address."""
    lost = site / "404.html"
    own = re.search(r'href="/(\S*?)assets-', lost.read_text("utf-8")) if lost.exists() else None
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "host", own[1] if own else "")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(site.resolve(), target_is_directory=True)
        with serving(Path(folder, "host")) as (root, _):
            yield root + (own[1] if own else "")


def _built(folder: Path) -> Path:
    os.environ.setdefault(VARIABLE, commit_time(REPOSITORY))
    os.environ |= {PDF_SWITCH: "0", **{name: os.environ.get(name) or way for name, way in WAYS.items()}}
    folder.mkdir()
    render(REPOSITORY, folder)
    return folder
