"""Beside each page one that shows how to cite it and each of its sections, with files for reference managers.

`…/cite/` is made from the built page, as its parallel page is. What is cited stands at the edition's permanent address.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from posixpath import relpath

from knowledge_base.addresses import built_page, page_url
from knowledge_base.article.setting import Setting
from knowledge_base.pages import Page
from knowledge_base.publish.cite.bibtex import bibtex
from knowledge_base.publish.cite.entries import entries
from knowledge_base.publish.cite.page import FILES, listing
from knowledge_base.publish.cite.ris import ris
from knowledge_base.publish.copies import Texts
from knowledge_base.publish.frame import beside
from knowledge_base.publish.sections import PageText
from knowledge_base.registers import Registers

FOLDER = "cite"
HOME = "index"
STYLE = "assets/site.css"  # behind it the frame links the style sheet that only these pages need
OWN_STYLE = "assets/cite.css"


def write_cite_pages(
    site: Path,
    texts: Sequence[PageText],
    pages: Texts,
    registers: Registers,
    root_address: str,
    site_names: Mapping[str, str],
) -> None:
    """Write the page and the files of citations for each page of the built `site` but the home pages.

    `root_address` is the permanent address of the edition's root, `site_names` the site's name in each language.
    """
    for text in texts:
        if text.page != HOME:
            page = pages[text.page][text.language]
            _write(site, text, page, registers, root_address, site_names[text.language])


def _write(site: Path, text: PageText, page: Page, registers: Registers, root_address: str, site_name: str) -> None:
    locale, own = text.language, page_url(text.language, text.page)

    def link(stem: str, identifier: str) -> str:
        mark = f"#{identifier}" if identifier else ""
        return f"{relpath(page_url(locale, stem), own + FOLDER)}/{mark}"

    setting = Setting(text.page, locale, registers, link)
    words = setting.words
    cited = list(entries(text, page, setting, site_name, root_address))
    unofficial = words["cite_unofficial"]
    if page.front_matter.original == "id":
        unofficial += f" {words['original_id']}"
    built = built_page(site, locale, text.page)
    shown = beside(built.read_text("utf-8"), FOLDER, words["cite"], "cite-list", listing(cited, setting), words)
    files = {
        "index.html": _with_style(shown),
        FILES["BibTeX"]: bibtex(cited, locale, words, unofficial),
        FILES["RIS"]: ris(cited, locale, words, unofficial),
    }
    folder = built.parent / FOLDER
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")


def _with_style(page: str) -> str:
    start = page.index(STYLE)
    opening = page.rindex("<link", 0, start)
    end = page.index(">", start) + 1
    return page[:end] + page[opening:end].replace(STYLE, OWN_STYLE) + page[end:]
