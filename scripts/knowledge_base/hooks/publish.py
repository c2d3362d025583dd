"""After the last language: the steps that read the built HTML. Once per site, not per language."""

import zlib
from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from knowledge_base import substance
from knowledge_base.hooks.language import is_first_pass, whole_order
from knowledge_base.memory import give_back
from knowledge_base.publish import publish

AFTER_ALL_LANGUAGES = -200
BEFORE_ALL = 200


@event_priority(AFTER_ALL_LANGUAGES)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    # MkDocs renders every page before it writes the first: packed, they are a fifth of what they would hold till then.
    page.packed, page.article = zlib.compress(html.encode(), 1), replace(page.article, body="")
    return ""


@event_priority(BEFORE_ALL)
def on_page_context(context: dict, page: Page, config: MkDocsConfig, nav: Navigation) -> dict:
    page.content = zlib.decompress(page.packed).decode()
    return context


@event_priority(AFTER_ALL_LANGUAGES)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    # MkDocs would hold every page to the end; what follows reads the files. Its title it knows only with some Markdown.
    page.content = page.article = page.packed = None
    page.markdown, page.toc = "", None
    return output


@event_priority(AFTER_ALL_LANGUAGES)
def on_post_build(config: MkDocsConfig) -> None:
    # The passes for the other languages run inside the first one's post-build event.
    if is_first_pass(config):
        substance.forget()
        give_back()
        publish(Path(config.site_dir), config, whole_order(config))
