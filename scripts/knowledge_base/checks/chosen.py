"""Which files `kb check PATH…` looks at: pages and registers named as files, stems or folders."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge_base import LOCALES
from knowledge_base.checks.rule import Place
from knowledge_base.pages import page_paths
from knowledge_base.reading import relative

DATA = Path("docs", "data")


class UnknownPathError(Exception):
    """A name on the command line that is no part of the text; says what might have been meant."""


@dataclass(frozen=True)
class Chosen:
    """Pages by language and stem, registers by their path from the repository on."""

    pages: frozenset[Place]
    registers: frozenset[str]


def choose(names: Iterable[str], root: Path, here: Path) -> Chosen:
    """Return the files that `names` stand for: `docs/en/law/crc.md`, `law/crc`, `law`, `docs/data/sources.yml`.

    A path is looked for from the folder `here` on, then from the repository, then in the text. A name without language
    stands for both. Raises UnknownPathError with every name that fits nothing.
    """
    shelf = {path.resolve(): (locale, stem) for locale, stem, path in page_paths(root)}
    data = {path.resolve(): relative(path, root) for path in sorted((root / DATA).glob("*.yml"))}
    pages: set[Place] = set()
    registers: set[str] = set()
    unknown: list[str] = []
    for name in (name.partition("#")[0] for name in names):  # law/crc#art-37 is the page with it
        found = [path for path in _meant(name, root, here) if path in shelf or path in data or path.is_dir()]
        mine = [path for path in (*shelf, *data) if any(path == one or one in path.parents for one in found)]
        if not mine:
            unknown.append(f"{name}: no page, register or folder of the text. {_hint(name, shelf)}")
        pages.update(shelf[path] for path in mine if path in shelf)
        registers.update(data[path] for path in mine if path in data)
    if unknown:
        raise UnknownPathError("\n".join(unknown))
    return Chosen(frozenset(pages), frozenset(registers))


def _meant(name: str, root: Path, here: Path) -> list[Path]:
    """Return where a name may lead: the first place that exists, or its twins in all languages."""
    for folder in (here, root):
        path = (folder / name).resolve()
        if path.exists() and path.is_relative_to(root.resolve()):
            return [path]
    stem = name.strip("/").removesuffix(".md")
    folders = [root / "docs" / locale for locale in LOCALES]
    found = [folder / f"{stem}.md" for folder in folders] + [folder / stem for folder in folders]
    found.append(root / DATA / f"{stem.removesuffix('.yml')}.yml")
    return [path.resolve() for path in found if path.exists() and path.resolve().is_relative_to(root.resolve())]


def _hint(name: str, shelf: Mapping[Path, Place]) -> str:
    stems = sorted({stem for _, stem in shelf.values()})
    last = name.removesuffix(".md").rstrip("/").rpartition("/")[2]
    near = difflib.get_close_matches(name.removesuffix(".md"), stems, 3, 0.6)
    near += [stem for stem in stems if stem.rpartition("/")[2] == last and stem not in near]
    if near:
        return f"Did you mean {', '.join(near[:3])}?"
    return "Write a file, law/crc for both languages of a page, a folder such as law, or docs/data/sources.yml."
