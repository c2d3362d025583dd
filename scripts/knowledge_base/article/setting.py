"""What every step of rendering a page needs to know: its language, the registers, and how to link."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.pages import Page
from knowledge_base.provisions import instrument_pages, load_pages
from knowledge_base.registers import Registers

# Web pages and press are the longer part of the register of sources: they have pages of their own.
SOURCE_PAGES = {"web": "reference/sources-web", "press": "reference/sources-press"}


@dataclass(frozen=True)
class Setting:
    """One page in one language.

    `link(stem, id)` is the address of a section as seen from the page; `order` are the stems of all pages as the
    navigation lists them.
    """

    stem: str
    locale: str
    registers: Registers
    link: Callable[[str, str], str]
    order: tuple[str, ...] = ()
    root: Path = REPOSITORY

    @cached_property
    def words(self) -> dict[str, str]:
        """The words of the interface in the page's language."""
        return self.registers.interface(self.locale)

    @cached_property
    def pages(self) -> dict[str, dict[str, Page]]:
        """All pages of the text, by stem and language."""
        return load_pages(self.root)

    def term_link(self, key: str) -> str:
        """Return the address of a term's entry in the glossary."""
        return self.link("reference/glossary", key)

    def source_link(self, key: str) -> str:
        """Return the address of a source's entry in the register."""
        page = SOURCE_PAGES.get(self.registers.sources[key].kind, "reference/sources")
        return self.link(page, key)

    def instrument_page(self, key: str) -> str | None:
        """Return the stem of the page on an instrument, if there is one."""
        return instrument_pages(self.pages).get(key)
