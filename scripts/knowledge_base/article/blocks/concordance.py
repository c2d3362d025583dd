"""The block `::: concordance`: for each theme, the provisions of every instrument and law side by side."""

from itertools import groupby

from lxml.html import HtmlElement

from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import append, element
from knowledge_base.provisions import COLUMNS, Provision, load_provisions


def concordance_block(setting: Setting, arguments: list[str]) -> HtmlElement:
    """Return all themes, each with one column for each family of texts. An empty column says that it is empty."""
    provisions = load_provisions(setting.root)
    block = element("div", class_="register")
    for theme, label in setting.registers.vocabulary.themes.items():
        holding: dict[str | None, list[Provision]] = {}
        for provision in provisions:
            if theme in provision.themes:
                holding.setdefault(provision.family, []).append(provision)
        heading = element("h3", label[setting.locale], id=theme)
        columns = element("div", class_="columns")
        for family in COLUMNS:
            append(columns, _column(family, holding.get(family, []), setting))
        append(block, element("section", heading, columns, data_section=theme))
    return block


def _column(family: str, provisions: list[Provision], setting: Setting) -> HtmlElement:
    column = element("div", element("h4", setting.words[f"family_{family}"]), class_="column")
    if not provisions:
        append(column, element("p", setting.words["no_provision"], class_="empty"))
    for stem, group in groupby(provisions, key=lambda provision: provision.stem):
        found = list(group)
        title = found[0].page_titles.get(setting.locale) or next(iter(found[0].page_titles.values()))
        listing = element("ul")
        for provision in found:
            shown = provision.titles.get(setting.locale) or next(iter(provision.titles.values()))
            append(listing, element("li", element("a", shown, href=setting.link(stem, provision.id))))
        append(column, element("p", title, class_="column__text"), listing)
    return column
