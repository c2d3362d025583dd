"""The block `::: editions`: all editions, the newest first, with their states and the way to each."""

from lxml.html import HtmlElement

from knowledge_base.addresses import locale_root, page_url
from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import append, element
from knowledge_base.banner import CHANGES, Place
from knowledge_base.dates import show_date
from knowledge_base.editions import Edition, state


def editions_block(setting: Setting, arguments: list[str]) -> HtmlElement:
    """Return the list of editions."""
    # Every copy of this page would be old with each new edition: its code leaves the list out.
    block = element("div", class_="register", data_search_ignore="")
    for edition in reversed(setting.registers.editions):
        append(block, _entry(edition, setting))
    return block


def _entry(edition: Edition, setting: Setting) -> HtmlElement:
    words, locale = setting.words, setting.locale
    key = f"edition-{edition.number.replace('.', '-')}"
    date = [f"{show_date(edition.date, locale)}, "] if edition.date else []
    said = words[f"edition_state_{state(edition, setting.registers.editions)}"]
    lines = [element("p", *date, element("strong", said))]
    if edition.withdrawn:
        date = show_date(edition.withdrawn.date, locale)
        line = words["edition_withdrawn"].format(
            number=edition.number, date=date, reason=edition.withdrawn.reason[locale]
        )
        lines.append(element("p", line))
    lines.append(element("p", edition.summary[locale]))
    if edition.behind:
        lines.append(element("p", f"{words['edition_behind']}: {len(edition.behind)}."))
    lines.append(element("p", *_doors(edition, setting)))
    if edition.commit:
        lines.append(element("p", f"{words['edition_commit']} ", element("code", edition.commit[:12])))
    heading = element("h3", f"{words['edition']} {edition.number}", id=key)
    return element("section", heading, *lines, class_="entry", data_section=key)


def _doors(edition: Edition, setting: Setting) -> tuple[HtmlElement | str, ...]:
    """Return the links to an edition's home page and to what changed in it."""
    own = page_url(setting.locale, setting.stem)
    root = Place(own, own, setting.registers.edition).root(edition)
    home = f"{root}{locale_root(setting.locale)}"
    changes = element("a", setting.words["edition_changes"].format(number=edition.number), href=f"{home}{CHANGES}")
    first = edition == setting.registers.editions[0]
    return (element("a", setting.words["edition_open"], href=home), *(() if first else (" · ", changes)))
