"""The verb `bench`: measurements of what promises about speed, size and quality rest on.

Each subject is loaded when it is measured: some need the tests' requirements, which scripts/kb installs for them alone.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from knowledge_base.commands import Verb, count


def _accessibility(options: argparse.Namespace) -> int:
    from knowledge_base.bench import accessibility

    return accessibility.run(options)


def _build(options: argparse.Namespace) -> None:
    from knowledge_base.bench import build

    build.measure(options.sizes or (build.REAL, 300, 1000), options.record)


def _check(options: argparse.Namespace) -> None:
    from knowledge_base.bench import check

    check.run(options.runs or 3)


def _exit(options: argparse.Namespace) -> None:
    from knowledge_base.bench import exit as leaving

    leaving.run(options.zensical)


def _languages(options: argparse.Namespace) -> None:
    from knowledge_base.bench import languages

    languages.run()


def _print(options: argparse.Namespace) -> None:
    from knowledge_base.bench import print as printing

    options.sizes, options.runs = options.sizes or (1, 10), options.runs or 1
    printing.run(options)


def _quality(options: argparse.Namespace) -> None:
    from knowledge_base.bench import quality

    quality.run(options.record)


def _search(options: argparse.Namespace) -> None:
    from knowledge_base.bench import search

    options.sizes, options.runs = options.sizes or (1, 10, 50), options.runs or 3
    search.run(options)


def _web(options: argparse.Namespace) -> None:
    from knowledge_base.bench import web

    options.runs = options.runs or 5
    web.run(options)


SUBJECTS: dict[str, tuple[Callable[[argparse.Namespace], int | None], str]] = {
    "accessibility": (_accessibility, "axe-core on every page"),
    "build": (_build, "time, memory and bytes beside stock mkdocs-material, and how soon an edit is shown"),
    "check": (_check, "how long checks take"),
    "exit": (_exit, "what differs when Zensical builds the text"),
    "languages": (_languages, "what reading side by side adds to a build"),
    "print": (_print, "what PDFs cost, beside the plugin's own"),
    "quality": (_quality, "links, validity, weight and PDFs of the built site"),
    "search": (_search, "whether it finds what is asked for, its cost"),
    "web": (_web, "what a first visit costs on a slow line, beside bare HTML and the theme as it comes"),
}


def bench(options: argparse.Namespace) -> int:
    """Measure on this machine, in one run, what a promise about speed, size or quality rests on."""
    measure, _ = SUBJECTS[options.what]
    return measure(options) or 0


def _sizes(text: str) -> tuple[int, ...]:
    """Return the whole numbers of “1,10,50”, the smallest first."""
    sizes = tuple(sorted({int(size) for size in text.split(",")}))
    if sizes[0] < 1:
        raise ValueError(text)
    return sizes


def add(verb: Verb) -> None:
    """Add the verb with what it takes."""
    measured = verb(bench, "build --sizes 1,300", "search --queries-only", "print --sizes 1,10", "quality --record")
    what = "; ".join(f"{name}: {subject}" for name, (_, subject) in SUBJECTS.items())
    measured.add_argument("what", choices=SUBJECTS, help=what)
    part = measured.add_mutually_exclusive_group()
    part.add_argument("--queries-only", action="store_true", help="search: judged queries, not speed")
    part.add_argument("--speed-only", action="store_true", help="search: speed, not judged queries")
    sizes = "sizes of the text, as multiples of today's number of pages (default: search 1,10,50; print 1,10); "
    sizes += "build: as numbers of page pairs, never less than there are (default: 1,300,1000)"
    measured.add_argument("--sizes", type=_sizes, metavar="N,N", help=sizes)
    runs = "how often each thing is measured; the median is shown (default: print 1, web 5, others 3)"
    measured.add_argument("--runs", type=count, help=runs)
    pages = "print: how many pages the plugin prints for comparison, 0 for none (default: %(default)s)"
    measured.add_argument("--pages", type=count, default=20, help=pages)
    built = "accessibility, web: a site that is built already (default: the text is built, without PDFs)"
    measured.add_argument("--site", type=Path, metavar="FOLDER", help=built)
    kept = "accessibility, build, quality, search, web: keep what was found for the page about/quality"
    measured.add_argument("--record", action="store_true", help=kept)
    wanted = "exit: another version of Zensical than the one that was measured last"
    measured.add_argument("--zensical", metavar="VERSION", help=wanted)
