"""Places of the text that registers name: pages and sections that must exist in both languages."""

from collections.abc import Collection, Iterator, Mapping

from knowledge_base import LOCALES
from knowledge_base.findings import Finding
from knowledge_base.pages import Page
from knowledge_base.registers import Registers
from knowledge_base.yamlfile import Location

Place = tuple[str, Location, str]  # the register, where in it, and `stem` or `stem#id`


def check(
    registers: Registers, pages: Mapping[tuple[str, str], Page], stems: Collection[str] | None = None
) -> Iterator[Finding]:
    """Yield a finding for each place that a language lacks; with `stems`, for places on these pages only.

    `pages` are keyed by language and stem.
    """
    for register, location, place in _places(registers):
        if stems is not None and place.partition("#")[0] not in stems:
            continue
        missing = [locale for locale in LOCALES if not exists(place, locale, pages)]
        if missing:
            what = f"names “{place}”, which docs/{missing[0]} lacks."
            mend = "Correct it: page, or page#section, without .md."
            yield registers.documents[register].finding(location, what, mend)


def _places(registers: Registers) -> Iterator[Place]:
    for key, limit in registers.limits.items():
        yield "time-limits", (key, "section"), limit.section
    for key, institution in registers.institutions.items():
        for index, place in enumerate(institution.pages):
            yield "institutions", (key, "pages", index), place
    for place in registers.asked:
        yield "asked", (place,), place
    for index, station in enumerate(registers.stations):
        for way in (station, *station.exits):
            for name in way.protocols:
                yield "path", (index,), f"protocols/{name}"


def exists(place: str, locale: str, pages: Mapping[tuple[str, str], Page]) -> bool:
    """Tell whether a language has a place that readers reach: `page`, or `page#section`; drafts are none."""
    stem, _, identifier = place.partition("#")
    page = pages.get((locale, stem))
    if page is None or page.is_draft:
        return False
    return not identifier or any(section.id == identifier for section in page.sections)
