"""Places that a proposal takes away: which of them lead on, and where those went that lead nowhere."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge_base import LOCALES
from knowledge_base.models import Bilingual
from knowledge_base.moved import Moved, Target, lost, target
from knowledge_base.substance import words_of
from knowledge_base.texts import SectionText, Texts

# Of the words of two texts, so much at least is common where one is the other under a new name.
ALIKE = 0.6
GONE = Bilingual(en="", id="")


@dataclass(frozen=True)
class Lost:
    """A page or section that is gone in a language and leads nowhere. `like` says almost the same, and is new."""

    place: str
    like: str | None
    published: bool


def lost_places(
    before: Texts, now: Texts, locale: str, moved: Moved, published: Iterable[str]
) -> tuple[list[Lost], Moved]:
    """Return what `before` has in one language and `now` has not, entries of `moved` aside; and where all went.

    The latter is `moved` with guesses, for comparing; what went nowhere is said to be gone. A section of a page that is
    gone is named by its page. `published` are the places of the last edition.
    """
    old, new, known = _places(before, locale), _places(now, locale), frozenset(published)
    goals = _readable(moved, new)
    found: list[Lost] = []
    for sections in (False, True):
        reached = {target(place, goals) for place in old}
        came = {place for place in new if place not in reached and place not in goals and ("#" in place) == sections}
        for place in lost(old, new, goals):
            if ("#" in place) == sections:
                like = _most_like(place, old[place], {name: new[name] for name in came})
                goals[place] = like or GONE
                came.discard(like)
                found.append(Lost(place, like, place in known))
    return found, goals


def _readable(moved: Moved, there: Collection[str]) -> dict[str, Target]:
    """Return the entries without those that lead in a circle or name what is there: the checks name these."""
    kept: dict[str, Target] = {}
    for place, goal in moved.items():
        try:
            target(place, moved)
        except ValueError:
            continue
        if place not in there:
            kept[place] = goal
    return kept


def places_of(texts: Texts) -> set[str]:
    """Return the pages and sections of all languages."""
    return {place for locale in LOCALES for place in _places(texts, locale)}


def _places(texts: Texts, locale: str) -> dict[str, Sequence[SectionText]]:
    """Return the pages and sections of a language, each with the sections that it is made of."""
    found: dict[str, Sequence[SectionText]] = {}
    for page, twins in texts.items():
        if text := twins.get(locale):
            found[page] = text.sections
            found |= {f"{page}#{section.id}": [section] for section in text.sections if section.id}
    return found


def _most_like(place: str, sections: Sequence[SectionText], came: Mapping[str, Sequence[SectionText]]) -> str | None:
    """Return the place among those that came whose words are most alike, the same page's first; None if none is."""
    page, words = place.partition("#")[0], _words(sections)
    ratios = []
    for name, others in came.items():
        other = _words(others)
        alike = 2 * (words & other).total() / max(1, words.total() + other.total())
        ratios.append((alike, name.partition("#")[0] == page, name))
    alike, _, name = max(ratios, default=(0.0, False, ""))
    return name if alike >= ALIKE else None


def _words(sections: Sequence[SectionText]) -> Counter:
    return Counter(words_of("\n".join(line for section in sections for line in (section.title, *section.text))))
