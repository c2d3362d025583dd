"""The block `::: limits KEY …`: a table of time limits from the register, in the order named."""

from lxml.html import HtmlElement

from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import append, element, table
from knowledge_base.practice import TimeLimit


def limits_block(setting: Setting, arguments: list[str]) -> HtmlElement:
    """Return a table: what, how long, who, and the provision."""
    titles = [setting.words[f"limit_{name}"] for name in ("what", "time", "who", "source")]
    return table(titles, (_row(setting.registers.limits[key], setting) for key in arguments))


def _row(limit: TimeLimit, setting: Setting) -> HtmlElement:
    what, who = element("td", limit.what[setting.locale]), element("td", limit.who[setting.locale])
    # The brackets become numbered notes together with those of the text.
    source = element("td", f"{setting.words[f'basis_{limit.basis}']} [{'; '.join(limit.citations)}]")
    return element("tr", what, _time(limit, setting), who, source)


def _time(limit: TimeLimit, setting: Setting) -> HtmlElement:
    """Return the cell with the limit, from when it runs, and what must be known about it."""
    cell = element("td", element("strong", limit.shown(setting.locale)))
    append(cell, f", {limit.start[setting.locale]}" if limit.start else None)
    append(cell, f" ({limit.note[setting.locale]})" if limit.note else None)
    return cell
