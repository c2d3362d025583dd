"""How long a reader with a slow line and a slow processor waits for results, and what they cost."""

import re
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from knowledge_base.bench.search.asking import wait_until_quiet
from knowledge_base.bench.search.browser import reader
from knowledge_base.bench.search.server import Log

IDLE = 5.0  # seconds that a reader looks at the page before searching, in the warm case
SETTLED = 1.5  # seconds without a request, longer than a round trip of Slow 4G
PATIENCE = 150.0
NONE = float("nan")  # no result, or not to be told

# Notes when the first result of a query comes into the document, and when the last part of the list does.
WATCH = """(() => {
  const state = { armed: false };
  globalThis.kbWatch = (root, result) =>
    Object.assign(state, { root, result, armed: true, start: 0, first: 0, last: 0 });
  globalThis.kbSeen = () => {
    const { start, first, last } = state;
    const busy = performance.getEntriesByType("resource").filter((one) => one.responseEnd > start)
      .map((one) => [Math.max(start, one.startTime), Math.min(last, one.responseEnd)])
      .filter(([from, to]) => to > from);
    let line = 0;
    let until = 0;
    for (const [from, to] of busy.sort((one, other) => one[0] - other[0])) {
      line += Math.max(0, to - Math.max(from, until));
      until = Math.max(until, to);
    }
    return { start, first: first - start, last: last - start, line, quiet: performance.now() - last };
  };
  performance.setResourceTimingBufferSize(5000);
  addEventListener("keydown", (event) => { if (state.armed && !state.start) state.start = event.timeStamp; }, true);
  const elements = (one) => [...one.addedNodes].filter((node) => node.nodeType === 1);
  new MutationObserver((changes) => {
    if (!state.armed || !state.start) return;
    const added = changes.filter(({ target }) => target.closest?.(state.root)).flatMap(elements);
    if (!added.length) return;
    const now = performance.now();
    if (!state.first && added.some((node) => node.matches(state.result) || node.querySelector(state.result)))
      state.first = now;
    state.last = now;
  }).observe(document, { childList: true, subtree: true });
})();"""


# Files of our search; the folder of assets may be named after its content.
OWN = re.compile(r"/search/|/assets[^/]*/(js/)?(search|citation)")


@dataclass(frozen=True)
class Box:
    """A search as a reader meets it: the page, the key that opens it, where to type and where results come.

    `held` are addresses kept back in the cold case until the box is opened, for a search that fetches them with every
    page; `is_search` tells which addresses are search's own; `seen` says whether the page sees what is fetched for it.
    """

    name: str
    page: str
    key: str
    field: str
    root: str
    result: str
    is_search: Callable[[str], bool]
    held: tuple[str, ...] = ()
    seen: bool = True


OURS = Box(
    "ours",
    "protocols/arrest/",
    "/",
    "#kb-search-words",
    "#kb-search",
    "ol.search__results > li",
    lambda name: OWN.match(name) is not None,
)
LUNR = Box(
    "Material's lunr",
    "",
    "/",
    ".md-search__input",
    ".md-search-result",
    ".md-search-result__link",
    lambda name: "/search/" in name or "/workers/" in name,
    held=("search_index.json",),
)
PAGEFIND = Box(
    "plain Pagefind",
    "en/",
    "",
    ".pagefind-ui__search-input",
    ".pagefind-ui__drawer",
    ".pagefind-ui__result-link",
    lambda name: name.startswith("/pagefind/"),
    seen=False,  # its worker fetches
)


@dataclass(frozen=True)
class Wait:
    """Seconds from the key to the first result and to the whole list; those with the line in use; the cost."""

    first: float
    whole: float
    line: float
    size: int
    requests: int


@dataclass(frozen=True)
class Waits:
    """A first query on a cold page, one on a page that was idle, and a later one with other words."""

    cold: Wait
    warm: Wait
    later: Wait


def measure(browser: Browser, box: Box, root: str, log: Log, queries: tuple[str, str], runs: int) -> Waits:
    """Ask a first and a later query, each `runs` times by a fresh reader; return the medians."""
    cold, warm, later = [], [], []
    for _ in range(runs):
        log.restart(box.held)
        with reader(browser, slow=True, saving=True, script=WATCH) as page:
            page.goto(root + box.page, timeout=PATIENCE * 1000)
            time.sleep(2 * SETTLED) if box.held else wait_until_quiet(log, SETTLED)
            cold.append(_ask(page, box, log, queries[0]))
        log.restart()
        with reader(browser, slow=True, script=WATCH) as page:
            page.goto(root + box.page, timeout=PATIENCE * 1000)
            time.sleep(IDLE)
            warm.append(_ask(page, box, log, queries[0]))
            before = len(log.sent)
            later.append(_ask(page, box, log, queries[1], before))
    return Waits(_median(cold), _median(warm), _median(later))


def _ask(page: Page, box: Box, log: Log, query: str, since: int = 0) -> Wait:
    """Open the box and type: the words but the last letter stand there at once, the last one is a real key."""
    if since == 0:
        page.evaluate("() => document.activeElement?.blur()")
        page.keyboard.press(box.key) if box.key else page.focus(box.field)
        log.released.set()
    page.evaluate("([field, words]) => { document.querySelector(field).value = words; }", [box.field, query[:-1]])
    # From here on it counts: the key that opened the box does not.
    page.evaluate("([root, result]) => kbWatch(root, result)", [box.root, box.result])
    page.keyboard.press(query[-1])
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        time.sleep(0.1)
        seen = page.evaluate("() => kbSeen()")
        if seen["first"] > 0 and seen["quiet"] > 1000 * SETTLED and not log.open:
            break
    wait_until_quiet(log, SETTLED)
    seen = page.evaluate("() => kbSeen()")
    own = [size for name, size in log.sent[since:] if box.is_search(name)]
    found = seen["first"] > 0
    return Wait(
        seen["first"] / 1000 if found else NONE,
        seen["last"] / 1000 if found else NONE,
        seen["line"] / 1000 if box.seen else NONE,
        sum(own),
        len(own),
    )


def _median(waits: Sequence[Wait]) -> Wait:
    middle = {name: statistics.median(getattr(one, name) for one in waits) for name in Wait.__dataclass_fields__}
    return Wait(**middle)
