"""One first visit to a page with a phone on a slow line: what was sent, when it was drawn, whether it moved."""

import gzip
import re
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from knowledge_base.bench.search.asking import wait_until_quiet
from knowledge_base.bench.search.browser import reader
from knowledge_base.bench.search.server import Log

SETTLED = 1.5  # seconds without a request; our pages fetch the search after three, which is no part of a first view
PATIENCE = 120_000  # milliseconds
BUSY = 50  # milliseconds of a task beyond which a reader notices
KINDS = ("HTML", "CSS", "JavaScript", "images", "other")
SUFFIXES = {".css": "CSS", ".js": "JavaScript", ".svg": "images", ".png": "images", "": "HTML", ".html": "HTML"}
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)

WATCH = """(() => {
  const seen = (globalThis.kbSeen = { first: 0, largest: 0, moved: 0, tasks: [] });
  const watch = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch("paint", (one) => { if (one.name === "first-contentful-paint") seen.first = one.startTime; });
  watch("largest-contentful-paint", (one) => { seen.largest = one.startTime; });
  watch("layout-shift", (one) => { if (!one.hadRecentInput) seen.moved += one.value; });
  watch("longtask", (one) => { seen.tasks.push([one.startTime, one.duration]); });
})();"""


@dataclass(frozen=True)
class Visit:
    """Compressed bytes by kind; requests; milliseconds to the first and the largest paint; blocked time; movement.

    `blocked` is what tasks after the first paint took beyond 50 milliseconds each; `moved` is cumulative layout shift.
    """

    sizes: Mapping[str, int]
    requests: int
    first: float
    largest: float
    blocked: float
    moved: float

    @property
    def total(self) -> int:
        return sum(self.sizes.values())


def visit(browser: Browser, site: Path, root: str, log: Log, address: str) -> Visit:
    """Open a page in a fresh profile and wait until it is quiet."""
    log.restart()
    with reader(browser, slow=True, script=WATCH, phone=True) as page:
        page.goto(root + address, timeout=PATIENCE)
        wait_until_quiet(log, SETTLED)
        seen = page.evaluate("kbSeen")
    sent = list(log.sent)
    blocked = sum(max(0, length - BUSY) for start, length in seen["tasks"] if start + length > seen["first"])
    sizes = by_kind(sent, site / address / "index.html")
    return Visit(sizes, len(sent), seen["first"], seen["largest"], blocked, seen["moved"])


def by_kind(sent: Sequence[tuple[str, int]], page: Path) -> dict[str, int]:
    """Return the bytes of each kind; the styles in the page are CSS: what the page is lighter without them."""
    sizes = dict.fromkeys(KINDS, 0)
    for name, size in sent:
        sizes[SUFFIXES.get(Path(name).suffix if not name.endswith("/") else "", "other")] += size
    text = page.read_text("utf-8")
    carried = _packed(text) - _packed(STYLE.sub("", text))
    return sizes | {"HTML": sizes["HTML"] - carried, "CSS": sizes["CSS"] + carried}


def _packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 6, mtime=0))


def middle(visits: Sequence[Visit]) -> Visit:
    """Return the medians."""
    times = {name: statistics.median(getattr(one, name) for one in visits) for name in ("first", "largest", "blocked")}
    sizes = {kind: round(statistics.median(one.sizes[kind] for one in visits)) for kind in KINDS}
    requests = round(statistics.median(one.requests for one in visits))
    return Visit(sizes, requests, **times, moved=max(one.moved for one in visits))
