"""Laws, instruments, sources and the open data itself as works in the words of schema.org."""

from typing import Any

from knowledge_base import LOCALES
from knowledge_base.pages import Page
from knowledge_base.publish.open_data.publication import FOLDER, LICENSE, Publication
from knowledge_base.publish.open_data.shapes import Original

# Texts that an organ with power to make rules adopted, “enforceable or not”, as schema.org says of Legislation.
LEGISLATION = frozenset({"law", "treaty", "resolution", "standard"})
TYPES = {"report": "Report", "web": "WebPage"}
# What is no text: a page can be about it, but is not based on it.
OCCASIONS = {"project": "Project", "training": "EducationEvent"}
# The files that hold something whole; registers that only the search or the build read are left out.
WHOLE = ("provisions.json", "sections.json", "concordance.json", "concordance.csv")
REGISTERS = ("sources", "instruments", "glossary", "timeline", "time-limits", "institutions", "path", "vocabulary")
FORMATS = {"json": "application/json", "csv": "text/csv", "yml": "application/yaml"}


def based_on(publication: Publication, original: Original, locale: str) -> tuple[str, dict[str, Any]]:
    """Return the property that links a page with its law or instrument, and what is said of that."""
    name = original.titles[0].title
    if original.nature in OCCASIONS:
        return "about", {"@type": OCCASIONS[original.nature], "name": name}
    registers = publication.registers
    source = registers.sources[original.source] if original.source else None
    node = _work(source.kind if source else original.nature, name)
    if original.source:
        node["@id"] = publication.source_address(locale, original.source)
    identifiers = [text for text in (original.symbol, original.akn) if text]
    is_legislation = node["@type"] == "Legislation"
    if identifiers:
        node["legislationIdentifier" if is_legislation else "identifier"] = identifiers
    if is_legislation:
        node["legislationType"] = registers.vocabulary.natures[original.nature][locale]
    if languages := registers.instruments[original.key].languages:
        node["inLanguage"] = languages
    if original.url:
        node["url"] = original.url
    return "isBasedOn", node


def cited_work(publication: Publication, key: str, locale: str) -> dict[str, Any]:
    """Return what is said of a source that a page cites."""
    source = publication.registers.sources[key]
    node = _work(source.kind, source.title)
    node["@id"] = publication.source_address(locale, key)
    if source.symbol:
        node["legislationIdentifier" if node["@type"] == "Legislation" else "identifier"] = source.symbol
    node["inLanguage"] = source.language
    if source.url:
        node["url"] = source.url
    return node


def data_set(publication: Publication, page: Page) -> dict[str, Any]:
    """Return the open data as a whole, which `page` explains, with the files that hold all of it."""
    head, registers = page.front_matter, publication.registers
    return {
        "@type": "Dataset",
        "@id": f"{publication.page_address(LOCALES[0], page.stem)}#files",
        "name": f"{publication.names[page.locale]}: {head.title}",
        "description": head.summary,
        "inLanguage": list(LOCALES),
        "version": registers.edition.number,
        "license": LICENSE,
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                "encodingFormat": FORMATS[name.rpartition(".")[2]],
                "contentUrl": f"{publication.address}{FOLDER}/{name}",
            }
            for name in (*WHOLE, *(f"{register}.yml" for register in REGISTERS))
        ],
    }


def _work(kind: str, name: str) -> dict[str, Any]:
    return {"@type": "Legislation" if kind in LEGISLATION else TYPES.get(kind, "CreativeWork"), "name": name}
