"""Versions: a page that says something else than its version did has a higher one, with a line in its history."""

from collections.abc import Iterator

from knowledge_base.findings import Finding
from knowledge_base.pages import Page
from knowledge_base.registers import Registers
from knowledge_base.versions import number, page_fingerprint


def check(page: Page, registers: Registers) -> Iterator[Finding]:
    """Yield a finding for a change of substance without a new version, and for a version that went back.

    That the history names the version is checked with the front matter.
    """
    recorded = registers.versions.get(page.stem)
    if recorded is None:
        return
    now, before = page.front_matter.version, recorded.version
    if number(now) < number(before):
        what = f"has version {now}, after {before} was recorded."
        yield page.front_document.finding(("version",), what, f"Write a version above {before}.")
    elif now == before:
        mark = getattr(recorded, page.locale)
        if mark is not None and mark != page_fingerprint(page, registers):
            major, minor = number(now)
            what = f"says something else than version {now} did: words, numbers, duties or citations changed."
            mend = f"Write version {major}.{minor + 1} in both languages, and what changed in the history."
            yield page.front_document.finding(("version",), what, mend)
