"""A redline: two texts compared word by word, paragraph by paragraph."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Side = Literal["same", "del", "ins"]
Step = tuple[Side, list[str]]
BREAK = "\n"  # a token that ends a paragraph
# Fewer equal words than this between two changes read better as part of one change.
SHORT = 3


@dataclass(frozen=True)
class Run:
    """Words that stand in both texts, or in the former (`del`) or the latter (`ins`) alone."""

    side: Side
    text: str


Paragraph = tuple[Run, ...]


def redline(before: Iterable[str], now: Iterable[str]) -> list[Paragraph]:
    """Return the paragraphs of both texts in one, in the order of the latter. Texts come as their paragraphs."""
    old, new = _tokens(before), _tokens(now)
    paragraphs: list[Paragraph] = []
    runs: list[tuple[Side, str]] = []

    def end() -> None:
        if runs:
            paragraphs.append(_joined(runs))
            runs.clear()

    for side, tokens in _smooth(_steps(old, new)):
        for token in tokens:
            if token != BREAK:
                runs.append((side, token))
            elif side != "del" or all(one == "del" for one, _ in runs):
                end()
    end()
    return paragraphs


def is_changed(paragraph: Paragraph) -> bool:
    return any(run.side != "same" for run in paragraph)


def _tokens(paragraphs: Iterable[str]) -> list[str]:
    return [token for paragraph in paragraphs for token in (*re.findall(r"\S+", paragraph), BREAK)]


def _steps(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    steps: list[Step] = []
    for _, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[a:b] == new[c:d]:
            steps.append(("same", list(new[c:d])))
            continue
        steps += [("del", list(old[a:b]))] if b > a else []
        steps += [("ins", list(new[c:d]))] if d > c else []
    for before, step, after in zip(steps, steps[1:], steps[2:], strict=False):
        _whole(before, step, after)
    return steps


def _whole(before: Step, step: Step, after: Step) -> None:
    """Let what came or went begin with a paragraph, not with the end of the one before: the same words, better read."""
    if before[0] == after[0] == "same" != step[0] and after[1][0] == BREAK == step[1][0] and BREAK not in step[1][1:]:
        before[1].append(BREAK)
        step[1].append(step[1].pop(0))
        after[1].pop(0)


def _smooth(steps: list[Step]) -> list[Step]:
    """Return the steps without a few equal words between two changes of one paragraph."""
    smooth: list[Step] = []
    gone: list[str] = []
    came: list[str] = []

    def settle() -> None:
        if gone:
            smooth.append(("del", list(gone)))
        if came:
            smooth.append(("ins", list(came)))
        gone.clear()
        came.clear()

    for index, (side, tokens) in enumerate(steps):
        inner = 0 < index < len(steps) - 1 and len(tokens) < SHORT and BREAK not in tokens
        if side == "del" or (side == "same" and inner):
            gone.extend(tokens)
        if side == "ins" or (side == "same" and inner):
            came.extend(tokens)
        if side == "same" and not inner:
            settle()
            smooth.append((side, tokens))
    settle()
    return smooth


def _joined(runs: list[tuple[Side, str]]) -> Paragraph:
    joined: list[Run] = []
    for side, token in runs:
        if joined and joined[-1].side == side:
            joined[-1] = Run(side, f"{joined[-1].text} {token}")
        else:
            joined.append(Run(side, token))
    return tuple(joined)
