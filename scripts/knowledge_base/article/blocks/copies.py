"""The blocks `::: copy-check` and `::: copy-codes`: the field that takes a copy's code, and all pages by code."""

import json

from lxml.html import HtmlElement

from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import element, table

WORDS = (
    "beginning", "changed", "changed_where", "current", "failed", "file", "form", "gone", "mistyped", "near", "nowhere",
    "removed", "unknown",
)  # fmt: skip


def copy_check_block(setting: Setting, arguments: list[str]) -> HtmlElement:
    """Return the field, hidden for readers without scripts, and the place for the answer of js/copy-check.js."""
    words = {name: setting.words[f"copy_{name}"] for name in WORDS}
    words["file"] = words["file"].format(edition=setting.registers.edition_line(setting.locale))
    # No name: a form that is sent without the script must not carry the code to the server.
    field = element("input", id="kb-copy", autocomplete="off", autocapitalize="characters", spellcheck="false")
    field.set("aria-describedby", "kb-copy-form")
    label = element("label", setting.words["copy_field"], for_="kb-copy")
    hint = element("p", words["form"], id="kb-copy-form")
    form = element("form", label, field, element("button", setting.words["copy_check"], type="submit"), hint)
    answer = element("div", role="status")
    check = element("div", form, answer, class_="copy-check", hidden="", data_search_ignore="")
    check.set("data-words", json.dumps(words, ensure_ascii=False))
    return check


def copy_codes_block(setting: Setting, arguments: list[str]) -> HtmlElement:
    """Return the list's head; publish/copies.py fills in the pages once their codes are known."""
    titles = ("copy_code", "copy_page", "version")
    listing = table([setting.words[title] for title in titles], [])
    listing.find("tbody").set("data-copy-codes", "")
    listing.find("tbody").set("data-search-ignore", "")
    return element("div", listing, class_="copy-codes", data_search_ignore="")
