"""Codes of the built pages: for the margins of PDFs, and for the page about/current, which checks a copy.

Codes are made from what is shown, not from Markdown: so registers count where they stand on a page, time limits by
their words, and every kind of page is treated alike. What paper leaves out, notices, notes and dates of review do not
count; a citation counts by its source and pinpoint, not by its number.
"""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from html import escape
from pathlib import Path
from posixpath import relpath

from lxml import etree
from lxml.html import HtmlElement

from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.addresses import built_page, locale_of, page_url
from knowledge_base.article.tree import classes
from knowledge_base.copies import CHECK_STEM, CopyCode, PrintedPage, SaidPart, edition_record, load_records, said
from knowledge_base.dates import show_date
from knowledge_base.pages import Page
from knowledge_base.publish.errors import PublishError
from knowledge_base.publish.paper.sheet import drop_screen_only
from knowledge_base.publish.parallel import article_of
from knowledge_base.registers import Registers

Texts = Mapping[str, Mapping[str, Page]]
# Words inside one of these run on; other elements part them.
INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "time")
)
APART = etree.XPath(".//*[@data-search-ignore or @hidden]")
HOLDERS = frozenset({"doors"})  # the home page's sections lie in these
ROWS = '<tbody data-copy-codes="" data-search-ignore="">'  # of the block ::: copy-codes
RECORD = "data/copies.json"
NAME = "copies"  # of the data for js/copy-check.js


@dataclass(frozen=True)
class Reading:
    """An article as a reader of paper has it, and the place that each of its notes points to, by the note's id."""

    article: HtmlElement
    cited: Mapping[str | None, str]

    def copy(self) -> "Reading":
        """Return the same for another who takes it apart."""
        return Reading(deepcopy(self.article), self.cited)


def in_order(codes: Mapping[str, CopyCode], pages: Texts) -> dict[str, CopyCode]:
    """Return the codes of all pages by stem and language.

    Raises PublishError if two pages come to share the half that stands for the page.
    """
    found: dict[str, CopyCode] = {}
    taken: dict[str, str] = {}
    for stem, twins in sorted(pages.items()):
        for locale in twins:
            address = page_url(locale, stem)
            code = found[address] = codes[address]
            if other := taken.get(code.page):
                mend = "Name one of the files otherwise."
                raise PublishError(f"docs/{locale}/{stem}.md: has the copy code {code.page} of {other}. {mend}")
            taken[code.page] = f"docs/{locale}/{stem}.md"
    return found


def as_read(page: str) -> Reading:
    """Return what counts of a built page: without what paper leaves out, notices, notes and dates of review."""
    article = article_of(page)
    cited = cited_places(article)
    for node in APART(article):
        node.drop_tree()
    drop_screen_only(article)
    return Reading(article, cited)


def parts(reading: Reading) -> Iterator[SaidPart]:
    """Yield the parts of a page, which are taken out: its title with its answer, then each of its sections."""
    article, cited = reading.article, reading.cited
    title, answer = article.find(".//h1"), article.find_class("answer")[0]
    name = title.text_content().strip()
    opening = [_said(node, cited) for node in (title, answer)]
    yield SaidPart("", name, "\n".join(opening))
    for section in _sections(article):
        heading = next(section.iter("h2", "h3"), None)
        own = "" if heading is None else " ".join(heading.text_content().split())
        yield SaidPart(section.get("data-section") or "", own, _said(section, cited))


def script_data(codes: Mapping[str, CopyCode], pages: Texts, root: Path = REPOSITORY) -> dict[str, object]:
    """Return what js/copy-check.js loads for each language, by name.

    `pages` by the half that stands for them: [other half, address, title, ids and titles of the parts, marks, and the
    marks of other editions by their other half]; `gone`, pages of earlier editions that the site has no more: [title,
    number of the last edition]. `root` is the repository with the records of the editions.
    """
    records = load_records(root)
    return {f"{locale}/{NAME}": _data(locale, codes, pages, records) for locale in LOCALES}


