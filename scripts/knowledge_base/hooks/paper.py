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

from knowledge_base.hooks.language import AFTER_I18N, current_locale
from knowledge_base.publish.paper.book import Part, Plan
from knowledge_base.publish.paper.export import BOOK_NAMES, CARD_NAME, BookJob, CardJob, PageJob
from knowledge_base.publish.paper.sheet import page_address


class Collector:
    """What the plugin takes for its renderer: it notes the files to write, to be written from the built site."""

    def __init__(self, jobs: list, config: MkDocsConfig):
        self.jobs = jobs
        self.config = config
        self.pages: list = []
        self.page_order: list[str] = []

    def write_pdf(self, content: str, base_url: str, filename: str) -> None:
        target = Path(filename)
        page = target.parent / "index.html"
        address = page_address(page, Path(self.config.site_dir), self.config.site_url)
        self.jobs.append(PageJob(page, target, address, self.config.site_name))

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
    locale = current_locale(config)
    site = Path(config.site_dir)
    target = site / BOOK_NAMES[locale]
    jobs.append(BookJob(Plan(locale, config.site_name, tuple(_parts(nav, site))), site, target, config.site_url))


def _parts(nav: Navigation, site: Path):
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
    context["card_url"] = None
    if enabled and page.meta["type"] == "protocol":
        context["card_url"] = CARD_NAME
        built, site = Path(page.file.abs_dest_path), Path(config.site_dir)
        address = page_address(built, site, config.site_url)
        config.extra["paper_jobs"].append(CardJob(built, built.with_name(CARD_NAME), address, config.site_name))
    return context
