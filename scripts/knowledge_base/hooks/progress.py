"""Counts rendered pages for the line that `scripts/kb build` shows on a terminal."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    if progress := config.extra.get("progress"):
        progress.expect("pages", len(nav.pages))


def on_post_page(output: str, page, config: MkDocsConfig) -> None:
    if progress := config.extra.get("progress"):
        progress.tick("pages")
