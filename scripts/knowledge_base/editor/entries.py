"""A new entry in a register of docs/data, in the file's own order and style; comments stay where they are."""

import re
from collections.abc import Iterator
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.editor.refused import RefusedError
from knowledge_base.findings import InputError
from knowledge_base.models import IDENTIFIER
from knowledge_base.reading import read_text
from knowledge_base.registers import load_registers

ARTICLES = re.compile(r"\b(?:a|an|the|of|on|in|for|and|to|by|with|at|its|from)\b")


def with_entry(register: str, key: str, entry: str) -> str:
    """Return a register's text with an entry put where its key belongs, between blank lines.

    Raises RefusedError for a key that the register has.
    """
    lines = register.rstrip("\n").split("\n")
    for index, own in _keys(lines):
        if own == key:
            raise RefusedError([f"{key}: the register has this id already. Choose another."])
        if own > key:
            while index and lines[index - 1].startswith("#"):
                index -= 1  # a comment belongs to what follows it
            return "\n".join([*lines[:index], *entry.rstrip("\n").split("\n"), "", *lines[index:]]) + "\n"
    return "\n".join([*lines, "", *entry.rstrip("\n").split("\n")]) + "\n"


def _keys(lines: list[str]) -> Iterator[tuple[int, str]]:
    for index, line in enumerate(lines):
        if match := re.match(r"[\"']?([a-z0-9-]+)[\"']?:", line):
            yield index, match[1]


def plan_entry(register: str, key: str, entry: str, root: Path = REPOSITORY) -> dict[Path, str]:
    """Return the new text of docs/data/`register`.yml by its path. Nothing is written.

    Raises RefusedError for what all registers together would refuse.
    """
    path = root / "docs" / "data" / f"{register}.yml"
    text = with_entry(read_text(path, root), key, entry)
    try:
        load_registers(root, {register: text})
    except InputError as error:
        raise RefusedError(f"{finding.what} {finding.mend}" for finding in error.findings) from None
    return {path: text}


def slug(words: str, most: int | None = None) -> str:
    """Return words as an id: small letters and digits with hyphens, at most `most` words, without little ones."""
    if most:
        words = ARTICLES.sub(" ", words.casefold())
    parts = re.findall(r"[a-z0-9]+", words.casefold().replace("'", "").replace("’", ""))
    return "-".join(parts[:most])


def key_faults(key: str) -> Iterator[str]:
    """Yield why an id cannot be one."""
    if not IDENTIFIER.fullmatch(key):
        yield f"--id: “{key}” is no id. Use lower-case letters, digits and single hyphens."
