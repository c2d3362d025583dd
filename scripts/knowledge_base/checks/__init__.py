"""What a change must pass. Each rule is a generator of findings; `find` runs all of them, or those of chosen files.

Errors stop a build and an edition; warnings ask for a look.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.checks.chosen import Chosen
from knowledge_base.checks.rule import Place, Rule, Shelf, Text
from knowledge_base.checks.rules import (
    CONTRIBUTING,
    FILE_RULES,
    FORM,
    HEADINGS,
    MOVED,
    PAGE_RULES,
    PARITY,
    PLACES,
    PRINTED,
    REGISTER,
    REGISTER_RULES,
    TEXT_RULES,
    TREE,
)
from knowledge_base.findings import Finding, InputError
from knowledge_base.pages import Page
from knowledge_base.reading import read_text, relative
from knowledge_base.registers import Registers, load_registers
from knowledge_base.workers import can_copy, cores, workers

MANY = 100  # pages; of fewer, the checks are over before another process has begun


def check_page(page: Page, registers: Registers) -> Iterator[Finding]:
    """Yield every finding of one page that can be told from it alone."""
    yield from _of_page(page, PAGE_RULES, registers)


def check_all(root: Path = REPOSITORY) -> list[Finding]:
    """Return every error of the registers and of all pages: what neither a build nor an edition may have.

    Nothing in it depends on the day.
    """
    return [finding for finding in find(root, warnings=False) if finding.severity == "error"]


def find(
    root: Path = REPOSITORY, chosen: Chosen | None = None, today: datetime.date | None = None, warnings: bool = True
) -> list[Finding]:
    """Return the findings of all files, or of the chosen ones, in order of file and line.

    Without `today` no review is overdue. A page is checked against its twin, chosen or not, so both must be readable.
    """
    found: set[Finding] = set()
    registers, shelf = None, Shelf(root)
    if chosen is None:
        found.update(TREE(root))
    try:
        registers = load_registers(root)
    except InputError as error:
        found.update(REGISTER.sign(error.findings))
    pages = [place for place in shelf.paths if chosen is None or place in chosen.pages]
    if registers is None:
        found.update(_forms(shelf, pages))
        return sorted(found)
    text = Text(root, registers, shelf, today)
    found.update(_of_pages(text, pages, warnings))
    found.update(_of_registers(text, chosen))
    if not any(finding.severity == "error" for finding in found):
        found.update(_of_registers_and_pages(text, chosen))
    return sorted(found)


def _of_pages(text: Text, pages: Sequence[Place], warnings: bool) -> set[Finding]:
    """Return the findings of pages and of their twins; of many, half are found by another process."""
    if len(pages) < MANY or cores() == 1 or not can_copy():
        return _found(text, pages, warnings)
    stems = list(dict.fromkeys(stem for _, stem in pages))
    halves = [[place for place in pages if place[1] in half] for half in (set(stems[::2]), set(stems[1::2]))]
    with workers(1, copies=True) as pool:
        others = pool.submit(_found_anew, text.root, halves[1], text.today, warnings)
        return _found(text, halves[0], warnings) | others.result()


def _found_anew(root: Path, pages: Sequence[Place], today: datetime.date | None, warnings: bool) -> set[Finding]:
    # What a copy of this process is given is packed and unpacked; the registers it has already.
    return _found(Text(root, load_registers(root), Shelf(root), today), pages, warnings)


def _found(text: Text, pages: Sequence[Place], warnings: bool) -> set[Finding]:
    found = set(_forms(text.pages, pages))
    for place in pages:
        found.update(_of_place(place, text, warnings))
    for stem in dict.fromkeys(stem for _, stem in pages):
        found.update(_twins(stem, text))
    return found


def _forms(shelf: Shelf, pages: Sequence[Place]) -> Iterator[Finding]:
    """Yield why pages and their twins cannot be read."""
    stems = {stem for _, stem in pages}
    for place in shelf.paths:
        if place[1] in stems:
            yield from FORM.sign(shelf.faults(place))


def _of_page(page: Page, rules: Iterable[Rule], *others: object) -> Iterator[Finding]:
    try:
        page.sections  # noqa: B018  (headings are checked when the page is cut into sections)
    except InputError as error:
        yield from HEADINGS.sign(error.findings)
    for rule in rules:
        try:
            yield from rule(page, *others)
        except InputError:
            continue  # headings, which were named above


def _of_place(place: Place, text: Text, warnings: bool) -> Iterator[Finding]:
    if (source := text.pages.source(place)) is None:
        return  # named with the page's form
    yield from _of_file(relative(text.pages.paths[place], text.root), source, text)
    if (page := text.pages.get(place)) is not None:
        kept = [rule for rule in PAGE_RULES if warnings or rule.severity == "error"]
        yield from _of_page(page, kept, text.registers)
        kept = [rule for rule in TEXT_RULES if warnings or rule.severity == "error"]
        yield from _of_page(page, kept, text)


def _of_file(shown: str, content: str, text: Text) -> Iterator[Finding]:
    for rule in FILE_RULES:
        yield from rule(shown, content, text.registers.safety)


def _twins(stem: str, text: Text) -> Iterator[Finding]:
    twins = [text.pages.get((locale, stem)) for locale in LOCALES]
    try:
        if None not in twins:
            yield from PARITY(*twins, text.registers)
    except InputError:
        return  # headings that cannot be read are named with their page


def _of_registers(text: Text, chosen: Chosen | None) -> Iterator[Finding]:
    for name, document in text.registers.documents.items():
        if chosen is None or document.shown in chosen.registers:
            yield from _of_file(document.shown, read_text(text.root / document.shown, text.root), text)
            for rule in REGISTER_RULES:
                yield from rule(name, document, text.registers)


def _of_registers_and_pages(text: Text, chosen: Chosen | None) -> Iterator[Finding]:
    """Yield what is wrong between registers and pages; both can be read."""
    if chosen is None:
        yield from PLACES(text.registers, text.pages)
        yield from MOVED(text)
        yield from CONTRIBUTING(text)
        yield from PRINTED(text)
        return
    yield from PLACES(text.registers, text.pages, {stem for _, stem in chosen.pages})
    if chosen.registers:
        yield from (found for found in PLACES(text.registers, text.pages) if found.path in chosen.registers)
