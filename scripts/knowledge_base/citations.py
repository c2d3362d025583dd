"""Citations in the text, in Pandoc's syntax: `[@uu-11-2012, art. 32(2); @crc, art. 37(b)]`.

Syntax: https://pandoc.org/MANUAL.html#citation-syntax (bracketed form, key and locator only).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from knowledge_base.locators import Locator, LocatorError, parse_locator

GROUP = re.compile(r"\[(?P<body>@[^\[\]]+)\]")
KEY = re.compile(r"@(?P<source>[A-Za-z0-9][A-Za-z0-9_.:-]*?)(?:\s*,\s*(?P<locator>.+))?", re.DOTALL)

# Kinds of source whose claims need a pinpoint: their parts are numbered by the source itself.
PINPOINT_KINDS = frozenset({"law", "treaty", "resolution", "standard"})


class CitationError(ValueError):
    """A citation that cannot be read, with the way to mend it."""

    def __init__(self, message: str, mend: str):
        super().__init__(message)
        self.mend = mend


@dataclass(frozen=True)
class Citation:
    """One claim's support: a source and the place in it."""

    source: str
    locator: Locator | None


@lru_cache(maxsize=20_000)  # the same places are cited again and again
def parse_citation(text: str) -> Citation:
    """Return the citation written as `@source, locator`. Raises CitationError."""
    match = KEY.fullmatch(text.strip())
    if not match:
        raise CitationError(f"“{text.strip()}” is not a citation.", "Write [@source-id, art. 32(2)].")
    if match["locator"] is None:
        return Citation(match["source"], None)
    try:
        return Citation(match["source"], parse_locator(match["locator"]))
    except LocatorError as error:
        raise CitationError(f"{error}.", "Write the pinpoint as in CONTRIBUTING.md, “Cite a source”.") from None


def parse_group(body: str) -> list[Citation]:
    """Return the citations of one bracket, whose inside is `body`. Raises CitationError."""
    return [parse_citation(part) for part in body.split(";")]


def citations_in(text: str) -> Iterator[Citation]:
    """Yield the citations of `text` in their order. Raises CitationError."""
    for _, body in find_groups(text):
        yield from parse_group(body)


def find_groups(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, inside of the bracket) for each citation bracket in `text`."""
    for match in GROUP.finditer(text):
        yield match.start(), match["body"]
