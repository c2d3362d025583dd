"""The article's steps in their order: from Markdown's HTML to what the page template needs."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from knowledge_base.article import (
    files,
    footnotes,
    leaving,
    limits,
    pictures,
    same_theme,
    staleness,
    structure,
    terms,
    tongues,
)
from knowledge_base.article.blocks import fill_blocks
from knowledge_base.article.setting import Setting
from knowledge_base.article.status import status_section
from knowledge_base.article.tree import append, element, parse, serialize
from knowledge_base.models import Term
from knowledge_base.pages import Page
from knowledge_base.provisions import load_pages
from knowledge_base.registers import Registers
from knowledge_base.translations import State

# Pages that list a register would link every entry to itself.
REGISTER_STEMS = frozenset(
    f"reference/{name}"
    for name in ("glossary", "index-of-terms", "abbreviations", "sources", "sources-web", "sources-press")
)


@dataclass(frozen=True)
class Article:
    """A rendered page: its answer, its body, and what the page head says about it."""

    answer: str
    body: str
    evidence: Counter
    identifiers: frozenset[str]


def render_article(
    markup: str,
    stem: str,
    locale: str,
    registers: Registers,
    link: Callable[[str, str], str],
    instrument: str | None = None,
    order: tuple[str, ...] = (),
    translation: State | None = None,
    pages: Mapping[str, Mapping[str, Page]] | None = None,
) -> Article:
    """Return the article made from Markdown's HTML.

    `link(stem, id)` returns the address of a section of another page, as seen from this one; `instrument` is
    the key of the instrument whose status box opens the page; `order` are the stems in the navigation's order;
    `translation` tells how far this page is behind its original, where it is a translation; `pages` is the whole
    text by stem and language, read anew where it is not given.
    """
    setting = Setting(stem, locale, registers, link, order, load_pages() if pages is None else pages)
    root = parse(markup)
    identifiers = fill_blocks(root, setting)
    limits.insert_limits(root, setting)
    pictures.set_pictures(root)
    root = structure.wrap_sections(root, setting.words)
    structure.mark_duties(root, locale)
    structure.mark_notes(root)
    structure.frame_tables(root, setting.words)
    structure.draw_boxes(root)
    structure.number_steps(root)
    same_theme.link_themes(root, setting)
    files.link_files(root, setting)
    leaving.mark_leaving(root)
    if instrument:
        structure.insert_after_answer(root, status_section(instrument, setting))
    if translation:
        staleness.mark_stale(root, translation.stale, translation.original, setting)
    notes = footnotes.number_citations(root)  # before quotations are marked: citations hold some
    tongues.mark_tongues(root, locale)
    used: dict[str, Term] = {}
    if stem not in REGISTER_STEMS:
        used = terms.link_terms(root, registers, locale, setting.term_link)
    answer = structure.take_answer(root)
    append(root, _definitions(used, locale), footnotes.notes_section(notes, setting))
    return Article(serialize(answer), serialize(root), notes.levels(registers), frozenset(identifiers))


def _definitions(used: dict[str, Term], locale: str) -> HtmlElement | None:
    """Return the meanings of the terms on the page, for the term cards; hidden where no script shows them."""
    if not used:
        return None
    listing = element("div", class_="definitions", hidden="", data_search_ignore="")
    for key, term in used.items():
        own = term.words(locale)
        append(listing, element("p", element("b", own.term), f": {own.definition}", data_term=key))
    return listing
