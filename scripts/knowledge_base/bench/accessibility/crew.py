"""All pages of a site, shared out among as many browsers as there are processors."""

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from knowledge_base.bench.accessibility.axe import Place, examine, page_with_axe
from knowledge_base.bench.accessibility.views import View
from knowledge_base.bench.search.browser import chromium, program

SHARE = 25  # pages a browser opens before it makes way for a fresh one: long runs fill its memory


def pages(site: Path) -> list[str]:
    """Return the address of every page below the site's own: text, side by side, citations, ways to improve, 404."""
    names = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return sorted(name.removesuffix("index.html") for name in names)


def file_of(site: Path, name: str) -> Path:
    """Return the file of a page by its address."""
    return site / (name if name.endswith(".html") else f"{name}index.html")


def browser_version() -> str:
    """Return the name and version of the browsers, as they say it. Raises PublishError where there is none."""
    return subprocess.run([program(), "--version"], check=True, capture_output=True, text=True).stdout.strip()


def examine_all(root: str, names: Sequence[str], views: Sequence[View]) -> Iterator[dict[str, list[Place]]]:
    """Yield the pages that were just examined, with what was found on each."""
    number = -(-len(names) // SHARE)
    shares = [names[start::number] for start in range(number)]  # of all kinds, so that none takes long alone
    # Not forked: Playwright has threads of its own. Without max_tasks_per_child: with it, Python 3.11's pool waits for
    # ever once a process has ended (https://github.com/python/cpython/issues/115634).
    with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=get_context("spawn")) as crew:
        waiting = [crew.submit(_examine_share, root, share, views) for share in shares]
        try:
            for done in as_completed(waiting):
                yield done.result()
        finally:  # who stops the run does not wait for the shares that nobody began
            crew.shutdown(wait=False, cancel_futures=True)


def _examine_share(root: str, names: Iterable[str], views: Sequence[View]) -> dict[str, list[Place]]:
    with chromium() as browser:
        page = page_with_axe(browser)
        return {name: list(examine(page, root + name, name, views)) for name in names}
