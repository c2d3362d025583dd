"""The sites beside ours: our articles as bare HTML, and the same Markdown with Material as it comes."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from knowledge_base.bench.exit.configuration import CONFIGURATION, SITE, TEMPLATES, TEXT, write_project
from knowledge_base.provisions import load_pages
from knowledge_base.publish.errors import PublishError

ARTICLE = re.compile(r"<article.*</article>", re.DOTALL)
TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
# No theme, no styles, no scripts: what a browser needs to read the text, and to show it at the width of a phone.
BARE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">%s</head>
<body>%s</body>
</html>
"""
OWN_TEMPLATE = re.compile(r"^template: .*\n", re.MULTILINE)


def make_bare(ours: Path, target: Path, addresses: Sequence[str]) -> None:
    """Write our articles as bare HTML below `target`. Raises PublishError for an address that has no article."""
    for address in addresses:
        path = ours / address / "index.html"
        page = path.read_text("utf-8") if path.is_file() else ""
        article, title = ARTICLE.search(page), TITLE.search(page)
        if not (article and title):
            raise PublishError(f"{path} is no page with an article. Build the site first: scripts/kb build --no-pdf")
        (target / address).mkdir(parents=True, exist_ok=True)
        (target / address / "index.html").write_text(BARE % (title[0], article[0]), encoding="utf-8")


def make_stock(folder: Path) -> Path:
    """Build our English Markdown with Material, its search and its scripts. Return the folder of the built site.

    Left out is what our hooks and plugins add: citations, registers, definitions, page heads, the other language.
    """
    pages = {stem: twins["en"] for stem, twins in load_pages().items() if "en" in twins}
    folder.mkdir()
    write_project(folder, "en", pages)
    settings = yaml.safe_load((folder / CONFIGURATION).read_text("utf-8"))
    settings |= {"theme": {"name": "material", "font": False}, "plugins": ["search"]}
    (folder / CONFIGURATION).write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    for path in (folder / TEMPLATES).iterdir():
        path.unlink()
    for path in (folder / TEXT).rglob("*.md"):
        path.write_text(OWN_TEMPLATE.sub("", path.read_text("utf-8"), count=1), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / CONFIGURATION)]
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **quiet})
    if done.returncode:
        raise PublishError(f"Material as it comes could not be built:\n{done.stdout}{done.stderr}")
    return folder / SITE
