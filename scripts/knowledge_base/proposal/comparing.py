"""What changed section by section, both languages side by side."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge_base import LOCALES
from knowledge_base.changes import PageChange, SectionChange, What, compare
from knowledge_base.models import Duty
from knowledge_base.moved import Moved, target
from knowledge_base.pages import Page
from knowledge_base.proposal.details import Detail, declared, details
from knowledge_base.proposal.places import places_of
from knowledge_base.proposal.sentences import Sentence, changed_sentences
from knowledge_base.substance import OPENING, Kind
from knowledge_base.texts import SectionText, Texts

Pages = Mapping[str, Mapping[str, Page]]


@dataclass(frozen=True)
class Side:
    """What happened to a section, or a page as a whole, in one language.

    `line` is where it stands now, or stood. `came` and `went` are the places that it cites and no longer cites.
    """

    path: str
    line: int
    title: str
    what: What
    kinds: tuple[Kind, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    details: tuple[Detail, ...] = ()
    was: str | None = None

    @property
    def is_substance(self) -> bool:
        """Whether a reader learns something else: words, numbers, duties, citations, or all of it."""
        return self.what in ("new", "removed") or not set(self.kinds) <= {"editorial"}


@dataclass(frozen=True)
class Change:
    """A section, as `page#section` or `page#opening`, or a page. `sides` has the languages in which it changed.

    `alone` tells whether one language changed in substance and the other did not; or a new page has no twin.
    """

    place: str
    sides: Mapping[str, Side]
    alone: bool

    @property
    def is_substance(self) -> bool:
        return any(side.is_substance for side in self.sides.values())


@dataclass(frozen=True)
class Compared:
    """Both states of the text: pages as written, and what each says."""

    before: Pages
    now: Pages
    said_before: Texts
    said_now: Texts
    duties: Mapping[str, Duty]


def find_changes(both: Compared, moved: Mapping[str, Moved]) -> list[Change]:
    """Return the pages and sections that changed, as they stand; `moved` says for each language where places went."""
    found: dict[str, dict[str, Side]] = {}
    before, now = _differing(both.said_before, both.said_now), _differing(both.said_now, both.said_before)
    for locale in LOCALES:
        pages = compare(before, now, locale, moved[locale], both.duties, both.now)
        sides = [found_side for page in pages for found_side in _sides(page, locale, both)]
        renamed = {side.was for _, side in sides}
        sides += (one for one in _joined(locale, moved[locale], both) if one[0] not in renamed)
        for place, side in sides:
            found.setdefault(place, {})[locale] = side
    changes = [Change(place, sides, _alone(place, sides, both)) for place, sides in found.items()]
    return sorted(changes, key=_position)


def _differing(texts: Texts, others: Texts) -> Texts:
    """Return the pages that say something else than in `others`; most pages of a proposal do not."""
    return {stem: twins for stem, twins in texts.items() if others.get(stem) != twins}


def _position(change: Change) -> tuple:
    page, mark, _ = change.place.partition("#")
    return page, bool(mark), min(side.line for side in change.sides.values())


def _alone(place: str, sides: Mapping[str, Side], both: Compared) -> bool:
    page = place.partition("#")[0]
    twins = {**both.before.get(page, {}), **both.now.get(page, {})}
    is_pair = len(twins) == len(LOCALES) or page not in both.before  # a new page needs its twin
    return is_pair and len([one for one in sides.values() if one.is_substance]) == 1


def _sides(page: PageChange, locale: str, both: Compared) -> Iterator[tuple[str, Side]]:
    """Yield what happened to a page as a whole, then to each of its sections."""
    own = both.now[page.page][locale] if page.now else both.before[page.before.page][locale]
    if page.what in ("new", "removed"):
        yield page.page, _page_side(page, own, both.duties)
        return
    former = both.before[page.before.page][locale]
    was = page.before.page if page.what == "moved" else None
    noted = tuple(details(former.front_matter, own.front_matter))
    if noted or was:
        yield page.page, Side(own.shown, 1, page.title, page.what, details=noted, was=was)
    headings = dict(declared(former, own))
    for section in page.sections:
        if section.what == "left":
            line = next((one.line for one in former.sections if one.id == section.before.id), 1)
            yield section.place, _left(former, line, section.title, section.to, places_of(both.said_before))
        else:
            stem, _, identifier = section.place.partition("#")
            side = _side(section, own if section.now else former, both.duties)
            noted = headings.pop(identifier, ())
            yield f"{stem}#{identifier or OPENING}", replace(side, details=noted)
    for identifier, noted in headings.items():
        section = next(one for one in own.sections if one.id == identifier)
        yield f"{page.page}#{identifier}", Side(own.shown, section.line, section.title, "changed", details=noted)


def _joined(locale: str, moved: Moved, both: Compared) -> Iterator[tuple[str, Side]]:
    """Yield the pages that are gone and lead to another; also those that only have another name."""
    there = places_of(both.said_before)
    for stem, twins in both.before.items():
        if locale in twins and locale not in both.now.get(stem, {}) and isinstance(goal := target(stem, moved), str):
            yield stem, _left(twins[locale], 1, twins[locale].front_matter.title, goal, there)


def _left(page: Page, line: int, title: str, goal: str, there: Collection[str]) -> Side:
    """Return the side of what leads elsewhere; where something stood there already, its own text is gone."""
    what: What = "removed" if goal in there else "left"
    return Side(page.shown, line, title, what, details=(Detail("leads to", "", goal),))


def _page_side(page: PageChange, own: Page, duties: Mapping[str, Duty]) -> Side:
    """Return the side of a page that is new or gone: its citations, and the sentences that bind somebody."""
    text = page.now or page.before
    cited = tuple(place for section in text.sections for place in section.cited)
    lines = [line for section in text.sections for line in _lines(section)]
    said = changed_sentences(*(([], lines) if page.now else (lines, [])), own.locale, duties)
    binding = tuple(one for one in said if one.duties)
    came, went = (cited, ()) if page.now else ((), cited)
    return Side(own.shown, 1, page.title, page.what, _kinds((), binding), binding, came, went)


def _side(change: SectionChange, shown: Page, duties: Mapping[str, Duty]) -> Side:
    before, now = change.before, change.now
    identifier = (now or before).id
    line = next((one.line for one in shown.sections if one.id == identifier), 1)
    said = tuple(changed_sentences(_lines(before), _lines(now), shown.locale, duties))
    came = tuple((_cited(now) - _cited(before)).elements())
    went = tuple((_cited(before) - _cited(now)).elements())
    found = _kinds(change.kinds, said)
    return Side(shown.shown, line, change.title, change.what, found, said, came, went, was=change.was)


def _kinds(found: Sequence[Kind], said: Sequence[Sentence]) -> tuple[Kind, ...]:
    """Return the kinds of a section and of its sentences, each once; form is not named beside substance."""
    named = dict.fromkeys([*found, *(kind for one in said for kind in one.kinds)])
    return tuple(kind for kind in named if len(named) == 1 or kind not in ("wording", "editorial"))


def _cited(section: SectionText | None) -> Counter:
    return Counter(section.cited if section else ())


def _lines(section: SectionText | None) -> list[str]:
    return [section.title, *section.text] if section else []
