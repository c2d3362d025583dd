"""What each section of the text says, as a reader sees it, and the places that it cites: as data, kept with an edition.

`docs/data/frozen/NUMBER.json` holds the newest published edition, as its data/sections.json did: the next one is
compared with it, and ids that it had must not be lost.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.findings import Finding, InputError
from knowledge_base.reading import relative

FOLDER = Path("docs", "data", "frozen")


@dataclass(frozen=True)
class SectionText:
    """A section without the sections inside it. `level` is that of its heading; the opening of a page has no id.

    `text` is its paragraphs, list items and table rows in their order, `cited` the places, as `source, pinpoint`.
    """

    id: str
    title: str
    level: int
    provision: bool
    text: tuple[str, ...]
    cited: tuple[str, ...]


@dataclass(frozen=True)
class PageText:
    """A page in one language."""

    page: str
    language: str
    title: str
    type: str
    version: str
    reviewed: str
    sections: tuple[SectionText, ...]


Texts = Mapping[str, Mapping[str, PageText]]


@dataclass(frozen=True)
class Frozen:
    """A published edition: its number, and its texts by page and language."""

    number: str
    pages: Texts


def as_json(texts: Iterable[PageText], edition: str) -> Iterator[str]:
    """Yield the texts as JSON, a section a line, so that git and readers see what changed; a page at a time."""
    yield f'{{"edition":{_compact(edition)},"pages":[\n'
    parting = ""
    for text in texts:
        head = asdict(text)
        rows = ",\n  ".join(map(_compact, head.pop("sections")))
        yield f'{parting}{_compact(head)[:-1]},"sections":[\n  {rows}\n]}}'
        parting = ",\n"
    yield "\n]}\n"


def from_json(text: str) -> Frozen:
    """Return what `as_json` gave. Raises ValueError, KeyError or TypeError for anything else."""
    data = json.loads(text)
    pages = [
        PageText(**{**page, "sections": tuple(_section(section) for section in page["sections"])})
        for page in data["pages"]
    ]
    return Frozen(data["edition"], by_page(pages))


def by_page(texts: Iterable[PageText]) -> Texts:
    """Return the texts by page and language."""
    found: dict[str, dict[str, PageText]] = {}
    for text in texts:
        found.setdefault(text.page, {})[text.language] = text
    return found


def load_frozen(root: Path = REPOSITORY) -> Frozen | None:
    """Return the newest edition that is kept; None before the first. Raises InputError for a file that is broken."""
    paths = sorted((root / FOLDER).glob("*.json"))
    if not paths:
        return None
    return _load(paths[-1], root, paths[-1].stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _load(path: Path, root: Path, stamp: int) -> Frozen:
    # `stamp` is not read: it keys the cache, since checks and publishing steps ask for the same file.
    try:
        return from_json(path.read_text("utf-8"))
    except (ValueError, KeyError, TypeError) as error:
        mend = "Take it from data/sections.json of the published edition."
        raise InputError(
            [Finding(relative(path, root), 1, f"is no record of an edition's text ({error}).", mend)]
        ) from None


def _section(values: dict) -> SectionText:
    return SectionText(**{**values, "text": tuple(values["text"]), "cited": tuple(values["cited"])})


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
