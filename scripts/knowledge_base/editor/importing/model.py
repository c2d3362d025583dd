"""What an import works on: lines with their places, and the document that a layout makes of them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Place:
    """Where something stands in the file: its line or, in a Word file, paragraph; its page where the file has pages."""

    line: int
    page: int | None = None
    word: str = "line"

    def __str__(self) -> str:
        return f"page {self.page}" if self.page else f"{self.word} {self.line}"


@dataclass(frozen=True)
class Line:
    """A line of the official text and its place. `level` is that of a heading in the file's own markup, 0 elsewhere."""

    text: str
    place: Place
    level: int = 0


@dataclass(frozen=True)
class Doubt:
    """What the import is not sure of, and where a person should look."""

    place: Place | None
    what: str


@dataclass(frozen=True)
class Reading:
    """What a reader gives: the lines, the title that the file itself names, and what the reader is unsure of."""

    lines: tuple[Line, ...]
    title: str = ""
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Stream:
    """The lines as one text, since in a bad transcription a heading may stand in the middle of a line."""

    lines: Sequence[Line]

    @cached_property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def _starts(self) -> list[int]:
        starts, position = [], 0
        for line in self.lines:
            starts.append(position)
            position += len(line.text) + 1
        return starts

    def line(self, position: int) -> int:
        """Return the index of the line in which a character of `text` stands."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def start(self, index: int) -> int:
        """Return the position at which a line begins."""
        return self._starts[index] if index < len(self._starts) else len(self.text)

    def place(self, position: int) -> Place:
        """Return the place of a character of `text`."""
        return self.lines[self.line(position)].place if self.lines else Place(1)


@dataclass(frozen=True)
class Heading:
    """A chapter, part or section of the source: its own label and title, and the id that the page gives it."""

    id: str
    unit: str
    number: str
    title: str
    place: Place
    within: str = ""
    position: int = 0


@dataclass(frozen=True)
class Provision:
    """An article, paragraph, rule or clause with the source's number and the permanent id.

    `of` is the law that an amending law changes, as “23/2002”. `state` is “found”, “inferred” (its number follows from
    its neighbours or from the elucidation, its heading was not found), “deleted” or “elucidation” (only its elucidation
    is changed). `text` is the official wording, for the private file alone.
    """

    id: str
    unit: str
    number: str
    place: Place
    text: str = ""
    title: str = ""
    of: str = ""
    state: str = "found"
    paragraphs: tuple[str, ...] = ()
    letters: int = 0
    shown_number: str = ""
    position: int = 0


@dataclass(frozen=True)
class Document:
    """An official text after its layout was recognised. `parts` are headings and provisions in their order."""

    layout: str
    language: str
    title: str
    parts: tuple[Heading | Provision, ...]
    preamble: str = ""
    rest: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()

    @property
    def provisions(self) -> list[Provision]:
        return [part for part in self.parts if isinstance(part, Provision)]

    @property
    def headings(self) -> list[Heading]:
        return [part for part in self.parts if isinstance(part, Heading)]
