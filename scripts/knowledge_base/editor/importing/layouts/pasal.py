"""Where the articles of an Indonesian statute begin: “Pasal 59A” as a heading, not as a reference.

Transcriptions of scans put headings into running text, repeat them at the foot of a page as its catchword, and misread
their digits. So places that look like a heading are weighed, and the best row of rising numbers is taken.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from knowledge_base.editor.importing.layouts.chain import Candidate, best_chain
from knowledge_base.editor.importing.layouts.numbers import Key, key, misread, missing, shown

CLEAN = re.compile(r"(?<![\w(])[“\"”'‘]?P(?:asal|ASAL) {0,2}(?P<number>\d{1,3}[A-Z]?)(?![\w/]| \d\b)")
REFERS = re.compile(
    r"(?:\b(?:dalam|dan|atau|dengan|dari|pada|ke|hingga|sampai|ketentuan|yakni|antara|terhadap|melanggar|menurut|"
    r"berdasarkan|bunyi|penjelasan|judul|yaitu|kecuali|menjadi|setelah|sebelum|tentang|maksud|oleh|serta|bagi|jo\.?)|"
    r"[,(/]|ayat \(\d+\)|sehingga)\s*$",
    re.IGNORECASE,
)
CONTINUES = re.compile(
    r"\s*(?:ayat|huruf|angka|[,;)]|\.(?!\s*\n)|dan\b|atau\b|sampai\b|sebagaimana|diubah|dihapus|ditambah|berbunyi|tetap|"
    r"jo\b|Undang(?!-Undang\s+ini)|UU\b|Peraturan Pemerintah Nomor|KUH|hingga\b|serta\b|tersebut|ini\b|di atas)"
)
ENDED = re.compile(r"[.;:”\"’]\s*$|\n\s*$")
BEGINS = re.compile(r"\s*(?:[A-Z“\"(^]|$)")
# “Pasal”, as scans show it.
WORD = r"(?<![A-Za-z])[“\"]?P[aA][a-zA-Z*.]{0,3}[lL1I\]|Jj.]{0,2}\s?"
CATCHWORD_DISTANCE = 90
MOST_INFERRED = 12  # a greater gap is a part of the file that is not there


def candidates(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Yield the places between `start` and `end` that may be the heading of an article."""
    for match in CLEAN.finditer(text, start, end):
        weight = _weight(text, match.start(), match.end())
        if weight > 0:
            yield Candidate(key(match["number"]), match.start(), match.end(), weight)


def own_line(text: str, start: int, end: int) -> bool:
    """Return whether a heading has its line for itself."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    after = text[end : line_end if line_end >= 0 else len(text)]
    return not text[line_start:start].strip() and not after.strip(' .”"')


def _weight(text: str, start: int, end: int) -> float:
    before, after = text[max(start - 40, 0) : start], text[end : end + 40]
    refers = bool(REFERS.search(before.rstrip() + " " if "\n" in before[-2:] else before))
    if own_line(text, start, end):
        return 0.5 if refers else 6.0
    if refers or CONTINUES.match(after):
        return 0.0
    return (3.0 if ENDED.search(before) else 1.0) + (1.0 if BEGINS.match(after) else -2.0)


def rows(text: str, start: int, end: int, gap_cost: float) -> list[Candidate]:
    """Return the headings between `start` and `end` in rising order; of a repeated one, that before the text."""
    every = list(candidates(text, start, end))
    chain = best_chain(every, gap_cost)
    result: list[Candidate] = []
    for one, following in pairwise([*chain, None]):
        again = [
            other
            for other in every
            if other.key == one.key
            and one.end <= other.start <= one.end + CATCHWORD_DISTANCE
            and (following is None or other.end <= following.start)
        ]
        result.append(again[-1] if again else one)
    return result


def fill(
    text: str, chain: list[Candidate], start: int, end: int, beyond: list[Key]
) -> tuple[list[Candidate], list[Key], list[Key]]:
    """Look for the numbers that a chain lacks: misread, or out of their order.

    `beyond` are numbers after the last that the elucidation explains. Return the row with what was found, the numbers
    whose heading was not found, and those found out of order. Numbers in a gap that is too great are not among them.
    """
    found: dict[Key, Candidate] = {one.key: one for one in chain}
    lost: list[Key] = []
    displaced: list[Key] = []
    for before, after in pairwise([None, *chain, None]):
        lower = before.key if before else (0, 0)
        gap = missing(lower, after.key) if after else beyond
        if len(gap) > MOST_INFERRED:
            continue
        low, high = (before.end if before else start), (after.start if after else end)
        for number in gap:
            place = _misread_heading(text, number, low, high)
            if place:
                found[number] = place
                low = place.end
            elif place := _elsewhere(text, number, chain, start, end):
                found[number] = place
                displaced.append(number)
            else:
                lost.append(number)
    return sorted(found.values(), key=lambda one: one.key), lost, displaced


def _misread_heading(text: str, number: Key, low: int, high: int) -> Candidate | None:
    """Return the heading of a number as a bad scan shows it, between its neighbours."""
    expression = re.compile(f"(?:{WORD})(?:{misread(shown(number))})(?![\\w/])")
    places = [
        match
        for match in expression.finditer(text, low, high)
        if not REFERS.search(text[max(match.start() - 40, 0) : match.start()])
        and not CONTINUES.match(text[match.end() :])
    ]
    if not places:
        return None
    return Candidate(number, places[-1].start(), places[-1].end(), 1.0)


def _elsewhere(text: str, number: Key, chain: list[Candidate], start: int, end: int) -> Candidate | None:
    """Return a heading on a line of its own that stands beside the next articles: columns read in the wrong order."""
    near = [one for one in chain if abs(one.key[0] - number[0]) <= 3]
    low = min((one.start for one in near), default=start)
    high = max((one.end for one in near), default=end)
    for one in candidates(text, max(low - 1, 0), min(high + 400, end)):
        if one.key == number and one.weight >= 6:
            return one
    return None
