"""The registers in docs/data as typed objects: vocabulary, sources, glossary, editions, interface words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel

from knowledge_base import LOCALES, REPOSITORY, yamlfile
from knowledge_base.citations import CitationError, parse_citation
from knowledge_base.findings import Finding, InputError
from knowledge_base.models import Bilingual, Edition, Editions, Glossary, Interface, Source, Sources, Term, Vocabulary


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
