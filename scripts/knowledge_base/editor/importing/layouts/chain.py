"""Which of many places that look like a heading are the headings: the best row of rising numbers."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge_base.editor.importing.layouts.numbers import Key, missing

# How far the best row may leap. A leap beyond that is two texts, or a file with pages missing.
LEAP = 40
GAP_COST = 1.5


@dataclass(frozen=True)
class Candidate:
    """A place that may be the heading of `key`. `end` is where its text begins, `weight` how much speaks for it."""

    key: Key
    start: int
    end: int
    weight: float


def best_chain(candidates: Sequence[Candidate], gap_cost: float = GAP_COST, first: int = 1) -> list[Candidate]:
    """Return the row of rising numbers with the greatest weight; each number that is left out costs `gap_cost`.

    `first` is the number that the row should begin with.
    """
    ordered = sorted(candidates, key=lambda one: (one.start, one.key))
    scores: list[float] = []
    previous: list[int | None] = []
    by_number: dict[int, list[int]] = defaultdict(list)
    for index, one in enumerate(ordered):
        best, link = one.weight - gap_cost * abs(one.key[0] - first), None
        for number in range(max(one.key[0] - LEAP, 0), one.key[0] + 1):
            for earlier in by_number[number]:
                other = ordered[earlier]
                if other.key >= one.key or other.end > one.start:
                    continue
                score = scores[earlier] + one.weight - gap_cost * len(missing(other.key, one.key))
                if score > best or (score == best and link is not None and other.start > ordered[link].start):
                    best, link = score, earlier
        scores.append(best)
        previous.append(link)
        by_number[one.key[0]].append(index)
    if not ordered:
        return []
    at: int | None = max(range(len(ordered)), key=scores.__getitem__)
    chain: list[Candidate] = []
    while at is not None:
        chain.append(ordered[at])
        at = previous[at]
    return chain[::-1]
