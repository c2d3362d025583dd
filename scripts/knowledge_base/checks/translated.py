"""Translations: pages without a twin, and sections whose original has changed since they were translated."""

from collections.abc import Iterator

from knowledge_base import LOCALES
from knowledge_base.checks.rule import Text
from knowledge_base.findings import Finding
from knowledge_base.pages import Page
from knowledge_base.substance import passages
from knowledge_base.translations import state


def check(page: Page, text: Text) -> Iterator[Finding]:
    """Yield a finding for a page that the other language lacks, and for each of its sections that is behind.

    What the draft edition declares under `behind` may be.
    """
    declared = text.registers.edition.behind
    other = next(locale for locale in LOCALES if locale != page.locale)
    if (other, page.stem) not in text.pages.paths:
        if page.stem not in declared:
            what = f"has no twin docs/{other}/{page.stem}.md."
            mend = "Write it, or declare it in docs/data/editions.yml under `behind`."
            yield Finding(page.shown, 1, what, mend)
        return
    if page.locale == page.front_matter.original or (twin := text.pages.get((other, page.stem))) is None:
        return
    current = state({page.locale: page, other: twin}, text.registers.translations)
    lines = {passage.id: passage.line for passage in passages(page)}
    for section in current.sections:
        if section in current.stale and f"{page.stem}#{section}" not in declared and section in lines:
            what = f"is behind: “{section}” of {twin.shown} changed after it was translated."
            mend = f"Translate the change, then scripts/kb translated {page.stem}#{section}."
            yield Finding(page.shown, lines[section], what, mend)
