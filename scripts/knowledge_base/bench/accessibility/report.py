"""What the examination found, for a terminal and for the register of results."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge_base.bench.accessibility.axe import Place
from knowledge_base.bench.tables import table

SHOWN = 5  # places of a rule that are printed


@dataclass(frozen=True)
class Outcome:
    """A whole run: how much was examined, what was found, how long it took."""

    pages: int
    views: int
    seconds: float
    places: Sequence[Place]

    @property
    def broken(self) -> list[Place]:
        """Return the places that break a rule."""
        return sorted((place for place in self.places if place.decided), key=str)

    @property
    def undecided(self) -> list[Place]:
        """Return the places of which axe-core cannot say whether they break a rule."""
        return sorted((place for place in self.places if not place.decided), key=str)

    @property
    def figures(self) -> dict[str, int | float | str]:
        """Return the figures for the quality page."""
        return {
            "pages": self.pages,
            "checks": self.pages * self.views,
            "violations": len(self.broken),
            "undecided": len(self.undecided),
        }


def print_outcome(outcome: Outcome, tool: str) -> None:
    """Print what was examined, then each broken rule with its first places, then what a person has to look at."""
    print(f"\n{tool}, WCAG 2.2 A and AA: {outcome.pages} pages, {outcome.pages * outcome.views} checks", end=" ")
    print(f"in {outcome.seconds:.0f} s, {len(outcome.broken)} violations")
    for rule, number in Counter(place.rule for place in outcome.broken).most_common():
        print(f"\n{rule}: {number}")
        for place in [place for place in outcome.broken if place.rule == rule][:SHOWN]:
            print(f"    {place.address or './'} ({place.view}): {place.target}")
    kinds = Counter((place.rule, str(place.view)) for place in outcome.undecided)
    if kinds:
        table("Not decided by the tool", ("rule", "view", "places"), [(*kind, str(n)) for kind, n in kinds.items()], 2)
