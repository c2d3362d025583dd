"""The blocks `::: glossary` and `::: sources KIND …`: a page's text shows a register in its place."""

from collections.abc import Callable
from itertools import groupby

from lxml.html import HtmlElement

from knowledge_base import LOCALES
from knowledge_base.article.footnotes import evidence, full_source
from knowledge_base.article.tree import Piece, append, element
from knowledge_base.citations import parse_citation
from knowledge_base.models import Source, Term
from knowledge_base.registers import Registers

MARK = "::: "

# Web pages and press are the longer part of the register: they have pages of their own.
SOURCE_PAGES = {"web": "reference/sources-web", "press": "reference/sources-press"}

SourceLink = Callable[[str], str]


def source_page(source: Source) -> str:
    """Return the stem of the page on which a source's entry stands."""
    return SOURCE_PAGES.get(source.kind, "reference/sources")


def fill_blocks(
    root: HtmlElement, registers: Registers, locale: str, words: dict[str, str], source_link: SourceLink
) -> set[str]:
    """Replace each block line under `root` by its register. Return the ids of the entries it now holds."""
    identifiers: set[str] = set()
    for paragraph in list(root.iter("p")):
        text = (paragraph.text or "").strip()
        if not text.startswith(MARK) or len(paragraph):
            continue
        name, *arguments = text.removeprefix(MARK).split()
        if name == "glossary":
            block = glossary_block(registers, locale, words, source_link)
        elif name == "sources":
            block = sources_block(registers, locale, words, arguments)
        else:
            continue
        block.tail = paragraph.tail
        paragraph.getparent().replace(paragraph, block)
        identifiers.update(node.get("id") for node in block.iter("h3", "h4") if node.get("id"))
    return identifiers


def glossary_block(registers: Registers, locale: str, words: dict[str, str], source_link: SourceLink) -> HtmlElement:
    """Return all terms in the order of the language's alphabet, with a row of letters to jump by."""
    entries = sorted(registers.terms.items(), key=lambda item: item[1].words(locale).term.casefold())
    letters = element("nav", class_="letters", aria_label=words["letters"])
    block = element("div", letters, class_="register")
    for letter, group in groupby(entries, key=lambda item: item[1].words(locale).term[0].upper()):
        append(letters, element("a", letter, href=f"#kb-letter-{letter.lower()}"), " ")
        append(block, element("p", letter, class_="letter", id=f"kb-letter-{letter.lower()}"))
        for key, term in group:
            append(block, _term_entry(key, term, registers, locale, words, source_link))
    return block


def _term_entry(
    key: str, term: Term, registers: Registers, locale: str, words: dict[str, str], source_link: SourceLink
) -> HtmlElement:
    own = term.words(locale)
    heading = element("h3", own.term, f" ({own.abbreviation})" if own.abbreviation else None, id=key)
    entry = element("section", heading, class_="entry", aria_labelledby=key)
    append(entry, element("p", own.definition))
    facts = element("dl", class_="facts")
    for other in LOCALES:
        if other != locale:
            twin = element("span", term.words(other).term, lang=other)
            _fact(facts, words[f"language_{other}"], twin)
    if own.aliases:
        _fact(facts, words["also_called"], "; ".join(own.aliases))
    for avoided in own.avoid:
        _fact(facts, words["we_avoid"], element("s", avoided.word), f": {avoided.why}")
    _fact(facts, words["term_source"], *_term_sources(term, registers, locale, source_link))
    append(entry, facts)
    return entry


def _term_sources(term: Term, registers: Registers, locale: str, source_link: SourceLink) -> list[Piece]:
    """Return links to a term's sources with pinpoints and evidence; without any, the register's own words."""
    pieces: list[Piece] = []
    for citation in map(parse_citation, term.citations):
        source = registers.sources[citation.source]
        pinpoint = f", {citation.locator.shown(locale)}" if citation.locator else ""
        link = element("a", source.short[locale], href=source_link(citation.source))
        pieces += ["; " if pieces else "", link, f"{pinpoint} ", evidence(source, registers, locale)]
    if term.remark:
        pieces.append(f"{'. ' if pieces else ''}{term.remark[locale]}")
    return pieces or [term.source]


def sources_block(registers: Registers, locale: str, words: dict[str, str], kinds: list[str]) -> HtmlElement:
    """Return the sources of some kinds, each with its full reference and how much of it was read."""
    block = element("div", class_="register")
    for kind, label in registers.vocabulary.kinds.items():
        if kinds and kind not in kinds:
            continue
        entries = [(key, source) for key, source in registers.sources.items() if source.kind == kind]
        if not entries:
            continue
        group = element("section", aria_labelledby=f"kb-kind-{kind}")
        title = label[locale][0].upper() + label[locale][1:]
        append(group, element("h3", f"{title} ({len(entries)})", id=f"kb-kind-{kind}"))
        for key, source in sorted(entries, key=lambda item: item[1].short[locale].casefold()):
            append(group, _source_entry(key, source, registers, locale, words))
        append(block, group)
    return block


def _source_entry(key: str, source: Source, registers: Registers, locale: str, words: dict[str, str]) -> HtmlElement:
    heading = element("h4", source.short[locale], id=key)
    entry = element("section", heading, class_="entry", aria_labelledby=key)
    append(entry, element("p", *full_source(source, locale, words)))
    read: list[Piece] = [evidence(source, registers, locale)]
    if source.seen_note:
        read.append(f" {source.seen_note[locale]}")
    append(entry, element("p", *read))
    return entry


def _fact(listing: HtmlElement, label: str, *pieces: Piece) -> None:
    append(listing, element("dt", label), element("dd", *pieces))
