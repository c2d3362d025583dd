"""Files of the repository as text: only those that are there, that people wrote, and that lie inside it."""

import os
from functools import lru_cache
from pathlib import Path

from knowledge_base.findings import Finding, InputError

LONGEST_LINE = 5_000  # characters. The text's longest has 1,400; searching much longer ones for marks takes minutes


def stamp(path: Path) -> tuple[str, int, int]:
    """Return what changes whenever the file does: its path, its time in nanoseconds, its size in bytes."""
    try:
        found = path.stat()
    except OSError:  # a link to nowhere; reading will say so
        found = path.lstat()
    return str(path), found.st_mtime_ns, found.st_size


def relative(path: Path, root: Path) -> str:
    """Return `path` as it is shown in findings: relative to `root`, with forward slashes."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


@lru_cache(maxsize=4)
def _real(root: Path) -> str:
    return os.path.realpath(root) + os.sep


def read_text(path: Path, root: Path, longest: int | None = LONGEST_LINE) -> str:
    """Return the file's text with Unix line ends.

    Raises InputError when the file cannot be read, when it is a link that leads out of the repository, when a line has
    more than `longest` characters, and when it is not UTF-8, with the line of the first bad byte.
    """
    shown = relative(path, root)
    if not Path(shown).is_absolute() and not os.path.realpath(path).startswith(_real(root)):
        what, mend = "is a link that leads out of the repository.", "Put the file itself in its place."
        raise InputError([Finding(shown, 1, what, mend)])
    try:
        if path.exists() and not path.is_file():
            raise InputError([Finding(shown, 1, "is no file.", "Put the file in its place.")])
        raw = path.read_bytes()
    except OSError as error:
        raise InputError([Finding(shown, 1, f"cannot be read ({error.strerror}).", "Put the file in place.")]) from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        what = f"is not UTF-8 (byte 0x{raw[error.start]:02x})."
        raise InputError([Finding(shown, line, what, "Save the file with the encoding UTF-8.")]) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if longest and len(text) > longest:
        for number, line in enumerate(text.split("\n"), start=1):
            if len(line) > longest:
                what = f"has a line of {len(line)} characters; {longest} are the most."
                raise InputError([Finding(shown, number, what, "Break it, or take out what does not belong there.")])
    return text
