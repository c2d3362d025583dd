"""Rows of numbered headings in a file: a table of contents, the text, its translation, a second text after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge_base.editor.importing.layouts.chain import Candidate, best_chain

CONTENTS = 90  # characters between the headings of a table of contents, at most


@dataclass(frozen=True)
class Run:
    """One row of headings with the place where its text ends."""

    chain: tuple[Candidate, ...]
    end: int

    @property
    def start(self) -> int:
        return self.chain[0].start


def runs(candidates: Sequence[Candidate], end: int) -> list[Run]:
    """Return the rows of headings: a new one begins where a number 1 stands again."""
    groups: list[list[Candidate]] = []
    for one in sorted(candidates, key=lambda candidate: candidate.start):
        if not groups or (one.key <= (1, 0) and groups[-1][-1].key > (1, 0)):
            groups.append([])
        groups[-1].append(one)
    chains = [best_chain(group) for group in groups]
    starts = [*(chain[0].start for chain in chains), end]
    return [Run(tuple(chain), after) for chain, after in zip(chains, starts[1:], strict=True)]


def texts(found: Sequence[Run]) -> list[Run]:
    """Return the rows that are texts: not tables of contents, whose headings have nothing between them."""
    return [run for run in found if not is_contents(run)]


def is_contents(run: Run) -> bool:
    """Return whether the headings of a row follow one another without text."""
    gaps = sorted(after.start - before.end for before, after in pairwise(run.chain))
    return len(gaps) >= 2 and gaps[(len(gaps) - 1) * 3 // 4] <= CONTENTS
