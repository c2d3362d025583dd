"""Time limits in running text: `[=arrest]` becomes what the register says, “24 hours”; `[=one+two]` their sum."""

import re
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import text_slots
from knowledge_base.practice import TimeLimit, show_sum

INSERT = re.compile(r"\[=(?P<keys>[^\[\]\s]*)\]")
SKIPPED = frozenset({"code", "pre"})


def insert_limits(root: HtmlElement, setting: Setting) -> None:
    """Replace each insert under `root`. One the register lacks stays as typed; the checks name its line."""
    for node, slot in text_slots(root, lambda child: child.tag in SKIPPED):
        text = getattr(node, slot) or ""
        if "[=" in text:
            setattr(node, slot, fill_limits(text, setting.registers.limits, setting.locale))


def fill_limits(text: str, limits: Mapping[str, TimeLimit], locale: str) -> str:
    """Return `text` with its time limits filled in, in the language of `locale`."""

    def shown(match: re.Match) -> str:
        try:
            return show_sum(named_limits(match["keys"], limits), locale)
        except (KeyError, ValueError):
            return match[0]

    return INSERT.sub(shown, text)


def named_limits(keys: str, limits: Mapping[str, TimeLimit]) -> list[TimeLimit]:
    """Return the limits that an insert names. Raises KeyError with the first that `limits` lacks."""
    return [limits[key] for key in keys.split("+")]


def find_inserts(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, keys) for each insert in `text`."""
    for match in INSERT.finditer(text):
        yield match.start(), match["keys"]
