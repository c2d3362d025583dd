"""What every step of rendering a page needs to know: its language, the registers, and how to link."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lxml.html import HtmlElement

from knowledge_base import REPOSITORY
from knowledge_base.article.tree import element
from knowledge_base.pages import Page
from knowledge_base.provisions import instrument_pages, plain
from knowledge_base.registers import Registers

# Web pages and press are the longer part of the register of sources: they have pages of their own.
SOURCE_PAGES = {"web": "reference/sources-web", "press": "reference/sources-press"}


def source_page(kind: str) -> str:
    """Return the stem of the page that lists the sources of one kind."""
    return SOURCE_PAGES.get(kind, "reference/sources")


@dataclass(frozen=True)
class Setting:
    """One page in one language.

    `link(stem, id)` is the address of a section as seen from the page; `order` are the stems of all pages as the
    navigation lists them; `pages` is the whole text by stem and language.
    """

    stem: str
    locale: str
    registers: Registers
    link: Callable[[str, str], str]
    order: tuple[str, ...] = ()
    pages: Mapping[str, Mapping[str, Page]] = field(default_factory=dict)
    root: Path = REPOSITORY

    @cached_property
    def words(self) -> dict[str, str]:
        """The words of the interface in the page's language."""
        return self.registers.interface(self.locale)

    def term_link(self, key: str) -> str:
        """Return the address of a term's entry in the glossary."""
        return self.link("reference/glossary", key)

    def source_link(self, key: str) -> str:
        """Return the address of a source's entry in the register."""
        return self.link(source_page(self.registers.sources[key].kind), key)

    def pages_of_type(self, kind: str) -> list[Page]:
        """Return the pages of one type in this language, in the order of the navigation."""
        stems = self.order or sorted(self.pages)
        found = (self.pages.get(stem, {}).get(self.locale) for stem in stems)
        return [page for page in found if page and page.front_matter.type == kind]

    def text_pages(self) -> list[Page]:
        """Return the pages of this language that speak for themselves: all but registers, lists and pages about us."""
        kinds = ("protocol", "guidance", "law", "instrument")
        return [page for kind in kinds for page in self.pages_of_type(kind)]

    def protocols(self) -> list[Page]:
        """Return the protocols in this language, in the order of the navigation."""
        return self.pages_of_type("protocol")

    def place_link(self, place: str) -> HtmlElement | None:
        """Return a link to a page, or to a section written as `stem#id`; None where this language lacks it."""
        stem, _, identifier = place.partition("#")
        page = self.pages.get(stem, {}).get(self.locale)
        if page is None:
            return None
        sections = {section.id: plain(section.title) for section in page.sections}
        title = page.front_matter.title
        if identifier:
            title = f"{title}: {sections.get(identifier, identifier)}"
        return element("a", title, href=self.link(stem, identifier))

    def instrument_page(self, key: str) -> str | None:
        """Return the stem of the page on an instrument, if there is one."""
        return instrument_pages(self.pages).get(key)
