"""The sections of the built pages as data: what each says, as a reader sees it, and the places that it cites.

Read from the built HTML, so that registers count where they stand on a page. Notices, notes, dates of review and the
words of lists that repeat what other pages say are left out; a citation counts by its source and pinpoint. Published as
data/sections.json.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement

from knowledge_base.pages import Page
from knowledge_base.publish.copies import INLINE, Reading, take_references
from knowledge_base.texts import PageText, SectionText, as_json

NAME = "data/sections.json"
DERIVED = etree.XPath(".//*[@data-derived]")
CELLS = frozenset({"td", "th"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4"})


def page_text(page: Page, reading: Reading) -> PageText:
    """Return the text of a page from its article, which is taken apart."""
    front = page.front_matter
    provisions = frozenset(section.id for section in page.sections if section.is_provision)
    sections = tuple(sections_of(reading, provisions))
    reviewed = front.reviewed.isoformat()
    return PageText(page.stem, page.locale, front.title, front.type, front.version, reviewed, sections)


def sections_of(reading: Reading, provisions: frozenset[str] = frozenset()) -> Iterator[SectionText]:
    """Yield a page's opening, its title with its answer, and then its sections in reading order."""
    article, cited = reading.article, reading.cited
    for node in DERIVED(article):
        _bare(node)
    title, answer = article.find(".//h1"), article.find_class("answer")[0]
    places = take_references(answer, cited)
    yield SectionText("", title.text_content().strip(), 1, False, tuple(blocks(answer)), places)
    article.find_class("page-head")[0].drop_tree()
    for section in list(_outermost(article)):
        yield from _sections(section, cited, provisions)


def _bare(node: HtmlElement) -> None:
    """Leave of a list that repeats what other pages say only its sections with their headings, which can be cited."""
    for child in list(node):
        if child.tag == "section" or child.find(".//section") is not None:
            _bare(child)
        elif child.tag not in HEADINGS:
            child.drop_tree()


def _sections(node: HtmlElement, cited: Mapping[str | None, str], provisions: frozenset[str]) -> Iterator[SectionText]:
    inner = list(_outermost(node))
    for section in inner:
        section.drop_tree()
    identifier = node.get("data-section", "")
    heading = next(node.iter(*HEADINGS), None)
    title, level = "", 2
    if heading is not None:
        title, level = " ".join(heading.text_content().split()), int(heading.tag[1])
        heading.drop_tree()
    places = take_references(node, cited)
    yield SectionText(identifier, title, level, identifier in provisions, tuple(blocks(node)), places)
    for section in inner:
        yield from _sections(section, cited, provisions)


def _outermost(node: HtmlElement) -> Iterator[HtmlElement]:
    for child in node:
        if child.tag == "section" and child.get("data-section"):
            yield child
        else:
            yield from _outermost(child)


def blocks(node: HtmlElement) -> Iterator[str]:
    """Yield the text inside `node`, cut where an element that is not part of a line begins or ends; a row is a line."""
    line: list[str] = []

    def ended() -> Iterator[str]:
        text = " ".join("".join(line).split()).removesuffix(" |")
        line.clear()
        if text:
            yield text

    def walk(inner: HtmlElement) -> Iterator[str]:
        if not isinstance(inner.tag, str):
            return
        runs_on = inner.tag in INLINE or inner.tag == "a"
        if not runs_on and inner.tag not in CELLS:
            yield from ended()
        line.append(inner.text or "")
        for child in inner:
            yield from walk(child)
            line.append(child.tail or "")
        if inner.tag in CELLS:
            line.append(" | ")
        elif not runs_on:
            yield from ended()

    yield from walk(node)


def write_sections(site: Path, texts: list[PageText], edition: str) -> None:
    """Write `site`/data/sections.json."""
    target = site / NAME
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8") as file:
        file.writelines(as_json(texts, edition))  # as one text it would be as large as all pages
