"""mkdocs-pdf-export-plugin as it comes: Material's theme and the plugin's own renderer, over our articles.

The articles are put into the Markdown as the HTML that our own export prints, citations resolved, tools removed: so
both print the same words, and a word that is missing was lost by the printing. Our boxes of facts are left out: without
our styles they are long lists, which would fill the one page that the plugin prints of most articles.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

from knowledge_base.bench.meter import Cost, python, run
from knowledge_base.bench.print.printed import words_of_article
from knowledge_base.publish.paper.sheet import read_article, strip_screen

SWITCH = "STOCK_PDF"
BOXES = ("page-facts", "status")
CONFIGURATION = f"""site_name: Stock
docs_dir: docs
theme: {{name: material, font: false}}
plugins: [pdf-export: {{enabled_if_env: {SWITCH}}}]
"""


def write_project(pages: Sequence[Path], folder: Path) -> tuple[list[Counter[str]], list[Path]]:
    """Write the project of these built pages. Return the words of each, and the PDF that the plugin makes of each."""
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    counted, targets = [], []
    for number, path in enumerate(pages, 1):
        name = f"page-{number:03}"
        _, article = read_article(path)
        strip_screen(article)
        for box in [box for name in BOXES for box in article.find_class(name)]:
            box.drop_tree()
        counted.append(words_of_article(article))
        (folder / "docs" / f"{name}.md").write_text(_markdown(article, f"Page {number}"), encoding="utf-8")
        targets.append(folder / "site" / name / f"{name}.pdf")
    return counted, targets


def _markdown(article: HtmlElement, title: str) -> str:
    """Return a page of Markdown: headings, paragraphs, lists and tables one after another, as Markdown makes them.

    The frames around our sections would be whole blocks for the plugin, and cost it still more of the text.
    """
    for frame in list(article.iter("section", "div", "header", "footer", "nav", "aside")):
        if not (frame.text or "").strip():
            frame.drop_tag()
    blocks = (html.tostring(block, encoding="unicode").strip() for block in article)
    return "\n\n".join([f"---\ntitle: {title}\n---", *blocks, ""])


def build(folder: Path, pdf: bool) -> Cost:
    """Build the project with or without its PDFs."""
    command = python("mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml"), "-d", str(folder / "site"))
    environment = {SWITCH: "1" if pdf else "0", "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    return run(command, environment)


def export(folder: Path) -> Cost:
    """Return what the plugin costs: the build with it less the build without it; memory is the former's."""
    without, whole = build(folder, pdf=False), build(folder, pdf=True)
    return Cost(whole.wall - without.wall, whole.cpu - without.cpu, whole.memory, whole.largest)
