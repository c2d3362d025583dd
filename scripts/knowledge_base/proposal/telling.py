"""What became of the duties, numbers and citations of a section, in one line each."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from knowledge_base.proposal.comparing import Change, Side
from knowledge_base.proposal.safe import code, few
from knowledge_base.proposal.sentences import Sentence, Swap
from knowledge_base.substance import Kind

KINDS: dict[Kind, str] = {
    "duty-stronger": "duty stronger",
    "duty-weaker": "duty weaker",
    "duty-new": "duty added",
    "duty-gone": "duty dropped",
    "duty-turned": "a duty became a prohibition, or the reverse",
    "negation": "negation",
    "number": "numbers",
    "citation": "citations",
    "wording": "wording",
    "editorial": "form only",
}
WHOLE = ("new", "removed")
SHOWN = 8  # sentences of a section


def told(changes: Iterable[Change], tell: Callable[[Side], str]) -> Iterator[str]:
    """Yield a line for each section of which there is something to tell; languages that say the same share it."""
    for change in changes:
        said: dict[str, list[str]] = {}
        for locale, side in change.sides.items():
            said.setdefault(tell(side), []).append(locale)
        for text, locales in said.items():
            if text:
                yield f"{code(change.place)} ({', '.join(locales)}): {text}"


def duties(side: Side) -> str:
    """Return which duties became stronger or weaker, came or went, with their words."""
    if side.what in WHOLE:
        found = (word for one in side.sentences if _binds(one) for swap in one.duties for word in _words(swap))
        counted = ", ".join(f"{code(word)} × {count}" for word, count in Counter(found).most_common())
        return f"**{side.what}**, with {counted}" if counted else ""
    # A sentence without a duty is no denial of one.
    return _joined([_duty(one) for one in side.sentences if _binds(one) or (one.before and one.now and one.duties)])


def numbers(side: Side) -> str:
    """Return which numbers gave way to others; of a section that is new or gone all of it is to be read."""
    found = [_swaps(one.numbers) for one in side.sentences if one.numbers]
    return "" if side.what in WHOLE else _joined(found)


def citations(side: Side) -> str:
    """Return which places are no longer cited, and which are now."""
    both = (("dropped", side.went), ("added", side.came))
    return "; ".join(f"{word} {few(places)}" for word, places in both if places)


def _binds(sentence: Sentence) -> bool:
    return any(kind.startswith("duty") for kind in sentence.kinds)


def _duty(sentence: Sentence) -> str:
    kinds = [KINDS[kind] for kind in sentence.kinds if kind.startswith("duty") or kind == "negation"]
    return f"**{', '.join(kinds)}**: {_swaps(sentence.duties)}"


def _words(swap: Swap) -> list[str]:
    return f"{swap.before}, {swap.now}".strip(", ").split(", ")


def _swaps(swaps: Sequence[Swap]) -> str:
    return "; ".join(f"{code(swap.before)} → {code(swap.now)}" for swap in swaps)


def _joined(said: Sequence[str]) -> str:
    more = f"; and {len(said) - SHOWN} more" if len(said) > SHOWN else ""
    return "; ".join(said[:SHOWN]) + more
