"""A translated section that is behind its original says so, where it stands, with the original a tap away."""

from lxml.html import HtmlElement

from knowledge_base.article.setting import Setting
from knowledge_base.article.structure import insert_after_answer
from knowledge_base.article.tree import element
from knowledge_base.substance import OPENING


def mark_stale(root: HtmlElement, stale: frozenset[str], original: str, setting: Setting) -> None:
    """Put a notice into each section in `stale`; publish/originals.py fills in the text of the language `original`."""
    sections = {section.get("data-section"): section for section in root.iter("section")}
    for identifier in sorted(stale):
        notice = _notice(identifier, original, setting)
        if identifier == OPENING:
            insert_after_answer(root, notice)
        elif identifier in sections:
            sections[identifier].insert(1, notice)  # after the heading


def _notice(identifier: str, original: str, setting: Setting) -> HtmlElement:
    text = element("div", lang=original, data_current=identifier)
    details = element("details", element("summary", setting.words["stale_show"]), text)
    notice = element("div", element("p", setting.words["stale"]), details, class_="stale", role="note")
    notice.set("data-search-ignore", "")
    return notice
