"""The sections of the built pages as data: what each says, as a reader sees it, and the places that it cites.

Read from the built HTML, so that registers count where they stand on a page. Notices, notes, dates of review and the
words of lists that repeat what other pages say are left out; a citation counts by its source and pinpoint. Published as
data/sections.json.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml.html import HtmlElement

from knowledge_base.addresses import built_page
from knowledge_base.pages import Page
from knowledge_base.publish.copies import APART, INLINE, cited_places, take_references
from knowledge_base.publish.paper.sheet import drop_screen_only
from knowledge_base.publish.parallel import article_of
from knowledge_base.texts import PageText, SectionText, as_json

NAME = "data/sections.json"
CELLS = frozenset({"td", "th"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4"})


def page_texts(site: Path, pages: Mapping[str, Mapping[str, Page]]) -> list[PageText]:
    """Return all pages of the built site `site`, in the order of their stems and languages."""
    return [_page_text(site, page) for _, twins in sorted(pages.items()) for page in twins.values()]


def _page_text(site: Path, page: Page) -> PageText:
    front = page.front_matter
    markup = built_page(site, page.locale, page.stem).read_text("utf-8")
    provisions = frozenset(section.id for section in page.sections if section.is_provision)
    sections = tuple(sections_of(markup, provisions))
    reviewed = front.reviewed.isoformat()
    return PageText(page.stem, page.locale, front.title, front.type, front.version, reviewed, sections)


def sections_of(markup: str, provisions: frozenset[str] = frozenset()) -> Iterator[SectionText]:
    """Yield a built page's opening, its title with its answer, and then its sections in reading order."""
    article = article_of(markup)
    cited = cited_places(article)
    for node in article.xpath(APART):
        node.drop_tree()
    for node in article.xpath(".//*[@data-derived]"):
        _bare(node)
    drop_screen_only(article)
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
    identifier = node.get("aria-labelledby", "")
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
        if child.tag == "section" and child.get("aria-labelledby"):
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
    target.write_text(as_json(texts, edition), encoding="utf-8")
