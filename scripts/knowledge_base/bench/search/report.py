"""What is printed: the tables, how their figures came about, and the targets beside them."""

import os
import statistics
from collections.abc import Mapping, Sequence

from knowledge_base.bench.search import speed
from knowledge_base.bench.search.judged import Score
from knowledge_base.bench.tables import kilobytes, seconds, table

# What issue 6 promises.
FIVE, RECIPROCAL = 0.95, 0.80
MOST_BYTES, GROWTH, COLD, WARM, LATER = 180_000, 1.2, 1.5, 0.3, 0.1

JUDGED = f"""
A place counts as right when it is among the answers; a page stands for its sections; ranks are counted to the tenth.
Material's lunr (lang: en, both languages in one index): results of the other language are left out. Pagefind: of each
page the three sections that its own box shows. Targets for ours, in all and in each group: @5 {FIVE},
MRR {RECIPROCAL}."""

METHOD = """
Chromium, 1280 × 800, a fresh profile for each run, without the worker that keeps a copy of the site; Slow 4G
(1.44 Mbit/s, 562 ms a request), processor slowed 4 times;
static server with gzip on this machine, HTTP/1.1, no handshakes. The slowed processor does not reach workers, in which
Material's lunr and Pagefind compute: their figures are flattered, ours are not.
Time runs from one real key (the words but their last letter stand there) to the first result in the document (ours
begins with titles), and to the last part of the list. cold: nothing of search was fetched when the box was opened
(ours: data-saver; Material's index, which comes with every page, is held back by the server till then). idle: the page
was left alone for 5 seconds after loading. later: other words in the same box. line: how long of the whole the line
was in use (a page does not see what Pagefind's worker fetches: –). computing: the rest, with the pauses after a key
(ours 80 ms, PagefindUI 300 ms). kB: gzipped bodies of search's own files since the page was asked for; of Material's
program file, which holds much else, nothing is counted. Real text: “detention”, then “legal aid”; synthetic text: a
frequent word, then two rarer ones."""


def print_scores(name: str, scores: Mapping[str, Mapping[str, Score]]) -> None:
    """Print success@1, success@5 and the mean reciprocal rank of each search, by group."""
    head = ["group", "n"]
    for tool in scores:
        head += [f"{tool} @1", "@5", "MRR"]
    rows = []
    for group, one in next(iter(scores.values())).items():
        own = [tool[group] for tool in scores.values()]
        figures = [f"{figure:.2f}" for tool in own for figure in (tool.first, tool.five, tool.reciprocal)]
        rows.append([group, str(one.asked), *figures])
    table(f"Judged queries: {name}", head, rows)


def print_weights(weights: Mapping[str, Sequence[int]]) -> None:
    """Print what a query costs a reader who comes for the first time."""
    head = ["queries", "n", "median kB", "most kB", "within target"]
    rows = [
        [
            name,
            str(len(sizes)),
            kilobytes(statistics.median(sizes)),
            kilobytes(max(sizes)),
            f"{sum(size <= MOST_BYTES for size in sizes) / len(sizes):.0%}",
        ]
        for name, sizes in weights.items()
    ]
    target = f"target: at most {MOST_BYTES // 1000}"
    table(f"Ours, real text: gzipped kB of a first query, other language and excerpts included ({target})", head, rows)


def figures(scores: Mapping[str, Mapping[str, Score]], weights: Mapping[str, Sequence[int]]) -> dict[str, int | float]:
    """Return what ours came to, for the quality page. `scores` and `weights` are those of each list of queries."""
    found: dict[str, int | float] = {}
    for name, by_group in scores.items():
        own = by_group["all"]
        found[f"queries-{name}"] = own.asked
        found[f"five-{name}"] = round(own.five, 3)
        found[f"reciprocal-{name}"] = round(own.reciprocal, 3)
    sizes = [size for own in weights.values() for size in own]
    return found | {"query-median": round(statistics.median(sizes)), "query-most": max(sizes)}


def faults(scores: Mapping[str, Mapping[str, Score]], weights: Mapping[str, Sequence[int]]) -> list[str]:
    """Return what is not as promised, a line each."""
    found = []
    for name, by_group in scores.items():
        for group, own in by_group.items():
            asked = f"{name} queries, {group} ({own.asked})"
            if own.five < FIVE:
                found.append(f"{asked}: {own.five:.3f} have a right result among the first five, promised was {FIVE}.")
            if own.reciprocal < RECIPROCAL:
                found.append(f"{asked}: the mean reciprocal rank is {own.reciprocal:.3f}, promised was {RECIPROCAL}.")
    sizes = [size for own in weights.values() for size in own]
    if heavy := sum(size > MOST_BYTES for size in sizes):
        found.append(f"{heavy} of {len(sizes)} first queries fetch more than {MOST_BYTES} bytes.")
    return found


def print_waits(results: Sequence[tuple[str, str, speed.Waits | str]], runs: int) -> None:
    """Print waits and bytes, the target of each figure below it."""
    busy = f"load of this machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    first = ["pairs", "search", "cold: first s", "whole s", "kB", "files", "idle: first s", "whole s", "kB", "files"]
    rows = [_row(pairs, name, waits, _first_query) for pairs, name, waits in results]
    cost = kilobytes(MOST_BYTES)
    rows.append(["target", "ours", f"{COLD:.2f}", "", cost, "", f"{WARM:.2f}", "", cost, ""])
    table(f"A first query (median of {runs}; {busy})", first, _filled(rows, len(first)), words=2)
    later = ["pairs", "search", "first s", "whole s", "line s", "computing s", "kB", "files"]
    rows = [_row(pairs, name, waits, _later_query) for pairs, name, waits in results]
    rows.append(["target", "ours", f"{LATER:.2f}", "", "", f"{LATER:.2f}", "", ""])
    table(f"A later query (median of {runs})", later, _filled(rows, len(later)), words=2)
    if any(isinstance(waits, str) for _, _, waits in results):
        print("not run: at this size one answer of Material's lunr takes minutes.")
    sizes = [waits.cold.size for _, name, waits in results if name == speed.OURS.name]
    if len(sizes) > 2:  # the first is the real text's
        growth = max(sizes[1:]) / min(sizes[1:])
        print(
            f"Ours, from the smallest synthetic text to the largest: bytes × {growth:.2f} (target: at most × {GROWTH})."
        )


def _row(pairs: str, name: str, waits: speed.Waits | str, cells) -> list[str]:
    return [pairs, name, *([waits] if isinstance(waits, str) else cells(waits))]


def _filled(rows: list[list[str]], width: int) -> list[list[str]]:
    return [row + [""] * (width - len(row)) for row in rows]


def _first_query(waits: speed.Waits) -> list[str]:
    return [
        cell
        for wait in (waits.cold, waits.warm)
        for cell in (seconds(wait.first), seconds(wait.whole), kilobytes(wait.size), f"{wait.requests:.0f}")
    ]


def _later_query(waits: speed.Waits) -> list[str]:
    one = waits.later
    times = (one.first, one.whole, one.line, one.whole - one.line)
    return [*map(seconds, times), kilobytes(one.size), f"{one.requests:.0f}"]
