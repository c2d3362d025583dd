"""`kb bench print`: what our PDFs cost, and what those of mkdocs-pdf-export-plugin cost and lose on the same pages."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from knowledge_base.bench.meter import Cost
from knowledge_base.bench.print import report, stock
from knowledge_base.bench.print.growth import grown
from knowledge_base.bench.print.own import Call, Scratch
from knowledge_base.bench.print.printed import count, kept, words_of_pdf
from knowledge_base.publish.paper.jobs import CardJob, PageJob


def run(options: argparse.Namespace) -> None:
    """Build a scratch copy of the site, export it in all ways, print tables."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Scratch(Path(folder).resolve() / "ours")
        scratch.copy()
        say("building the site without PDFs")
        measure(scratch, scratch.build(), options)


def measure(scratch: Scratch, call: Call, options: argparse.Namespace) -> None:
    """Measure the call and print the tables; `options` holds pages, sizes, runs."""
    print(report.METHOD)
    if options.pages:
        pages = spread(
            [job for job in call.jobs if isinstance(job, PageJob) and not isinstance(job, CardJob)], options.pages
        )
        rivals = compare(scratch, call.of(pages), options.runs)
    results = [export("first", scratch, call, options.runs, cold=True)]
    results.append(export("again, nothing changed", scratch, call, options.runs, cold=False))
    say("building the site after an edit of one page")
    results.append(after_edit(scratch, options.runs))
    for size in options.sizes:
        if size > 1:
            larger = grown(call, scratch.site, size)
            results.append(export(f"first, {size} × the text", scratch, larger, options.runs, cold=True))
    report.print_exports(results, options.runs)
    for larger in results[3:]:
        report.print_growth(results[0], larger)
    if options.pages:
        print(report.STOCK)
        report.print_rivals(*rivals, options.runs)


def after_edit(scratch: Scratch, runs: int) -> report.Export:
    """Return the export of a text of which one page was edited since the cache was filled, each run with a new edit."""
    costs = []
    for _ in range(runs):
        scratch.edit()
        call = scratch.build()
        costs.append(scratch.export(call, cold=False))
    return row("after an edit of one page", call, typical(costs))


def export(name: str, scratch: Scratch, call: Call, runs: int, cold: bool) -> report.Export:
    """Return the row of one export."""
    cost = repeated(lambda: scratch.export(call, cold), runs)
    return row(name, call, cost)


def row(name: str, call: Call, cost: Cost) -> report.Export:
    """Return the row of an export whose PDFs are there."""
    single = count(job.target for job in call.jobs if isinstance(job, PageJob))
    done = report.Export(name, count(call.targets), single, cost)
    say(f"{name}: {done.printed}, {cost}")
    return done


def compare(scratch: Scratch, call: Call, runs: int) -> tuple[report.Rival, report.Rival]:
    """Return our export and the plugin's of the same pages, both without a cache."""
    project = scratch.folder.with_name("stock")
    counted, targets = stock.write_project([job.page for job in call.jobs], project)
    total = sum(article.total() for article in counted)
    cost = repeated(lambda: scratch.export(call, cold=True), runs)
    ours = report.Rival("ours", count(call.targets), cost, kept(counted, map(words_of_pdf, call.targets)), total)
    say(f"{ours}")
    cost = repeated(lambda: stock.export(project), runs)
    # The plugin says of a page that it cannot print that there was an error, and goes on.
    found = [words_of_pdf(path) if path.exists() else type(counted[0])() for path in targets]
    there = count(path for path in targets if path.exists())
    theirs = report.Rival("plugin", there, cost, kept(counted, found), total)
    say(f"{theirs}")
    return ours, theirs


def spread(jobs: Sequence, most: int) -> list:
    """Return at most that many jobs, evenly spread over the list."""
    if len(jobs) <= most:
        return list(jobs)
    return [jobs[place * len(jobs) // most] for place in range(most)]


def repeated(measured: Callable[[], Cost], runs: int) -> Cost:
    return typical([measured() for _ in range(runs)])


def typical(costs: Sequence[Cost]) -> Cost:
    """Return the run in the middle by processor seconds."""
    return sorted(costs, key=lambda cost: cost.cpu)[len(costs) // 2]


def say(text: str) -> None:
    # The whole takes long: what was measured is said at once, for one who stops the run.
    print(text, file=sys.stderr, flush=True)
