"""The block `::: index`: every term with the pages that use it most."""

from lxml.html import HtmlElement

from knowledge_base.article.blocks.glossary import terms_by_letter
from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import append, element
from knowledge_base.models import Term
from knowledge_base.pages import Page
from knowledge_base.term_uses import term_uses

SHOWN = 6


def index_block(setting: Setting, arguments: list[str]) -> HtmlElement:
    """Return the terms in the order of the alphabet, each with links to its pages; those past the sixth are counted."""
    pages = setting.text_pages()
    uses = term_uses([page.text for page in pages], setting.registers.terms, setting.locale)
    return terms_by_letter(setting, lambda key, term: _entry(key, term, [pages[n] for n in uses[key]], setting))


def _entry(key: str, term: Term, pages: list[Page], setting: Setting) -> HtmlElement:
    heading = element("h3", element("a", term.words(setting.locale).term, href=setting.term_link(key)), id=key)
    line = element("p")
    for page in pages[:SHOWN]:
        append(line, " · " if len(line) else None)
        append(line, element("a", page.front_matter.title, href=setting.link(page.stem, "")))
    if not pages:
        append(line, setting.words["term_unused"])
    elif len(pages) > SHOWN:
        append(line, " · ", setting.words["more_pages"].format(count=len(pages) - SHOWN))
    return element("section", heading, line, class_="entry", data_section=key)
