"""What is printed and kept: a table, how its figures came about, and what is not as promised."""

import os
from collections.abc import Mapping, Sequence

from knowledge_base.bench.search.browser import PROCESSOR, SLOW_4G
from knowledge_base.bench.tables import table
from knowledge_base.bench.web.visit import KINDS, Visit

# What issue 10, point 4, promises: bytes, times bare HTML's, milliseconds, movement.
HEAVIEST, LATEST, BLOCKED, MOVED = 45_000, 1.1, 50, 0.001

DOWN, UP = (SLOW_4G[f"{way}loadThroughput"] * 8 / 1e6 for way in ("down", "up"))  # Mbit/s
METHOD = f"""
Each page is opened in a fresh profile of Chromium, 360 × 740 px, with nothing kept, on Chrome's “Slow 4G” with a
processor {PROCESSOR} times slower. Slow 4G stands for 1.6 Mbit/s and a round trip of 150 ms; Chrome's own values for it
are {DOWN:.2f} Mbit/s down, {UP:.2f} up and {SLOW_4G["latency"]} ms before each answer. Files are sent with gzip.
bare: our article as HTML without any style. stock: the same English Markdown with Material's own search and scripts;
without what our hooks add (citations resolved, registers, definitions, heads of pages, the other language).
Bytes: all that is sent until nothing was asked for during 1.5 s; styles in a page count as CSS. FCP, LCP: first and
largest contentful paint. TBT: what tasks after the first paint took beyond 50 ms each. CLS: layout shift, the worst
run. Other figures are medians. All sites take turns in one run."""

Results = Mapping[str, Mapping[str, Visit]]  # by address and by site


def print_visits(results: Results, runs: int) -> None:
    """Print what each page costs on each site, the limits below."""
    head = ["page", "site", *(f"{kind} kB" for kind in KINDS), "total kB", "requests"]
    head += ["FCP ms", "LCP ms", "× bare", "TBT ms", "CLS"]
    rows = [
        [
            address or "home",
            site,
            *(f"{one.sizes[kind] / 1000:.1f}" for kind in KINDS),
            f"{one.total / 1000:.1f}",
            str(one.requests),
            f"{one.first:.0f}",
            f"{one.largest:.0f}",
            f"{one.largest / sites['bare'].largest:.2f}",
            f"{one.blocked:.0f}",
            f"{one.moved:.3f}",
        ]
        for address, sites in results.items()
        for site, one in sites.items()
    ]
    limits = ["", *[""] * len(KINDS), f"{HEAVIEST / 1000:.1f}", "", "", "", f"{LATEST:.2f}", f"{BLOCKED}", "0"]
    rows.append(["limit for ours", *limits])
    print(METHOD)
    load = f"load of this machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    table(f"First views (median of {runs}; {load})", head, rows, words=2)


def figures(results: Results, runs: int) -> dict[str, int | float]:
    """Return the worst of our figures, and beside them those of the others. `runs` are the visits of each page."""
    found: dict[str, int | float] = {"pages": len(results), "visits": runs}
    for site in ("ours", "stock"):
        visits = [(sites[site], sites["bare"]) for sites in results.values()]
        end = "" if site == "ours" else f"-{site}"
        found[f"first-view{end}"] = max(one.total for one, _ in visits)
        found[f"paint{end}"] = round(max(one.largest / bare.largest for one, bare in visits), 2)
        found[f"blocked{end}"] = round(max(one.blocked for one, _ in visits))
        found[f"shift{end}"] = round(max(one.moved for one, _ in visits), 3)
    return found


def faults(results: Results) -> list[str]:
    """Return what is not as promised, a line each."""
    return [fault for address, sites in results.items() for fault in _faults(address or "home", sites)]


def _faults(page: str, sites: Mapping[str, Visit]) -> Sequence[str]:
    ours, bare = sites["ours"], sites["bare"]
    ratio = ours.largest / bare.largest
    found = {
        f"the first view is {ours.total} bytes, more than {HEAVIEST}": ours.total > HEAVIEST,
        f"the largest paint is {ratio:.2f} times bare HTML's, more than {LATEST}": round(ratio, 2) > LATEST,
        f"{ours.blocked:.0f} ms are blocked, not under {BLOCKED}": ours.blocked >= BLOCKED,
        f"the layout shifts by {ours.moved:.3f}": ours.moved > MOVED,
    }
    return [f"{page}: {what}." for what, is_so in found.items() if is_so]
