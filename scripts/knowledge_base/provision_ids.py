"""What a provision's id and heading say of its place in the source: the text, the kind of unit, the number.

Ids are `art-37`, `art-40-1` for article 40(1), `sec-20a`; on pages about several texts the text stands in front:
`s-2427-para-20`. The heading writes the number as the source does (“Section 20-A”) and names all that the section
covers (“Articles 13 to 15”).
"""

import re
from collections.abc import Container
from dataclasses import dataclass

from knowledge_base.provisions import Provision

UNITS = {
    "art": "article", "para": "paragraph", "rule": "rule", "sec": "section", "practice": "practice",
    "chapter": "chapter", "theme": "theme", "annex": "annex", "finding": "finding", "context": "context",
}  # fmt: skip
# The order in which a source lists them; whether it numbers them we have not seen.
UNNUMBERED = frozenset({"finding", "context"})
BARE = ("preamble", "introduction")
ID = re.compile(
    rf"(?:(?P<text>.+?)-)?(?P<unit>{'|'.join(UNITS)})-(?P<number>[0-9]+[a-z]?|[ivx]+)(?:-(?P<step>(?:no-)?[0-9]+))?"
)
HEADING = re.compile(
    r"(?:Good )?(?P<kind>Article|Paragraph|Rule|Section|Clause|Practice|Chapter|Theme|Annex)s? (?P<numbers>[^:]+?)"
    r"(?: of [0-9]+/[0-9]{4})?(?::|$)"
)
NUMBER = r"(?:[0-9]+(?:-?[A-Z])?|[IVX]+)(?:\([0-9a-z]+\))*"
RANGE = re.compile(rf"(?P<first>{NUMBER})(?: to (?P<last>{NUMBER}))?")
BETWEEN = re.compile(r", and |, | and | with articles ")


@dataclass(frozen=True)
class ProvisionId:
    """An id taken apart: `s-2427-para-20` names the text `s-2427`, the unit `para` and the number `20`."""

    text: str
    unit: str
    number: str
    step: str


@dataclass(frozen=True)
class Place:
    """Where a provision stands in its source. `number` is the one that the id names; `covers` are from-to pairs."""

    kind: str
    number: str | None
    covers: tuple[tuple[str, str], ...]


def parse_id(identifier: str) -> ProvisionId | None:
    """Return the id's parts, or None for one without a number: `preamble`, `s-2225-preamble`, `targets`."""
    match = ID.fullmatch(identifier)
    return ProvisionId(**match.groupdict(default="")) if match else None


def named_text(identifier: str, instruments: Container[str]) -> str | None:
    """Return the key of the text that an id names itself: `s-2427-para-20` is of s-res-2427."""
    parsed = parse_id(identifier)
    words = parsed.text if parsed else identifier.rpartition("-")[0]
    head, _, rest = words.partition("-")
    return next((key for key in (words, f"{head}-res-{rest}") if key in instruments), None)


def text_of(provision: Provision, instruments: Container[str]) -> str | None:
    """Return the key of the text that a provision belongs to: named in its id, its page's, or the one it cites."""
    found = (named_text(provision.id, instruments), provision.instrument, provision.cited)
    return next((key for key in found if key in instruments), None)


def place_of(identifier: str, heading: str) -> Place:
    """Return the place of a provision from its id and its English heading.

    The number is written as in the heading. It is None where the id has none, and where the heading does not name it.
    """
    parsed, match = parse_id(identifier), HEADING.match(heading)
    if parsed is None:
        bare = identifier.rpartition("-")[2]
        return Place(bare if bare in BARE else "part", None, ())
    kind = match["kind"].lower() if match else UNITS[parsed.unit]
    if not match or parsed.unit in UNNUMBERED:
        return Place(kind, None, ())
    if parsed.unit in ("theme", "annex"):
        return Place(kind, _listed_number(match["numbers"], parsed.step.removeprefix("no-")), ())
    covers = _covers(match["numbers"])
    return Place(kind, _number(parsed, covers), covers)


def _listed_number(numbers: str, step: str) -> str:
    """Return the number in a list, “I, no. 88” from “I, nos. 88, 136 and 137”."""
    return re.sub(r"nos?\. .+", f"no. {step}", numbers)


def _covers(numbers: str) -> tuple[tuple[str, str], ...]:
    ranges = [RANGE.fullmatch(part) for part in BETWEEN.split(re.sub(r" \(p\. [0-9]+\)", "", numbers))]
    return tuple((one["first"], one["last"] or one["first"]) for one in ranges if one) if all(ranges) else ()


def _number(parsed: ProvisionId, covers: tuple[tuple[str, str], ...]) -> str | None:
    wanted = parsed.number + (f"({parsed.step})" if parsed.step else "")
    for written in (number for pair in covers for number in pair):
        # “11(h)” is the number of para-11 if the section is about that point alone.
        plain = written.replace("-", "").lower()
        if plain == wanted or plain.startswith(f"{wanted}("):
            return written
    within = any(_leading(first) < _leading(wanted) < _leading(last) for first, last in covers)
    return wanted.upper() if within else None


def _leading(number: str) -> int:
    digits = re.match(r"[0-9]*", number)[0]
    return int(digits or 0)
