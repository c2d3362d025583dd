"""Akoma Ntoso XML (OASIS LegalDocML 3.0 and its predecessors): its structure says what is an article."""

import re
from pathlib import Path

from lxml import etree
from lxml.etree import _Element

from knowledge_base.editor.importing.model import Document, Doubt, Heading, Place, Provision
from knowledge_base.editor.importing.refused import UnreadableError
from knowledge_base.models import IDENTIFIER

DIVISIONS = ("book", "part", "title", "chapter", "subchapter", "subpart", "division", "tome")
UNITS = {"article": "art", "rule": "rule", "clause": "sec", "section": "sec", "paragraph": "para"}
STEPS = ("paragraph", "subsection", "subparagraph")
POINTS = ("point", "indent", "item")
LABEL = re.compile(r"^\W*(?:[^\W\d]+\.?\s+){0,3}(?P<number>\d{1,3}(?:[ -]?[A-Z](?![a-z]))?|[IVXL]+)\b")
LANGUAGES = {"eng": "en", "ind": "id", "en": "en", "id": "id"}


def read(path: Path) -> Document:
    """Return the provisions of an Akoma Ntoso file.

    Raises UnreadableError for XML that is broken, has a document type, or is something else.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        tree = etree.parse(str(path), parser)
    except (etree.XMLSyntaxError, OSError) as error:
        line = getattr(error, "lineno", None) or 1
        what = f"is broken XML ({str(error).splitlines()[0][:120]})."
        raise UnreadableError(what, "Fetch the file again.", line) from None
    if tree.docinfo.doctype or tree.docinfo.internalDTD is not None:
        raise UnreadableError(
            "has a document type (<!DOCTYPE>), which is not read.", "Remove the line that begins with it."
        )
    root = tree.getroot()
    name = etree.QName(root)
    space = name.namespace or ""
    if name.localname != "akomaNtoso" or not ("akn" in space or "akomantoso" in space):
        raise UnreadableError(f"is XML, but not Akoma Ntoso (it begins with <{name.localname}>).", "Save it as HTML.")
    for node in root.iter():  # one namespace and another of older drafts: only the names matter
        if isinstance(node.tag, str):
            node.tag = etree.QName(node).localname
    return _document(root)


def _document(root: _Element) -> Document:
    body = next(root.iter("body", "mainBody", "debateBody"), None)
    if body is None:
        raise UnreadableError("has no body: it holds no text.", "Fetch the whole document.")
    parts: list[Heading | Provision] = []
    _walk(body, body.find(".//article") is not None, parts)
    provisions = [part for part in parts if isinstance(part, Provision)]
    if not provisions:
        raise UnreadableError("has no articles, sections or paragraphs.", "Save it as HTML and import that.")
    language = next((LANGUAGES.get(node.get("language", "")) for node in root.iter("FRBRlanguage")), None) or "en"
    title = next((_words(node) for node in root.iter("docTitle", "shortTitle")), "")
    opening = next(root.iter("preamble"), None)
    preamble = []
    if opening is not None and len(_words(opening)) > 60:
        preamble = [Provision("preamble", "preamble", "", _place(opening), _words(opening))]
    return Document("akoma-ntoso", language, title, (*preamble, *parts), doubts=tuple(_doubts(provisions)))


def _walk(node: _Element, has_articles: bool, parts: list[Heading | Provision], within: str = "") -> None:
    for child in node:
        if not isinstance(child.tag, str):
            continue
        inner = child.tag == "section" and has_articles and child.find(".//article") is not None
        # A chapter that holds its text itself, as in our own files, is the unit that is cited.
        if (child.tag in DIVISIONS and child.find("content") is None) or inner:
            number, unit = _number(child) or str(len(parts) + 1), "section" if inner else child.tag
            identifier = re.sub(r"[^a-z0-9]+", "-", f"{within} {unit} {number}".lower()).strip("-")
            parts.append(Heading(identifier, unit, number, _title(child), _place(child)))
            _walk(child, has_articles, parts, identifier)
        elif child.tag in UNITS or child.tag in DIVISIONS or (child.tag == "hcontainer" and child.get("name")):
            parts.append(_provision(child))
        else:
            _walk(child, has_articles, parts, within)


def _provision(node: _Element) -> Provision:
    unit = node.get("name") if node.tag == "hcontainer" else node.tag
    number, own = _number(node), node.get("GUID") or ""
    identifier = own if IDENTIFIER.fullmatch(own) else f"{UNITS.get(unit, unit)}-{number.lower() or 'x'}"
    label = node.find("num")
    paragraphs = tuple(_number(child) for child in node if child.tag in STEPS and _number(child))
    letters = sum(1 for _ in node.iter(*POINTS))
    title, shown = _title(node), _words(label) if label is not None else ""
    return Provision(
        identifier,
        unit,
        number,
        _place(node),
        _words(node),
        title,
        paragraphs=paragraphs,
        letters=letters,
        shown_number=shown,
    )


def _number(node: _Element) -> str:
    label = node.find("num")
    words = _words(label) if label is not None else ""
    match = LABEL.match(words)
    if match:
        return re.sub(r"[ -]", "", match["number"])
    return re.sub(r"[^\w]+", "", words)[:12]


def _title(node: _Element) -> str:
    heading = node.find("heading")
    return _words(heading) if heading is not None else ""


def _words(node: _Element) -> str:
    return " ".join("".join(node.itertext()).split())


def _place(node: _Element) -> Place:
    return Place(node.sourceline or 1)


def _doubts(provisions: list[Provision]) -> list[Doubt]:
    seen: set[str] = set()
    doubts = []
    for one in provisions:
        if one.id in seen:
            doubts.append(Doubt(one.place, f"The id {one.id} stands again here; it needs a name of its own"))
        if not one.number and one.unit in UNITS:
            doubts.append(Doubt(one.place, f"A {one.unit} without a number"))
        seen.add(one.id)
    return doubts
