"""The provisions of the whole text: every heading of class `provision`, in both languages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.body import Section
from knowledge_base.citations import citations_in
from knowledge_base.drafts import published
from knowledge_base.pages import Page, kept_page, page_paths
from knowledge_base.reading import stamp

MARKUP = re.compile(r"[*_`]")

# The columns of the concordance, by the beginning of a page's stem; the first that fits holds.
FAMILIES = {
    "indonesia": "law/indonesia/",
    "states": ("law/philippines", "law/bangladesh", "law/malaysia", "law/maldives"),
    "law": "law/",
    "instruments": "instruments/",
}

# The order in which the columns stand: from what binds all to what binds one.
COLUMNS = ("law", "instruments", "indonesia", "states")


@dataclass(frozen=True)
class Provision:
    """An article, paragraph or rule. Titles are by locale; a page without a twin has one.

    `instrument` is the text that the page is about, `cited` the source that the provision's section cites first.
    """

    stem: str
    id: str
    themes: tuple[str, ...]
    instrument: str | None
    cited: str | None
    titles: dict[str, str]
    page_titles: dict[str, str]

    @property
    def family(self) -> str | None:
        """Return the column of the concordance, or None for a page that is in none."""
        return next((name for name, start in FAMILIES.items() if self.stem.startswith(start)), None)


def load_provisions(root: Path = REPOSITORY) -> tuple[Provision, ...]:
    """Return all provisions in the order of pages and sections. Raises InputError for pages that cannot be read."""
    return _load(root, _stamps(root))


def instrument_pages(pages: dict[str, dict[str, Page]]) -> dict[str, str]:
    """Return, for each instrument, the stem of the first page that is about it."""
    found: dict[str, str] = {}
    for stem, twins in pages.items():
        for page in twins.values():
            if page.front_matter.instrument:
                found.setdefault(page.front_matter.instrument, stem)
    return found


def load_pages(root: Path = REPOSITORY, drafts: bool = False) -> dict[str, dict[str, Page]]:
    """Return all pages by stem and language. Raises InputError for pages that cannot be read.

    Drafts are left out unless they are asked for: whatever is made from the text is made without them.
    """
    pages = _pages(root, _stamps(root))
    return pages if drafts else published(pages)


def bilingual(pages: Mapping[str, Mapping[str, Page]]) -> list[str]:
    """Return the stems of the pages that both languages have."""
    return [stem for stem, twins in pages.items() if len(twins) == len(LOCALES)]


def _stamps(root: Path) -> tuple:
    return tuple(stamp(path) for _, _, path in page_paths(root))


@lru_cache(maxsize=2)
def _pages(root: Path, stamps: tuple) -> dict[str, dict[str, Page]]:
    """Return all pages by stem and language. `stamps` is not read: it keys the cache, as every page may ask."""
    pages: dict[str, dict[str, Page]] = {}
    for locale, stem, path in page_paths(root):
        pages.setdefault(stem, {})[locale] = kept_page(path, locale, stem, root)
    return dict(sorted(pages.items()))


@lru_cache(maxsize=2)
def _load(root: Path, stamps: tuple) -> tuple[Provision, ...]:
    return tuple(
        provision for stem, twins in published(_pages(root, stamps)).items() for provision in _of_page(stem, twins)
    )


def _of_page(stem: str, twins: dict[str, Page]) -> Iterator[Provision]:
    first = twins[next(locale for locale in LOCALES if locale in twins)]
    titles = {locale: _titles(page) for locale, page in twins.items()}
    page_titles = {locale: page.front_matter.title for locale, page in twins.items()}
    for section in first.sections:
        if section.is_provision:
            own = {locale: found[section.id] for locale, found in titles.items() if section.id in found}
            instrument = first.front_matter.instrument
            yield Provision(stem, section.id, section.themes, instrument, _cited(section), own, page_titles)


def _cited(section: Section) -> str | None:
    return next((citation.source for citation in citations_in(section.text)), None)


def _titles(page: Page) -> dict[str, str]:
    """Return the titles of a page's sections by id; on a page about several texts, with the text they belong to."""
    several = page.front_matter.instrument is None
    titles: dict[str, str] = {}
    text = ""
    for section in page.sections:
        title = plain(section.title)
        if section.level == 2:
            text = title.split(":")[0]
        titles[section.id] = f"{text}: {title}" if several and section.level > 2 and text not in title else title
    return titles


def plain(title: str) -> str:
    """Return a heading's words without Markdown's marks."""
    return MARKUP.sub("", title)
