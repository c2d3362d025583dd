"""The package document: what the book is, what is in it, in which order (EPUB 3.3, section 5)."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree
from lxml.etree import _Element

from knowledge_base.publish.epub.xhtml import XML

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"

# EPUB Accessibility 1.1, section 2.2, in the words of schema.org. No dcterms:conformsTo: nobody assessed the book.
ACCESSIBILITY = (
    ("accessMode", "textual"),
    ("accessMode", "visual"),  # the drawing of the path, whose words follow it as a list
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityFeature", "displayTransformability"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "unlocked"),
    ("accessibilityHazard", "none"),
)


@dataclass(frozen=True)
class About:
    """What a package says of itself. `edition` is the number, `seconds` the moment of the build since 1970."""

    locale: str
    title: str
    description: str
    accessibility: str
    address: str
    edition: str
    seconds: int

    @property
    def identifier(self) -> str:
        """The same for every build of one language of one edition at one address."""
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{self.address}#{self.locale}-{self.edition}')}"

    @property
    def modified(self) -> str:
        return datetime.fromtimestamp(self.seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True)
class Item:
    """A file of the book. `kind` is its media type; `read` says whether it is a page to turn to."""

    file: str
    kind: str = "application/xhtml+xml"
    properties: str = ""
    read: bool = True

    @property
    def key(self) -> str:
        return self.file.replace(".", "-")


def package(about: About, items: list[Item]) -> bytes:
    """Return the package document. `items` come in reading order."""
    root = etree.Element(f"{{{OPF}}}package", nsmap={None: OPF}, version="3.0")
    root.set("unique-identifier", "book")
    root.set(f"{{{XML}}}lang", about.locale)
    _metadata(about, etree.SubElement(root, f"{{{OPF}}}metadata", nsmap={"dc": DC}))
    manifest = etree.SubElement(root, f"{{{OPF}}}manifest")
    spine = etree.SubElement(root, f"{{{OPF}}}spine")
    for item in items:
        entry = etree.SubElement(manifest, f"{{{OPF}}}item", id=item.key, href=item.file)
        entry.set("media-type", item.kind)
        if item.properties:
            entry.set("properties", item.properties)
        if item.read:
            etree.SubElement(spine, f"{{{OPF}}}itemref", idref=item.key)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _metadata(about: About, into: _Element) -> None:
    etree.SubElement(into, f"{{{DC}}}identifier", id="book").text = about.identifier
    for name, value in (
        ("title", about.title),
        ("language", about.locale),
        ("description", about.description),
        ("source", about.address),
        ("rights", f"CC BY 4.0, {LICENCE}"),
    ):
        etree.SubElement(into, f"{{{DC}}}{name}").text = value
    _meta(into, "dcterms:modified", about.modified)
    for name, value in ACCESSIBILITY:
        _meta(into, f"schema:{name}", value)
    _meta(into, "schema:accessibilitySummary", about.accessibility)


def _meta(into: _Element, name: str, value: str) -> None:
    etree.SubElement(into, f"{{{OPF}}}meta", property=name).text = value
