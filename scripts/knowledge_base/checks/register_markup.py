"""Registers hold text: no HTML, and no address that a browser would run."""

import re
from collections.abc import Iterator

from knowledge_base.checks.markup import RAW_HTML
from knowledge_base.findings import Finding
from knowledge_base.registers import Registers
from knowledge_base.yamlfile import Document, Location

ACTING = re.compile(r"\b(?:(?:javascript|vbscript):(?=\S)|data:(?=[\w.+-]+/[\w.+-]+[;,]))", re.IGNORECASE)


def check(name: str, document: Document, registers: Registers) -> Iterator[Finding]:
    """Yield a finding for each text of a register that holds HTML or an address that acts."""
    for location, text in _texts(document.data, ()):
        if match := RAW_HTML.search(text):
            what = f"has raw HTML ({text[match.start() :][:24].strip()}…)."
            yield document.finding(location, what, "Write plain text, without <.")
        if match := ACTING.search(text):
            what = f"has an address that begins with “{match[0]}”."
            yield document.finding(location, what, "Give an address with https.")


def _texts(data: object, location: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(data, str):
        if "<" in data or ":" in data:
            yield location, data
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*location, index))
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(str(key), (*location, key))
            yield from _texts(value, (*location, key))
