"""The banner of each page: which edition this is, which is the newest, and where the page stands in the others.

It stands between two comments. Publishing an edition renews it on the pages of the editions before; nothing else of
them ever changes. It needs no script; where there is one, js/language.js adds the section to its links.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from knowledge_base.addresses import locale_of, locale_root, page_url, way_up
from knowledge_base.dates import show_date
from knowledge_base.editions import Edition, State, state
from knowledge_base.moved import target
from knowledge_base.registers import Registers

OPEN, CLOSE = "<!--edition-->", "<!--/edition-->"
BANNER = re.compile(f"{OPEN}.*?{CLOSE}", re.DOTALL)
EDITIONS = "about/editions/"
CHANGES = "about/changes/"
SHOWN = 6  # editions in the list; about/editions has them all


@dataclass(frozen=True)
class Known:
    """What is known of other editions, by their numbers.

    `held` are the addresses of the pages of earlier ones, `changed` the ids on the page about/changes of later ones,
    by language.
    """

    held: Mapping[str, Collection[str]] = field(default_factory=dict)
    changed: Mapping[str, Mapping[str, Collection[str]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """Where a banner stands: the address of the file in its edition, and that of the page that it belongs to.

    They differ on the pages that are made from a page: its parallel page, its citations.
    """

    address: str
    page: str

    edition: Edition

    def root(self, edition: Edition) -> str:
        """Return the way from the file to the root of an edition, its own or another."""
        own = way_up(self.address)
        return own or "./" if edition == self.edition else f"{own}../{edition.folder}/"

    @property
    def locale(self) -> str:
        return locale_of(self.page)


def banner(registers: Registers, place: Place, known: Known) -> str:
    """Return the banner with its comments."""
    words, said = registers.interface(place.locale), state(place.edition, registers.editions)
    lines = "".join(f"<p>{line}</p>" for line in _lines(said, registers, place, known))
    listed = "".join(_list(registers, place, known))
    summary = registers.edition_line(place.locale, place.edition) if said == "current" else words["editions_all"]
    choice = f"<details><summary>{summary}</summary><ul>{listed}</ul></details>" if listed else ""
    attributes = f'class="edition" data-state="{said}" aria-label="{words["edition"]}"'
    return f"{OPEN}<aside {attributes}>{lines}{choice}</aside>{CLOSE}"


def _lines(said: State, registers: Registers, place: Place, known: Known) -> Iterator[str]:
    """Yield what a reader must know before reading."""
    edition, locale, newest = place.edition, place.locale, registers.newest
    words = registers.interface(locale)
    leads = f" {words['edition_newest'].format(edition=_door(newest, place, known))}" if newest else ""
    if said == "draft":
        none = f' <a href="{_page(edition, place, EDITIONS)}">{words["edition_none"]}</a>'
        yield f"<strong>{words['edition_draft'].format(number=edition.number)}</strong>{leads or none}"
    elif said == "superseded":
        line = words["edition_superseded"].format(number=edition.number, date=show_date(edition.date, locale))
        yield f"<strong>{line}</strong>{leads}"
        yield _changed(registers, place, known)
    elif said == "withdrawn":
        withdrawn = edition.withdrawn
        date, reason = show_date(withdrawn.date, locale), escape(withdrawn.reason[locale], quote=False)
        line = words["edition_withdrawn"].format(number=edition.number, date=date, reason=reason)
        yield f"<strong>{line}</strong>{leads}"


def _list(registers: Registers, place: Place, known: Known) -> Iterator[str]:
    words = registers.interface(place.locale)
    published = [one for one in reversed(registers.editions) if not one.is_draft]
    for one in published[:SHOWN]:
        yield f"<li>{_door(one, place, known)}, {words[f'edition_state_{state(one, registers.editions)}']}</li>"
    if published:
        target = _page(registers.newest or place.edition, place, EDITIONS)
        yield f'<li><a href="{target}">{words["editions_all"]}</a></li>'


def _door(edition: Edition, place: Place, known: Known) -> str:
    """Return the link to the same page in another edition; to its home page where it did not have the page.

    A later edition has every page of an earlier one, or says where it went.
    """
    text = f"{edition.number}, {show_date(edition.date, place.locale)}"
    if edition == place.edition:
        return f'<span aria-current="true">{text}</span>'
    if edition.place > place.edition.place or place.page in known.held.get(edition.number, [place.page]):
        return f'<a href="{place.root(edition)}{place.page}" data-same-section>{text}</a>'
    return f'<a href="{_page(edition, place, "")}">{text}</a>'


def _page(edition: Edition, place: Place, page: str) -> str:
    """Return the way to a page of an edition, in the language of the place."""
    return f"{place.root(edition)}{locale_root(place.locale)}{page}"


def _changed(registers: Registers, place: Place, known: Known) -> str:
    """Return whether the page differs in any later edition, with links to what changed."""
    words = registers.interface(place.locale)
    later = registers.editions[registers.editions.index(place.edition) + 1 :]
    doors: list[str] = []
    for edition in later:
        ids = known.changed.get(edition.number, {}).get(place.locale, ())
        if found := next((name for name in _names(registers, place) if name in ids), None):
            doors.append(f'<a href="{_page(edition, place, CHANGES)}#{found}">{edition.number}</a>')
    return f"{words['edition_changed']} {', '.join(doors)}" if doors else words["edition_unchanged"]


def _names(registers: Registers, place: Place) -> Iterator[str]:
    """Yield the ids under which the page may stand on about/changes: its own, and that of the page it became."""
    yield anchor(place.page)
    root = locale_root(place.locale)
    stem = place.page.removeprefix(root).rstrip("/")
    goal = target(stem, registers.moved)
    if isinstance(goal, str) and goal != stem:
        yield anchor(page_url(place.locale, goal))


def anchor(page: str) -> str:
    """Return the id of a page's part of the page about/changes: `law-crc` in both languages."""
    return page.removeprefix(locale_root(locale_of(page))).strip("/").replace("/", "-") or "home"
