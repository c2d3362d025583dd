"""Which translated sections still say what their original said when they were made.

docs/data/translations.yml holds one line for each section, `page#section: fingerprint of the original`. A section
whose original has another fingerprint today is stale; so is one that the register lacks, for nobody confirmed it.
Pages whose original is Indonesian (`original: id`) are translated into English.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.pages import Page
from knowledge_base.substance import Passage, fingerprint, passages
from knowledge_base.writing import write_whole

REGISTER = "docs/data/translations.yml"
HEADER = """\
# Kept by scripts/kb translated: the fingerprint of each section's original when its translation was confirmed.

"""


@dataclass(frozen=True)
class State:
    """How far a page's translation is: all its sections, and those whose original has changed since."""

    original: str
    sections: tuple[str, ...]
    stale: frozenset[str]

    @property
    def translation(self) -> str:
        """The language that the page is translated into."""
        return next(locale for locale in LOCALES if locale != self.original)


def state(twins: Mapping[str, Page], recorded: Mapping[str, str]) -> State | None:
    """Return how far the translation of a page is; `twins` are its languages. None for a page without a twin."""
    if len(twins) < len(LOCALES):
        return None
    original = twins[next(iter(twins.values())).front_matter.original]
    sections = passages(original)
    stale = (one.id for one in sections if recorded.get(key(original, one)) != fingerprint(one.text))
    return State(original.locale, tuple(one.id for one in sections), frozenset(stale))


def key(page: Page, passage: Passage) -> str:
    """Return a section's key in the register."""
    return f"{page.stem}#{passage.id}"


def save(recorded: Mapping[str, str], root: Path = REPOSITORY) -> None:
    """Write the register."""
    write_whole(root / REGISTER, as_text(recorded).encode())


def as_text(recorded: Mapping[str, str]) -> str:
    """Return the register's text, one line for each section, in order, so that git merges it line by line."""
    return HEADER + "".join(sorted(f'{name}: "{value}"\n' for name, value in recorded.items()))
