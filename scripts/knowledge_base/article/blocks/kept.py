"""The block `::: kept`: where js/offline-page.js says how much of the site this device keeps."""

import json

from lxml.html import HtmlElement

from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import element

WORDS = (
    "broken",
    "count",
    "file",
    "going",
    "impossible",
    "keep",
    "none",
    "remove",
    "removed",
    "removing",
    "starting",
    "whole",
)


def kept_block(setting: Setting, arguments: list[str]) -> HtmlElement:
    """Return the place, empty and hidden for readers without scripts, with the words in their language."""
    words = {name: setting.words[f"kept_{name}"] for name in WORDS}
    return element("div", class_="kept-state", data_words=json.dumps(words, ensure_ascii=False), hidden="")
