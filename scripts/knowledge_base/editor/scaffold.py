"""A new page in both languages: its text, its place in the navigation, its lines in the register of translations.

`plan` returns every file that has to be written, and writes none; files.write_all writes them, all or none. So a
command that also adds a source hands both plans over together.
"""

import calendar
import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge_base import LOCALES, REPOSITORY, translations
from knowledge_base.checks import check_page, parity
from knowledge_base.drafts import TO_BE_WRITTEN
from knowledge_base.editor.names import name_faults
from knowledge_base.editor.navigation import with_page
from knowledge_base.editor.refused import RefusedError
from knowledge_base.editor.yamltext import scalar, sequence
from knowledge_base.findings import Finding, InputError
from knowledge_base.models import Bilingual, Locale
from knowledge_base.pages import Page, PageType, parse_page
from knowledge_base.reading import read_text
from knowledge_base.registers import Registers, load_registers
from knowledge_base.substance import fingerprint, passages

UNWRITTEN = Bilingual(**TO_BE_WRITTEN)
FIRST_TEXT = Bilingual(en="First text.", id="Teks pertama.")
NAVIGATION = "mkdocs.yml"
REVIEW_MONTHS = 6


@dataclass(frozen=True)
class NewSection:
    """A heading of a new page with what stands below it; without `text` it is to be written."""

    id: str
    title: Bilingual
    level: int = 2
    provision: bool = False
    themes: tuple[str, ...] = ()
    text: Bilingual = UNWRITTEN


@dataclass(frozen=True)
class NewPage:
    """A page that is to be, as a draft in both languages. `answer` is what stands before the first section."""

    stem: str
    type: PageType
    title: Bilingual
    sections: tuple[NewSection, ...]
    summary: Bilingual = UNWRITTEN
    answer: Bilingual = UNWRITTEN
    roles: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    original: Locale = "en"
    instrument: str | None = None


def plan(
    new: NewPage,
    day: datetime.date,
    root: Path = REPOSITORY,
    after: str | None = None,
    replaced: Mapping[str, str] | None = None,
) -> dict[Path, str]:
    """Return the texts of all files that the page needs, by path. Nothing is written.

    `day` is the day of its review and of its history; `after` is the page after which the navigation lists it, else it
    is the last of its folder; `replaced` are texts of registers that are written together with the page. Raises
    RefusedError with every reason why the page cannot be, and InputError with what the checks say of its text or of
    registers that cannot be read.
    """
    registers = load_registers(root, replaced or {})
    reasons = list(name_faults(new.stem, registers.moved, root))
    reasons += [reason for locale in LOCALES for reason in _title_faults(locale, new.title[locale])]
    navigation = ""
    try:
        navigation = with_page(read_text(root / NAVIGATION, root), new.stem, after)
    except RefusedError as refused:
        reasons += refused.reasons
    if reasons:
        raise RefusedError(dict.fromkeys(reasons))
    texts = {locale: page_text(new, locale, day) for locale in LOCALES}
    pages = {locale: parse_page(text, shown(new.stem, locale), locale, new.stem) for locale, text in texts.items()}
    if findings := list(_findings(pages, registers)):
        raise InputError(findings)
    original = pages[new.original]
    recorded = {translations.key(original, one): fingerprint(one.text) for one in passages(original)}
    return {
        **{root / shown(new.stem, locale): text for locale, text in texts.items()},
        root / NAVIGATION: navigation,
        root / translations.REGISTER: translations.as_text({**registers.translations, **recorded}),
    }


def shown(stem: str, locale: str) -> str:
    """Return a page's path in the repository."""
    return f"docs/{locale}/{stem}.md"


def page_text(new: NewPage, locale: str, day: datetime.date) -> str:
    """Return the page in one language, front matter included."""
    parts = ["\n".join(_front_matter(new, locale, day)), new.answer[locale]]
    for section in new.sections:
        parts += [_heading(section, locale), section.text[locale]]
    return "\n\n".join(parts) + "\n"


def _front_matter(new: NewPage, locale: str, day: datetime.date) -> Iterator[str]:
    yield from ("---", f"title: {scalar(new.title[locale])}", f"summary: {scalar(new.summary[locale])}")
    yield from (f"type: {new.type}", "status: draft")
    for name in ("roles", "stages", "themes"):
        yield f"{name}: {sequence(getattr(new, name))}"
    if new.instrument:
        yield f"instrument: {new.instrument}"
    if new.original != LOCALES[0]:
        yield f"original: {new.original}"
    yield from ('version: "1.0"', f"reviewed: {day}", f"review_due: {months_after(day, REVIEW_MONTHS)}")
    first = f'  - {{version: "1.0", date: {day}, change: {FIRST_TEXT[locale]}}}'
    yield from ("history:", first, "---")


def _heading(section: NewSection, locale: str) -> str:
    attributes = [f"#{section.id}"]
    if section.provision:
        attributes.append(".provision")
    if section.themes:
        attributes.append(f'data-themes="{" ".join(section.themes)}"')
    return f"{'#' * section.level} {section.title[locale]} {{ {' '.join(attributes)} }}"


def months_after(day: datetime.date, months: int) -> datetime.date:
    """Return the same day some months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _title_faults(locale: str, title: str) -> Iterable[str]:
    if not title.strip():
        yield f"The title in {locale} is empty. Write one, or leave the option out."
    elif not title.isprintable():
        yield f"The title in {locale} has a line break or a control character. Write it in one plain line."


def _findings(pages: dict[str, Page], registers: Registers) -> Iterator[Finding]:
    for page in pages.values():
        yield from check_page(page, registers)
    try:
        yield from parity.check(pages["en"], pages["id"], registers)
    except InputError:
        return  # headings that cannot be read are named by check_page
