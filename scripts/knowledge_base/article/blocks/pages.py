"""The block `::: pages`: the pages of the section, in the order of the navigation, each with its summary."""

from lxml.html import HtmlElement

from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import append, element


def pages_block(setting: Setting, arguments: list[str]) -> HtmlElement:
    """Return a card for each page beside this one and for the index of each folder below it."""
    pages = setting.pages
    block = element("ul", class_="cards")
    for stem in setting.order or sorted(pages):
        twins = pages.get(stem, {})
        if not twins or not _belongs(stem, setting.stem):
            continue
        locale = setting.locale if setting.locale in twins else next(iter(twins))
        front = twins[locale].front_matter
        foreign = locale if locale != setting.locale else None
        link = element("a", front.title, href=setting.link(stem, ""), lang=foreign, hreflang=foreign)
        append(block, element("li", link, element("p", front.summary, lang=foreign)))
    return block


def _belongs(stem: str, index: str) -> bool:
    folder = index.removesuffix("index")
    rest = stem.removeprefix(folder)
    return stem.startswith(folder) and stem != index and "/" not in rest.removesuffix("/index")
