"""Verbs that look at the text as it is: check, status, translated, changes."""

import argparse
import datetime
import gc
import json
import os
import sys
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.commands import Verb


def check(options: argparse.Namespace) -> int:
    """Check the text, or what is named of it, and print every fault with its line and the way to mend it."""
    from knowledge_base.checks import find, output
    from knowledge_base.checks.chosen import UnknownPathError, choose
    from knowledge_base.checks.rules import RULES

    try:
        chosen = choose(options.paths, REPOSITORY, Path.cwd()) if options.paths else None
    except UnknownPathError as error:
        print(error, file=sys.stderr)
        return 2
    gc.disable()  # a check is over before it is worth looking for what can be freed
    findings = find(REPOSITORY, chosen, datetime.date.today())
    if options.json:
        print(output.as_json(findings))
    else:
        if options.annotations or os.environ.get("GITHUB_ACTIONS") == "true":
            print(output.as_annotations(findings), end="\n" if findings else "")
        print(output.as_text(findings, RULES))
    return 1 if any(finding.severity == "error" for finding in findings) else 0


def status(options: argparse.Namespace) -> int:
    """Print how far the text is in each language: pages, sections, words, what is missing or behind."""
    from knowledge_base.editor.status import as_json, as_table, status

    found = status()
    print(as_json(found) if options.json else as_table(found))
    return 0


def translated(options: argparse.Namespace) -> int:
    """Record that a translation matches its original again; a change of substance must have been translated."""
    from knowledge_base.editor.translated import record

    return record(options.pages)


def changes(options: argparse.Namespace) -> int:
    """Print what a proposal does to the text, for a comment: duties, numbers, citations, translations, versions."""
    from knowledge_base.proposal.markdown import as_markdown
    from knowledge_base.proposal.report import as_data, make_report

    report = make_report(options.base, options.head)
    print(json.dumps(as_data(report), ensure_ascii=False, indent=1) if options.json else as_markdown(report), end="")
    return 0


def add(verb: Verb) -> None:
    """Add the verbs with what they take."""
    checked = verb(check, "", "law/crc", "docs/id/law", "docs/data/sources.yml --json")
    paths = "a file, a page without language (law/crc), a folder; without any the whole text"
    checked.add_argument("paths", nargs="*", metavar="PATH", help=paths)
    form = checked.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="for programs: a list of findings")
    annotations = "also as GitHub's workflow commands (by itself when GITHUB_ACTIONS is true)"
    form.add_argument("--annotations", action="store_true", help=annotations)
    verb(status, "", "--json").add_argument("--json", action="store_true", help="for programs")
    recorded = verb(translated, "law/crc#art-37", "about/contribute about/editing")
    recorded.add_argument("pages", nargs="+", metavar="PAGE[#section]", help="law/crc, or law/crc#art-37")
    proposed = verb(changes, "main", "main my-branch", "edition-2026.1 --json")
    proposed.add_argument("base", metavar="BASE", help="the branch, tag or commit it is proposed for: main")
    proposed.add_argument("head", metavar="HEAD", nargs="?", help="what is proposed (default: the working tree)")
    proposed.add_argument("--json", action="store_true", help="for programs")
