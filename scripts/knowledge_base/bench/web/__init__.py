"""`kb bench web`: what a first visit to a page costs on a slow line, beside bare HTML and Material as it comes."""

import argparse
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.bench.search.browser import chromium
from knowledge_base.bench.search.server import serving
from knowledge_base.bench.web import report
from knowledge_base.bench.web.sites import make_bare, make_stock
from knowledge_base.bench.web.visit import middle, visit
from knowledge_base.build_time import VARIABLE, commit_time
from knowledge_base.building import PDF_SWITCH, render
from knowledge_base.publish.parallel import FOLDER

# Home, a protocol, a law page, the same side by side, and the page of the text that weighs most.
PAGES = ("", "protocols/detention-decision/", "law/crc/", f"law/crc/{FOLDER}/", "toolkit/rehabilitation-sources/")


def run(options: argparse.Namespace) -> None:
    """Measure, print the table, and with `options.record` keep it for the quality page. `site` is a built site."""
    os.environ.setdefault(VARIABLE, commit_time(REPOSITORY))
    os.environ[PDF_SWITCH] = "0"
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        ours = options.site or work / "ours"
        if not options.site:
            ours.mkdir()
            say("building our site without PDFs")
            render(REPOSITORY, ours)
        make_bare(ours, work / "bare", PAGES)
        say("building the same text with Material as it comes")
        sites = {"bare": work / "bare", "ours": ours, "stock": make_stock(work / "stock")}
        results, version = measure(sites, options.runs)
    report.print_visits(results, options.runs)
    found = report.faults(results)
    print("\n" + ("\n".join(found) or "Everything is within the limits."))
    if options.record:
        from knowledge_base import results as register

        register.record(REPOSITORY, "web", f"Chromium {version}", report.figures(results, options.runs), found)


def measure(sites: dict[str, Path], runs: int) -> tuple[report.Results, str]:
    """Visit each page of each site in turn, `runs` times. Return the medians and the version of the browser."""
    visits = {address: {name: [] for name in sites} for address in PAGES}
    with ExitStack() as stack:
        browser = stack.enter_context(chromium())
        served = {name: stack.enter_context(serving(path)) for name, path in sites.items()}
        # The first visit of all finds a browser that is not warm yet, and would count against one site.
        visit(browser, sites["bare"], *served["bare"], PAGES[0])
        for number in range(runs):
            say(f"run {number + 1} of {runs}")
            for address in PAGES:
                for name, path in sites.items():
                    # The stock theme has the page in one language, and nothing side by side.
                    own = address.removesuffix(f"{FOLDER}/") if name == "stock" else address
                    visits[address][name].append(visit(browser, path, *served[name], own))
        version = browser.version
    medians = {address: {name: middle(own) for name, own in by_site.items()} for address, by_site in visits.items()}
    return medians, version


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
