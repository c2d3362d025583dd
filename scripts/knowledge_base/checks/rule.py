"""A rule of the checks: its name, where its ground stands, and a generator of findings."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from knowledge_base.drafts import is_unwritten
from knowledge_base.findings import Finding, InputError, Severity
from knowledge_base.pages import Page, kept_page, page_paths
from knowledge_base.reading import read_text
from knowledge_base.registers import Registers

Place = tuple[str, str]  # language and stem


@dataclass(frozen=True)
class Rule:
    """`name` is permanent: programs and people refer to it. `ground` names the text that says why."""

    name: str
    ground: str
    check: Callable[..., Iterator[Finding]]
    severity: Severity = "error"

    def __call__(self, *subjects) -> Iterator[Finding]:
        """Yield what the rule finds, under its name."""
        yield from self.sign(self.check(*subjects))

    def sign(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield findings under the rule's name."""
        for finding in findings:
            yield replace(finding, rule=self.name, severity=self.severity)


class Shelf(Mapping[Place, Page]):
    """The pages of the text, each read once and only when it is asked for.

    A page that cannot be read is not on the shelf; `faults` says why.
    """

    def __init__(self, root: Path):
        self.root = root
        self.paths = {(locale, stem): path for locale, stem, path in page_paths(root)}
        self._read: dict[Place, Page | InputError] = {}

    def __getitem__(self, place: Place) -> Page:
        page = self._page(place)
        if isinstance(page, InputError):
            raise KeyError(place)
        return page

    def __iter__(self) -> Iterator[Place]:
        return (place for place in self.paths if isinstance(self._page(place), Page))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def faults(self, place: Place) -> list[Finding]:
        """Return why a page cannot be read; nothing for one that can."""
        page = self._page(place)
        return page.findings if isinstance(page, InputError) else []

    def source(self, place: Place) -> str | None:
        """Return the text of a page's file, front matter included; None for a file that cannot be read."""
        try:
            return read_text(self.paths[place], self.root)
        except InputError:
            return None

    def _page(self, place: Place) -> Page | InputError:
        if place not in self._read:
            try:
                self._read[place] = kept_page(self.paths[place], *place, self.root)
            except InputError as error:
                self._read[place] = error
        return self._read[place]


@dataclass(frozen=True)
class Text:
    """What rules that look beyond one page need. `today` is None where nothing may depend on the clock."""

    root: Path
    registers: Registers
    pages: Shelf
    today: datetime.date | None = None

    @cached_property
    def unfinished_sources(self) -> frozenset[str]:
        """The keys of sources whose entries are still to be written."""
        sources = self.registers.sources.items()
        return frozenset(key for key, source in sources if is_unwritten(source.model_dump_json()))
