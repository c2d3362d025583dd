"""The block `::: search`: the search box full-size, and for readers without scripts the terms and the themes."""

import json

from lxml.html import HtmlElement

from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import append, element


def search_block(setting: Setting, arguments: list[str]) -> HtmlElement:
    """Return the box, which js/search-page.js fills and which only scripts show, and lists of all terms and themes."""
    return element("div", _box(setting), *_lists(setting), class_="register")


def _box(setting: Setting) -> HtmlElement:
    # Here and not above: it loads all publishing steps, WeasyPrint among them, and the checks load the blocks.
    from knowledge_base.publish.search.facets import FACETS

    words = setting.words
    field = element("input", type="search", id="kb-words", autocomplete="off", spellcheck="false")
    label = element("label", words["search_words"], for_="kb-words")
    form = element("form", label, field, role="search", class_="search__form")
    labels = json.dumps({facet: words[f"facet_{facet}"] for facet in FACETS}, ensure_ascii=False)
    found = element("div", element("p", class_="search__status", role="status"))
    facets = element("div", class_="search__facets", data_labels=labels)
    body = element("div", facets, found, class_="search__body")
    return element("div", form, body, class_="search-page", data_search_ignore="")


def _lists(setting: Setting) -> list[HtmlElement]:
    locale, words = setting.locale, setting.words
    terms = sorted(setting.registers.terms.items(), key=lambda item: item[1].words(locale).term.casefold())
    themes = setting.registers.vocabulary.themes.items()
    to_terms = [(term.words(locale).term, setting.term_link(key)) for key, term in terms]
    to_themes = [(label[locale], setting.link("reference/concordance", key)) for key, label in themes]
    return [
        _list(words["search_terms"], "kb-terms", to_terms),
        _list(words["search_themes"], "kb-themes", to_themes),
    ]


def _list(title: str, key: str, entries: list[tuple[str, str]]) -> HtmlElement:
    listing = element("ul", class_="run")
    for text, address in entries:
        append(listing, element("li", element("a", text, href=address)))
    heading = element("h3", title, id=key)
    return element("section", heading, listing, data_section=key, data_search_ignore="")
