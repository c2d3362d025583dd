"""What readers would get instead, made from the same articles: Material's lunr search and plain Pagefind, both stock.

Both read plain copies of the built articles: same text, same ids, nothing that our own search leaves out either.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

from lxml import html

from knowledge_base.publish.errors import PublishError
from knowledge_base.publish.parallel import FOLDER

# Navigation, tools and machine words of our article, and what is marked as not to be searched.
LEFT_OUT = (
    ".//*[@data-search-ignore] | .//nav | .//svg | .//*[@hidden] | .//sup[contains(@class, 'cite')]"
    " | .//*[contains(@class, 'headerlink')] | .//*[contains(@class, 'contents-small')]"
    " | .//*[contains(@class, 'page-facts')] | .//section[contains(@class, 'notes')]"
    " | .//*[contains(@class, 'search-page')]"
)
STOCK = """site_name: Stock
docs_dir: docs
theme: {name: material, font: false}
plugins: [search: {lang: en}]
"""
PAGEFIND_PAGE = """<!doctype html><html lang="%s"><head><meta charset="utf-8"><title>Stock</title>
<link rel="stylesheet" href="/pagefind/pagefind-ui.css"><script src="/pagefind/pagefind-ui.js"></script></head>
<body><div id="search"></div><script src="/start.js"></script></body></html>
"""
PAGEFIND_START = 'new PagefindUI({ element: "#search", showSubResults: true });\n'


def copy_articles(site: Path, plain: Path) -> None:
    """Write the articles of a built site as plain pages, without those that show both languages side by side."""
    for path in sorted(site.rglob("index.html")):
        page = path.read_text("utf-8")
        if path.parent.name == FOLDER or "<article" not in page:
            continue
        start = page.index("<article")
        article = html.fragment_fromstring(page[start : page.index("</article>") + len("</article>")])
        for node in article.xpath(LEFT_OUT):
            node.drop_tree()
        locale = re.search(r'<html[^>]* lang="(\w+)"', page)
        target = plain / path.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(
            plain_page(locale[1] if locale else "en", html.tostring(article, encoding="unicode")), encoding="utf-8"
        )


def plain_page(locale: str, article: str) -> str:
    """Return a page that holds an article and nothing else."""
    title = re.search(r"<h1[^>]*>(.*?)</h1>", article, re.DOTALL)
    head = f'<meta charset="utf-8"><title>{re.sub("<[^>]*>", "", title[1]) if title else ""}</title>'
    return f'<!doctype html><html lang="{locale}"><head>{head}</head><body>{article}</body></html>'


def make_pagefind(plain: Path, target: Path) -> None:
    """Index plain pages with Pagefind; `target` gets the index and, in each language, a page with Pagefind's box."""
    target.mkdir(parents=True)
    command = [sys.executable, "-m", "pagefind", "--site", str(plain), "--output-path", str(target / "pagefind")]
    _run([*command, "--root-selector", "article", "--quiet"])
    for locale in ("en", "id"):
        (target / locale).mkdir()
        (target / locale / "index.html").write_text(PAGEFIND_PAGE % locale, encoding="utf-8")
    (target / "start.js").write_text(PAGEFIND_START, encoding="utf-8")


def make_lunr(plain: Path, target: Path) -> None:
    """Build a stock Material site of one page into `target`, with Material's index of all plain pages.

    One page is enough for its search box; the index is written by Material's own code from each page's article.
    """
    from material.plugins.search.plugin import SearchIndex

    source = target.with_name(f"{target.name}-source")
    (source / "docs").mkdir(parents=True)
    (source / "docs/index.md").write_text("# Stock\n\nA page with a search box.\n", encoding="utf-8")
    (source / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
    _run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(source / "mkdocs.yml"), "-d", str(target)])
    shutil.rmtree(source)
    path = target / "search/search_index.json"
    index = SearchIndex(**json.loads(path.read_text("utf-8"))["config"])
    for page in _pages(plain):
        index.add_entry_from_context(page)
    path.write_text(index.generate_search_index(None), encoding="utf-8")


def _pages(plain: Path) -> Iterator[SimpleNamespace]:
    """Yield what Material's index asks of a page of MkDocs."""
    for path in sorted(plain.rglob("index.html")):
        page = path.read_text("utf-8")
        content = page[page.index("<body>") + len("<body>") : page.rindex("</body>")]
        address = path.parent.relative_to(plain).as_posix()
        title = page.partition("<title>")[2].partition("</title>")[0]
        yield SimpleNamespace(
            meta={}, content=content, toc=[], url="" if address == "." else f"{address}/", title=title
        )


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PublishError(f"{' '.join(command[:4])} failed:\n{done.stdout}{done.stderr}")
