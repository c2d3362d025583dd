"""Findings as people, programs and GitHub read them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from knowledge_base.checks.rule import Rule
from knowledge_base.findings import Finding, report


def as_text(findings: Sequence[Finding], rules: Iterable[Rule]) -> str:
    """Return the findings file by file, then the names of the rules that made them with their grounds."""
    if not findings:
        return report(findings).strip()
    grounds = {rule.name: rule.ground for rule in rules}
    named = sorted({finding.rule for finding in findings} & grounds.keys())
    why = [f"    {name}: {grounds[name]}" for name in named]
    listing, _, total = report(findings).rpartition("\n")
    return "\n".join([listing, "", "Why:", *why, "", total])


def as_json(findings: Iterable[Finding]) -> str:
    """Return a JSON array with an object for each finding."""
    return json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2)


def as_annotations(findings: Iterable[Finding]) -> str:
    """Return workflow commands by which GitHub shows each finding at its line of a pull request.

    https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
    """
    return "\n".join(map(_annotation, findings))


def _annotation(finding: Finding) -> str:
    values = {"file": finding.path, "line": str(finding.line), "title": finding.rule or finding.severity}
    properties = ",".join(f"{key}={_property(value)}" for key, value in values.items())
    return f"::{finding.severity} {properties}::{_data(f'{finding.what} {finding.mend}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
