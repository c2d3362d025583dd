"""A protocol on a card: its time limits, steps and prohibitions on two sides of A4 at most, with short references.

A reference is a letter for the source and the pinpoint in it, `A 30(1)`; the legend at the end names the sources.
"""

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from string import ascii_uppercase

from lxml.html import HtmlElement

from knowledge_base.article.tree import append, classes, element, serialize
from knowledge_base.publish.paper.sheet import Sheet, read_article, strip_screen
from knowledge_base.registers import Registers

# The words that a pinpoint can do without beside the letter of its source.
PINPOINT_WORD = re.compile(r"^(?:articles?|Pasal) ")
# Points; below the last a card cannot be read at arm's length.
FONT_SIZES = (9, 8.25, 7.5)
SIDES = 2
PARTS = ("time-limits", "steps", "never")


def card_sheet(path: Path, address: str, registers: Registers) -> Sheet:
    """Return the card of one built protocol."""
    page, article = read_article(path)
    words = registers.interface(page.get("lang"))
    notes = dict(_notes(article))
    strip_screen(article)
    for link in list(article.iter("a")):
        if not (link.get("href") or "").startswith("#fn-"):  # a card leads nowhere
            link.drop_tag()
    title = article.find(".//h1").text_content().strip()
    answer = article.find_class("answer")[0]
    body = element("div", class_="card__body")
    for part in PARTS:
        section = article.find(f".//section[@data-section='{part}']")
        append(body, _part(section, part))
    letters: dict[str, str] = {}
    for root in (answer, body):
        _shorten_references(root, notes, letters)
    legend = element("p", class_="card__sources")
    for name, letter in letters.items():
        append(legend, "; " if len(legend) else f"{words['card_sources']}: ", element("b", letter), f" {name}")
    markup = f"<h1>{escape(title)}</h1>" + serialize(element("div", answer, body, legend))
    return Sheet(page.get("lang"), title, address, f'<main class="card">{markup}</main>')


def _part(section: HtmlElement, part: str) -> HtmlElement:
    """Return what the card shows of a section: its heading, and its table, steps or list."""
    heading = element("h2", section.find("h2").text_content().strip())
    kept = {"time-limits": ".//table", "steps": "ol", "never": ".//ul"}[part]
    return element("section", heading, section.find(kept), class_=f"card__{part}")


def _notes(article: HtmlElement) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each note's id with its source's short name and its pinpoint."""
    for item in article.iter("li"):
        if item.get("data-source"):
            pinpoint = (item[0].tail or "").strip(" ,.")
            yield item.get("id"), (item[0].text_content(), PINPOINT_WORD.sub("", pinpoint))


def _shorten_references(root: HtmlElement, notes: dict[str, tuple[str, str]], letters: dict[str, str]) -> None:
    """Replace numbered references by letters and pinpoints; give each source met a letter."""
    for superscript in [node for node in root.iter("sup") if "cite" in classes(node)]:
        marks: list[str] = []
        before = ""
        for link in superscript.iter("a"):
            source, pinpoint = notes[link.get("href")[1:]]
            letter = letters.setdefault(source, _letter(len(letters)))
            marks.append(pinpoint if letter == before else f"{letter} {pinpoint}".strip())
            before = letter
        reference = element("small", f" [{', '.join(marks)}]", class_="card__reference")
        reference.tail = superscript.tail
        superscript.getparent().replace(superscript, reference)


def _letter(index: int) -> str:
    """Return A to Z, then A2, B2 and so on."""
    turn, place = divmod(index, len(ascii_uppercase))
    return f"{ascii_uppercase[place]}{turn + 1 if turn else ''}"
