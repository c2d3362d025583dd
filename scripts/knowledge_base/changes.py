"""What changed from one edition to the next: pages, sections, and how their meaning changed, in one language."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from knowledge_base.models import Bilingual, Duty
from knowledge_base.moved import Moved, Target, target
from knowledge_base.substance import Kind, kinds
from knowledge_base.texts import PageText, SectionText, Texts

What = Literal["new", "removed", "moved", "left", "changed"]


@dataclass(frozen=True)
class SectionChange:
    """A section that is new, gone, elsewhere or says something else. `place` is `page#section`, now or last.

    One that moved to another page stands twice: there as moved, on its old page as left, with its new place in `to`.
    """

    place: str
    what: What
    kinds: tuple[Kind, ...]
    before: SectionText | None
    now: SectionText | None
    was: str | None = None
    to: str | None = None
    why: Bilingual | None = None

    @property
    def title(self) -> str:
        return (self.now or self.before).title


@dataclass(frozen=True)
class PageChange:
    """A page that is new, gone, elsewhere, or has changed sections."""

    page: str
    what: What
    before: PageText | None
    now: PageText | None
    sections: tuple[SectionChange, ...] = ()
    why: Bilingual | None = None

    @property
    def title(self) -> str:
        return (self.now or self.before).title


def is_substance(change: SectionChange | PageChange) -> bool:
    """Tell whether something is new, gone or says something else; a place alone is none of what a text says."""
    if isinstance(change, PageChange):
        return change.what in ("new", "removed")
    return change.what in ("new", "removed") or not set(change.kinds) <= {"editorial"}


def compare(
    before: Texts, now: Texts, locale: str, moved: Moved, duties: Mapping[str, Duty], order: Iterable[str] = ()
) -> list[PageChange]:
    """Return the pages that changed in the language `locale`, in the order of `order`, pages that are gone last."""
    former = {page: twins[locale] for page, twins in before.items() if locale in twins}
    current = {page: twins[locale] for page, twins in now.items() if locale in twins}
    old = _sections(former.values())
    went = {place: target(place, moved) for place in old}
    came = _origins(went)
    pages_came = _origins({page: target(page, moved) for page in former})
    ranks = {page: rank for rank, page in enumerate(order)}
    found: list[PageChange] = []
    for page in sorted(current, key=lambda page: (ranks.get(page, len(ranks)), page)):
        if (was := pages_came.get(page)) is None:
            found.append(PageChange(page, "new", None, current[page]))
            continue
        changes = list(_compared(current[page], was, old, came, duties))
        changes += _gone(page, was, old, went)
        if changes or was != page or former[was].version != current[page].version:
            what: What = "moved" if was != page else "changed"
            found.append(PageChange(page, what, former[was], current[page], tuple(changes)))
    for page, text in former.items():
        goal = target(page, moved)
        if not isinstance(goal, str):
            found.append(PageChange(page, "removed", text, None, why=goal))
    return found


def _origins(went: Mapping[str, Target]) -> dict[str, str]:
    """Return from where each place came. One that stayed came from itself, whatever else leads to it now."""
    came = {goal: place for place, goal in went.items() if isinstance(goal, str)}
    return came | {place: place for place, goal in went.items() if goal == place}


def _compared(
    page: PageText, former: str, old: Mapping[str, SectionText], came: Mapping[str, str], duties: Mapping[str, Duty]
) -> Iterator[SectionChange]:
    """Yield the changed sections of a page whose stem was `former`; `came` says from where each section came."""
    for section in page.sections:
        place = f"{page.page}#{section.id}"
        was = came.get(place)
        if was is None:
            yield SectionChange(place, "new", (), None, section)
            continue
        before = old[was]
        cited = (Counter(before.cited), Counter(section.cited))
        found = tuple(kinds(_text(before), _text(section), page.language, duties, cited))
        elsewhere = was != f"{former}#{section.id}"
        if found or elsewhere:
            what: What = "changed" if found else "moved"
            yield SectionChange(place, what, found, before, section, was=was if elsewhere else None)


def _gone(
    page: str, former: str, old: Mapping[str, SectionText], went: Mapping[str, Target]
) -> Iterator[SectionChange]:
    """Yield the sections that a page no longer has."""
    for place, goal in went.items():
        if place.partition("#")[0] != former:
            continue
        if isinstance(goal, Bilingual):
            yield SectionChange(place, "removed", (), old[place], None, why=goal)
        elif goal.partition("#")[0] != page:
            yield SectionChange(place, "left", (), old[place], None, to=goal)


def _sections(pages: Iterable[PageText]) -> dict[str, SectionText]:
    return {f"{page.page}#{section.id}": section for page in pages for section in page.sections}


def _text(section: SectionText) -> str:
    return "\n".join([section.title, *section.text])
