"""The blocks `::: changes` and `::: redline`: places that publish/changes.py fills once all pages are built."""

from lxml.html import HtmlElement

from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import element

LIST_PLACE = '<div data-changes="list"></div>'
REDLINE_PLACE = '<div data-changes="redline"></div>'
CHANGED_PLACE = "<!--changed-->"  # in a page's head, behind its version


def changes_block(setting: Setting, arguments: list[str]) -> HtmlElement:
    """Return the place of the list of changed pages and sections."""
    return _place("list")


def redline_block(setting: Setting, arguments: list[str]) -> HtmlElement:
    """Return the place of the sections with their changes word by word."""
    return _place("redline")


def _place(name: str) -> HtmlElement:
    return element("div", element("div", data_changes=name), class_="changes", data_search_ignore="")
