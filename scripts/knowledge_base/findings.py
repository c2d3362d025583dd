"""What is wrong with the input: where, what, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Finding:
    """One fault at one place. `path` is relative to the repository, `line` counts from 1."""

    path: str
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}\n    {self.mend}"


class InputError(Exception):
    """Input that cannot be used. Carries every finding, not only the first."""

    def __init__(self, findings: Iterable[Finding]):
        self.findings = sorted(set(findings))
        super().__init__(report(self.findings))


def report(findings: Iterable[Finding]) -> str:
    """Return the findings as text, one block each, with their number at the end."""
    ordered = sorted(set(findings))
    noun = "error" if len(ordered) == 1 else "errors"
    return "\n".join([*map(str, ordered), f"{len(ordered)} {noun}."])


def relative(path: Path, root: Path) -> str:
    """Return `path` as it is shown in findings: relative to `root`, with forward slashes."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


def read_text(path: Path, root: Path) -> str:
    """Return the file's text with Unix line ends.

    Raises InputError when the file cannot be read or is not UTF-8, with the line of the first bad byte.
    """
    shown = relative(path, root)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError([Finding(shown, 1, f"cannot be read ({error.strerror}).", "Put the file in place.")]) from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        what = f"is not UTF-8 (byte 0x{raw[error.start]:02x})."
        raise InputError([Finding(shown, line, what, "Save the file with the encoding UTF-8.")]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
