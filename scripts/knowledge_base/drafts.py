"""Drafts: pages with `status: draft`, which `kb serve` shows and no other build does.

What is not written yet is marked in the text, `[to be written]` or `[belum ditulis]`. Only a draft may have such marks.
"""

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.findings import InputError
from knowledge_base.pages import Page, page_paths, parse_page
from knowledge_base.reading import read_text, relative

TO_BE_WRITTEN = {"en": "[to be written]", "id": "[belum ditulis]"}
UNWRITTEN = re.compile("|".join(map(re.escape, TO_BE_WRITTEN.values())), re.IGNORECASE)
STATUS = re.compile(r"^status:", re.MULTILINE)  # most pages have none and need not be parsed


def is_unwritten(text: str) -> bool:
    """Tell whether a text has a place that is still to be written."""
    return UNWRITTEN.search(text) is not None


def published(pages: Mapping[str, Mapping[str, Page]]) -> dict[str, Mapping[str, Page]]:
    """Return the pages, by stem and language, without those that are a draft in any language."""
    return {stem: twins for stem, twins in pages.items() if not any(page.is_draft for page in twins.values())}


def draft_stems(root: Path = REPOSITORY) -> frozenset[str]:
    """Return the stems of all drafts. Pages that cannot be read are passed over: the checks name them."""
    found = set()
    for locale, stem, path in page_paths(root):
        try:
            text = read_text(path, root)
            if STATUS.search(text) and parse_page(text, relative(path, root), locale, stem).is_draft:
                found.add(stem)
        except InputError:
            continue
    return frozenset(found)


def without_drafts(items: list, drafts: Collection[str]) -> list:
    """Return the entries of a navigation without drafts, and without the sections that this leaves empty."""
    kept: list = []
    for item in items:
        if isinstance(item, dict):
            ((title, value),) = item.items()
            if isinstance(value, list):
                inner = without_drafts(value, drafts)
                kept += [{title: inner}] if inner or not value else []
            elif _stem(value) not in drafts:
                kept.append(item)
        elif _stem(item) not in drafts:
            kept.append(item)
    return kept


def _stem(path: str) -> str:
    return path.removesuffix(".md")
