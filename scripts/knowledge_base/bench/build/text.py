"""The repository's text made larger: copies of its pages beside them, in both languages, with all that belongs to them.

A copy stands after its page in the navigation and has its translations' records, so that checks, lists and indexes
treat it as any page. Pages of registers, and those that others are listed on, stay single.
"""

import re
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from knowledge_base import LOCALES

COPIED = ("docs", "overrides", "scripts", "mkdocs.yml", "requirements.in", "requirements.txt")
PARTS = ("protocols/", "instruments/", "law/", "toolkit/")
ENTRY = re.compile(r"^(?P<indent> +)- (?P<stem>[\w/-]+)\.md$", re.MULTILINE)
TRANSLATIONS = "docs/data/translations.yml"


def enlarge(repository: Path, target: Path, pairs: int) -> int:
    """Write a copy of the repository with at least that many pairs of pages to `target`. Return how many it has."""
    target.mkdir()
    for name in COPIED:
        source = repository / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target / name)
    settings = (target / "mkdocs.yml").read_text("utf-8")
    stems = [match["stem"] for match in ENTRY.finditer(settings)]
    copies: dict[str, list[str]] = {}
    for stem, name in _copies(stems, pairs - len(stems)):
        copies.setdefault(stem, []).append(name)
        for locale in LOCALES:
            folder = target / "docs" / locale
            shutil.copy(folder / f"{stem}.md", folder / f"{name}.md")

    def with_copies(entry: re.Match) -> str:
        names = (entry["stem"], *copies.get(entry["stem"], ()))
        return "\n".join(f"{entry['indent']}- {name}.md" for name in names)

    (target / "mkdocs.yml").write_text(ENTRY.sub(with_copies, settings), encoding="utf-8")
    _record_translations(target / TRANSLATIONS, copies)
    return len(stems) + sum(map(len, copies.values()))


def _copies(stems: list[str], wanted: int) -> Iterator[tuple[str, str]]:
    """Yield a page and the name of a copy of it, `wanted` times."""
    copied = [stem for stem in stems if stem.startswith(PARTS) and not stem.endswith("/index")]
    names = ((stem, f"{stem}-copy-{turn}") for turn in count(1) for stem in copied)
    for _ in range(wanted):
        yield next(names)


def _record_translations(register: Path, copies: dict[str, list[str]]) -> None:
    lines = []
    for line in register.read_text("utf-8").splitlines():
        stem, mark, rest = line.partition("#")
        lines += [line, *(f"{name}#{rest}" for name in copies.get(stem, ()) if mark)]
    register.write_text("\n".join(lines) + "\n", encoding="utf-8")
