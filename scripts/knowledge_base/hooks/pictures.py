"""Lets both languages name the drawings of docs/assets/images; they are set into the pages and not published as files.

The i18n plugin takes files outside a language's folder out of the second pass; MkDocs refuses links to unknown files.
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from knowledge_base import REPOSITORY
from knowledge_base.article.pictures import IMAGES
from knowledge_base.hooks.language import AFTER_I18N


@event_priority(AFTER_I18N)
def on_files(files: Files, config: MkDocsConfig) -> None:
    docs = Path(config.docs_dir)
    for path in sorted((REPOSITORY / IMAGES).glob("*.svg")):
        name = path.relative_to(docs).as_posix()
        if known := files.get_file_from_path(name):
            files.remove(known)
        files.append(
            File(name, str(docs), config.site_dir, config.use_directory_urls, inclusion=InclusionLevel.EXCLUDED)
        )
