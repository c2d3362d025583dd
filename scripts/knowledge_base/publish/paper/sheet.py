"""From a built page to the article that is printed: no navigation, footnotes at the foot of their page."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from lxml import etree, html
from lxml.html import HtmlElement

from knowledge_base import LOCALES
from knowledge_base.article.tree import append, classes, element, serialize

SCREEN_ONLY = (
    "headerlink", "page-tools", "contents-small", "definitions", "find", "find__hint", "letters", "back", "path",
    "elsewhere", "timeline__choice", "more", "filter", "search-page", "copy-check",
    "said",
)  # fmt: skip
CLASSED = etree.XPath("descendant-or-self::*[@class]")  # compiled once: it is asked of every page
TWIN_IDS = f"{LOCALES[1]}--"  # in front of the ids of the second language, where one sheet holds both
# WeasyPrint 70 leaves glyphs of these scripts without text in the PDF, which a reader could not hear or copy
# (Matterhorn 10-001): on paper the translation in brackets stands alone.
UNPRINTABLE_LANGUAGES = frozenset({"bn", "dv"})


@dataclass(frozen=True)
class Sheet:
    """An article ready for print. `address` is the page's permanent address."""

    locale: str
    title: str
    address: str
    body: str
    description: str = ""


def read_article(path: Path) -> tuple[HtmlElement, HtmlElement]:
    """Return a built page and its article."""
    page = html.document_fromstring(path.read_text("utf-8"))
    return page, page.find(".//article")


def page_sheet(path: Path, address: str) -> Sheet:
    """Return the print form of one built page; its links lead to web addresses."""
    page, article = read_article(path)
    strip_screen(article)
    place_footnotes(article)
    for link in article.iter("a"):
        if href := link.get("href"):
            link.set("href", href if href.startswith("#") else urljoin(address, href))
    description = page.find(".//meta[@name='description']")
    return Sheet(
        locale=page.get("lang"),
        title=article.find(".//h1").text_content().strip(),
        address=address,
        body=serialize(article),
        description=description.get("content") if description is not None else "",
    )


def page_address(path: Path, site: Path, root_address: str) -> str:
    """Return the web address of a built page."""
    folder = path.parent.relative_to(site).as_posix()
    return urljoin(root_address, "" if folder == "." else f"{folder}/")


def drop_screen_only(article: HtmlElement, names: Collection[str] = SCREEN_ONLY) -> None:
    """Remove what only makes sense on a screen: the elements of the classes `names`."""
    unwanted = frozenset(names)
    for node in CLASSED(article):
        if not unwanted.isdisjoint(classes(node)):
            node.drop_tree()


def settle(article: HtmlElement) -> None:
    """Leave no frame empty and nothing to be scrolled."""
    for frame in list(article.iter("nav")):
        if not frame.text_content().strip():
            frame.drop_tree()
    for frame in article.find_class("table-frame"):
        for name in ("tabindex", "role", "aria-label"):
            frame.attrib.pop(name, None)


def strip_screen(article: HtmlElement) -> None:
    """Turn a page's article into what is printed; terms keep their words."""
    drop_screen_only(article)
    settle(article)
    for link in list(article.iter("a")):
        if "term" in classes(link):
            link.drop_tag()
    for link in list(article.iter("a")):
        _plain_link(link)
    for title in list(article.iter("cite")):
        if title.get("lang") in UNPRINTABLE_LANGUAGES:
            title.drop_tree()


def _plain_link(link: HtmlElement) -> None:
    """Let a link begin with words of its own: emphasis around all of it goes outside, other emphasis goes.

    WeasyPrint 70 tags the annotation of a link that begins with an element as that element (Matterhorn 28-004).
    """
    if not len(link) or (link.text or "").strip():
        return
    if len(link) > 1 or (link[0].tail or "").strip():
        for inner in list(link):
            inner.drop_tag()
        return
    around = element(link[0].tag)
    link[0].drop_tag()
    around.tail, link.tail = link.tail, None
    link.getparent().replace(link, around)
    around.append(link)


def place_footnotes(article: HtmlElement) -> None:
    """Move each note to its first reference, where the layout floats it to the foot of the page."""
    notes = {item.get("id"): item for item in article.iter("li") if (item.get("id") or "").startswith("fn-")}
    placed: set[str] = set()
    for superscript in article.iter("sup"):
        if "cite" not in classes(superscript):
            continue
        footnotes: list[HtmlElement] = []
        for link in list(superscript.iter("a")):
            target = link.get("href", "")[1:]
            number = link.text_content()
            link.drop_tag()
            if target in notes and target not in placed:
                placed.add(target)
                footnotes.append(_footnote(notes[target], number))
        # The footnotes follow the numbers, so that the numbers read as one group.
        for footnote in reversed(footnotes):
            superscript.addnext(footnote)
        if footnotes:
            footnotes[-1].tail, superscript.tail = superscript.tail, None
    for section in article.find_class("notes"):
        section.drop_tree()


def _footnote(item: HtmlElement, number: str) -> HtmlElement:
    """Return a note as a footnote: links that leave the site stay, the rest is text."""
    footnote = element("span", f"{number} ", item.text or "", class_="footnote")
    for child in list(item):
        if child.tag == "cite" or (child.tag == "a" and "out" in classes(child)):
            footnote.append(child)
        else:
            append(footnote, child.text_content(), child.tail or "")
    return footnote
