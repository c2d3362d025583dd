"""A page's body: its lines without code, and its sections with their permanent ids."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown.extensions.fenced_code import FencedBlockPreprocessor

from knowledge_base.findings import Finding, InputError
from knowledge_base.models import RESERVED

# What is a block of code is for Markdown to say: its own rule, so that no text is code here and markup there.
FENCED = FencedBlockPreprocessor.FENCED_BLOCK_RE
HEADING = re.compile(r"^(?P<marks>#{1,6})\s*(?P<title>.*?)(?:\s+\{:?(?P<attributes>[^{}]*)\})?\s*$")
INNER_HEADING = re.compile(r"^(?:[ \t>]|[-*+:] |\d+\. )+#")
UNDERLINE = re.compile(r"^(?:=+|-+) *$")
ID_ATTRIBUTE = re.compile(r"(?:^|\s)#(?P<id>\S+)")
DIFFERS = re.compile(r'data-differs="([^"]+)"')
THEMES = re.compile(r'data-themes="([^"]*)"')
SECTION_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# As lines, a text takes five times the room it has as one piece: of a large one, those asked for last are kept so.
KEPT, FEW = 300, 60  # pages. There are 254; checks go from page to page
INLINE_CODE = re.compile(r"(?<!\\)(`+)(?!`).+?(?<!`)\1(?!`)")


@dataclass(frozen=True, slots=True)  # there are very many
class Line:
    """A line of a page's text: its number in the file and its text, without code."""

    number: int
    text: str


@dataclass(frozen=True)
class Section:
    """A heading with an id and the lines under it, up to the next heading."""

    id: str
    level: int
    title: str
    attributes: str
    line: int
    lines: tuple[Line, ...]

    @property
    def is_provision(self) -> bool:
        return ".provision" in self.attributes.split()

    @property
    def text(self) -> str:
        """The lines under the heading as one text."""
        return "\n".join(line.text for line in self.lines)

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes that the heading declares."""
        return tuple(" ".join(THEMES.findall(self.attributes)).split())

    @property
    def differs(self) -> str | None:
        """Why this section is meant to differ from its twin, if it is."""
        declared = DIFFERS.search(self.attributes)
        return declared[1] if declared else None


@lru_cache(maxsize=KEPT)
def lines_of(body: str, first_line: int) -> tuple[Line, ...]:
    """Return the lines of a body, with code blanked out. `first_line` is the number of the first in its file."""
    return tuple(_prose_lines(body, first_line))


@lru_cache(maxsize=FEW)
def text_of(body: str, first_line: int) -> str:
    """Return the same lines as one text."""
    return "\n".join(line.text for line in lines_of(body, first_line))


@lru_cache(maxsize=KEPT)
def sections_of(body: str, first_line: int, shown: str) -> tuple[Section, ...]:
    """Return the sections of a body in reading order, each with its permanent id and its lines.

    Raises InputError with every heading that has no id, a wrong level or an id used before. `shown` names the file.
    """
    return tuple(_sections(lines_of(body, first_line), shown))


def _prose_lines(body: str, first_line: int) -> Iterator[Line]:
    loose = False  # after a backtick without its twin, the rest of the paragraph may or may not be code
    for number, text in enumerate(FENCED.sub(_opening_line, body).split("\n"), start=first_line):
        prose = INLINE_CODE.sub(lambda code: " " * len(code[0]), text)
        loose = (loose and bool(text.strip())) or "`" in prose
        yield Line(number, text if loose else prose)


def _opening_line(block: re.Match) -> str:
    """Empty a block of code but for its first line, which may hold attributes."""
    opening, _, code = block[0].partition("\n")
    return opening + "\n" * (code.count("\n") + 1)


def _sections(lines: tuple[Line, ...], shown: str) -> Iterator[Section]:
    findings: list[Finding] = []
    seen: dict[str, int] = {}
    starts: list[tuple[int, re.Match]] = []
    for index, line in enumerate(lines):
        if match := HEADING.match(line.text):
            starts.append((index, match))
        elif INNER_HEADING.match(line.text):
            what = "has a heading that is indented or stands in a list or quotation."
            findings.append(Finding(shown, line.number, what, "Begin the line with ##, or write **bold** text."))
        elif UNDERLINE.match(line.text) and index and lines[index - 1].text:
            what = "has a line that makes the text above it a heading."
            mend = "Write ## Title { #english-words }, or leave a line free."
            findings.append(Finding(shown, line.number, what, mend))
    found: list[Section] = []
    for order, (index, match) in enumerate(starts):
        number, level = lines[index].number, len(match["marks"])
        attributes = match["attributes"] or ""
        identifier = ID_ATTRIBUTE.search(attributes)
        if level == 1 or level > 3:
            mend = "Use ## and ###; the page's title comes from its front matter."
            findings.append(Finding(shown, number, f"has a heading of level {level}.", mend))
        if not identifier:
            what = f"has the heading “{match['title']}” without an id."
            mend = "Add one, the same in both languages: ## Title { #english-words }."
            findings.append(Finding(shown, number, what, mend))
            continue
        key = identifier["id"]
        if key in seen:
            what = f"uses the id “{key}” again (first on line {seen[key]})."
            findings.append(Finding(shown, number, what, "Give this section an id of its own."))
        elif not SECTION_ID.fullmatch(key) or key.startswith(RESERVED):
            mend = f"Use lower-case English words with hyphens; ids do not begin with {', '.join(RESERVED)}."
            findings.append(Finding(shown, number, f"has the id “{key}”.", mend))
        seen.setdefault(key, number)
        end = starts[order + 1][0] if order + 1 < len(starts) else len(lines)
        found.append(Section(key, level, match["title"], attributes, number, lines[index + 1 : end]))
    if findings:
        raise InputError(findings)
    yield from found
