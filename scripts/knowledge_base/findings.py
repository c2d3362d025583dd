"""What is wrong with the input: where, what, and how to mend it."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Finding:
    """One fault at one place. `path` is relative to the repository, `line` counts from 1.

    A warning asks for a look and stops nothing. `rule` is the name of the check that found it, if one did.
    """

    path: str
    line: int
    what: str
    mend: str
    severity: Severity = "error"
    rule: str = ""

    def __str__(self) -> str:
        warning = "warning: " if self.severity == "warning" else ""
        return f"{self.path}:{self.line}: {warning}{self.what}\n    {self.mend}"


class InputError(Exception):
    """Input that cannot be used. Carries every finding, not only the first."""

    def __init__(self, findings: Iterable[Finding]):
        self.findings = sorted(set(findings))
        super().__init__(report(self.findings))


def report(findings: Iterable[Finding]) -> str:
    """Return the findings as text, file by file with a free line between, and their number at the end."""
    ordered = sorted(set(findings))
    files = ["\n".join(map(str, group)) for _, group in groupby(ordered, lambda finding: finding.path)]
    return "\n\n".join(files) + f"\n{count(ordered)}"


def count(findings: Iterable[Finding]) -> str:
    """Return how many errors and warnings there are: “1 error, 2 warnings.”, “No errors.”"""
    kinds = [finding.severity for finding in findings]
    errors, warnings = kinds.count("error"), kinds.count("warning")
    shown = [f"{errors or 'No'} error{'' if errors == 1 else 's'}"]
    if warnings:
        shown.append(f"{warnings} warning{'' if warnings == 1 else 's'}")
    return f"{', '.join(shown)}."


def relative(path: Path, root: Path) -> str:
    """Return `path` as it is shown in findings: relative to `root`, with forward slashes."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


@lru_cache(maxsize=4)
def _real(root: Path) -> str:
    return os.path.realpath(root) + os.sep


def read_text(path: Path, root: Path) -> str:
    """Return the file's text with Unix line ends.

    Raises InputError when the file cannot be read, when it is a link that leads out of the repository, and when it is
    not UTF-8, with the line of the first bad byte.
    """
    shown = relative(path, root)
    if not Path(shown).is_absolute() and not os.path.realpath(path).startswith(_real(root)):
        what, mend = "is a link that leads out of the repository.", "Put the file itself in its place."
        raise InputError([Finding(shown, 1, what, mend)])
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
