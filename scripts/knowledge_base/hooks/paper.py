"""Lets mkdocs-pdf-export-plugin drive the export and puts our renderer in the place of its own.

The plugin walks the pages and holds the switch. Its own renderer loses most of a page's text with the
current theme, lets one language overwrite the other and hides errors (STACK 1.5), so it never runs.
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from knowledge_base.addresses import stem_of
from knowledge_base.hooks.language import AFTER_I18N, current_locale
from knowledge_base.publish.epub.book import NAMES as EPUB_NAMES
from knowledge_base.publish.epub.book import EpubJob
from knowledge_base.publish.paper.jobs import (
    BILINGUAL,
    BILINGUAL_NAME,
    BOOK_NAMES,
    CARD_NAME,
    CARDS_NAME,
    BookJob,
    BundleJob,
    CardJob,
    PageJob,
    Part,
    Plan,
)
from knowledge_base.publish.paper.margins import Stand
from knowledge_base.publish.paper.sheet import page_address


class Collector:
    """What the plugin takes for its renderer: it notes the files to write, to be written from the built site."""

    def __init__(self, jobs: list, config: MkDocsConfig):
        self.jobs = jobs
        self.config = config
        self.pages: list = []
        self.page_order: list[str] = []
        # The stand of each built page: the plugin hands over file names only.
        self.stands: dict[Path, Stand] = {}

    def write_pdf(self, content: str, base_url: str, filename: str) -> None:
        target = Path(filename)
        page = target.parent / "index.html"
        address = page_address(page, Path(self.config.site_dir), self.config.site_url)
        self.jobs.append(PageJob(page, target, address, self.config.site_name, self.stands[page]))

    def add_link(self, content: str, filename: str) -> str:
        # The page head has the link already.
        return content


def is_enabled(config: MkDocsConfig) -> bool:
    """Tell whether this build makes PDFs."""
    return bool(config.plugins["pdf-export"].enabled)


@event_priority(AFTER_I18N - 1)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    if not is_enabled(config):
        return
    jobs = config.extra.setdefault("paper_jobs", [])
    config.plugins["pdf-export"].renderer = Collector(jobs, config)
    locale, site = current_locale(config), Path(config.site_dir)
    plan = Plan(locale, config.site_name, tuple(_parts(nav)))
    jobs.append(BookJob(plan, site, site / BOOK_NAMES[locale], config.site_url))
    epubs = config.extra.setdefault("epub_jobs", [])
    epubs.append(EpubJob(plan, site, site / EPUB_NAMES[locale], config.site_url))


def _parts(nav: Navigation):
    for item in nav.items:
        pages = [page for page in _pages(item) if page is not nav.homepage]
        if pages:
            yield Part(item.title, tuple(Path(page.file.abs_dest_path) for page in pages))


def _pages(item) -> list[Page]:
    if item.children:
        return [page for child in item.children for page in _pages(child)]
    return [item] if isinstance(item, Page) else []


def on_page_context(context: dict, page: Page, config: MkDocsConfig, nav: Navigation) -> dict:
    enabled = is_enabled(config)
    context["pdf_url"] = Path(page.file.src_uri).with_suffix(".pdf").name if enabled else None
    context["book_url"] = get_relative_url(BOOK_NAMES[page.file.locale], page.url) if enabled else None
    context["epub_url"] = get_relative_url(EPUB_NAMES[page.file.locale], page.url) if enabled else None
    in_both = enabled and stem_of(page.file.src_uri).startswith(BILINGUAL)
    context["bilingual_url"] = get_relative_url(BILINGUAL_NAME, page.url) if in_both else None
    context["card_url"] = context["cards_url"] = None
    if not enabled:
        return context
    built, site = Path(page.file.abs_dest_path), Path(config.site_dir)
    stand = Stand(str(page.meta["version"]), page.meta["reviewed"])
    config.plugins["pdf-export"].renderer.stands[built] = stand
    address = page_address(built, site, config.site_url)
    jobs = config.extra["paper_jobs"]
    if page.meta["type"] == "protocol":
        context["card_url"] = CARD_NAME
        jobs.append(CardJob(built, built.with_name(CARD_NAME), address, config.site_name, stand))
    elif is_role_page(page):
        context["cards_url"] = CARDS_NAME
        jobs.append(BundleJob(built, built.with_name(CARDS_NAME), address, config.site_name))
    return context


def is_role_page(page: Page) -> bool:
    """Tell whether the page gathers the protocols of one role."""
    return "\n::: role " in (page.markdown or "")
