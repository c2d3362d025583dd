"""`kb status`: how far the text is, per language and page by page, for people and for programs."""

import json
from collections.abc import Iterator
from pathlib import Path

from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.provisions import load_pages
from knowledge_base.registers import load_registers
from knowledge_base.substance import passages, words_of
from knowledge_base.translations import state

LANGUAGES = {"en": "English", "id": "Indonesian"}


def status(root: Path = REPOSITORY) -> dict:
    """Return, by language, the numbers of pages, sections and words, the missing pages, the stale sections, the drafts.

    Sections count the opening of a page (title, summary, answer) as one. Missing are the pages that only the
    other language has. Drafts belong to no edition and count nowhere else. Raises InputError.
    """
    registers, pages = load_registers(root), load_pages(root)
    drafts = [stem for stem in load_pages(root, drafts=True) if stem not in pages]
    found = {
        locale: {
            "pages": 0,
            "sections": 0,
            "words": 0,
            "missing": [],
            "stale": [],
            "translated_sections": 0,
            "drafts": drafts,
        }
        for locale in LOCALES
    }
    for stem, twins in pages.items():
        for locale, numbers in found.items():
            if locale not in twins:
                numbers["missing"].append(stem)
                continue
            parts = passages(twins[locale])
            numbers["pages"] += 1
            numbers["sections"] += len(parts)
            numbers["words"] += sum(len(words_of(part.text)) for part in parts)
        current = state(twins, registers.translations)
        if current:
            translated = found[current.translation]
            translated["translated_sections"] += len(current.sections)
            translated["stale"] += [f"{stem}#{one}" for one in current.sections if one in current.stale]
    return found


def as_json(found: dict) -> str:
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)


def as_table(found: dict) -> str:
    """Return the numbers as a table, and below it what is missing or stale, with the way to mend it."""
    names = {"pages": "pages", "sections": "sections", "translated_sections": "of them translated", "words": "words"}
    lines = [_row("", *(LANGUAGES[locale] for locale in found))]
    lines += [_row(label, *(f"{numbers[name]:,}" for numbers in found.values())) for name, label in names.items()]
    for name in ("missing", "stale"):
        lines.append(_row(f"{name}", *(str(len(numbers[name])) for numbers in found.values())))
    if drafts := found[LOCALES[0]]["drafts"]:
        lines += ["\nDrafts, in no edition and not counted above:", *(f"  {stem}" for stem in drafts)]
    return "\n".join([*lines, *_lists(found)])


def _row(label: str, *cells: str) -> str:
    return f"{label:<20}" + "".join(f"{cell:>12}" for cell in cells)


def _lists(found: dict) -> Iterator[str]:
    for locale, numbers in found.items():
        if numbers["missing"]:
            yield f"\nNot yet in {LANGUAGES[locale]}:"
            yield from (f"  docs/{locale}/{stem}.md" for stem in numbers["missing"])
        if numbers["stale"]:
            yield f"\nBehind the original in {LANGUAGES[locale]} (translate, then scripts/kb translated PAGE#section):"
            yield from (f"  {entry}" for entry in numbers["stale"])
