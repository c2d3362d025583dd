"""Rules between the registers: known words, known sources, forms that belong to one concept."""

from collections.abc import Collection, Iterator, Mapping

from pydantic import BaseModel

from knowledge_base import LOCALES
from knowledge_base.citations import CitationError, parse_citation
from knowledge_base.findings import Finding
from knowledge_base.models import Event, Instrument, Source, Term, Vocabulary
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
    document, register = loaded["instruments"]
    yield from _instrument_checks(document, register.instruments, sources, vocabulary)
    document, register = loaded["timeline"]
    yield from _event_checks(document, register.events, sources, vocabulary)


def _source_checks(document: Document, sources: dict[str, Source], vocabulary: Vocabulary) -> Iterator[Finding]:
    for key, source in sources.items():
        yield from _known(document, (key, "kind"), "kind", [source.kind], vocabulary.kinds)
        codes = [source.language, *source.languages]
        yield from _known(document, (key, "languages"), "language", codes, vocabulary.languages)


def _term_checks(document: Document, terms: dict[str, Term], sources: dict[str, Source]) -> Iterator[Finding]:
    for locale in LOCALES:
        owners: dict[str, str] = {}
        for key, term in terms.items():
            for form in term.marks(locale):
                owner = owners.setdefault(form.casefold(), key)
                if owner != key:
                    what = f"marks “{form}”, which “{owner}” marks already."
                    yield document.finding((key,), what, "Leave the form to one of the two concepts.")
    for key, term in terms.items():
        yield from _cited(document, (key, "citations"), term.citations, sources)


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
