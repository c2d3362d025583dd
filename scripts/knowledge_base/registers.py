"""The registers in docs/data as typed objects: vocabulary, sources, glossary, editions, interface words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from knowledge_base import LOCALES, REPOSITORY, yamlfile
from knowledge_base.citations import CitationError, parse_citation
from knowledge_base.findings import Finding, InputError

IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def _identifier(value: str) -> str:
    if not IDENTIFIER.fullmatch(value):
        raise ValueError(f"“{value}” is not an identifier: use lower-case letters, digits and single hyphens")
    return value


def _partial_date(value: str) -> str:
    if not PARTIAL_DATE.fullmatch(value):
        raise ValueError(f"“{value}” is not a date: write 2024, 2024-05 or 2024-05-31, in quotes")
    return value


def _address(value: str) -> str:
    if not value.startswith(("https://", "http://")):
        raise ValueError(f"“{value}” is not a web address: it starts with https://")
    return value


Identifier = Annotated[str, AfterValidator(_identifier)]
PartialDate = Annotated[str, AfterValidator(_partial_date)]
Address = Annotated[str, AfterValidator(_address)]
Seen = Literal["full", "excerpt", "reported"]


class Strict(BaseModel):
    """A model that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(Strict):
    """The same words in both languages of the site."""

    en: str
    id: str

    def __getitem__(self, locale: str) -> str:
        return getattr(self, locale)


class Translations(Strict):
    """A title put into our own words, for the languages that differ from the original's."""

    en: str | None = None
    id: str | None = None


class Source(Strict):
    """A document that the text cites, and how much of it was read."""

    kind: str
    title: str
    language: str
    translation: Translations = Translations()
    short: Bilingual
    body: Bilingual
    date: PartialDate | None = None
    date_note: Bilingual | None = None
    symbol: str | None = None
    url: Address | None = None
    also: list[Address] = []
    languages: list[str]
    seen: Seen
    seen_note: Bilingual | None = None
    codes: list[str] = []


class Avoided(Strict):
    """A word our texts do not use for a concept, and why."""

    word: str
    why: str


class TermWords(Strict):
    """A concept in one language."""

    term: str
    definition: str
    abbreviation: str | None = None
    aliases: list[str] = []
    avoid: list[Avoided] = []


class Term(Strict):
    """A concept of the glossary, in both languages."""

    en: TermWords
    id: TermWords
    mark: list[str] = []
    mark_id: list[str] = []
    source: str
    citations: list[str] = []
    remark: Bilingual | None = None
    fact: str

    def words(self, locale: str) -> TermWords:
        return getattr(self, locale)

    def marks(self, locale: str) -> list[str]:
        """Return the forms that are linked to this concept in running text."""
        return self.mark_id if locale == "id" else self.mark


class Vocabulary(Strict):
    """The closed lists that pages and sources choose from."""

    types: dict[Identifier, Bilingual]
    roles: dict[Identifier, Bilingual]
    stages: dict[Identifier, Bilingual]
    themes: dict[Identifier, Bilingual]
    kinds: dict[Identifier, Bilingual]
    seen: dict[Seen, Bilingual]


class Edition(Strict):
    """A published or coming edition of the whole text."""

    number: str
    state: Literal["draft", "current", "superseded", "withdrawn"]
    date: PartialDate | None = None
    summary: Bilingual


class Sources(Strict):
    sources: dict[Identifier, Source]


class Glossary(Strict):
    terms: dict[Identifier, Term]


class Editions(Strict):
    editions: Annotated[list[Edition], Field(min_length=1)]


class Interface(Strict):
    words: dict[str, Bilingual]


@dataclass(frozen=True)
class Registers:
    """All registers of one state of docs/data."""

    vocabulary: Vocabulary
    sources: dict[str, Source]
    terms: dict[str, Term]
    edition: Edition
    words: dict[str, Bilingual]

    def interface(self, locale: str) -> dict[str, str]:
        """Return the words of the interface in one language."""
        return {key: words[locale] for key, words in self.words.items()}


def load_registers(root: Path = REPOSITORY) -> Registers:
    """Read docs/data. The newest edition comes last in its register.

    Raises InputError with every fault of every register.
    """
    folder = root / "docs" / "data"
    stamp = tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(folder.glob("*.yml")))
    return _load(root, stamp)


@lru_cache(maxsize=4)
def _load(root: Path, stamp: tuple) -> Registers:
    # `stamp` is not read: it keys the cache, because every hook of a build asks for the same registers.
    folder = root / "docs" / "data"
    findings: list[Finding] = []
    loaded: dict[str, tuple[yamlfile.Document, BaseModel]] = {}
    shapes = {
        "vocabulary": (Vocabulary, None),
        "sources": (Sources, "sources"),
        "glossary": (Glossary, "terms"),
        "editions": (Editions, "editions"),
        "interface": (Interface, "words"),
    }
    for name, (model, wrapper) in shapes.items():
        try:
            document = yamlfile.load(folder / f"{name}.yml", root)
            loaded[name] = (document, _validated(document, model, wrapper))
        except InputError as error:
            findings.extend(error.findings)
    if not findings:
        findings.extend(_cross_checks(loaded))
    if findings:
        raise InputError(findings)
    return Registers(
        vocabulary=loaded["vocabulary"][1],
        sources=loaded["sources"][1].sources,
        terms=loaded["glossary"][1].terms,
        edition=loaded["editions"][1].editions[-1],
        words=loaded["interface"][1].words,
    )


def _validated(document: yamlfile.Document, model: type[BaseModel], wrapper: str | None) -> BaseModel:
    # The files hold bare mappings and lists; the wrapper gives pydantic a model to check them against.
    if wrapper is None:
        return yamlfile.validated(document, model)
    lines = {(wrapper, *location): line for location, line in document.lines.items()}
    data = document.data if document.data is not None else {}
    return yamlfile.validated(yamlfile.Document(document.shown, {wrapper: data}, lines), model)


def _cross_checks(loaded: dict[str, tuple[yamlfile.Document, BaseModel]]) -> Iterator[Finding]:
    vocabulary = loaded["vocabulary"][1]
    document, register = loaded["sources"]
    for key, source in register.sources.items():
        if source.kind not in vocabulary.kinds:
            mend = f"Use one of: {', '.join(vocabulary.kinds)}."
            yield document.finding((key, "kind"), f"has the unknown kind “{source.kind}”.", mend)
    document, glossary = loaded["glossary"]
    yield from _term_checks(document, glossary.terms, register.sources)


def _term_checks(document: yamlfile.Document, terms: dict[str, Term], sources: dict[str, Source]) -> Iterator[Finding]:
    for locale in LOCALES:
        owners: dict[str, str] = {}
        for key, term in terms.items():
            for form in term.marks(locale):
                owner = owners.setdefault(form.casefold(), key)
                if owner != key:
                    what = f"marks “{form}”, which “{owner}” marks already."
                    yield document.finding((key,), what, "Leave the form to one of the two concepts.")
    for key, term in terms.items():
        for text in term.citations:
            try:
                citation = parse_citation(text)
            except CitationError as error:
                yield document.finding((key, "citations"), f"has the citation “{text}”: {error}", error.mend)
                continue
            if citation.source not in sources:
                what = f"cites the unknown source “{citation.source}”."
                yield document.finding((key, "citations"), what, "Add it to docs/data/sources.yml or correct the id.")
