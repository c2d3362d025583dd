"""What a change must pass. Each rule is a generator of findings over one page; `check_all` runs them all."""

from collections.abc import Callable, Iterator
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.checks import blocks, citations, front_matter, links, markup
from knowledge_base.findings import Finding, InputError
from knowledge_base.pages import Page, page_paths, read_page
from knowledge_base.registers import Registers, load_registers

Rule = Callable[[Page, Registers], Iterator[Finding]]
RULES: tuple[Rule, ...] = (front_matter.check, citations.check, links.check, markup.check, blocks.check)


def check_page(page: Page, registers: Registers) -> Iterator[Finding]:
    """Yield every finding of one page."""
    try:
        page.sections  # noqa: B018  (headings are checked when the page is cut into sections)
    except InputError as error:
        yield from error.findings
    for rule in RULES:
        yield from rule(page, registers)


def check_all(root: Path = REPOSITORY) -> list[Finding]:
    """Return every finding of the registers and of all pages, in order of file and line."""
    findings: list[Finding] = []
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
        if registers is not None:
            findings.extend(check_page(page, registers))
    return sorted(set(findings))
