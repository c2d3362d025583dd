"""One Markdown page as front matter and sections with permanent ids. Used by hooks and checks alike."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from markdown.extensions.fenced_code import FencedBlockPreprocessor
from pydantic import Field, StringConstraints

from knowledge_base import LOCALES, REPOSITORY, yamlfile
from knowledge_base.findings import Finding, InputError
from knowledge_base.models import RESERVED, Strict
from knowledge_base.reading import read_text, relative

PageType = Literal["instrument", "law", "guidance", "protocol", "reference", "about", "home"]

# What is a block of code is for Markdown to say: its own rule, so that no text is code here and markup there.
FENCED = FencedBlockPreprocessor.FENCED_BLOCK_RE
HEADING = re.compile(r"^(?P<marks>#{1,6})\s*(?P<title>.*?)(?:\s+\{:?(?P<attributes>[^{}]*)\})?\s*$")
INNER_HEADING = re.compile(r"^(?:[ \t>]|[-*+:] |\d+\. )+#")
UNDERLINE = re.compile(r"^(?:=+|-+) *$")
ID_ATTRIBUTE = re.compile(r"(?:^|\s)#(?P<id>\S+)")
DIFFERS = re.compile(r'data-differs="([^"]+)"')
THEMES = re.compile(r'data-themes="([^"]*)"')
SECTION_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
INLINE_CODE = re.compile(r"(?<!\\)(`+)(?!`).+?(?<!`)\1(?!`)")


class Change(Strict):
    """One line of a page's history."""

    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+$")]
    date: datetime.date
    change: str


class FrontMatter(Strict):
    """What every page says about itself. Unknown keys are errors."""

    title: str
    summary: Annotated[str, StringConstraints(max_length=220)]
    type: PageType
    status: Literal["draft"] | None = None
    roles: list[str]
    stages: list[str]
    themes: list[str]
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+$")]
    reviewed: datetime.date
    review_due: datetime.date
    original: Literal["en", "id"] = "en"
    instrument: str | None = None
    history: Annotated[list[Change], Field(min_length=1)]
    template: str | None = None


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


@dataclass(frozen=True)
class Page:
    """A page of one language. `stem` is the same for both languages: `protocols/detention-decision`."""

    locale: str
    stem: str
    shown: str
    front_matter: FrontMatter
    front_document: yamlfile.Document
    body_line: int
    body: str

    @property
    def is_draft(self) -> bool:
        """Whether the page belongs to no edition yet."""
        return self.front_matter.status == "draft"

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the text, with code blanked out."""
        return tuple(_prose_lines(self.body, self.body_line))

    @cached_property
    def text(self) -> str:
        """The lines as one text, for what may run over the end of a line."""
        return "\n".join(line.text for line in self.lines)

    def line_at(self, position: int) -> int:
        """Return the number of the line on which `position` of `text` stands."""
        return self.lines[self.text.count("\n", 0, position)].number

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return tuple(sections(self.lines, self.shown))

    def forget_lines(self) -> None:
        """Free the lines and what is made of them; whoever asks for them later has them made again."""
        for name in ("lines", "text", "sections"):
            self.__dict__.pop(name, None)


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


def sections(lines: tuple[Line, ...], shown: str) -> Iterator[Section]:
    """Yield the page's sections in reading order, each with its permanent id and its lines.

    Raises InputError with every heading that has no id, a wrong level or an id used before.
    """
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


def parse_page(text: str, shown: str, locale: str, stem: str) -> Page:
    """Return the page written as `text`. Raises InputError for front matter that is broken or not complete."""
    match = re.match(r"---[ \t]*\n(?P<yaml>.*?)\n---[ \t]*(?:\n|$)", text, re.DOTALL)
    if not match:
        what, mend = "has no front matter.", "Begin the file with --- and the keys shown in docs/en/about/editing.md."
        raise InputError([Finding(shown, 1, what, mend)])
    document = yamlfile.parse(match["yaml"], shown, first_line=2)
    if not isinstance(document.data, dict):
        raise InputError([Finding(shown, 2, "has front matter that is not a list of keys.", "Write key: value.")])
    front_matter = yamlfile.validated(document, FrontMatter)
    body_line = text[: match.end()].count("\n") + 1
    return Page(locale, stem, shown, front_matter, document, body_line, text[match.end() :])


def page_paths(root: Path = REPOSITORY) -> Iterator[tuple[str, str, Path]]:
    """Yield (locale, stem, path) for every page of the text."""
    for locale in LOCALES:
        folder = root / "docs" / locale
        for path in sorted(folder.rglob("*.md")):
            yield locale, path.relative_to(folder).with_suffix("").as_posix(), path


def read_page(path: Path, locale: str, stem: str, root: Path = REPOSITORY) -> Page:
    """Read one page. Raises InputError."""
    return parse_page(read_text(path, root), relative(path, root), locale, stem)
