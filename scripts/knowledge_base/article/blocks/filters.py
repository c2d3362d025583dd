"""Choices that narrow a list. The style sheet does the hiding; js/filter.js adds the address and the count."""

from collections.abc import Mapping

from lxml.html import HtmlElement

from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import append, element
from knowledge_base.models import Bilingual


def choices(facets: list[tuple[str, str, Mapping[str, Bilingual]]], setting: Setting) -> HtmlElement:
    """Return a form with one list of choices for each facet: its name, its label, and its words by key.

    An entry is narrowed by its attribute `data-NAME`, which holds the keys that it answers to.
    """
    form = element("form", class_="filter", data_count=setting.words["filter_count"])
    for name, label, words in facets:
        select = element("select", element("option", setting.words["filter_all"], value=""), name=name)
        for key, word in words.items():
            append(select, element("option", word[setting.locale], value=key))
        append(form, element("label", element("span", label), select))
    append(form, element("p", class_="filter__count", role="status"))
    return form
