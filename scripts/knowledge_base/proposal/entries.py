"""Entries of registers that a proposal adds, removes or changes."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge_base import LOCALES, yamlfile
from knowledge_base.article.limits import find_inserts
from knowledge_base.findings import InputError
from knowledge_base.models import Duty
from knowledge_base.pages import Page
from knowledge_base.proposal.reading import LIMITS_BLOCK
from knowledge_base.substance import Kind, citations_of, kinds, passages, words_of

# Kept by scripts/kb translated and edition; what changes there is said under translations and versions.
KEPT = frozenset({"translations", "versions"})
# Read by the search alone: nothing of them stands in the text.
SEARCH = frozenset({"asked", "everyday-words", "search-only", "word-families"})
LIMITS = "time-limits"
SOURCES = "sources"


@dataclass(frozen=True)
class Value:
    """A value of an entry that differs: the keys that lead to it, and both values, empty where there is none."""

    name: str
    before: str
    now: str
    kinds: tuple[Kind, ...]


@dataclass(frozen=True)
class Entry:
    """An entry that is new, gone or changed, at `path` and `line`. `places` are those of the text that show it."""

    register: str
    key: str
    what: str
    path: str
    line: int
    values: tuple[Value, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def is_substance(self) -> bool:
        """Whether a reader of the text learns something else; what only the search reads says nothing."""
        changed = {kind for value in self.values for kind in value.kinds}
        return self.register not in SEARCH and (self.what != "changed" or not changed <= {"editorial"})


def changed_entries(before: Path, now: Path, duties: Mapping[str, Duty]) -> Iterator[Entry]:
    """Yield the entries that differ between the registers below two folders. Registers that are broken are left out."""
    names = {path.stem for root in (before, now) for path in (root / "docs" / "data").glob("*.yml")}
    for name in sorted(names - KEPT):
        if _bytes(before, name) == _bytes(now, name):
            continue
        former, current = _document(before, name), _document(now, name)
        if former is None or current is None:
            continue
        old, new = _entries(former.data), _entries(current.data)
        for key in [*new, *(key for key in old if key not in new)]:
            if key in old and key in new and old[key] == new[key]:
                continue
            what = "new" if key not in old else "removed" if key not in new else "changed"
            shown = current if key in new else former
            values = tuple(_values(old.get(key), new.get(key), duties)) if what == "changed" else ()
            yield Entry(name, key, what, shown.shown, _line(shown, key), values)


def with_places(entry: Entry, pages: Mapping[str, Mapping[str, Page]]) -> Entry:
    """Return an entry with the sections that show it, if it is a time limit, or cite it, if it is a source."""
    shows = {LIMITS: _named_limits, SOURCES: _named_sources}.get(entry.register)
    if shows is None or entry.what == "new":
        return entry
    found = dict.fromkeys(
        f"{stem}#{passage.id}"
        for stem, twins in pages.items()
        for page in twins.values()
        for passage in passages(page)
        if entry.key in shows(passage.text)
    )
    return replace(entry, places=tuple(found))


def _named_sources(text: str) -> set[str]:
    return {place.partition(",")[0] for place in citations_of(text)}


def _named_limits(text: str) -> set[str]:
    found = {key for _, keys in find_inserts(text) for key in keys.split("+")}
    for line in text.split("\n"):
        if block := LIMITS_BLOCK.fullmatch(line.strip()):
            found |= set(block["keys"].split())
    return found


def _bytes(root: Path, name: str) -> bytes | None:
    path = root / "docs" / "data" / f"{name}.yml"
    return path.read_bytes() if path.is_file() else None


def _document(root: Path, name: str) -> yamlfile.Document | None:
    try:
        return yamlfile.load(root / "docs" / "data" / f"{name}.yml", root)
    except InputError:
        return None


def _entries(data: object) -> dict[str, object]:
    """Return the entries of a register by key; those of a list by what tells them apart."""
    if isinstance(data, Mapping):
        return {str(key): value for key, value in data.items()}
    counted: Counter = Counter()
    found: dict[str, object] = {}
    for item in data if isinstance(data, list) else []:
        name = _name(item)
        counted[name] += 1
        found[name if counted[name] == 1 else f"{name} ({counted[name]})"] = item
    return found


def _name(item: object) -> str:
    """Return what tells an item from others: an edition's number, an event's date and page, a station's title."""
    leaves = _leaves(item)
    told = [leaves[key] for key in ("number", "date", "page", "title.en") if key in leaves]
    return ", ".join(told) or next(iter(leaves.values()), "")


def _line(document: yamlfile.Document, key: str) -> int:
    if isinstance(document.data, list):
        return document.line((list(_entries(document.data)).index(key),))
    return document.line((key,))


def _values(before: object, now: object, duties: Mapping[str, Duty]) -> Iterator[Value]:
    old, new = _leaves(before), _leaves(now)
    for name in [*new, *(name for name in old if name not in new)]:
        one, two = old.get(name, ""), new.get(name, "")
        if one != two:
            locale = next((part for part in name.split(".") if part in LOCALES), LOCALES[0])
            found = tuple(kinds(one, two, locale, duties))
            # What is no sentence, a number or a level, says something else whenever it differs.
            yield Value(name, one, two, found if words_of(one) or words_of(two) else ("wording",))


def _leaves(value: object, name: str = "") -> dict[str, str]:
    if isinstance(value, Mapping):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value, start=1)
    else:
        return {name: "" if value is None else str(value)}
    return {k: v for key, item in inner for k, v in _leaves(item, f"{name}.{key}".lstrip(".")).items()}
