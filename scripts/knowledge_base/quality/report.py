"""What the registers and the text say of themselves: for the page about/quality and for data/quality.json."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.body import Section
from knowledge_base.build_time import build_time
from knowledge_base.citations import GROUP, citations_in
from knowledge_base.claims import without_source
from knowledge_base.models import Address, Described, Locale, Measure, Result, Seen
from knowledge_base.pages import Page, page_paths
from knowledge_base.provisions import load_pages
from knowledge_base.reading import stamp
from knowledge_base.registers import Registers, load_registers
from knowledge_base.results import state
from knowledge_base.translations import state as translation_state

GAP = re.compile(r"^\s*!!! gap\b", re.MULTILINE)
LINK = re.compile(r"\]\(\s*<?(https?://[^()\s<>]+)")
BLOCK = re.compile(r"^::: ", re.MULTILINE)  # a register, which names its own sources
SPEAKING = frozenset({"law", "instrument", "protocol", "guidance"})  # pages that speak for themselves
NEXT_REVIEWS = 3  # days on which reviews fall due that are named


class Place(Described):
    """A place of the text."""

    page: str
    section: str
    """The id of its section; empty for what stands before the first one."""


class Evidence(Described):
    """How much was read of what the text cites, in numbers for each level."""

    citations: dict[Seen, int]
    """Citations in the text; a register's entries are not counted."""
    cited: dict[Seen, int]
    """Sources that the text cites."""
    sources: dict[Seen, int]
    """Sources of the register."""


class Citing(Described):
    """Sections of laws, instruments, protocols and guidance, and claims without a source."""

    sections: int
    without: list[Place]
    """Sections in which, subsections included, neither a citation nor a register stands."""
    claims: dict[Locale, list[str]]
    """Paragraphs that state a duty or a number and name no source, as `file:line`."""


class Translating(Described):
    """How far the two languages are one text."""

    sections: int
    """Sections that have been translated, a page's opening counted as one."""
    stale: list[Place]
    """Those whose original has changed since the translation was confirmed."""
    missing: list[str]
    """Pages that a language lacks, as `en/page` or `id/page`."""


class Due(Described):
    """A day on which the reviews of some pages fall due."""

    day: datetime.date
    pages: int


class Reviewing(Described):
    """Reviews, as of the day of the commit."""

    overdue: list[str]
    next: list[Due]


class Outside(Described):
    """An address of others to which the text leads; never asked for by a build or a test."""

    address: Address
    host: str
    source: str | None
    """The key of its source; null where a page links to it without a source."""
    pages: list[str]
    """The pages that cite the source or hold the link."""
    also: list[Address]
    """Where else the same text stood when it was read."""
    archive: Address | None
    """A copy in an archive; null: none known."""


class Measured(Result):
    """The result of a measurement, and whether it was made on exactly this state."""

    current: bool


class Quality(Described):
    """What was measured and counted, for one state of text, registers and programs."""

    day: datetime.date
    """Of the commit."""
    state: str
    """The hash of text, registers, templates and programs, by which results are told apart."""
    pages: int
    """Pages in each language."""
    results: dict[Measure, Measured]
    evidence: Evidence
    citing: Citing
    gaps: list[Place]
    translating: Translating
    reviewing: Reviewing
    outside: list[Outside]


def load_quality(root: Path = REPOSITORY) -> Quality:
    """Return the figures of the repository, counted once for each state of its files."""
    registers = sorted((root / "docs/data").glob("*.yml"))
    stamps = tuple(map(stamp, [*registers, *(path for _, _, path in page_paths(root))]))
    day = datetime.datetime.fromtimestamp(build_time(root), datetime.UTC).date()
    return _load(root, stamps, day)


@lru_cache(maxsize=2)
def _load(root: Path, stamps: tuple, day: datetime.date) -> Quality:
    # `stamps` is not read: it keys the cache, as both languages and the open data ask for the same.
    return quality(load_pages(root), load_registers(root), state(root), day)


def quality(pages: Mapping[str, Mapping[str, Page]], registers: Registers, current: str, day: datetime.date) -> Quality:
    """Return the figures of a text on a day. `current` is the state of the repository that holds it.

    Where both languages say the same, which the checks see to, the first one is counted.
    """
    first = [twins[next(iter(twins))] for twins in pages.values()]
    results = {
        name: Measured(**result.model_dump(), current=result.state == current)
        for name, result in registers.results.items()
    }
    return Quality(
        day=day,
        state=current,
        pages=len(pages),
        results=results,
        evidence=_evidence(first, registers),
        citing=_citing(pages, registers),
        gaps=list(_gaps(first)),
        translating=_translating(pages, registers),
        reviewing=_reviewing(first, day),
        outside=list(_outside(first, registers)),
    )


