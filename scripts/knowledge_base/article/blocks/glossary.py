"""The block `::: glossary`: every term of docs/data/glossary.yml, in the order of the language's alphabet."""

from collections.abc import Callable
from itertools import groupby

from lxml.html import HtmlElement

from knowledge_base import LOCALES
from knowledge_base.article.footnotes import inline_sources
from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import Piece, add_fact, add_facts, append, element
from knowledge_base.models import Term

INDEX = "reference/index-of-terms"


def glossary_block(setting: Setting, arguments: list[str]) -> HtmlElement:
    """Return all terms with their meanings."""
    return terms_by_letter(setting, lambda key, term: _entry(key, term, setting))


def terms_by_letter(setting: Setting, entry: Callable[[str, Term], HtmlElement]) -> HtmlElement:
    """Return an entry for each term, in the order of the alphabet, with a row of letters to jump by."""
    locale = setting.locale
    entries = sorted(setting.registers.terms.items(), key=lambda item: item[1].words(locale).term.casefold())
    letters = element("nav", class_="letters", aria_label=setting.words["letters"])
    block = element("div", letters, class_="register")
    for letter, group in groupby(entries, key=lambda item: item[1].words(locale).term[0].upper()):
        append(letters, element("a", letter, href=f"#kb-letter-{letter.lower()}"), " ")
        append(block, element("p", letter, class_="letter", id=f"kb-letter-{letter.lower()}"))
        for key, term in group:
            append(block, entry(key, term))
    return block


def _entry(key: str, term: Term, setting: Setting) -> HtmlElement:
    own, words = term.words(setting.locale), setting.words
    heading = element("h3", own.term, f" ({own.abbreviation})" if own.abbreviation else None, id=key)
    facts = element("dl", class_="facts")
    for other in LOCALES:
        if other != setting.locale:
            add_fact(facts, words[f"language_{other}"], element("span", term.words(other).term, lang=other))
    add_fact(facts, words["also_called"], "; ".join(own.aliases))
    add_facts(facts, words["we_avoid"], ((element("s", avoided.word), f": {avoided.why}") for avoided in own.avoid))
    add_fact(facts, words["term_source"], *_sources(term, setting))
    add_fact(facts, words["term_used"], element("a", words["term_index"], href=setting.link(INDEX, key)))
    return element("section", heading, element("p", own.definition), facts, class_="entry", data_section=key)


def _sources(term: Term, setting: Setting) -> list[Piece]:
    """Return links to a term's sources with pinpoints and evidence; without any, the register's own words."""
    pieces = inline_sources(term.citations, setting)
    if term.remark:
        pieces.append(f"{'. ' if pieces else ''}{term.remark[setting.locale]}")
    return pieces or [term.source]
