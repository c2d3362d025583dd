"""Acts and bills in the form of the common law: “4. (1) A police officer may …”, with the title above the number.

Bills of Malaysia (clauses, after an arrangement of clauses) and acts of Bangladesh (sections, in Bengali).
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from knowledge_base.editor.importing.layouts import preamble
from knowledge_base.editor.importing.layouts.chain import Candidate, best_chain
from knowledge_base.editor.importing.layouts.numbers import from_bengali, key, missing, shown
from knowledge_base.editor.importing.layouts.order import in_order
from knowledge_base.editor.importing.layouts.parts import parts_between
from knowledge_base.editor.importing.layouts.steps import bracketed, letters
from knowledge_base.editor.importing.model import Document, Doubt, Heading, Provision, Reading, Stream

ENACTED = re.compile(r"(?i)\b(?:be\s+it|is)(?:\s+\w+)?\s+enacted\b|NOW,?\s+THEREFORE")
BILL = re.compile(r"(?m)^[ \t]*(?:A|An)[ \t]+(?:BILL|ACT)[ \t]*$")
ENDS = re.compile(
    r"(?m)^[ \t]*(?:(?:FIRST |SECOND )?SCHEDULE\b.*|EXPLANATORY STATEMENT|OBJECTS AND REASONS|ANNEX\b.*)$"
)
ENGLISH = re.compile(r"(?m)^[ \t]*(?P<number>\d{1,3}[A-Z]?)[.,][ \t]+(?=[(“\"A-Z])")
BENGALI = re.compile(r"(?m)^[ \t]*(?:\d+\[[ \t]*)?(?P<number>[০-৯]{1,3}[ক-ঞ]?)।")
DELETED = re.compile(r"\[বিলুপ্ত\]|\[\*\*\*\]|(?i:\bomitted\b|\brepealed by\b)")
PAGE_HEAD = re.compile(r"^(?:\d+[ \t]+_?Bill_?|_?Bill_?|[\w ()]+[ \t]\d{1,3})$")


def applies(stream: Stream) -> bool:
    """Return whether a text is an act or a bill with sections or clauses."""
    enacted = ENACTED.search(stream.text) or BILL.search(stream.text)
    return bool(enacted and len(best_chain(list(_candidates(stream.text, ENGLISH, enacted.end())))) >= 3) or _bengali(
        stream
    )


def recognise(reading: Reading) -> Document:
    """Return the sections of an act, or the clauses of a bill, between its enacting words and its schedules."""
    stream = Stream(reading.lines)
    text = stream.text
    bengali = _bengali(stream)
    pattern = BENGALI if bengali else ENGLISH
    enacted = ENACTED.search(text) or BILL.search(text)
    start = enacted.end() if enacted and not bengali else 0
    ends = ENDS.search(text, start)
    end = ends.start() if ends and not bengali else len(text)
    chain = best_chain(list(_candidates(text, pattern, start, end)))
    bill = not bengali and bool(re.search(r"(?i)\bbill\b", text[:start]))
    unit = "clause" if bill else "section"
    deleted, doubts = _missing(stream, chain, unit)
    provisions = [*_provisions(stream, chain, end, unit, bengali), *deleted]
    provisions.sort(key=lambda one: key(one.number))
    headings: list[Heading] = [] if bengali else list(parts_between(stream, start, end))
    title = _title(stream, start, reading.title)
    bill_line = BILL.search(text)
    opening = preamble.find(stream, bill_line.end() if bill_line else 0, enacted.start()) if start else None
    parts = in_order(
        [*([opening[0]] if opening and opening[0].text.startswith("WHEREAS") else []), *provisions], headings
    )
    language = "bn" if bengali else "en"
    rest = text[end:] if end < len(text) else ""
    return Document("act", language, title, parts, text[:start], rest, doubts=(*reading.doubts, *doubts))


def _bengali(stream: Stream) -> bool:
    return len(BENGALI.findall(stream.text)) >= 3


def _candidates(text: str, pattern: re.Pattern, start: int = 0, end: int | None = None) -> Iterator[Candidate]:
    for match in pattern.finditer(text, start, len(text) if end is None else end):
        number = key(from_bengali(match["number"]))
        # “6, the Sessions Court” at the beginning of a line goes on with a reference.
        weight = 0.5 if match[0].rstrip().endswith(",") else 3.0
        yield Candidate(number, match.start(), match.end(), weight)


def _provisions(stream: Stream, chain: list[Candidate], end: int, unit: str, bengali: bool) -> Iterator[Provision]:
    titles = [_title_above(stream, one.start) for one in chain]
    stops = [*(begin for _, begin in titles[1:]), end]
    for one, (title, _), stop in zip(chain, titles, stops, strict=True):
        wording = stream.text[one.end : stop].strip()
        number = shown(one.key)
        plain = from_bengali_text(wording) if bengali else wording
        written = re.search(r"[০-৯]+[ক-ঞ]?", stream.text[one.start : one.end]) if bengali else None
        yield Provision(
            id=f"sec-{number.lower()}",
            unit=unit,
            number=number,
            place=stream.place(one.start),
            text=wording,
            title=title,
            paragraphs=tuple(bracketed(plain, clean=True)),
            letters=_bengali_letters(wording) if bengali else letters(wording),
            shown_number=written[0] if written else "",
            position=one.start,
        )


def from_bengali_text(text: str) -> str:
    """Return a text with its Bengali digits as Arabic ones."""
    return "".join(from_bengali(sign) if "০" <= sign <= "৯" else sign for sign in text)


def _bengali_letters(text: str) -> int:
    return len(re.findall(r"(?<![০-৯\w])\([ক-হ]\)", text))


def _title_above(stream: Stream, position: int) -> tuple[str, int]:
    """Return the title on the lines above a number, and where it begins."""
    index = stream.line(position)
    words: list[str] = []
    begin = stream.start(index)
    for above in range(index - 1, max(index - 6, -1), -1):
        text = stream.lines[above].text.strip()
        if not text and not words:
            continue
        ended = text.endswith((".", ";", ":", ":—", "—", "।", "-", "]", ",")) and not text.endswith("etc.")
        if not text or ended or text.isupper() or PAGE_HEAD.match(text) or len(text.split()) > 16:
            break
        if words and not text[0].isupper() and text.isascii():
            break
        words.insert(0, text)
        begin = stream.start(above)
        if not text.isascii():
            break
    title = " ".join(words)
    return (title, begin) if len(title.split()) <= 30 else ("", stream.start(index))


def _missing(stream: Stream, chain: list[Candidate], unit: str) -> tuple[list[Provision], list[Doubt]]:
    deleted: list[Provision] = []
    doubts: list[Doubt] = []
    for before, after in pairwise(chain):
        for number in missing(before.key, after.key):
            gone = _deletion(stream.text, before.end, after.start)
            name, place = shown(number), stream.place(gone if gone else before.start)
            state = "deleted" if gone else "inferred"
            deleted.append(
                Provision(f"sec-{name.lower()}", unit, name, place, state=state, position=gone or before.start)
            )
            what = "is marked as deleted" if gone else "was not found; its number follows from its neighbours"
            doubts.append(Doubt(place, f"{unit.capitalize()} {name} {what}"))
    return deleted, doubts


def _deletion(text: str, start: int, end: int) -> int:
    """Return where a section is marked as deleted, on a line that holds nothing else; 0 if nowhere."""
    for match in DELETED.finditer(text, start, end):
        line_start = text.rfind("\n", 0, match.start()) + 1
        line_end = text.find("\n", match.end())
        if len(text[line_start : line_end if line_end >= 0 else len(text)].strip()) <= 30:
            return match.start()
    return 0


def _title(stream: Stream, start: int, named: str) -> str:
    """Return the title: what the file names, or the first lines in capitals."""
    above = ""
    for line in stream.lines[: stream.line(start) + 1 or 20]:
        text = line.text.strip()
        if re.search(r"(?i)\b(?:bill|act)\b", text) and (text.isupper() or line.level):
            return f"{above} {text}".strip()
        above = text if text.isupper() else ""
    return named or next((line.text.strip() for line in stream.lines if line.text.strip()), "")
