"""Asks the judged queries in a real browser and returns the places found, in the order in which a reader sees them."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page

from knowledge_base.bench.search.browser import reader
from knowledge_base.bench.search.judged import Query, place
from knowledge_base.bench.search.server import Log

Found = list[list[str]]

QUIET = 0.15  # seconds without a request, after which no more are expected on a fast line
DEEP = 60  # results of a rival that are looked at, far more than are counted
FOLDERS = {"en": "", "id": "id/"}

# What a reader does, through the page's own box: the words arrive as typed ones, and the list is read when it stands.
# Words that come before the box listens would be taken for words that stood there, so they are offered until it does.
# It says at once that it searches (`waiting`), and something else when the list stands.
OURS = """async (query) => {
  const dialog = document.getElementById("kb-search");
  const status = dialog.querySelector(".search__status");
  const field = dialog.querySelector("input");
  const hear = () => { field.dispatchEvent(new Event("input", { bubbles: true })); return status.textContent; };
  const until = async (done) => {
    for (const start = performance.now(); !done(); await new Promise((next) => setTimeout(next, 20)))
      if (performance.now() - start > 20000) throw new Error("the search does not answer");
  };
  if (!dialog.open) document.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true }));
  field.value = "";
  hear();
  let waiting = "";
  await until(() => {
    field.value = query;
    waiting = hear();
    if (!waiting) field.value = "";
    return waiting;
  });
  await until(() => ![waiting, ""].includes(status.textContent));
  if (status.textContent === dialog.dataset.failed) throw new Error(status.textContent);
  return [...dialog.querySelectorAll(":scope > .search__results > li")].map((item) => item.querySelector("a").href);
}"""

# Material's worker, asked as its page asks it. A page's heading that did not match itself has the score 0.
LUNR = """async ([worker, queries]) => {
  const { config, docs } = await (await fetch("search/search_index.json")).json();
  const lunr = new Worker(worker);
  const ask = (message) => new Promise((answer) => {
    lunr.onmessage = ({ data }) => answer(data);
    lunr.postMessage(message);
  });
  await ask({ type: 0, data: { config, docs, options: { suggest: false } } });
  const found = [];
  for (const [query, locale] of queries) {
    const { data } = await ask({ type: 2, data: query });
    const own = ({ location }) => (locale === "id") === location.startsWith("id/");
    // As the page shows a group: first the page itself, then its sections by score.
    const groups = data.items.map((group) => [
      ...group.filter(({ location }) => !location.includes("#")),
      ...group.filter(({ location }) => location.includes("#")),
    ]);
    const shown = groups.flat().filter((one) => one.score > 0 && own(one));
    found.push(shown.slice(0, DEEP).map(({ location }) => location));
  }
  return found;
}""".replace("DEEP", str(DEEP))

# Pagefind's own box shows of a page the three sections with most hits, in the order of the page.
PAGEFIND = """async (queries) => {
  const pagefind = await import("/pagefind/pagefind.js");
  await pagefind.init();
  const found = [];
  for (const query of queries) {
    const { results } = await pagefind.search(query);
    const pages = await Promise.all(results.slice(0, 20).map((result) => result.data()));
    found.push(pages.flatMap(({ sub_results }) => {
      const best = [...sub_results].sort((one, other) => other.locations.length - one.locations.length).slice(0, 3);
      return sub_results.filter((one) => best.includes(one)).map(({ url }) => url);
    }));
  }
  return found;
}"""


def ask_ours(browser: Browser, root: str, queries: Sequence[Query], file: str = "") -> Found:
    """Ask our search below `root`, the address of a server, or of an unpacked package with `file` “index.html”."""
    found: Found = [[] for _ in queries]
    for locale, folder in FOLDERS.items():
        with reader(browser) as page:
            page.goto(root + folder + file)
            for number, query in enumerate(queries):
                if query.locale == locale:
                    found[number] = _places(page, root, query)
    return found


def ask_and_weigh_ours(
    browser: Browser, root: str, log: Log, queries: Sequence[Query], is_search: Callable[[str], bool]
) -> tuple[Found, list[int]]:
    """Ask our search, each query on a page just opened; return the gzipped bytes of search that each costs, too."""
    found, weights = [], []
    log.kept = False
    with reader(browser, saving=True) as page:
        for query in queries:
            log.restart()
            page.goto(root + FOLDERS[query.locale])
            found.append(_places(page, root, query))
            wait_until_quiet(log)
            weights.append(sum(size for name, size in log.sent if is_search(name)))
    return found, weights


def _places(page: Page, root: str, query: Query) -> list[str]:
    return [place(address.removeprefix(root)) for address in page.evaluate(OURS, query.query)]


def wait_until_quiet(log: Log, seconds: float = QUIET) -> None:
    """Return when nothing has been sent and nothing asked for `seconds`."""
    sent, since = -1, time.monotonic()
    while time.monotonic() - since < seconds:
        if len(log.sent) != sent or log.open:
            sent, since = len(log.sent), time.monotonic()
        time.sleep(0.02)


def ask_lunr(browser: Browser, site: Path, root: str, queries: Sequence[Query]) -> Found:
    """Ask Material's search of a stock site; results of the other language's pages are left out."""
    worker = next((site / "assets/javascripts/workers").glob("search.*.js")).name
    with reader(browser) as page:
        page.goto(root)
        asked = [[query.query, query.locale] for query in queries]
        found = page.evaluate(LUNR, [f"{root}assets/javascripts/workers/{worker}", asked])
    return [[place(address) for address in addresses] for addresses in found]


def ask_pagefind(browser: Browser, root: str, queries: Sequence[Query]) -> Found:
    """Ask Pagefind, which searches the pages of the language of the page on which it is asked."""
    found: Found = [[] for _ in queries]
    for locale in FOLDERS:
        numbers = [number for number, query in enumerate(queries) if query.locale == locale]
        with reader(browser) as page:
            page.goto(f"{root}{locale}/")
            answers = page.evaluate(PAGEFIND, [queries[number].query for number in numbers])
        for number, addresses in zip(numbers, answers, strict=True):
            found[number] = [place(address) for address in addresses]
    return found
