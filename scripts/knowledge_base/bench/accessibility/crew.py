"""All pages of a site, shared out among as many browsers as there are processors."""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from knowledge_base.bench.accessibility.axe import Place, examine, page_with_axe
from knowledge_base.bench.accessibility.views import View
from knowledge_base.bench.search.browser import chromium

SHARE = 25  # pages a browser opens before it makes way for a fresh one: long runs fill its memory


def pages(site: Path) -> list[str]:
    """Return the address of every page below the site's own: text, side by side, citations, ways to improve, 404."""
    names = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return sorted(name.removesuffix("index.html") for name in names)


def examine_all(root: str, names: Sequence[str], views: Sequence[View]) -> Iterator[tuple[int, list[Place]]]:
    """Yield how many pages were just examined and what was found on them."""
    number = -(-len(names) // SHARE)
    shares = [names[start::number] for start in range(number)]  # of all kinds, so that none takes long alone
    # Not forked: Playwright has threads of its own.
    with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=get_context("spawn"), max_tasks_per_child=4) as crew:
        waiting = {crew.submit(_examine_share, root, share, views): len(share) for share in shares}
        try:
            for done in as_completed(waiting):
                yield waiting[done], done.result()
        finally:  # who stops the run does not wait for the shares that nobody began
            crew.shutdown(wait=False, cancel_futures=True)


def _examine_share(root: str, names: Iterable[str], views: Sequence[View]) -> list[Place]:
    with chromium() as browser:
        page = page_with_axe(browser)
        return [place for name in names for place in examine(page, root + name, name, views)]
