"""Texts whose provisions bear their kind: Article 1, Rule 2, Principle 3, Section 4 (treaties, standards, acts)."""

import re
from collections import Counter
from itertools import pairwise

from knowledge_base.editor.importing.layouts import preamble
from knowledge_base.editor.importing.layouts.chain import Candidate
from knowledge_base.editor.importing.layouts.numbers import Key, key, missing, roman_value, shown
from knowledge_base.editor.importing.layouts.order import in_order
from knowledge_base.editor.importing.layouts.parts import parts_between
from knowledge_base.editor.importing.layouts.runs import Run, runs, texts
from knowledge_base.editor.importing.layouts.steps import bracketed, dotted, letters
from knowledge_base.editor.importing.model import Document, Doubt, Provision, Reading, Stream

UNITS = {"article": "art", "rule": "rule", "section": "sec", "guideline": "guideline", "principle": "principle"}
WORDS = {"artikel": "article", "sec": "section", "art": "article"}
HEADING = re.compile(
    r"(?m)^[ \t]*(?P<word>Article|ARTICLE|Artikel|ARTIKEL|Art\.|Rule|RULE|Guideline|GUIDELINE|Principle|PRINCIPLE|"
    r"Section|SECTION|SEC\.|Sec\.)[ \t]+(?P<number>\d{1,3}(?:[ -]?[A-Z](?![a-z]))?|[IVXL]+)"
    r"(?P<latin>[ \t]*(?:bis|ter|quater))?(?P<rest>[ \t]*(?:[.:–—-]+[ \t]*.*|[ \t]+[A-Z(“\"].*)?)$"
)
SENTENCE = re.compile(r"\b(?:of|and|to|or|above|below|shall|paragraph|is|are)\b")
LATIN = {"bis": 1, "ter": 2, "quater": 3}
INLINE_TITLE = re.compile(r"[ \t.:–—-]*(?P<title>[^.:–—]{3,120}?)[.:]?[ \t]*(?:[–—-]+|$)")


def candidates(text: str) -> dict[str, list[Candidate]]:
    """Return the places that may be headings, by kind."""
    found: dict[str, list[Candidate]] = {}
    for match in HEADING.finditer(text):
        word = match["word"].lower().rstrip(".")
        unit = WORDS.get(word, word)
        rest = match["rest"] or ""
        if not rest.lstrip().startswith((".", ":", "–", "—", "-")) and len(rest.split()) > 14:
            continue  # a sentence that begins with a reference
        if rest and SENTENCE.match(rest.strip()):
            continue
        number = _number(match)
        if number:
            end = match.start("rest") if rest else match.end()
            found.setdefault(unit, []).append(Candidate(number, match.start(), end, 3.0))
    return found


def applies(stream: Stream) -> bool:
    """Return whether at least two provisions bear the same kind."""
    return any(len({one.key for one in row}) >= 2 for row in candidates(stream.text).values())


def recognise(reading: Reading, which: int = 1) -> Document:
    """Return the provisions of one text of the file: the first, or the one that `which` names.

    Raises ValueError where the file has fewer texts.
    """
    stream = Stream(reading.lines)
    rows = candidates(stream.text)
    unit = Counter({name: len(row) for name, row in rows.items()}).most_common(1)[0][0]
    every = runs(rows[unit], len(stream.text))
    found = texts(every) or every
    if which > len(found):
        raise ValueError(f"has {len(found)} texts, not {which}")
    run = _cut(stream, found[which - 1])
    doubts = [_other(stream, other, number) for number, other in enumerate(found, start=1) if number != which]
    provisions = _provisions(stream, run, unit)
    doubts += [_gap(stream, before, after, unit) for before, after in _gaps(run)]
    begin = max((_cut(stream, one).end for one in every if one.end <= run.start), default=0)
    opening = preamble.find(stream, begin, run.start)
    title = preamble.title(stream, begin, run.start) or reading.title
    begin = opening[1] if opening else begin
    last = run.chain[-1].start  # a division after it is of the next text
    headings = [one for one in parts_between(stream, begin, run.end) if one.position < last]
    parts = in_order([*([opening[0]] if opening else []), *provisions], headings)
    language = "en"
    return Document("labelled", language, title, parts, doubts=(*reading.doubts, *doubts))


def _number(match: re.Match) -> Key | None:
    written = match["number"]
    if written[0].isdigit():
        whole, letter = key(written.replace("-", "").replace(" ", ""))
    else:
        whole, letter = roman_value(written), 0
    if match["latin"]:
        letter = LATIN[match["latin"].strip()]
    return (whole, letter) if whole else None


def _cut(stream: Stream, run: Run) -> Run:
    """Return the row without the title of the text that follows it in the file."""
    last = stream.line(run.chain[-1].end)
    for index in range(last + 1, stream.line(run.end)):
        line = stream.lines[index]
        if line.level and not HEADING.match(line.text):
            return Run(run.chain, stream.start(index))
    return run


def _provisions(stream: Stream, run: Run, unit: str) -> list[Provision]:
    stops = [*(one.start for one in run.chain[1:]), run.end]
    headings = [one.position for one in parts_between(stream, run.start, run.end)]
    result = []
    for one, stop in zip(run.chain, stops, strict=True):
        stop = min([at for at in headings if one.end < at < stop], default=stop)
        title, begin = _title(stream, one.end, stop)
        wording = stream.text[begin:stop].strip()
        number = shown(one.key)
        prefix = UNITS[unit]
        paragraphs = dotted(wording) or bracketed(wording, clean=True)
        result.append(
            Provision(
                id=f"{prefix}-{number.lower()}",
                unit=unit,
                number=number,
                place=stream.place(one.start),
                text=wording,
                title=title,
                paragraphs=tuple(paragraphs),
                letters=letters(wording),
                position=one.start,
            )
        )
    return result


def _title(stream: Stream, start: int, stop: int) -> tuple[str, int]:
    """Return the title of a provision, beside its number or on the line below, and where its text begins."""
    text = stream.text
    line_end = min(text.find("\n", start) if text.find("\n", start) >= 0 else stop, stop)
    beside = text[start:line_end].strip()
    if beside.strip(" .:–—-"):
        match = INLINE_TITLE.match(beside)
        if match and len(match["title"].split()) <= 14:
            return match["title"].strip(), start + len(text[start:line_end]) - len(
                text[start:line_end].lstrip()
            ) + match.end()
        return "", start
    below = [line for line in text[line_end:stop].split("\n") if line.strip()]
    if len(below) >= 2 and _is_title(below[0]):
        return below[0].strip(), text.index(below[0], line_end) + len(below[0])
    return "", line_end


def _is_title(line: str) -> bool:
    return 0 < len(line.split()) <= 12 and line.strip()[0].isupper() and not re.search(r"[.,;:]\s*$|^\W*\d", line)


def _gaps(run: Run) -> list[tuple[Candidate, Candidate]]:
    return [(before, after) for before, after in pairwise(run.chain) if missing(before.key, after.key)]


def _gap(stream: Stream, before: Candidate, after: Candidate, unit: str) -> Doubt:
    lost = ", ".join(shown(number) for number in missing(before.key, after.key))
    return Doubt(stream.place(after.start), f"{unit.capitalize()} {lost}: not found before {shown(after.key)}")


def _other(stream: Stream, run: Run, number: int) -> Doubt:
    what = f"Another text with {len(run.chain)} numbered parts begins here and was left out: --text {number} imports it"
    return Doubt(stream.place(run.start), what)
