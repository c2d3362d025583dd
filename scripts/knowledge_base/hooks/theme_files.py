"""Leaves out of the site what no page uses: the theme's JavaScript and palettes, and our styles for print and EPUB."""

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

UNUSED = re.compile(
    r"print/|epub/|hosting/|assets/javascripts/|assets/images/favicon\.png|assets/stylesheets/(palette.*|.*\.map)$"
)


def on_files(files: Files, config: MkDocsConfig) -> None:
    for file in list(files):
        if UNUSED.match(file.src_uri):
            files.remove(file)
