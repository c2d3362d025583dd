"""What the built pages say, as sections and as codes of copies; the second language in another process, if possible."""

import gc
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.addresses import built_page, page_url
from knowledge_base.copies import CopyCode, copy_code
from knowledge_base.memory import give_back
from knowledge_base.provisions import load_pages
from knowledge_base.publish import copies, sections
from knowledge_base.texts import PageText
from knowledge_base.workers import begun


def read_pages(
    site: Path, worker: ProcessPoolExecutor | None = None, root: Path = REPOSITORY
) -> tuple[list[PageText], dict[str, CopyCode]]:
    """Return the text of each page of the built site by stem and language, and the codes of all by their address.

    `root` is the repository with the pages' Markdown. Raises PublishError if two pages come to share the half of the
    code that stands for the page.
    """
    first, second = LOCALES
    other = begun(worker, _read_language, site, second, root)
    languages = (_read_language(site, first, root), other())
    texts = sorted((text for said, _ in languages for text in said), key=lambda text: (text.page, text.language))
    codes = {address: code for _, found in languages for address, code in found.items()}
    return texts, copies.in_order(codes, load_pages(root))


def _read_language(site: Path, locale: str, root: Path) -> tuple[list[PageText], dict[str, CopyCode]]:
    gc.collect()  # MkDocs' pages, which know one another, have been written
    give_back()
    texts: list[PageText] = []
    codes: dict[str, CopyCode] = {}
    for stem, twins in load_pages(root).items():
        if page := twins.get(locale):
            reading = copies.as_read(built_page(site, locale, stem).read_text("utf-8"))
            codes[page_url(locale, stem)] = copy_code(locale, stem, list(copies.parts(reading.copy())))
            texts.append(sections.page_text(page, reading))
    return texts, codes
