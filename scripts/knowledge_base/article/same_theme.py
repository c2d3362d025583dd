"""Under each provision: the same themes elsewhere."""

from lxml.html import HtmlElement

from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import append, classes, element


def link_themes(root: HtmlElement, setting: Setting) -> None:
    """Add to each provision the line that leads to its themes in the concordance."""
    for section in root.iter("section"):
        themes = (section.get("data-themes") or "").split()
        if themes and "provision" in classes(section):
            section.append(_line(themes, setting))


def _line(themes: list[str], setting: Setting) -> HtmlElement:
    line = element("p", setting.words["same_theme"], " ", class_="elsewhere", data_search_ignore="")
    for index, theme in enumerate(themes):
        label = setting.registers.vocabulary.themes[theme][setting.locale]
        link = element("a", label, href=setting.link("reference/concordance", theme))
        append(line, " · " if index else None, link)
    return line
