"""`kb bench search`: whether our search finds what is asked for, and what it costs, beside what it is compared with.

Material's own lunr search and plain Pagefind are asked in the same browser, on the same articles, in the same run.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

from knowledge_base import REPOSITORY, results
from knowledge_base.bench.search import asking, judged, report, rivals, speed
from knowledge_base.bench.search.browser import chromium
from knowledge_base.bench.search.corpus import FIRST_QUERY, LATER_QUERY, Corpus
from knowledge_base.bench.search.server import serving
from knowledge_base.bench.search.sites import Sites, offline_package, synthetic, with_rivals
from knowledge_base.build_time import VARIABLE, commit_time
from knowledge_base.building import PDF_SWITCH, render
from knowledge_base.provisions import bilingual, load_pages
from knowledge_base.publish.errors import PublishError

# Known queries are those that the search was tuned with.
FILES = {"known": judged.TUNED, "unseen": judged.UNSEEN}
TEXT_QUERIES = ("detention", "legal aid")


def run(options: argparse.Namespace) -> None:
    """Build the site without PDFs, measure, print tables; with `record` keep what judged queries found.

    Raises PublishError where they are to be kept and not asked.
    """
    if options.record and options.speed_only:
        raise PublishError("What is kept is what judged queries found: leave out --speed-only or --record.")
    os.environ.setdefault(VARIABLE, commit_time(REPOSITORY))
    os.environ[PDF_SWITCH] = "0"
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        work = Path(folder)
        site = work / "site"
        site.mkdir()
        render(REPOSITORY, site)
        rivals.copy_articles(site, work / "plain")
        sites = with_rivals(site, work / "plain", work / "rivals")
        if not options.speed_only:
            _judge(browser, sites, offline_package(site, work / "offline"), options.record)
        if not options.queries_only:
            _time(browser, sites, work, options)


def _judge(browser: Browser, sites: Sites, package: Path | str, record: bool) -> None:
    """Ask the judged queries of all searches, print what was found and what ours cost, and keep it with `record`."""
    weights, scores = {}, {}
    for name, path in FILES.items():
        queries = judged.read_queries(path)
        found = {}
        with serving(sites.ours) as (root, log):
            found["ours, http"], weights[name] = asking.ask_and_weigh_ours(
                browser, root, log, queries, speed.OURS.is_search
            )
        if isinstance(package, Path):
            found["ours, file"] = asking.ask_ours(browser, f"{package.as_uri()}/", queries, "index.html")
        with serving(sites.lunr) as (root, _):
            found["Material's lunr"] = asking.ask_lunr(browser, sites.lunr, root, queries)
        with serving(sites.pagefind) as (root, _):
            found["plain Pagefind"] = asking.ask_pagefind(browser, root, queries)
        ranks = {
            tool: [judged.rank(*pair) for pair in zip(places, queries, strict=True)] for tool, places in found.items()
        }
        found_by = {tool: judged.scores(queries, own) for tool, own in ranks.items()}
        scores[name] = found_by["ours, http"]
        report.print_scores(f"{name} ({path.name})", found_by)
    print(report.JUDGED)
    if isinstance(package, str):
        print(package)
    report.print_weights(weights)
    if record:
        tool = f"kb bench search, Chromium {browser.version}"
        found = report.figures(scores, weights)
        results.record(REPOSITORY, "search", tool, found, report.faults(scores, weights))


def _time(browser: Browser, sites: Sites, work: Path, options: argparse.Namespace) -> None:
    """Print waits and bytes on the real text and on synthetic texts of growing size."""
    print(report.METHOD)
    pairs = len(bilingual(load_pages()))
    measured = list(_measured("real text", browser, sites, TEXT_QUERIES, options.runs))
    corpus = Corpus()
    queries = (corpus.query(FIRST_QUERY), corpus.query(LATER_QUERY))
    for size in options.sizes:
        with synthetic(sites.ours, work / f"size-{size}", pairs * size) as grown:
            measured += _measured(f"{pairs * size:,}", browser, grown, queries, options.runs)
    report.print_waits(measured, options.runs)


def _measured(
    name: str, browser: Browser, sites: Sites, queries: tuple[str, str], runs: int
) -> Iterator[tuple[str, str, speed.Waits | str]]:
    """Yield the text's name, the search's name and its waits, or why it was not run."""
    for box, site in ((speed.OURS, sites.ours), (speed.LUNR, sites.lunr), (speed.PAGEFIND, sites.pagefind)):
        if site is None:
            yield name, box.name, "not run"
            continue
        with serving(site) as (root, log):
            waits = speed.measure(browser, box, root, log, queries, runs)
        # Each takes a minute or more: what was measured is said at once, for one who stops the run.
        print(f"{name}, {box.name}: {waits}", file=sys.stderr, flush=True)
        yield name, box.name, waits
