"""The divisions of Indonesian statutes: BUKU, BAB, Bagian, Paragraf, with the titles that the statute gives them."""

import re
from collections.abc import Iterator
from itertools import pairwise

from knowledge_base.editor.importing.layouts.chain import Candidate, best_chain
from knowledge_base.editor.importing.layouts.division_titles import title_after
from knowledge_base.editor.importing.layouts.numbers import ORDINALS, roman_value
from knowledge_base.editor.importing.model import Doubt, Heading, Stream

ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
BOOK = re.compile(rf"(?m)^[ \t]*BUKU +(?P<number>{ORDINAL.upper()})\b")
CHAPTER = re.compile(r"(?<![\w])[“\"]?BAB +(?P<number>[IVXL]+)(?P<letter>[A-Z]?)(?!\w)")
PART = re.compile(rf"(?<!\w)Bagian +(?P<number>(?:{ORDINAL})(?: +[Bb]elas)?)\b(?! *pada)")
SUBPART = re.compile(r"(?<!\w)Paragraf +(?P<number>\d+)\b(?=[ \t]+[A-Z]|\s*\n)")
REFERS = re.compile(r"(?:\b(?:dalam|dan|atau|antara|judul|pada|mengenai|dengan)|[,(])\s*$", re.IGNORECASE)
UNITS = {"book": "Buku", "chapter": "BAB", "part": "Bagian", "subpart": "Paragraf"}
AGAIN = 120  # how near a heading stands that the foot of a page had named as catchword


def divisions(stream: Stream, start: int, end: int) -> Iterator[Heading]:
    """Yield the headings of books, chapters, parts and paragraphs between `start` and `end`, in their order."""
    books = list(BOOK.finditer(stream.text, start, end))
    if not books:
        yield from _chapters(stream, start, end, "")
    for book, following in pairwise([*books, None]):
        name, stop = book["number"].capitalize(), following.start() if following else end
        prefix = f"book-{ORDINALS[name]}"
        title, after = title_after(stream.text, book.end(), upper_case=True)
        place = stream.place(book.start())
        yield Heading(prefix, "book", name, title, place, position=book.start())
        yield from _chapters(stream, after, stop, f"{prefix}-")


def doubts_of(headings: list[Heading]) -> Iterator[Doubt]:
    """Yield what is missing among the divisions: numbers that are left out, titles that were not found."""
    last: dict[tuple[str, str], tuple[int, Heading]] = {}
    for heading in headings:
        prefix, _, number = heading.id.rpartition("-")
        order = int(re.match(r"\d+", number)[0])
        before = last.get((prefix, heading.unit), (0, heading))[0]
        # An amending law has a chapter here and there; a first heading that is not the first says that it is one.
        if order > before + 1 and number.isdigit() and (before or heading.unit != "chapter"):
            lost = f"{before + 1}" if order == before + 2 else f"{before + 1} to {order - 1}"
            yield Doubt(heading.place, f"{UNITS[heading.unit]} {lost} was not found before {called(heading)}")
        last[prefix, heading.unit] = (order, heading)
        if not heading.title:
            yield Doubt(heading.place, f"{called(heading)}: its title was not found")


def called(heading: Heading) -> str:
    """Return a division's own name: BAB II, Bagian Kesatu."""
    return f"{UNITS[heading.unit]} {heading.number}"


def _chapters(stream: Stream, start: int, end: int, prefix: str) -> Iterator[Heading]:
    chosen = list(_chosen(stream.text, start, end))
    first = chosen[0][0].start if chosen else end
    yield from _within(stream, start, first, prefix.rstrip("-"), "")
    for (one, match), following in pairwise([*chosen, None]):
        letter = chr(96 + one.key[1]) if one.key[1] else ""
        identifier = f"{prefix}chapter-{one.key[0]}{letter}"
        label = match["number"] + match["letter"]
        title, after = title_after(stream.text, match.end(), upper_case=True)
        yield Heading(identifier, "chapter", label, title, stream.place(one.start), position=one.start)
        yield from _within(stream, after, following[0].start if following else end, identifier, f"BAB {label}")


def _chosen(text: str, start: int, end: int) -> Iterator[tuple[Candidate, re.Match]]:
    """Yield the chapters in rising order, each with the place after which its title stands."""
    options: list[tuple[Candidate, re.Match]] = []
    for match in CHAPTER.finditer(text, start, end):
        number, letter = match["number"], match["letter"]
        if letter and roman_value(number + letter):
            number, letter = number + letter, ""
        value, heads = roman_value(number), _begins_line(text, match.start())
        if not value or (not heads and REFERS.search(text[max(match.start() - 30, 0) : match.start()])):
            continue
        order = (value, ord(letter) - 64 if letter else 0)
        options.append((Candidate(order, match.start(), match.end(), 3.0 if heads else 1.5), match))
    for one in best_chain([candidate for candidate, _ in options], gap_cost=0.2):
        # A chapter that ends a page is named there once more; its title stands at the last.
        again = [m for other, m in options if other.key == one.key and one.start <= other.start <= one.end + AGAIN]
        yield one, again[-1]


def _within(stream: Stream, start: int, end: int, chapter: str, label: str) -> Iterator[Heading]:
    text, part, within = stream.text, "", label
    last = {"part": 0, "subpart": 0}
    found = [*PART.finditer(text, start, end), *SUBPART.finditer(text, start, end)]
    for match in sorted(found, key=lambda one: one.start()):
        before = text[max(match.start() - 30, 0) : match.start()]
        if not _begins_line(text, match.start()) and REFERS.search(before):
            continue
        unit = "part" if match.re is PART else "subpart"
        number = _ordinal(match["number"]) if unit == "part" else int(match["number"])
        if number <= last[unit]:  # once more at the foot of the page
            continue
        last[unit] = number
        if unit == "part":
            last["subpart"] = 0
            part = f"{chapter}-part-{number}".lstrip("-")
            within = ", ".join(name for name in (label, f"Bagian {match['number']}") if name)
        identifier = part if unit == "part" else f"{part or chapter}-subpart-{number}".lstrip("-")
        title, _ = title_after(text, match.end())
        above = label if unit == "part" else within
        yield Heading(identifier, unit, match["number"], title, stream.place(match.start()), above, match.start())


def _ordinal(words: str) -> int:
    first, _, teen = words.partition(" ")
    return ORDINALS[first] + (10 if teen else 0)


def _begins_line(text: str, position: int) -> bool:
    return not text[text.rfind("\n", 0, position) + 1 : position].strip(' \t“"')
