"""Side by side: for each page a second one that shows both languages section by section.

Made from the two built pages, with text operations on their markup, since it is done for every page of the site.
The reader's own language comes first; its twin stands in a `details`, which the style sheet opens where two columns
fit. Ids stay those of the own language's page, so that a link to a section works on both.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

from knowledge_base import LOCALES
from knowledge_base.addresses import built_page, page_url
from knowledge_base.article.tree import classes, heading_text, serialize
from knowledge_base.publish.frame import ADDRESS, beside, deeper
from knowledge_base.registers import Registers

FOLDER = "parallel"
TITLE = "kb-text"  # the id of a page's h1
ANCHOR = re.compile(
    r'(?P<name> (?:id|for|aria-labelledby|aria-describedby|type="radio" name)="| href="#)(?P<id>[^"]+)"'
)
# The article's rows lie in these; what lies in other elements stays together.
TRANSPARENT = frozenset({"register"})
LEFT_OUT = frozenset({"definitions", "cite-page"})


@dataclass(frozen=True)
class Piece:
    """A section without the sections inside it, as markup; `title` is the text of its heading."""

    id: str
    title: str
    markup: str


def write_parallel_pages(site: Path, stems: list[str], registers: Registers) -> None:
    """Write a parallel page for each language of each page in `stems`, which must exist in both."""
    for stem in stems:
        built = {locale: built_page(site, locale, stem) for locale in LOCALES}
        pages = {locale: path.read_text("utf-8") for locale, path in built.items()}
        pieces = {locale: list(cut(page)) for locale, page in pages.items()}
        for own in LOCALES:
            other = next(locale for locale in LOCALES if locale != own)
            twin_folder = posixpath.relpath(page_url(other, stem) or ".", page_url(own, stem) + FOLDER)
            words = registers.interface(own)
            rows = "".join(_rows(pieces[own], pieces[other], other, twin_folder, words))
            target = built[own].parent / FOLDER / "index.html"
            target.parent.mkdir(exist_ok=True)
            shown = beside(pages[own], FOLDER, words["parallel"], "parallel", rows, words)
            target.write_text(shown, encoding="utf-8")


def article_of(page: str) -> HtmlElement:
    """Return the article of a built page; the rest of the page is not read."""
    end = "</article>"
    return html.fragment_fromstring(page[page.index("<article") : page.index(end) + len(end)])


def cut(page: str) -> Iterator[Piece]:
    """Yield a built page's title with its answer, and then its sections in reading order."""
    for identifier, title, holder in cut_out(page):
        yield Piece(identifier, title, serialize(holder))


def cut_out(page: str) -> Iterator[tuple[str, str, HtmlElement]]:
    """Yield what `cut` does as id, title, and an element that holds what the piece has."""
    article = article_of(page)
    for node in article.find_class("search-page"):
        node.drop_tree()
    title, answer = article.find(".//h1"), article.find_class("answer")[0]
    yield TITLE, title.text_content(), _held(title, answer)
    for section in article.iterchildren("section"):
        yield from _pieces(section)


def _pieces(section: HtmlElement) -> Iterator[tuple[str, str, HtmlElement]]:
    if LEFT_OUT & set(classes(section)):
        return
    inner = list(_inner_sections(section))
    for node in inner:
        node.drop_tree()
    identifier = section.get("data-section") or ""
    heading = next(section.iter("h2", "h3", "h4"), None)
    yield identifier, "" if heading is None else heading_text(heading), _held(section)
    for node in inner:
        yield from _pieces(node)


def _inner_sections(node: HtmlElement) -> Iterator[HtmlElement]:
    for child in node:
        if child.tag == "section" and child.get("data-section"):
            yield child
        elif child.tag == "div" and TRANSPARENT & set(classes(child)):
            yield from _inner_sections(child)


def _held(*nodes: HtmlElement) -> HtmlElement:
    holder = html.Element("div")
    for node in nodes:
        node.tail = None
        holder.append(node)
    return holder


def _rows(
    own: list[Piece], other: list[Piece], other_locale: str, twin_folder: str, words: dict[str, str]
) -> Iterator[str]:
    twins = {piece.id: piece for piece in other}
    for piece in own:
        twin = twins.get(piece.id)
        shown = f'<div class="pair"><div class="pair__own">{deeper(piece.markup)}</div>'
        if twin:
            label = words[f"language_{other_locale}"]
            summary = (
                f'<summary>{label}: <span lang="{other_locale}">{escape(twin.title, quote=False)}</span></summary>'
            )
            text = as_twin(twin.markup, other_locale, twin_folder)
            shown += f'<details class="pair__twin">{summary}<div lang="{other_locale}">{text}</div></details>'
        yield f"{shown}</div>"


def as_twin(markup: str, locale: str, folder: str) -> str:
    """Return the other language's markup: its title no second h1, its ids apart, its addresses from `folder`."""
    markup = re.sub(r"<h1[^>]*>", '<p class="pair__title">', markup).replace("</h1>", "</p>")
    markup = ANCHOR.sub(rf'\g<name>{locale}--\g<id>"', markup)

    def rebased(match: re.Match) -> str:
        path, mark, fragment = match["path"].partition("#")
        end = "/" if path.endswith("/") or path in ("..", ".") else ""
        return f'{match["name"]}{posixpath.normpath(posixpath.join(folder, path))}{end}{mark}{fragment}"'

    return ADDRESS.sub(rebased, markup)
