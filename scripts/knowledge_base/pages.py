"""One Markdown page: its front matter and its body. Used by hooks and checks alike."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from knowledge_base import LOCALES, REPOSITORY, yamlfile
from knowledge_base.body import Line, Section, lines_of, sections_of, text_of
from knowledge_base.findings import Finding, InputError
from knowledge_base.models import Strict
from knowledge_base.reading import read_text, relative, stamp

PageType = Literal["instrument", "law", "guidance", "protocol", "reference", "about", "home"]


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

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the text, with code blanked out."""
        return lines_of(self.body, self.body_line)

    @property
    def text(self) -> str:
        """The lines as one text, for what may run over the end of a line."""
        return text_of(self.body, self.body_line)

    def line_at(self, position: int) -> int:
        """Return the number of the line on which `position` of `text` stands."""
        return self.lines[self.text.count("\n", 0, position)].number

    @property
    def sections(self) -> tuple[Section, ...]:
        return sections_of(self.body, self.body_line, self.shown)


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


def kept_page(path: Path, locale: str, stem: str, root: Path = REPOSITORY) -> Page:
    """Return what `read_page` does; each state of a file is read once. Raises InputError."""
    return _kept(path, locale, stem, root, stamp(path))


@lru_cache(maxsize=4_096)
def _kept(path: Path, locale: str, stem: str, root: Path, stamp: tuple) -> Page:
    return read_page(path, locale, stem, root)
