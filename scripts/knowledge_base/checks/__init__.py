"""What a change must pass. Each rule is a generator of findings over one page; `check_all` runs them all."""

from collections.abc import Callable, Iterator
from pathlib import Path

from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.checks import (
    blocks,
    citations,
    drafts,
    front_matter,
    links,
    markup,
    moved,
    parity,
    places,
    protocols,
    unfinished_sources,
    versions,
)
from knowledge_base.findings import Finding, InputError
from knowledge_base.pages import Page, page_paths, read_page
from knowledge_base.registers import Registers, load_registers
from knowledge_base.texts import load_frozen

Rule = Callable[[Page, Registers], Iterator[Finding]]
RULES: tuple[Rule, ...] = (
    front_matter.check, drafts.check, citations.check, links.check, markup.check, blocks.check, protocols.check,
    versions.check,
)  # fmt: skip


def check_page(page: Page, registers: Registers) -> Iterator[Finding]:
    """Yield every finding of one page."""
    try:
        page.sections  # noqa: B018  (headings are checked when the page is cut into sections)
    except InputError as error:
        yield from error.findings
    for rule in RULES:
        yield from rule(page, registers)


def _twins(english: Page, indonesian: Page, registers: Registers) -> Iterator[Finding]:
    try:
        yield from parity.check(english, indonesian, registers)
    except InputError:
        return  # headings that cannot be read are named by check_page


def check_all(root: Path = REPOSITORY) -> list[Finding]:
    """Return every finding of the registers and of all pages, in order of file and line."""
    findings: list[Finding] = []
    pages: dict[tuple[str, str], Page] = {}
    registers = None
    try:
        registers = load_registers(root)
    except InputError as error:
        findings.extend(error.findings)
    for locale, stem, path in page_paths(root):
        try:
            page = read_page(path, locale, stem, root)
        except InputError as error:
            findings.extend(error.findings)
            continue
        pages[locale, stem] = page
        if registers is not None:
            findings.extend(check_page(page, registers))
    for locale, stem in pages:
        if registers is not None and locale == LOCALES[0] and (LOCALES[1], stem) in pages:
            findings.extend(_twins(pages[locale, stem], pages[LOCALES[1], stem], registers))
    findings.extend(drafts.check_links(pages))
    if registers is not None:
        findings.extend(unfinished_sources.check(pages.values(), registers))
    if registers is not None and not findings:
        kept = {place: page for place, page in pages.items() if not page.is_draft}
        findings.extend(places.check(root, registers, kept))
        try:
            findings.extend(moved.check(root, registers, kept, load_frozen(root)))
        except InputError as error:
            findings.extend(error.findings)
    return sorted(set(findings))
