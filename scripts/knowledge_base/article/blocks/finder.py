"""The block `::: finder`: every protocol with its moments and roles, to be narrowed by two choices."""

from lxml.html import HtmlElement

from knowledge_base.article.blocks.filters import choices
from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import append, element, table
from knowledge_base.pages import Page


def finder_block(setting: Setting, arguments: list[str]) -> HtmlElement:
    """Return the choices of role and stage, and the table of protocols in the order of the navigation."""
    words, vocabulary = setting.words, setting.registers.vocabulary
    form = choices(
        [("role", words["finder_role"], vocabulary.roles), ("stage", words["finder_stage"], vocabulary.stages)], setting
    )
    titles = [words[f"finder_{name}"] for name in ("protocol", "when", "who")]
    listing = table(titles, (_row(page, setting) for page in setting.protocols()))
    return element("div", form, listing, class_="filtered finder")


def _row(page: Page, setting: Setting) -> HtmlElement:
    front, vocabulary = page.front_matter, setting.registers.vocabulary
    row = element("tr", data_role=" ".join(front.roles), data_stage=" ".join(front.stages))
    link = element("a", front.title, href=setting.link(page.stem, ""))
    append(row, element("td", link, element("p", front.summary)))
    for labels, keys in ((vocabulary.stages, front.stages), (vocabulary.roles, front.roles)):
        append(row, element("td", " · ".join(labels[key][setting.locale] for key in keys)))
    return row
