"""Our own build, and our article steps over HTML from elsewhere."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.structure.files import Files

from knowledge_base import REPOSITORY
from knowledge_base.addresses import stem_of
from knowledge_base.article.render import Article
from knowledge_base.bench.exit import capture
from knowledge_base.bench.exit.configuration import read_configuration
from knowledge_base.build_time import VARIABLE, commit_time
from knowledge_base.building import PDF_SWITCH, run_mkdocs
from knowledge_base.hooks import article as article_hook

# They check the text, count pages for a terminal, print, and publish: nothing that makes an article.
NOT_NEEDED = ("check", "progress", "paper", "publish")


@dataclass(frozen=True)
class Built:
    """A page of our own build.

    `markup` is what MkDocs made of the Markdown, `article` what our steps made of that; `again` calls the same steps,
    with all that they know of the page, for HTML that another generator made of the same Markdown.
    """

    locale: str
    stem: str
    markup: str
    article: Article
    again: Callable[[str], Article]


def build(target: Path, root: Path = REPOSITORY) -> list[Built]:
    """Build the site into `target` with our hooks, without publishing it. Return its pages in the order of the build.

    Raises MkDocs' Abort for input that MkDocs refuses.
    """
    os.environ[PDF_SWITCH] = "0"
    os.environ.setdefault(VARIABLE, commit_time(root))
    hooks = [name for name in read_configuration(root)["hooks"] if Path(name).stem not in NOT_NEEDED]
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(target), hooks=[*hooks, capture.__file__])
    run_mkdocs(config)

    def again(page, markup: str) -> Article:
        article_hook.on_page_content(markup, page, config, Files([]))
        return page.article

    return [
        Built(
            page.file.locale,
            stem_of(page.file.src_uri),
            markup,
            page.article,
            lambda html, page=page: again(page, html),
        )
        for page, markup in config.extra[capture.KEY]
    ]
