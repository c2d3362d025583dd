"""After the last language: the steps that read the built HTML. Once per site, not per language."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

from knowledge_base import substance
from knowledge_base.hooks.language import is_first_pass, whole_order
from knowledge_base.memory import give_back
from knowledge_base.publish import publish

AFTER_ALL_LANGUAGES = -200


@event_priority(AFTER_ALL_LANGUAGES)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    # MkDocs would hold every page to the end; what follows reads the files. Its title it knows only with some Markdown.
    page.content = page.article = None
    page.markdown = ""
    return output


@event_priority(AFTER_ALL_LANGUAGES)
def on_post_build(config: MkDocsConfig) -> None:
    # The passes for the other languages run inside the first one's post-build event.
    if is_first_pass(config):
        substance.forget()
        give_back()
        publish(Path(config.site_dir), config, whole_order(config))
