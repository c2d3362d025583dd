"""The sentences of a section that changed, each with what changed in its meaning and the words that did it.

Kinds of a whole section are counts: a duty made stronger and another made weaker leave them as they are. So each
sentence is looked at, and in it the order of the words that count.
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
        _sentence(old, new, locale, duties) for old, new in _pairs(redline(before, now)) if old.split() != new.split()
    ]
    return _without_moved(found)


def _pairs(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[str, str]]:
    for paragraph in paragraphs:
        if is_changed(paragraph):
            old, new = (
                " ".join(run.text for run in paragraph if run.side in ("same", side)) for side in ("del", "ins")
            )
            yield old, new


def _sentence(old: str, new: str, locale: str, duties: Mapping[str, Duty]) -> Sentence:
    forms = [form for duty in duties.values() for form in duty.words(locale)]
    binding, denying = (_swaps(find_forms(old, words), find_forms(new, words)) for words in (forms, NEGATIONS[locale]))
    counted = _swaps(_numbers(old), _numbers(new))
    found = list(kinds(old, new, locale, duties, NOTHING))
    # The same words in another order: each duty is compared with the one in its place.
    if not any(kind.startswith("duty") for kind in found):
        pairs = zip(find_forms(old, forms), find_forms(new, forms), strict=False)
        found += [kind for one, two in pairs if one != two for kind in kinds(one, two, locale, duties, NOTHING)]
    if counted and "number" not in found:
        found.append("number")
    named = dict.fromkeys(found)
    told = tuple(kind for kind in named if len(named) == 1 or kind not in ("wording", "editorial"))
    # The “not” of a “must not” is told with it.
    bound = any(kind.startswith("duty") for kind in told)
    return Sentence(old, new, told, binding if bound else denying if "negation" in told else (), counted)


def _swaps(before: list[str], now: list[str]) -> tuple[Swap, ...]:
    """Return the words that stand on one side only; where both have the same, all of them if their order differs."""
    gone, came = Counter(before) - Counter(now), Counter(now) - Counter(before)
    if gone or came:
        return (Swap(", ".join(gone.elements()), ", ".join(came.elements())),)
    return (Swap(", ".join(before), ", ".join(now)),) if before != now else ()


def _numbers(text: str) -> list[str]:
    counted = numbers_of(text)
    return [word for word in words_of(text) if word in counted]


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