def _evidence(pages: Iterable[Page], registers: Registers) -> Evidence:
    cited = Counter(citation.source for page in pages for citation in citations_in(page.text))
    seen = {key: source.seen for key, source in registers.sources.items()}
    found: dict[str, Counter] = {"citations": Counter(), "cited": Counter(), "sources": Counter(seen.values())}
    for key, times in cited.items():
        found["citations"][seen[key]] += times
        found["cited"][seen[key]] += 1
    levels = registers.vocabulary.seen
    return Evidence(**{name: {level: numbers[level] for level in levels} for name, numbers in found.items()})


def _citing(pages: Mapping[str, Mapping[str, Page]], registers: Registers) -> Citing:
    speaking = [twins[next(iter(twins))] for twins in pages.values()]
    speaking = [page for page in speaking if page.front_matter.type in SPEAKING]
    without = [Place(page=page.stem, section=section.id) for page in speaking for section in _without(page)]
    uncited = {locale: _claims(pages, locale, registers) for locale in LOCALES}
    return Citing(sections=sum(len(page.sections) for page in speaking), without=without, claims=uncited)


def _claims(pages: Mapping[str, Mapping[str, Page]], locale: str, registers: Registers) -> list[str]:
    own = (twins[locale] for twins in pages.values() if locale in twins)
    return [f"{page.shown}:{block.line}" for page in own for block in without_source(page, registers)]


def _without(page: Page) -> Iterator[Section]:
    """Yield the sections that hold no citation, nor do their subsections."""
    for index, section in enumerate(page.sections):
        below = section.level
        inside = [section]
        for other in page.sections[index + 1 :]:
            if other.level <= below:
                break
            inside.append(other)
        if not any(GROUP.search(part.text) or BLOCK.search(part.text) for part in inside):
            yield section


def _gaps(pages: Iterable[Page]) -> Iterator[Place]:
    for page in pages:
        first = page.sections[0].line if page.sections else None
        opening = "\n".join(line.text for line in page.lines if first is None or line.number < first)
        for section, text in [("", opening), *((part.id, part.text) for part in page.sections)]:
            yield from (Place(page=page.stem, section=section) for _ in GAP.finditer(text))


def _translating(pages: Mapping[str, Mapping[str, Page]], registers: Registers) -> Translating:
    found = {stem: translation_state(twins, registers.translations) for stem, twins in pages.items()}
    known = {stem: one for stem, one in found.items() if one}
    return Translating(
        sections=sum(len(one.sections) for one in known.values()),
        stale=[
            Place(page=stem, section=section)
            for stem, one in known.items()
            for section in one.sections
            if section in one.stale
        ],
        missing=[f"{locale}/{stem}" for stem, twins in pages.items() for locale in LOCALES if locale not in twins],
    )


def _reviewing(pages: Iterable[Page], day: datetime.date) -> Reviewing:
    due = {page.stem: page.front_matter.review_due for page in pages}
    later = Counter(date for date in due.values() if date >= day)
    return Reviewing(
        overdue=[stem for stem, date in due.items() if date < day],
        next=[Due(day=date, pages=number) for date, number in sorted(later.items())[:NEXT_REVIEWS]],
    )


def _outside(pages: Iterable[Page], registers: Registers) -> Iterator[Outside]:
    citing: dict[str, list[str]] = {}
    linking: dict[str, list[str]] = {}
    for page in pages:
        for key in dict.fromkeys(citation.source for citation in citations_in(page.text)):
            citing.setdefault(key, []).append(page.stem)
        for address in dict.fromkeys(LINK.findall(page.text)):
            linking.setdefault(address, []).append(page.stem)
    for key, source in registers.sources.items():
        if source.url:
            yield _address(source.url, key, citing.get(key, []), source.also, source.archive)
    for words in registers.words.values():  # a button that leads away
        for address in sorted({words[locale] for locale in LOCALES}):
            if address.startswith("https://"):
                linking.setdefault(address, [])
    known = {source.url for source in registers.sources.values()}
    for address, stems in sorted(linking.items()):
        if address not in known:
            yield _address(address, None, stems, [], None)


def _address(address: str, source: str | None, pages: list[str], also: list[str], archive: str | None) -> Outside:
    host = urlsplit(address).hostname or ""
    return Outside(address=address, host=host, source=source, pages=pages, also=also, archive=archive)
