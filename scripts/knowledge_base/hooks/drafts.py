"""Leaves drafts out of every build but that of `kb serve`, in both languages: the files and the navigation."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from knowledge_base.addresses import stem_of
from knowledge_base.drafts import draft_stems, without_drafts

# Before hooks/language.py keeps the navigation for both passes, and before the i18n plugin sorts the files.
BEFORE_OTHERS = 200


@event_priority(BEFORE_OTHERS)
def on_config(config: MkDocsConfig) -> None:
    config.extra["drafts"] = frozenset() if config.extra.get("serving") else draft_stems(Path(config.docs_dir).parent)
    config.nav = without_drafts(config.nav, config.extra["drafts"])


@event_priority(BEFORE_OTHERS)
def on_files(files: Files, config: MkDocsConfig) -> None:
    for file in list(files):
        if file.is_documentation_page() and stem_of(file.src_uri) in config.extra["drafts"]:
            files.remove(file)
