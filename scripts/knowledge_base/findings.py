"""What is wrong with the input: where, what, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

LONGEST_SAID = 600  # characters of a finding's text
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

    def __post_init__(self) -> None:
        # What is wrong may be what cannot be seen, or without end; a terminal must show it all the same.
        for name in ("path", "what", "mend"):
            object.__setattr__(self, name, _shown(getattr(self, name)))

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


def _shown(text: str) -> str:
    if len(text) > LONGEST_SAID:
        text = f"{text[: LONGEST_SAID // 2]} … {text[-LONGEST_SAID // 4 :]}"
    if text.replace("\n", "").isprintable():
        return text
    return "".join(mark if mark.isprintable() or mark == "\n" else f"U+{ord(mark):04X}" for mark in text)
