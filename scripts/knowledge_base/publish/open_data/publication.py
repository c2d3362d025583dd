"""What all files under data/ are made from: the text of one edition, its registers, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge_base.addresses import page_url
from knowledge_base.article.setting import source_page
from knowledge_base.pages import Page
from knowledge_base.registers import Registers

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
FOLDER = "data"


@dataclass(frozen=True)
class Publication:
    """An edition that is being published.

    `site` is the folder of its files, `address` its permanent address, `names` the site's name in each language.
    """

    site: Path
    address: str
    pages: Mapping[str, Mapping[str, Page]]
    registers: Registers
    names: Mapping[str, str]

    def page_address(self, locale: str, stem: str) -> str:
        """Return the permanent address of a page."""
        return self.address + page_url(locale, stem)

    def source_address(self, locale: str, key: str) -> str:
        """Return the permanent address of a source's entry in our list."""
        return f"{self.page_address(locale, source_page(self.registers.sources[key].kind))}#{key}"
