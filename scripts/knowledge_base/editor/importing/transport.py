"""A document as JSON: it is made in a process of its own, which a trap in the file cannot lead out of."""

import json
from dataclasses import asdict
from typing import Any

from knowledge_base.editor.importing.model import Document, Doubt, Heading, Place, Provision


def to_json(document: Document) -> str:
    """Return the document in one line."""
    parts = [{"is": type(part).__name__, **asdict(part)} for part in document.parts]
    return json.dumps({**asdict(document), "parts": parts}, ensure_ascii=False)


def from_json(text: str) -> Document:
    """Return the document that `to_json` wrote."""
    data = json.loads(text)
    data["parts"] = tuple(_part(part) for part in data["parts"])
    data["doubts"] = tuple(Doubt(_place(doubt["place"]), doubt["what"]) for doubt in data["doubts"])
    return Document(**data)


def _part(data: dict[str, Any]) -> Heading | Provision:
    data["place"] = _place(data["place"])
    if data.pop("is") == "Heading":
        return Heading(**data)
    data["paragraphs"] = tuple(data["paragraphs"])
    return Provision(**data)


def _place(data: dict[str, Any] | None) -> Place | None:
    return Place(**data) if data else None