def write_record(site: Path, codes: Mapping[str, CopyCode]) -> None:
    """Write `site`/data/copies.json, the codes of all pages: with them, later editions know copies of this one."""
    text = json.dumps(edition_record(codes), ensure_ascii=False, indent=1)
    (site / RECORD).write_text(text + "\n", encoding="utf-8")


def fill_list(site: Path, codes: Mapping[str, CopyCode], pages: Texts, registers: Registers) -> None:
    """Write the list of all pages, in the order of their codes, into the page about/current of each language."""
    for locale in pages.get(CHECK_STEM, {}):
        own = page_url(locale, CHECK_STEM)
        path = built_page(site, locale, CHECK_STEM)
        reviewed = registers.interface(locale)["reviewed"]
        listed = sorted((codes[page_url(locale, stem)].short, stem) for stem, twins in pages.items() if locale in twins)
        rows = "".join(_row(own, code, pages[stem][locale], reviewed) for code, stem in listed)
        before, mark, after = path.read_text("utf-8").partition(ROWS)
        path.write_text(before + mark + rows + after, encoding="utf-8")


def _sections(node: HtmlElement) -> Iterator[HtmlElement]:
    for child in node:
        if child.tag == "section":
            yield child
        elif HOLDERS.intersection(classes(child)):
            yield from _sections(child)


def cited_places(article: HtmlElement) -> dict[str | None, str]:
    """Return the place that each note of an article points to, by the note's id."""
    return {note.get("id"): _place(note) for note in article.iterfind(".//li[@data-source]")}


def take_references(node: HtmlElement, cited: Mapping[str | None, str]) -> tuple[str, ...]:
    """Remove the references to notes inside `node`. Return the places that they lead to."""
    places: list[str] = []
    for reference in node.find_class("cite"):
        if reference.tag == "sup":
            places += [cited.get(link.get("href", "")[1:], "") for link in reference.iter("a")]
            reference.drop_tree()
    return tuple(places)


def _place(note: HtmlElement) -> str:
    """Return what a note points to: `crc, art. 37(b)`."""
    pinpoint = next((child.tail for child in note if child.tag == "a"), None) or ""
    return note.get("data-source") + pinpoint.strip().rstrip(".")


def _said(node: HtmlElement, cited: Mapping[str | None, str]) -> str:
    places = take_references(node, cited)
    for inner in node.iter():
        if isinstance(inner.tag, str) and inner.tag not in INLINE:
            inner.text, inner.tail = f" {inner.text or ''}", f" {inner.tail or ''}"
    return said(node.text_content(), places)


def _data(locale: str, codes: Mapping[str, CopyCode], pages: Texts, records: Mapping[str, Mapping[str, PrintedPage]]):
    addresses = [page_url(locale, stem) for stem, twins in pages.items() if locale in twins]
    shown = {codes[address].page: _entry(address, codes[address], records) for address in addresses}
    others = {page_url(other, stem) for stem, twins in pages.items() for other in twins if other != locale}
    gone: dict[str, list[str]] = {}
    for number, record in records.items():
        for address, printed in record.items():
            page = printed.code.partition("-")[0]
            if page not in shown and address not in others and locale_of(address) == locale:
                gone[page] = [printed.title, number]
    return {"pages": shown, "gone": gone}


def _entry(address: str, code: CopyCode, records: Mapping[str, Mapping[str, PrintedPage]]) -> list[object]:
    earlier: dict[str, str] = {}
    for record in records.values():
        printed = record.get(address)
        if printed and printed.code != code.short:
            earlier[printed.code.partition("-")[2]] = printed.marks
    sections = [text for part in code.parts[1:] for text in (part.id, part.title)]
    return [code.content, address, code.parts[0].title, sections, code.marks, earlier]


def _row(own: str, code: str, page: Page, reviewed: str) -> str:
    head = page.front_matter
    address = relpath(page_url(page.locale, page.stem) or ".", own)
    link = f'<a href="{address}/">{escape(head.title, quote=False)}</a>'
    version = f"{head.version}, {reviewed} {show_date(head.reviewed, page.locale)}"
    cells = (f"<code>{code}</code>", link, version)
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
