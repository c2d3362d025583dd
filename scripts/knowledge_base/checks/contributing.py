"""CONTRIBUTING.md and CONTRIBUTING.id.md say what the page about/contribute says: they are written from it."""

from collections.abc import Iterator

from knowledge_base.checks.rule import Text
from knowledge_base.editor.contributing import COMMAND, FILES, STEM, contributing
from knowledge_base.findings import Finding
from knowledge_base.pages import Page


def check(text: Text) -> Iterator[Finding]:
    """Yield a finding for each file that is missing or differs.

    A text that stands alone, without the files beside it, need not have them.
    """
    root = text.root
    if not any((root / name).exists() for name in FILES.values()):
        return
    by_stem: dict[str, dict[str, Page]] = {}
    for (locale, stem), page in text.pages.items():
        by_stem.setdefault(stem, {})[locale] = page
    for locale, name in FILES.items():
        page = by_stem.get(STEM, {}).get(locale)
        if page is None:
            continue
        if not (root / name).exists():
            yield Finding(name, 1, "is missing.", f"Run {COMMAND}: it is made from {page.shown}.")
        elif (root / name).read_bytes() != contributing(locale, by_stem, text.registers).encode():
            mend = f"Change the page, not this file, then run {COMMAND}, or ask an editor to."
            yield Finding(name, 1, f"says something else than {page.shown}, from which it is made.", mend)
