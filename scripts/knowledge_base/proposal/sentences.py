"""The sentences of a section that changed, each with what changed in its meaning and the words that did it.

Kinds of a whole section are counts: a duty made stronger and another made weaker leave them as they are. Sentences,
and within a sentence the words that gave way to others, do not cancel out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge_base.models import Duty
from knowledge_base.redline import Paragraph, is_changed, redline
from knowledge_base.substance import NEGATIONS, Kind, find_forms, kinds, numbers_of, words_of

NOTHING: tuple[Counter, Counter] = (Counter(), Counter())


@dataclass(frozen=True)
class Swap:
    """Words that gave way to others; either side may be empty."""

    before: str
    now: str


@dataclass(frozen=True)
class Sentence:
    """A sentence as it was and as it is; one that is new or gone has one side."""

    before: str
    now: str
    kinds: tuple[Kind, ...]
    duties: tuple[Swap, ...] = ()
    numbers: tuple[Swap, ...] = ()


def changed_sentences(
    before: Sequence[str], now: Sequence[str], locale: str, duties: Mapping[str, Duty]
) -> list[Sentence]:
    """Return the sentences that differ, in the order of the text. One that only went elsewhere is left out."""
    found = [
        _sentence(paragraph, old, new, locale, duties)
        for paragraph, old, new in _pairs(redline(before, now))
        if words_of(old) != words_of(new) or old.split() != new.split()
    ]
    return _without_moved(found)


def _pairs(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Paragraph, str, str]]:
    for paragraph in paragraphs:
        if is_changed(paragraph):
            sides = (" ".join(run.text for run in paragraph if run.side in ("same", side)) for side in ("del", "ins"))
            yield paragraph, *sides


def _sentence(paragraph: Paragraph, old: str, new: str, locale: str, duties: Mapping[str, Duty]) -> Sentence:
    found = list(kinds(old, new, locale, duties, NOTHING))
    swaps = list(_swaps(paragraph))
    # A part of a longer form, the “not” of “must not”, says less than the sentence does.
    told = _has(found, "duty") or _has(found, "negation")
    for swap in swaps:
        inner = kinds(swap.before, swap.now, locale, duties, NOTHING)
        if not told:
            found += [kind for kind in inner if kind.startswith("duty") and kind not in found]
        found += [kind for kind in inner if kind == "number" and kind not in found]
    if len(found) > 1:
        found = [kind for kind in found if kind not in ("wording", "editorial")]
    forms = [form for duty in duties.values() for form in duty.words(locale)]
    said = _differing(old, new, swaps, lambda text: find_forms(text, forms)) if _has(found, "duty") else ()
    if _has(found, "negation"):
        said += _differing(old, new, swaps, lambda text: find_forms(text, NEGATIONS[locale]))
    counted = _differing(old, new, swaps, lambda text: list(numbers_of(text).elements())) if "number" in found else ()
    return Sentence(old, new, tuple(found), said, counted)


def _has(found: Iterable[Kind], start: str) -> bool:
    return any(kind.startswith(start) for kind in found)


def _swaps(paragraph: Paragraph) -> Iterator[Swap]:
    """Yield what was taken out and put in at one place."""
    taken = ""
    for run in [*paragraph, None]:
        if run is not None and run.side == "del":
            taken = run.text
            continue
        if taken or (run is not None and run.side == "ins"):
            yield Swap(taken, run.text if run is not None and run.side == "ins" else "")
        taken = ""


def _differing(old: str, new: str, swaps: Iterable[Swap], words) -> tuple[Swap, ...]:
    """Return the words that `words` finds on one side only; where the sentence has the same, place by place."""
    gone, came = Counter(words(old)) - Counter(words(new)), Counter(words(new)) - Counter(words(old))
    if gone or came:
        return (Swap(", ".join(gone.elements()), ", ".join(came.elements())),)
    places = (Swap(", ".join(words(swap.before)), ", ".join(words(swap.now))) for swap in swaps)
    return tuple(swap for swap in places if swap.before != swap.now)


def _without_moved(found: list[Sentence]) -> list[Sentence]:
    """Leave out sentences that stand in both texts, at other places."""
    gone = Counter(" ".join(words_of(one.before)) for one in found if not one.now)
    kept: list[Sentence] = []
    moved: Counter = Counter()
    for one in found:
        said = " ".join(words_of(one.now))
        if not one.before and gone[said] > moved[said]:
            moved[said] += 1
        else:
            kept.append(one)
    result = []
    for one in kept:
        said = " ".join(words_of(one.before))
        if not one.now and moved[said]:
            moved[said] -= 1
        else:
            result.append(one)
    return result
