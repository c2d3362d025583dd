"""Where pages and sections went whose address or id is no more: docs/data/moved.yml.

A place is `page` or `page#section`, as in `law/crc#art-37`. What is cited must be found again: each place of a
published edition still exists, or has an entry here that names its new place, or says in both languages why not.
"""

from collections.abc import Collection, Mapping

from knowledge_base.models import Bilingual, Strict

Target = str | Bilingual
Moved = Mapping[str, Target]


class MovedPlaces(Strict):
    """The register: old places, and where each went."""

    places: dict[str, Target]


def target(place: str, moved: Moved) -> Target:
    """Return where a place is now, however often it moved: a place, or why it is gone.

    A section without an entry of its own went with its page. Raises ValueError for entries that lead in a circle.
    """
    seen: list[str] = []
    while True:
        if place in seen:
            raise ValueError(" → ".join([*seen, place]))
        seen.append(place)
        page, mark, section = place.partition("#")
        if place in moved:
            onward = moved[place]
        elif mark and page in moved:
            onward = moved[page]
            if isinstance(onward, str):
                onward = f"{onward}{mark}{section}"
        else:
            return place
        if not isinstance(onward, str):
            return onward
        place = onward


def lost(before: Collection[str], now: Collection[str], moved: Moved) -> list[str]:
    """Return the places of an earlier edition that are neither there now nor led anywhere."""
    found: list[str] = []
    for place in sorted(set(before) - set(now)):
        goal = target(place, moved)
        if isinstance(goal, str) and goal not in now:
            found.append(place)
    return found
