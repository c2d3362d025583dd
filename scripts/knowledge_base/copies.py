"""Codes of printed copies: whether what a reader holds still says what its page says.

A code such as `7KQ4M-2XD9A` has two halves in Crockford's base 32, which has no I, L, O and U: one stands for the page
in its language, one for what all its sections say. What a section says is its words, numbers and cited places, as a
reader sees them (substance.py): a comma, a reformatted line, a new version or edition make no copy old.

The QR code (ISO/IEC 18004) leads to the page about/current and holds the code, with a mark for each section, behind the
“#” of the address: a browser keeps that part to itself. With the marks the page names the sections that changed,
without any record of the past.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import segno
from pydantic import RootModel

from knowledge_base import REPOSITORY, yamlfile
from knowledge_base.addresses import page_url
from knowledge_base.findings import Finding, InputError
from knowledge_base.models import Strict
from knowledge_base.substance import words_once

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
HALF = 5  # characters of each half, 25 bits
MARK = 2  # characters of a section's mark, 12 bits
# With more parts the QR code would need smaller modules than an office printer gives at the size of a margin.
MOST_MARKS = 40
RECORDS = "docs/data/printed"
CHECK_STEM = "about/current"


@dataclass(frozen=True)
class Part:
    """A page's opening or one of its sections of level 2 with all inside it. The opening has no id.

    `mark` stands for what it says: two characters of base64url (RFC 4648, 5).
    """

    id: str
    title: str
    mark: str


@dataclass(frozen=True)
class SaidPart:
    """A part with what it says, in one line of words and one of cited places."""

    id: str
    title: str
    said: str

    @property
    def marked(self) -> Part:
        """The part with its mark alone: of all pages together, what they say is much to hold."""
        return Part(self.id, self.title, base64.urlsafe_b64encode(_digest(self.said))[:MARK].decode())


@dataclass(frozen=True)
class CopyCode:
    """The code of one page in one language, with the parts that it is made from."""

    page: str
    content: str
    parts: tuple[Part, ...]

    @property
    def short(self) -> str:
        """The code as it is printed: `7KQ4M-2XD9A`."""
        return f"{self.page}-{self.content}"

    @property
    def marks(self) -> str:
        """The marks of all parts in their order."""
        return "".join(part.mark for part in self.parts)


class PrintedPage(Strict):
    """A page in the record of an edition."""

    title: str
    code: str
    marks: str


class Printed(RootModel[dict[str, PrintedPage]]):
    """The record of an edition, `docs/data/printed/EDITION.json`: its pages by their addresses."""


def said(text: str, cited: Sequence[str] = ()) -> str:
    """Return what a part says, from its text as a reader sees it and the places that it cites."""
    return " ".join(words_once(text)) + "\n" + " ".join(sorted(cited))


def copy_code(locale: str, stem: str, parts: Sequence[SaidPart]) -> CopyCode:
    """Return the code of a page. Sections that only change places do not change it."""
    content = "\n\n".join(sorted(part.said for part in parts))
    return CopyCode(_crockford(f"{locale}/{stem}"), _crockford(content), tuple(part.marked for part in parts))


def qr_address(code: CopyCode, root_address: str, locale: str, marks: bool = True) -> str:
    """Return what the QR code holds. `root_address` is where the newest text stands.

    Pages with more than 40 parts leave the marks out (today none; the longest has 20): their copies are told as current
    or changed like those of a typed code.
    """
    shown = f".{code.marks}" if marks and len(code.parts) <= MOST_MARKS else ""
    return f"{urljoin(root_address, page_url(locale, CHECK_STEM))}#{code.short}{shown}"


def qr_rows(text: str) -> list[list[bool]]:
    """Return the modules of the smallest QR code that holds `text`, row by row from the top; dark ones are true.

    Where the version has room to spare, it goes into error correction.
    """
    code = segno.make(text, error="l", boost_error=True, micro=False)
    return [[bool(module) for module in row] for row in code.matrix]


def edition_record(codes: Mapping[str, CopyCode]) -> dict[str, dict[str, str]]:
    """Return the record of an edition, to be kept as JSON. `codes` are those of its pages, by their addresses."""
    return {
        address: {"title": code.parts[0].title, "code": code.short, "marks": code.marks}
        for address, code in sorted(codes.items())
    }


def load_records(root: Path = REPOSITORY) -> dict[str, dict[str, PrintedPage]]:
    """Return the records of the editions by their numbers, oldest first. Raises InputError."""
    records: dict[str, dict[str, PrintedPage]] = {}
    for path in sorted(
        (root / RECORDS).glob("*.json"), key=lambda path: [int(n) for n in path.stem.split(".") if n.isdigit()]
    ):
        document = yamlfile.load(path, root)  # JSON is YAML
        if not isinstance(document.data, dict):
            mend = "It is written when the edition is frozen: take it from there."
            raise InputError([Finding(document.shown, 1, "is no record of an edition.", mend)])
        records[path.stem] = yamlfile.validated(document, Printed).root
    return records


def _crockford(text: str) -> str:
    number = int.from_bytes(_digest(text)) >> (256 - 5 * HALF)
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(HALF)))


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
