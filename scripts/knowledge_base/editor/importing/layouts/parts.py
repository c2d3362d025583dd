"""Divisions of texts in English: PART I, CHAPTER 2, with their titles."""

import re
from collections import Counter
from collections.abc import Iterator

from knowledge_base.editor.importing.layouts.numbers import roman_value
from knowledge_base.editor.importing.model import Heading, Stream

DIVISION = re.compile(
    r"(?m)^[ \t]*(?P<word>PART|Part|CHAPTER|Chapter|TITLE|DEEL)[ \t]+(?P<number>[IVXL]+|\d{1,2}|[A-Z])"
    r"(?P<rest>[ \t]*(?:[.:–—-][ \t]*\S.*)?)[ \t]*$"
)
UNITS = {"part": "part", "chapter": "chapter", "title": "title", "deel": "part"}


def parts_between(stream: Stream, start: int, end: int) -> Iterator[Heading]:
    """Yield the parts and chapters between `start` and `end`; chapters are numbered within their part."""
    part = ""
    taken: Counter[str] = Counter()
    for match in DIVISION.finditer(stream.text, start, end):
        unit = UNITS[match["word"].lower()]
        number = match["number"]
        order = int(number) if number.isdigit() else roman_value(number) or ord(number) - 64
        if unit == "part":
            identifier = part = f"part-{order}"
        else:
            identifier = f"{part}-{unit}-{order}".lstrip("-")
        taken[identifier] += 1
        if taken[identifier] > 1:
            identifier = f"{identifier}-no-{taken[identifier]}"
        title = match["rest"].strip(" .:–—-\t") or _title_below(stream, match.end())
        place = stream.place(match.start())
        yield Heading(identifier, unit, number, title, place, position=match.start())


def _title_below(stream: Stream, position: int) -> str:
    """Return the title on the lines below a label: in capitals, or one short line without a full stop."""
    words: list[str] = []
    for line in stream.lines[stream.line(position) + 1 :][:8]:
        text = line.text.strip()
        if not text:
            continue
        short = not words and len(text.split()) <= 10 and not re.search(r"[.;:,]$|^\W*\d", text) and text[0].isupper()
        numbered = re.match(r"(?:article|rule|section|part|chapter|clause|_?clause)\b", text, re.IGNORECASE)
        if numbered or DIVISION.match(text) or not (text.isupper() or (short and text.istitle())):
            break
        words.append(text)
    return " ".join(words)
