"""What comes before the chapters: the title page and the contents (EPUB 3.3, section 7, navigation document)."""

from lxml.html import HtmlElement

from knowledge_base.article.tree import element
from knowledge_base.publish.epub.chapter import Chapter
from knowledge_base.publish.epub.xhtml import KIND
from knowledge_base.registers import Registers

Parts = list[tuple[str, list[Chapter]]]

COVER = "cover.xhtml"
CONTENTS = "contents.xhtml"


def cover(title: str, locale: str, address: str, registers: Registers) -> HtmlElement:
    """Return the title page: title, edition, language, disclaimer with licence, address."""
    words = registers.interface(locale)
    return element(
        "section",
        element("h1", title),
        element("p", registers.edition_line(locale), class_="edition"),
        element("p", words[f"language_{locale}"]),
        element("p", words["about_site"], class_="small"),
        element("p", element("a", address, href=address), class_="small"),
    )


def contents(parts: Parts, locale: str, registers: Registers) -> HtmlElement:
    """Return the navigation document's body: every part, page and section, and the landmarks."""
    words = registers.interface(locale)
    title = words["book_contents"]
    listing = element("ol", *(_part(part, chapters) for part, chapters in parts))
    toc = element("nav", element("h1", title, id="contents"), listing, role="doc-toc", aria_labelledby="contents")
    first_part, chapters = parts[0]
    marks = element(
        "ol",
        element("li", _typed(element("a", title, href=f"{CONTENTS}#contents"), "toc")),
        element("li", _typed(element("a", first_part, href=chapters[0].file), "bodymatter")),
    )
    landmarks = _typed(element("nav", marks, aria_label=words["main_sections"], hidden=""), "landmarks")
    return element("div", toc, landmarks)


def _typed(node: HtmlElement, kind: str) -> HtmlElement:
    node.set(KIND, kind)
    return node


def _part(title: str, chapters: list[Chapter]) -> HtmlElement:
    return element("li", element("span", title), element("ol", *(_chapter(chapter) for chapter in chapters)))


def _chapter(chapter: Chapter) -> HtmlElement:
    link = element("a", chapter.title, href=chapter.file)
    if not chapter.sections:
        return element("li", link)
    sections = (element("li", element("a", title, href=f"{chapter.file}#{key}")) for key, title in chapter.sections)
    return element("li", link, element("ol", *sections))
