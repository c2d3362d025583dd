"""A hook of the measurement alone: keeps each page with the HTML that MkDocs made of its Markdown."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

KEY = "captured"
BEFORE_ARTICLE = 100


@event_priority(BEFORE_ARTICLE)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    # The configuration lives through both passes.
    config.extra.setdefault(KEY, []).append((page, html))
    return html
