"""Where only changed pages are rendered, the others still have their titles, in the navigation and in lists."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from knowledge_base.addresses import stem_of
from knowledge_base.hooks.language import AFTER_I18N
from knowledge_base.provisions import load_pages


@event_priority(AFTER_I18N)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    if config.extra.get("only_changed"):
        text = load_pages(drafts=True)
        for page in nav.pages:
            page.title = text[stem_of(page.file.src_uri)][page.file.locale].front_matter.title
