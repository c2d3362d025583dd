"""The words in the margins of a page: what this is, which edition, where it stands, how to check the copy.

In the margins they are artifacts, no part of the text (ISO 14289-1, 7.8).
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge_base.dates import show_date
from knowledge_base.publish.paper.sheet import Sheet
from knowledge_base.registers import Registers


@dataclass(frozen=True)
class Frame:
    """What the margins of a PDF say: lines of the head and the foot. `check` is the address in the QR code."""

    left: str
    right: str
    foot: tuple[str, ...]
    check: str = ""

    @property
    def style(self) -> str:
        """Return the CSS that shows the lines."""
        parts = {"top-left": self.left, "top-right": self.right, "bottom-left": "\n".join(self.foot)}
        return "@page { " + " ".join(f"@{name} {{ content: {_css(text)} }}" for name, text in parts.items()) + " }"


@dataclass(frozen=True)
class Stand:
    """Which text a page's copy holds: its version, when it was reviewed, its code, and the address to check it at."""

    version: str
    reviewed: datetime.date
    code: str = ""
    check: str = ""


def page_frame(site_name: str, article: Sheet, stand: Stand, registers: Registers) -> Frame:
    """Return the margins of a page's PDF, which are those of its chapter in the book too."""
    locale, words = article.locale, registers.interface(article.locale)
    version = f"{words['version']} {stand.version}, {words['reviewed']} {show_date(stand.reviewed, locale)}"
    foot = [f"{words['printed_from']}: {article.address}", f"{version} · {words['copy_code']} {stand.code}"]
    if stand.check:
        foot.append(f"{words['copy_question']} {stand.check.partition('#')[0]}")
    return Frame(_name(site_name, registers, locale), article.title, tuple(foot), stand.check)


def pair_frame(site_name: str, article: Sheet, stands: Mapping[str, tuple[str, Stand]], registers: Registers) -> Frame:
    """Return the margins of a page in both languages. `stands` has address and stand of each; the first is checked."""
    foot: list[str] = []
    for locale, (address, stand) in stands.items():
        words = registers.interface(locale)
        foot.append(f"{address} · {words['version']} {stand.version} · {words['copy_code']} {stand.code}")
    (first, (_, own)), *_ = stands.items()
    questions = " · ".join(registers.words["copy_question"][locale] for locale in stands)
    foot.append(f"{questions} {own.check.partition('#')[0]}")
    return Frame(_name(site_name, registers, first), article.title, tuple(foot), own.check)


def book_frame(site_name: str, article: Sheet, registers: Registers) -> Frame:
    """Return the margins of what a book has besides its chapters."""
    foot = f"{registers.interface(article.locale)['printed_from']}: {article.address}"
    # Cover and contents have the book's title, which stands on the left already and is too long to stand there twice.
    title = "" if article.title.startswith(site_name) else article.title
    return Frame(_name(site_name, registers, article.locale), title, (foot,))


def _name(site_name: str, registers: Registers, locale: str) -> str:
    return f"{site_name} · {registers.edition_line(locale)}"


def _css(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\A ")
    return f'"{escaped}"'
