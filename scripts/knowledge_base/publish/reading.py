"""What the built pages say, as sections and as codes of copies; the second language in another process, if possible."""

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from knowledge_base import LOCALES
from knowledge_base.copies import CopyCode
from knowledge_base.provisions import load_pages
from knowledge_base.publish import copies, sections
from knowledge_base.texts import PageText
from knowledge_base.workers import begun


def read_pages(site: Path, worker: ProcessPoolExecutor | None) -> tuple[list[PageText], dict[str, CopyCode]]:
    """Return the text of each page of the built site by stem and language, and the codes of all by their address.

    Raises PublishError if two pages come to share the half of the code that stands for the page.
    """
    first, second = LOCALES
    other = begun(worker, _read_language, site, second)
    languages = (_read_language(site, first), other())
    texts = sorted((text for said, _ in languages for text in said), key=lambda text: (text.page, text.language))
    return texts, copies.in_order({key: code for _, codes in languages for key, code in codes.items()}, load_pages())


def _read_language(site: Path, locale: str) -> tuple[list[PageText], dict[str, CopyCode]]:
    pages = {stem: {locale: twins[locale]} for stem, twins in load_pages().items() if locale in twins}
    return sections.page_texts(site, pages), copies.copy_codes(site, pages)
