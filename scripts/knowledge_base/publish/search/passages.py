"""What the search finds: the sections of the built pages, each with its text and what may narrow a search to it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement

from knowledge_base.addresses import page_url
from knowledge_base.pages import Page
from knowledge_base.provisions import load_provisions
from knowledge_base.publish.parallel import TITLE, cut_out
from knowledge_base.publish.search.provision_index import names_of
from knowledge_base.registers import Registers

APART = {"kb-notes", "kb-cite"}
LEFT_OUT = etree.XPath(
    ".//sup[contains(@class, 'cite')] | .//*[contains(@class, 'headerlink')] | .//*[@hidden]"
    " | .//*[@data-search-ignore] | .//nav | .//h1 | .//h2 | .//h3 | .//h4 | .//svg"
)
BLOCKS = frozenset({"p", "li", "dt", "dd", "td", "th", "tr", "div", "section", "blockquote", "figcaption", "summary"})
# How much a page is worth beside another with the same words, in tenths, by the beginning of its stem, the longest
# that fits: what tells what to do comes first, lists of links and titles say little of their own.
WORTH = {
    "": 10,
    "protocols/": 11,
    "protocols/for-": 9,
    "protocols/index": 8,
    "reference/": 6,
    "reference/questions": 11,
    "reference/glossary": 9,
    "reference/institutions": 9,
    "reference/index-of-terms": 2,
    "reference/concordance": 3,
    "reference/sources": 3,
    "about/": 7,
}
EVIDENCE = re.compile(r"evidence--(\w+)")
SIGNS = etree.XPath(".//@class[contains(., 'evidence--')] | .//@href[starts-with(., '#fn-')]")


@dataclass(frozen=True)
class Passage:
    """A section of a page in one language. The page's beginning has no section id and no title of its own.

    `names` are those of the text that the page is about, at its beginning: readers type “OPAC” and “UU SPPA”. `asked`
    is what else readers type to find the section, `page_asked` to find the page of the section.
    """

    page: str
    page_title: str
    section: str
    title: str
    text: str
    names: str
    asked: str
    stem: str
    type: str
    text_name: str
    facets: Mapping[str, tuple[str, ...]]
    page_asked: str = ""


def load_passages(
    site: Path, locale: str, pages: Mapping[str, Mapping[str, Page]], registers: Registers
) -> Iterator[Passage]:
    """Yield the passages of one language in the order of pages and sections."""
    instruments = {(provision.stem, provision.id): provision.instrument for provision in load_provisions()}
    for twins in pages.values():
        if locale in twins:
            yield from _of_page(site, twins[locale], instruments, registers)


def align(languages: Sequence[Sequence[Passage]]) -> list[list[Passage | None]]:
    """Return the passages of each language in one order, with None where a language lacks a section.

    So the twin of a passage has its number, and a word of one language leads to passages of the other.
    """
    by_place = [{(passage.stem, passage.section): passage for passage in passages} for passages in languages]
    sections: dict[str, dict[str, None]] = {}
    for passages in languages:
        for passage in passages:
            sections.setdefault(passage.stem, {})[passage.section] = None
    places = [(stem, section) for stem, own in sections.items() for section in own]
    return [[passages.get(place) for place in places] for passages in by_place]


def _of_page(
    site: Path, page: Page, instruments: Mapping[tuple[str, str], str | None], registers: Registers
) -> Iterator[Passage]:
    address = page_url(page.locale, page.stem)
    markup = (site / address / "index.html").read_text("utf-8")
    levels = _note_levels(markup)
    themes = {own.id: own.themes for own in page.sections}
    head = page.front_matter
    alike: dict[tuple, Mapping[str, tuple[str, ...]]] = {}  # most sections of a page share theirs
    for section, title, node in cut_out(markup):
        if section in APART:
            continue
        beginning = section == TITLE
        evidence = set(_evidence(node, levels))
        text = _text(node)
        instrument = instruments.get((page.stem, section)) or head.instrument
        named = registers.instruments.get(instrument or "")
        asked = registers.asked.get(page.stem if beginning else f"{page.stem}#{section}")
        found = {
            "type": (head.type,),
            "role": tuple(head.roles),
            "stage": tuple(head.stages),
            "theme": themes.get(section) or tuple(head.themes),
            "instrument": (instrument,) if instrument else (),
            "evidence": tuple(sorted(evidence)),
        }
        page_asked = None if beginning else registers.asked.get(page.stem)
        yield Passage(
            page=address,
            page_title=head.title,
            section="" if beginning else section,
            title="" if beginning else title,
            text=f"{head.summary} {text}" if beginning else text,
            names=" ".join(names_of(instrument, named)) if beginning and named else "",
            asked=" ".join(asked.words(page.locale)) if asked else "",
            stem=page.stem,
            type=head.type,
            text_name=named.short[page.locale] if named else "",
            facets=alike.setdefault(tuple(found.values()), found),
            page_asked=" ".join(page_asked.words(page.locale)) if page_asked else "",
        )


def worth(stem: str) -> int:
    """Return the worth of a page, in tenths."""
    return WORTH[max((start for start in WORTH if stem.startswith(start)), key=len)]


def _note_levels(markup: str) -> dict[str, str]:
    """Return the level of evidence of each note of a page."""
    start = markup.find('<section class="notes"')
    if start < 0:
        return {}
    entries = re.findall(r'<li[^>]* id="(fn-\d+)"(.*?)</li>', markup[start:], re.DOTALL)
    return {note: found[1] for note, entry in entries if (found := EVIDENCE.search(entry))}


def _evidence(root: HtmlElement, levels: Mapping[str, str]) -> Iterator[str]:
    """Yield the levels of evidence that a piece of a page shows, and those of the notes that it refers to."""
    for sign in SIGNS(root):
        if sign[1:] in levels:
            yield levels[sign[1:]]
        yield from EVIDENCE.findall(sign)


def _text(root: HtmlElement) -> str:
    """Return what a reader reads in a piece of a page; headings and note numbers are taken out."""
    for node in LEFT_OUT(root):
        node.drop_tree()
    return re.sub(r"\s+", " ", "".join(_strings(root))).replace(" .", ".").strip()


def _strings(node: HtmlElement) -> Iterator[str]:
    # Words of two blocks do not run into one.
    apart = node.tag in BLOCKS
    yield " " if apart else ""
    yield node.text or ""
    for child in node:
        yield from _strings(child)
        yield child.tail or ""
    yield " " if apart else ""
