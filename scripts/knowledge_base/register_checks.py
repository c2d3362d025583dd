"""Rules between the registers: known words, known sources, forms that belong to one concept."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from pydantic import BaseModel

from knowledge_base import LOCALES
from knowledge_base.citations import CitationError, parse_citation
from knowledge_base.findings import Finding
from knowledge_base.instruments import Event, Instrument
from knowledge_base.models import Source, Term, Typed, Vocabulary, WordFamilies
from knowledge_base.practice import Institution, Station, TimeLimit, show_period
from knowledge_base.yamlfile import Document, Location

Loaded = Mapping[str, tuple[Document, BaseModel]]


def cross_checks(loaded: Loaded) -> Iterator[Finding]:
    """Yield a finding for each entry that names something no register holds. `loaded` is keyed by file stem."""
    vocabulary: Vocabulary = loaded["vocabulary"][1]
    document, register = loaded["sources"]
    sources: dict[str, Source] = register.sources
    yield from _source_checks(document, sources, vocabulary)
    document, register = loaded["glossary"]
    yield from _term_checks(document, register.terms, sources)
    terms: dict[str, Term] = register.terms
    document, register = loaded["search-only"]
    for key in register.concepts:
        yield from _known(document, (key,), "concept", [key], terms)
    document, register = loaded["everyday-words"]
    yield from _everyday_checks(document, register.concepts, terms)
    document, register = loaded["word-families"]
    yield from _family_checks(document, register)
    document, register = loaded["instruments"]
    yield from _instrument_checks(document, register.instruments, sources, vocabulary)
    document, register = loaded["timeline"]
    yield from _event_checks(document, register.events, sources, vocabulary)
    document, register = loaded["time-limits"]
    yield from _limit_checks(document, register.limits, sources, vocabulary)
    limits: dict[str, TimeLimit] = register.limits
    document, register = loaded["path"]
    yield from _station_checks(document, register.stations, limits)
    document, register = loaded["institutions"]
    yield from _institution_checks(document, register.institutions, sources, vocabulary)


def _source_checks(document: Document, sources: dict[str, Source], vocabulary: Vocabulary) -> Iterator[Finding]:
    for key, source in sources.items():
        yield from _known(document, (key, "kind"), "kind", [source.kind], vocabulary.kinds)
        codes = [source.language, *source.languages]
        yield from _known(document, (key, "languages"), "language", codes, vocabulary.languages)


def _term_checks(document: Document, terms: dict[str, Term], sources: dict[str, Source]) -> Iterator[Finding]:
    for locale in LOCALES:
        for key, form, owner in _claimed_twice({key: term.marks(locale) for key, term in terms.items()}):
            what = f"marks “{form}”, which “{owner}” marks already."
            yield document.finding((key,), what, "Leave the form to one of the two concepts.")
    for key, term in terms.items():
        yield from _cited(document, (key, "citations"), term.citations, sources)


def _everyday_checks(document: Document, rows: dict[str, Typed], terms: dict[str, Term]) -> Iterator[Finding]:
    for key in rows:
        if key in terms:
            what = f"has the row “{key}”, which is a concept of the glossary."
            yield document.finding((key,), what, "Add the words to search-only.yml.")
    for locale in LOCALES:
        for key, phrase, owner in _claimed_twice({key: row.words(locale) for key, row in rows.items()}):
            what = f"has “{phrase}”, which “{owner}” has already."
            yield document.finding((key,), what, "Leave the words to one of the two rows.")


def _family_checks(document: Document, register: WordFamilies) -> Iterator[Finding]:
    for locale, families in register.roots.items():
        for root, form, owner in _claimed_twice(families):
            what = f"gives “{form}” the roots “{owner}” and “{root}”."
            yield document.finding(("roots", locale, root), what, "Leave the form to one root.")


def _claimed_twice(forms: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str, str]]:
    """Yield key, form and first owner of each form that a second key claims; capitals make no difference."""
    owners: dict[str, str] = {}
    for key, own in forms.items():
        for form in own:
            owner = owners.setdefault(form.casefold(), key)
            if owner != key:
                yield key, form, owner


def _instrument_checks(
    document: Document, instruments: dict[str, Instrument], sources: dict[str, Source], vocabulary: Vocabulary
) -> Iterator[Finding]:
    for key, instrument in instruments.items():
        yield from _known(document, (key, "nature"), "nature", [instrument.nature], vocabulary.natures)
        codes = [*instrument.languages, *(title.language for title in instrument.titles)]
        yield from _known(document, (key, "languages"), "language", codes, vocabulary.languages)
        yield from _known(document, (key, "follows"), "instrument", instrument.follows, instruments)
        yield from _known(document, (key, "followed_by"), "instrument", instrument.followed_by, instruments)
        if instrument.source:
            yield from _known(document, (key, "source"), "source", [instrument.source], sources)
        yield from _cited(document, (key, "citations"), instrument.citations, sources)


def _event_checks(
    document: Document, events: list[Event], sources: dict[str, Source], vocabulary: Vocabulary
) -> Iterator[Finding]:
    for index, event in enumerate(events):
        yield from _known(document, (index, "kind"), "kind", [event.kind], vocabulary.events)
        yield from _cited(document, (index, "citations"), event.citations, sources)


def _limit_checks(
    document: Document, limits: dict[str, TimeLimit], sources: dict[str, Source], vocabulary: Vocabulary
) -> Iterator[Finding]:
    for key, limit in limits.items():
        yield from _known(document, (key, "roles"), "role", limit.roles, vocabulary.roles)
        yield from _known(document, (key, "stage"), "stage", [limit.stage], vocabulary.stages)
        yield from _cited(document, (key, "citations"), limit.citations, sources)


def _station_checks(document: Document, stations: list[Station], limits: dict[str, TimeLimit]) -> Iterator[Finding]:
    for index, station in enumerate(stations):
        keys = [key for place in (station, *station.exits) for entry in place.limits for key in entry.split("+")]
        yield from _known(document, (index,), "time limit", keys, limits)
        for entry in (entry for place in (station, *station.exits) for entry in place.limits if "+" in entry):
            joined = [limits[key] for key in entry.split("+") if key in limits]
            try:
                if joined:
                    show_period(joined, LOCALES[0])
            except ValueError:
                what, mend = f"joins “{entry}”, which have no common unit.", "Join limits that are all in days."
                yield document.finding((index,), what, mend)


def _institution_checks(
    document: Document, institutions: dict[str, Institution], sources: dict[str, Source], vocabulary: Vocabulary
) -> Iterator[Finding]:
    for key, institution in institutions.items():
        yield from _known(document, (key, "area"), "area", [institution.area], vocabulary.areas)
        yield from _cited(document, (key, "citations"), institution.citations, sources)


def _known(
    document: Document, location: Location, name: str, words: list[str], known: Collection[str]
) -> Iterator[Finding]:
    for word in dict.fromkeys(words):
        if word not in known:
            few = len(known) <= 40
            mend = f"Use one of: {', '.join(known)}." if few else "Correct the id or add the entry."
            yield document.finding(location, f"has the unknown {name} “{word}”.", mend)


def _cited(document: Document, location: Location, citations: list[str], sources: Collection[str]) -> Iterator[Finding]:
    for text in citations:
        try:
            citation = parse_citation(text)
        except CitationError as error:
            yield document.finding(location, f"has the citation “{text}”: {error}", error.mend)
            continue
        if citation.source not in sources:
            what = f"cites the unknown source “{citation.source}”."
            yield document.finding(location, what, "Add it to docs/data/sources.yml or correct the id.")
