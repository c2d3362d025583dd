"""The registers in docs/data as typed objects: vocabulary, sources, glossary, editions, interface words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import BaseModel

from knowledge_base import LOCALES, REPOSITORY, yamlfile
from knowledge_base.dates import show_date
from knowledge_base.editions import Edition, Editions, newest
from knowledge_base.findings import Finding, InputError
from knowledge_base.instruments import Event, Instrument, Instruments, Timeline
from knowledge_base.models import (
    Asked,
    Bilingual,
    Duties,
    Duty,
    Glossary,
    Interface,
    Measure,
    PageVersion,
    PageVersions,
    Result,
    Results,
    Safety,
    Source,
    Sources,
    Term,
    Translations,
    Typed,
    TypedWords,
    Vocabulary,
    WordFamilies,
    Wording,
)
from knowledge_base.moved import Moved, MovedPlaces
from knowledge_base.practice import Institution, Institutions, Station, Stations, TimeLimit, TimeLimits
from knowledge_base.reading import relative, stamp
from knowledge_base.register_checks import cross_checks

# The shape of each register; a file that holds a bare mapping or list has it under the name beside the model.
SHAPES: dict[str, tuple[type[BaseModel], str | None]] = {
    "vocabulary": (Vocabulary, None),
    "sources": (Sources, "sources"),
    "glossary": (Glossary, "terms"),
    "instruments": (Instruments, "instruments"),
    "timeline": (Timeline, "events"),
    "time-limits": (TimeLimits, "limits"),
    "institutions": (Institutions, "institutions"),
    "path": (Stations, "stations"),
    "duties": (Duties, "duties"),
    "translations": (Translations, "sections"),
    "versions": (PageVersions, "pages"),
    "moved": (MovedPlaces, "places"),
    "word-families": (WordFamilies, None),
    "search-only": (TypedWords, "concepts"),
    "everyday-words": (TypedWords, "concepts"),
    "asked": (Asked, "sections"),
    "wording": (Wording, None),
    "safety": (Safety, None),
    "results": (Results, "results"),
    "editions": (Editions, "editions"),
    "interface": (Interface, "words"),
}


@dataclass(frozen=True)
class Registers:
    """All registers of one state of docs/data."""

    vocabulary: Vocabulary
    sources: dict[str, Source]
    terms: dict[str, Term]
    instruments: dict[str, Instrument]
    events: list[Event]
    limits: dict[str, TimeLimit]
    institutions: dict[str, Institution]
    stations: list[Station]
    duties: dict[str, Duty]
    translations: dict[str, str]
    versions: dict[str, PageVersion]
    moved: Moved
    word_families: WordFamilies
    search_only: dict[str, Typed]
    everyday_words: dict[str, Typed]
    asked: dict[str, Typed]
    results: dict[Measure, Result]
    editions: list[Edition]
    words: dict[str, Bilingual]
    wording: Wording
    safety: Safety
    documents: Mapping[str, yamlfile.Document]  # what was read, by the name of the register, for its lines

    def interface(self, locale: str) -> dict[str, str]:
        """Return the words of the interface in one language."""
        return self._interfaces[locale]

    @cached_property
    def _interfaces(self) -> dict[str, dict[str, str]]:
        # Made once: each page and each block asks for them.
        return {locale: {key: words[locale] for key, words in self.words.items()} for locale in LOCALES}

    @property
    def edition(self) -> Edition:
        """The edition that this working tree builds: the last of its register."""
        return self.editions[-1]

    @property
    def newest(self) -> Edition | None:
        """The newest published edition that is not withdrawn."""
        return newest(self.editions)

    def edition_line(self, locale: str, edition: Edition | None = None) -> str:
        """Return an edition's number and date in words, or state: “Edition 2026.1, draft, do not cite”.

        Without `edition` it is the one that is being built.
        """
        words, edition = self.interface(locale), edition or self.edition
        said = words["draft"] if edition.is_draft else show_date(edition.date, locale)
        return f"{words['edition']} {edition.number}, {said}"


def load_registers(root: Path = REPOSITORY, instead: Mapping[str, str] | None = None) -> Registers:
    """Read docs/data; `instead` holds texts to read in place of the files of some registers, by name.

    Raises InputError with every fault of every register.
    """
    if instead:
        return _read(root, instead)
    folder = root / "docs" / "data"
    return _load(root, tuple(map(stamp, sorted(folder.glob("*.yml")))))


@lru_cache(maxsize=4)
def _load(root: Path, stamps: tuple) -> Registers:
    # `stamps` is not read: it keys the cache, because every hook of a build asks for the same registers.
    return _read(root, {})


def _read(root: Path, instead: Mapping[str, str]) -> Registers:
    folder = root / "docs" / "data"
    findings: list[Finding] = []
    loaded: dict[str, tuple[yamlfile.Document, BaseModel]] = {}
    for name in SHAPES:
        try:
            path = folder / f"{name}.yml"
            known = name in instead
            document = yamlfile.parse(instead[name], relative(path, root)) if known else yamlfile.load(path, root)
            loaded[name] = (document, validated(document, name))
        except InputError as error:
            findings.extend(error.findings)
    if not findings:
        findings.extend(cross_checks(loaded))
    if findings:
        raise InputError(findings)
    return Registers(
        vocabulary=loaded["vocabulary"][1],
        sources=loaded["sources"][1].sources,
        terms=loaded["glossary"][1].terms,
        instruments=loaded["instruments"][1].instruments,
        events=loaded["timeline"][1].events,
        limits=loaded["time-limits"][1].limits,
        institutions=loaded["institutions"][1].institutions,
        stations=loaded["path"][1].stations,
        duties=loaded["duties"][1].duties,
        translations=loaded["translations"][1].sections,
        versions=loaded["versions"][1].pages,
        moved=loaded["moved"][1].places,
        word_families=loaded["word-families"][1],
        search_only=loaded["search-only"][1].concepts,
        asked=loaded["asked"][1].sections,
        everyday_words=loaded["everyday-words"][1].concepts,
        results=loaded["results"][1].results,
        editions=loaded["editions"][1].editions,
        words=loaded["interface"][1].words,
        wording=loaded["wording"][1],
        safety=loaded["safety"][1],
        documents={name: document for name, (document, _) in loaded.items()},
    )


def validated(document: yamlfile.Document, name: str) -> BaseModel:
    """Return a parsed file as the register `name` of SHAPES. Raises InputError with every fault."""
    model, wrapper = SHAPES[name]
    # The files hold bare mappings and lists; the wrapper gives pydantic a model to check them against.
    if wrapper is None:
        return yamlfile.validated(document, model)
    lines = {(wrapper, *location): line for location, line in document.lines.items()}
    data = document.data if document.data is not None else {}
    return yamlfile.validated(yamlfile.Document(document.shown, {wrapper: data}, lines), model)
