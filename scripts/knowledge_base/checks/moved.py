"""Places that moved: entries lead from what is gone to what is there, and nothing that was published is lost."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from knowledge_base import LOCALES, yamlfile
from knowledge_base.checks.places import exists
from knowledge_base.checks.rule import Text
from knowledge_base.findings import Finding, InputError
from knowledge_base.moved import lost, target
from knowledge_base.pages import Page
from knowledge_base.registers import Registers
from knowledge_base.texts import Frozen, load_frozen

Pages = Mapping[tuple[str, str], Page]
REGISTER = "docs/data/moved.yml"


def check_text(text: Text) -> Iterator[Finding]:
    """Yield what `check` finds of the text beside the newest edition that is kept."""
    try:
        frozen = load_frozen(text.root)
    except InputError as error:
        yield from error.findings
        return
    yield from check(text.root, text.registers, text.pages, frozen)


def check(root: Path, registers: Registers, pages: Pages, frozen: Frozen | None) -> Iterator[Finding]:
    """Yield a finding for each entry that leads nowhere, and each published place that is gone without one."""
    if registers.moved:
        document = yamlfile.load(root / REGISTER, root)
        for place in registers.moved:
            if (what := _fault(place, registers, pages)) is not None:
                yield document.finding((place,), *what)
    if frozen:
        yield from _lost(registers, pages, frozen)


def _fault(place: str, registers: Registers, pages: Pages) -> tuple[str, str] | None:
    if any(exists(place, locale, pages) for locale in LOCALES):
        return f"says that “{place}” moved, but it is still there.", "Remove the entry, or the page or section."
    try:
        goal = target(place, registers.moved)
    except ValueError as error:
        return f"leads in a circle: {error}.", "Name a place that exists."
    if isinstance(goal, str) and not any(exists(goal, locale, pages) for locale in LOCALES):
        return (
            f"leads from “{place}” to “{goal}”, which is not there.",
            "Correct it: page, or page#section, without .md.",
        )
    return None


def _lost(registers: Registers, pages: Pages, frozen: Frozen) -> Iterator[Finding]:
    """Yield a finding for each page and section of the edition that can no longer be reached.

    Entries of registers, such as glossary#child, are known only when the site is built: publishing looks after them.
    """
    held = {place: page for place, page in pages.items() if not page.is_draft}
    now = {stem for _, stem in held}
    now |= {f"{stem}#{section.id}" for (_, stem), page in held.items() for section in page.sections}
    with_registers = {stem for (_, stem), page in pages.items() if "\n::: " in page.text}
    for stem, twins in frozen.pages.items():
        before = {stem}
        if stem not in with_registers:
            ids = {section.id for text in twins.values() for section in text.sections}
            before |= {f"{stem}#{identifier}" for identifier in ids if identifier and not identifier.startswith("kb-")}
        for place in lost(before, now, registers.moved):
            page = place.partition("#")[0]
            shown = next((pages[locale, page].shown for locale in LOCALES if (locale, page) in pages), REGISTER)
            what = f"lacks “{place}”, which edition {frozen.number} has and others cite."
            mend = f"Give it back, or say in {REGISTER} where it went: {place}: page#section."
            yield Finding(shown, 1, what, mend)
            if "#" not in place:
                break
