"""`kb bench exit`: what our text becomes with another generator, and what a move to it would lose."""

import tempfile
from pathlib import Path

from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.addresses import built_page
from knowledge_base.bench.exit import ours, report, zensical
from knowledge_base.bench.exit.configuration import SITE, read_article, write_project
from knowledge_base.bench.exit.report import Pair
from knowledge_base.provisions import load_pages


def run(wanted: str | None, root: Path = REPOSITORY) -> None:
    """Build the text with Zensical and with MkDocs, run our article steps over both, print what differs.

    Raises PublishError when Zensical cannot be installed or stops.
    """
    version = wanted or zensical.VERSION
    command = zensical.install(version, root)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        verdicts = {locale: build_language(folder, locale, command, root) for locale in LOCALES}
        # Each project has its one language where ours has the first.
        pairs = [
            Pair(page, read_article(built_page(folder / page.locale / SITE, LOCALES[0], page.stem)))
            for page in ours.build(folder / "ours", root)
        ]
    report.show(version, verdicts, pairs)


def build_language(folder: Path, locale: str, command: Path, root: Path) -> str:
    """Build the project of one language below `folder`. Return what Zensical says of it."""
    pages = {stem: twins[locale] for stem, twins in load_pages(root).items() if locale in twins}
    write_project(folder / locale, locale, pages, root)
    return zensical.build(command, folder / locale)
