"""Verbs that make the site: serve, build, edition."""

import argparse
import logging
import os
import sys
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.commands import Verb, day
from knowledge_base.writing import write_whole


def serve(options: argparse.Namespace) -> int:
    """Build the site without PDFs and show it at http://127.0.0.1:8000/, again after each change."""
    import tempfile

    from knowledge_base.build_time import VARIABLE, commit_time
    from knowledge_base.building import PDF_SWITCH, render
    from knowledge_base.editor import preview

    os.environ.setdefault(VARIABLE, commit_time(REPOSITORY))
    os.environ[PDF_SWITCH] = "0"
    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.WARNING)
    if options.once:
        if hasattr(os, "nice"):
            os.nice(10)  # a page that is saved meanwhile goes before
        render(REPOSITORY, options.once, serving=True)
        write_whole(options.once.parent / preview.READY, options.once.name.encode())
        return 0
    what = "after the first build. PDFs are left out; scripts/kb build makes them."
    print(f"http://{options.address}/ {what}", file=sys.stderr)
    logging.getLogger("mkdocs.livereload").setLevel(logging.INFO)
    with tempfile.TemporaryDirectory(prefix="kb-") as folder:
        return preview.serve(Path(folder), options.address)


def build(options: argparse.Namespace) -> int:
    """Write the complete site to site/, with --offline its zip to dist/; a failing build leaves the last ones."""
    from knowledge_base.building import build_site
    from knowledge_base.progress import Progress

    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.WARNING)
    progress = Progress()
    site, *packages = build_site(pdf=not options.no_pdf, offline=options.offline, progress=progress)
    without = ", without PDFs" if options.no_pdf else ""
    progress.finish(f"{site.relative_to(REPOSITORY)}/ is ready{without}")
    for package in packages:
        size = package.stat().st_size / 1_000_000
        print(f"{package.relative_to(REPOSITORY)} opens without a server{without} ({size:.1f} MB)", file=sys.stderr)
    return 0


def edition(options: argparse.Namespace) -> int:
    """Freeze the text as an edition and publish it on its branch; dev publishes the draft; nothing is pushed."""
    from knowledge_base.editor import edition as editions
    from knowledge_base.editor import stamps
    from knowledge_base.editor.hosting import Branch

    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.WARNING)
    chosen = editions.Options(not options.no_pdf, options.branch, options.date)
    if options.what == "stamp":
        lines = [f"banners renewed on {stamps.renew(REPOSITORY, Branch(REPOSITORY, options.branch))} pages"]
    elif options.what == "dev":
        lines = editions.draft(REPOSITORY, chosen)
    else:
        act = editions.plan if options.dry_run else editions.freeze
        lines = act(options.what, REPOSITORY, chosen)
    print("\n".join(lines))
    return 0


def add(verb: Verb) -> None:
    """Add the verbs with what they take."""
    served = verb(serve, "", "--address 0.0.0.0:8000")
    served.add_argument("--address", default="127.0.0.1:8000", help="where to serve (default: %(default)s)")
    # What a server calls beside itself: it writes the site into a new folder, as it is served, and ends.
    served.add_argument("--once", type=Path, metavar="FOLDER", help=argparse.SUPPRESS)
    built = verb(build, "", "--no-pdf", "--offline")
    built.add_argument("--no-pdf", action="store_true", help="leave out the PDFs")
    built.add_argument("--offline", action="store_true", help="also write a zip to dist/ that opens without a server")
    published = verb(edition, "2026.1 --dry-run", "2026.1", "dev", "stamp")
    published.add_argument("what", metavar="NUMBER", help="of the draft, such as 2026.1; or dev, or stamp")
    published.add_argument("--dry-run", action="store_true", help="say what would be done, or why not")
    published.add_argument("--no-pdf", action="store_true", help="leave out the PDFs")
    published.add_argument("--branch", default="gh-pages", help="what is published (default: %(default)s)")
    day(published, "of the edition")
