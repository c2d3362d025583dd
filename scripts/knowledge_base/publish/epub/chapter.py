"""From a built page to a chapter: the same words; no navigation, no forms; notes that readers can pop up."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from knowledge_base.article.tree import add_class, append, classes, element
from knowledge_base.publish.paper.sheet import (
    SCREEN_ONLY,
    drop_screen_only,
    page_address,
    read_article,
    settle,
)

LEFT_OUT = frozenset(SCREEN_ONLY) - {"back"}  # unlike on paper, the way back from a note is of use
CONTROLS = ("form", "button", "script", "fieldset", "select")
NOT_LISTED = ("notes", "cite-page")  # sections that the contents pass over
WIDE = 4  # from so many columns on, a table's rows become blocks on a phone


@dataclass(frozen=True)
class Chapter:
    """A page of the book. `name` is its file's, without ending; `sections` are ids and titles of its h2."""

    name: str
    title: str
    address: str
    article: HtmlElement
    sections: tuple[tuple[str, str], ...]

    @property
    def file(self) -> str:
        return f"{self.name}.xhtml"

    @property
    def has_drawing(self) -> bool:
        return self.article.find(".//svg") is not None


def read_chapter(path: Path, site: Path, root_address: str) -> Chapter:
    """Return the chapter made from one built page. Its links still are those of the page: see `join`."""
    page, article = read_article(path)
    _strip(article)
    _set_notes(article)
    _set_tables(article)
    # The twins in both languages have one name, as they have the same ids.
    folder = path.parent.relative_to(site).as_posix().removeprefix(f"{page.get('lang')}/")
    return Chapter(
        name="p_" + folder.replace("/", "_"),
        title=_words(article.find(".//h1")),
        address=page_address(path, site, root_address),
        article=article,
        sections=tuple(_sections(article)),
    )


def join(chapters: list[Chapter]) -> None:
    """Let links between the chapters stay inside the book; all others lead to web addresses."""
    files = {chapter.address: chapter.file for chapter in chapters}
    places = {chapter.address: {node.get("id") for node in chapter.article.xpath(".//*[@id]")} for chapter in chapters}
    for chapter in chapters:
        for link in chapter.article.iter("a"):
            if not (href := link.get("href")):
                continue
            parts = urlsplit(urljoin(chapter.address, href))
            page = parts._replace(fragment="").geturl()
            if page not in files:
                link.set("href", parts.geturl())
                continue
            place = f"#{parts.fragment}" if parts.fragment in places[page] else ""
            link.set("href", place if place and page == chapter.address else files[page] + place)


def _strip(article: HtmlElement) -> None:
    drop_screen_only(article, LEFT_OUT)
    for node in list(article.iter()):
        if not isinstance(node.tag, str) or node.tag in CONTROLS or "hidden" in node.attrib:
            node.drop_tree()
    settle(article)
    for link in article.find_class("term"):
        if link.tag == "a":
            link.set("role", "doc-glossref")


def _set_notes(article: HtmlElement) -> None:
    """Turn the list of notes into notes each of its own, numbered in the text.

    `div` and not `aside`: Apple Books hides an aside that is a footnote, and notes refer to each other.
    """
    for listing in article.xpath(".//section[contains(@class, 'notes')]/ol"):
        notes = element("div")
        for number, item in enumerate(listing.findall("li"), 1):
            text = element("p", element("span", f"{number}.", class_="note__number"), " ", item.text)
            append(text, *list(item))
            notes.append(element("div", text, id=item.get("id"), class_="note", role="doc-footnote"))
        for back in notes.find_class("back"):
            back.set("role", "doc-backlink")
            back.text = f"{back.text}\ufe0e"  # as a sign of the text, not as a coloured picture
        notes.tail = listing.tail
        listing.getparent().replace(listing, notes)


def _set_tables(article: HtmlElement) -> None:
    """Give the cells of wide tables the title of their column, which the style sheet shows on narrow screens."""
    for table in article.iter("table"):
        titles = [_words(cell) for cell in table.xpath("./thead/tr[1]/*")]
        if len(titles) < WIDE:
            continue
        add_class(table, "wide")
        for row in table.xpath("./tbody/tr"):
            for title, cell in zip(titles, row, strict=False):
                if title:
                    cell.set("data-label", title)


def _sections(article: HtmlElement):
    for heading in article.iter("h2"):
        around = {name for node in heading.iterancestors("section") for name in classes(node)}
        if heading.get("id") and around.isdisjoint(NOT_LISTED):
            yield heading.get("id"), _words(heading)


def _words(node: HtmlElement) -> str:
    return " ".join(node.text_content().split())
