"""Texts in numbered paragraphs: UN resolutions, declarations, rules with sub-rules (1.1), sections and annexes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from knowledge_base.editor.importing.layouts import preamble
from knowledge_base.editor.importing.layouts.chain import Candidate, best_chain
from knowledge_base.editor.importing.layouts.numbers import missing, roman_value, shown
from knowledge_base.editor.importing.layouts.order import in_order
from knowledge_base.editor.importing.layouts.steps import letters
from knowledge_base.editor.importing.model import Document, Doubt, Heading, Provision, Reading, Stream

PARAGRAPH = re.compile(r"(?m)^[ \t]*(?P<number>\d{1,3}(?:[A-Z]|[ ]?(?:bis|ter))?)\.(?!\d)[ \t]+(?=[“\"(]?[A-Z])")
SUBRULE = r"(?m)^[ \t]*{}\.(\d{{1,2}})[.]?[ \t]+(?=[A-Z“\"(])"
ANNEX = re.compile(
    r"(?m)^[ \t]*(?:ANNEX|Annex|APPENDIX|Appendix)(?:[ \t]+(?P<number>[IVX]+|\d+))?[ \t]*(?P<rest>[.:–—-][^\n]*)?$"
)
SECTION = re.compile(
    r"(?m)^[ \t]*(?P<number>[IVX]{1,5})(?:\.[ \t]+(?P<beside>[A-Z][^\n]{2,110}?)|[ \t]*)$|"
    r"^[ \t]*(?:PART|Part|SECTION|Section|CHAPTER|Chapter)[ \t]+(?P<named>[IVX]+|\d{1,2})"
    r"[ \t]*[.:–—-]?[ \t]*(?P<title>[^\n]*)$"
)
RULES = re.compile(r"(?i)\b(?:minimum )?rules\b(?! of procedure)")
FAR = 3  # how many paragraphs may be missing before a row counts as another


@dataclass(frozen=True)
class Segment:
    """What stands between two headings of sections or annexes."""

    start: int
    end: int
    heading: Heading | None
    annex: str


def applies(stream: Stream) -> bool:
    """Return whether a text has at least three numbered paragraphs in a row."""
    return len(best_chain(list(_candidates(stream.text, 0, len(stream.text))))) >= 3


def recognise(reading: Reading) -> Document:
    """Return the numbered paragraphs or rules, with the sections and annexes that they stand in."""
    stream = Stream(reading.lines)
    first = PARAGRAPH.search(stream.text)
    before = first.start() if first else len(stream.text)
    title = preamble.title(stream, 0, before) or reading.title
    unit = "rule" if RULES.search(title) else "paragraph"
    opening = preamble.find(stream, 0, before)
    provisions: list[Provision] = []
    headings: list[Heading] = []
    doubts: list[Doubt] = list(reading.doubts)
    expected, annex = 1, ""
    for segment in _segments(stream):
        if segment.annex != annex:
            expected, annex = 1, segment.annex
        if segment.heading:
            headings.append(segment.heading)
        chain, restarted = _row(stream.text, segment, expected)
        if not chain:
            continue
        prefix = f"{annex}-" if annex else ""
        if restarted and expected > 1 and segment.heading:
            prefix = f"{segment.heading.id}-"
        if not restarted and chain[0].key[0] > expected:
            doubts.append(_lost(stream, chain[0], expected))
        doubts += [_gap(stream, one, two) for one, two in pairwise(chain) if missing(one.key, two.key)]
        provisions += _provisions(stream, chain, segment.end, unit, prefix)
        expected = chain[-1].key[0] + 1
    parts = in_order([*([opening[0]] if opening else []), *provisions], headings)
    return Document("numbered", "en", title, parts, doubts=(*doubts, *_repeated(provisions)))


def _candidates(text: str, start: int, end: int) -> Iterator[Candidate]:
    for match in PARAGRAPH.finditer(text, start, end):
        digits = re.match(r"\d+", match["number"])[0]
        tail = match["number"][len(digits) :].strip()
        letter = {"bis": 1, "ter": 2}.get(tail, ord(tail) - 64 if tail else 0)
        yield Candidate((int(digits), letter), match.start(), match.end(), 3.0)


def _segments(stream: Stream) -> Iterator[Segment]:
    text = stream.text
    marks = sorted([*ANNEX.finditer(text), *_sections(text)], key=lambda match: match.start())
    yield Segment(0, marks[0].start() if marks else len(text), None, "")
    annex, count = "", 0
    for match, following in pairwise([*marks, None]):
        end = following.start() if following else len(text)
        place = stream.place(match.start())
        if match.re is ANNEX:
            number = match["number"] or ""
            order = int(number) if number.isdigit() else roman_value(number)
            annex, count = f"annex-{order}" if order else "annex", 0
            title = (match["rest"] or "").strip(" .:–—-") or _below(stream, match.end())
            yield Segment(
                match.end(), end, Heading(annex, "annex", number, title, place, position=match.start()), annex
            )
            continue
        count += 1
        number = match["number"] or match["named"]
        title = match["beside"] or match["title"] or _below(stream, match.end())
        identifier = f"{annex}-part-{count}".lstrip("-")
        heading = Heading(identifier, "section", number, (title or "").strip(), place, position=match.start())
        yield Segment(match.end(), end, heading, annex)


def _sections(text: str) -> list[re.Match]:
    """Return the headings of sections whose numbers rise from I; a lone “I.” or “V” is none."""
    found: list[re.Match] = []
    expected = 1
    for match in SECTION.finditer(text):
        number = match["number"] or match["named"]
        order = int(number) if number.isdigit() else roman_value(number)
        if order == 1 or order == expected:
            found.append(match)
            expected = order + 1
    return found if len(found) > 1 else []


def _below(stream: Stream, position: int) -> str:
    """Return a short title on the next line that has text."""
    for line in stream.lines[stream.line(position) + 1 :][:3]:
        text = line.text.strip()
        if text:
            return (
                text
                if len(text.split()) <= 14 and not re.match(r"\d|[IVX]+\.", text) and text[-1] not in ".;,:"
                else ""
            )
    return ""


def _row(text: str, segment: Segment, expected: int) -> tuple[list[Candidate], bool]:
    """Return the paragraphs of a segment, and whether they begin anew with 1."""
    every = list(_candidates(text, segment.start, segment.end))
    on = best_chain([one for one in every if one.key[0] >= expected], first=expected)
    anew = best_chain(every)
    if expected > 1 and on and on[0].key[0] <= expected + FAR:
        return on, False
    return anew, bool(anew) and anew[0].key[0] == 1


def _provisions(stream: Stream, chain: list[Candidate], end: int, unit: str, prefix: str) -> Iterator[Provision]:
    stops = [*(one.start for one in chain[1:]), end]
    for one, stop in zip(chain, stops, strict=True):
        wording = stream.text[one.end : stop].strip()
        number = shown(one.key)
        subrules = tuple(re.findall(SUBRULE.format(number), wording))
        title = _title(wording) if subrules else ""
        short = "rule" if unit == "rule" else "para"
        identifier = f"{prefix}{short}-{number.lower()}"
        place, count = stream.place(one.start), letters(wording)
        yield Provision(
            identifier, unit, number, place, wording, title, paragraphs=subrules, letters=count, position=one.start
        )


def _title(wording: str) -> str:
    """Return the title of a rule that has sub-rules: its first line."""
    line = wording.split("\n", 1)[0].strip()
    return line if len(line.split()) <= 14 and not line.endswith(".") else ""


def _gap(stream: Stream, before: Candidate, after: Candidate) -> Doubt:
    lost = ", ".join(shown(number) for number in missing(before.key, after.key))
    return Doubt(stream.place(after.start), f"Paragraph {lost}: not found before {shown(after.key)}")


def _lost(stream: Stream, first: Candidate, expected: int) -> Doubt:
    return Doubt(stream.place(first.start), f"Paragraphs from {expected} to {first.key[0] - 1} were not found")


def _repeated(provisions: list[Provision]) -> Iterator[Doubt]:
    seen: set[str] = set()
    for one in provisions:
        if one.id in seen:
            yield Doubt(one.place, f"Paragraph {one.number} stands again here; its id needs a name of its own")
        seen.add(one.id)
