"""`kb check`: which files it takes, how it shows what it finds, and with which exit code."""

import json
import os
from pathlib import Path

import pytest
from conftest import Workshop
from knowledge_base import REPOSITORY
from knowledge_base.checks.chosen import UnknownPathError, choose
from knowledge_base.checks.output import as_annotations, as_json, as_text
from knowledge_base.checks.rules import RULES
from knowledge_base.findings import Finding

ERROR = Finding("docs/en/law/crc.md", 7, "cites “x”, y: 100%.", "Write\nit.", rule="citations")
WARNING = Finding("docs/id/law/crc.md", 9, "has 60 words without a stop.", "Make two.", "warning", "readability")


@pytest.mark.parametrize(
    ("name", "here", "pages", "registers"),
    [
        ("law/crc", ".", ["en/law/crc", "id/law/crc"], []),
        ("law/crc.md", ".", ["en/law/crc", "id/law/crc"], []),
        ("law/crc#art-37", ".", ["en/law/crc", "id/law/crc"], []),
        ("docs/id/law/crc.md", ".", ["id/law/crc"], []),
        ("crc.md", "docs/en/law", ["en/law/crc"], []),
        ("../docs/en/law/crc.md", "tests", ["en/law/crc"], []),
        (str(REPOSITORY / "docs/en/law/crc.md"), "/", ["en/law/crc"], []),
        ("docs/data/sources.yml", ".", [], ["docs/data/sources.yml"]),
        ("sources.yml", ".", [], ["docs/data/sources.yml"]),
    ],
)
def test_a_page_or_register_is_named_as_a_file_or_a_stem(name: str, here: str, pages: list, registers: list) -> None:
    chosen = choose([name], REPOSITORY, REPOSITORY / here)
    assert sorted(f"{locale}/{stem}" for locale, stem in chosen.pages) == pages
    assert sorted(chosen.registers) == registers


def test_a_folder_stands_for_all_in_it() -> None:
    both = choose(["law/indonesia"], REPOSITORY, REPOSITORY).pages
    one = choose(["docs/en/law/indonesia/"], REPOSITORY, REPOSITORY).pages
    assert {locale for locale, _ in both} == {"en", "id"}
    assert one == {(locale, stem) for locale, stem in both if locale == "en"}
    assert len(one) == len(list((REPOSITORY / "docs/en/law/indonesia").glob("*.md")))
    whole = choose(["."], REPOSITORY, REPOSITORY)
    assert len(whole.pages) == len([*REPOSITORY.glob("docs/en/**/*.md"), *REPOSITORY.glob("docs/id/**/*.md")])
    assert len(whole.registers) == len(list(REPOSITORY.glob("docs/data/*.yml")))


def test_every_name_that_fits_nothing_is_named_with_what_may_be_meant() -> None:
    with pytest.raises(UnknownPathError) as error:
        choose(["law/crcc", "law/crc", "crc", "/etc/passwd", "../../..", "mkdocs.yml"], REPOSITORY, REPOSITORY)
    lines = str(error.value).splitlines()
    assert [line.split(":")[0] for line in lines] == ["law/crcc", "crc", "/etc/passwd", "../../..", "mkdocs.yml"]
    assert lines[0].endswith("Did you mean law/crc, law/opac?") or "Did you mean law/crc" in lines[0]
    assert "Did you mean law/crc?" in lines[1]


def test_findings_stand_file_by_file_with_the_grounds_of_their_rules() -> None:
    assert as_text([ERROR, WARNING], RULES) == (
        "docs/en/law/crc.md:7: cites “x”, y: 100%.\n    Write\nit.\n\n"
        "docs/id/law/crc.md:9: warning: has 60 words without a stop.\n    Make two.\n\n"
        "Why:\n    citations: docs/en/about/editing.md, “Cite”\n"
        "    readability: docs/en/about/contribute.md, “How we word things”: short sentences\n\n"
        "1 error, 1 warning."
    )
    assert as_text([], RULES) == "No errors."


def test_json_gives_each_finding_with_all_its_parts() -> None:
    assert json.loads(as_json([WARNING])) == [
        {
            "path": "docs/id/law/crc.md",
            "line": 9,
            "what": "has 60 words without a stop.",
            "mend": "Make two.",
            "severity": "warning",
            "rule": "readability",
        }
    ]
    assert json.loads(as_json([])) == []


def test_annotations_are_escaped_as_github_asks() -> None:
    odd = Finding("docs/en/a,b:c.md", 3, "100%", "Do\nthis: now, please.", rule="markup")
    assert as_annotations([odd, WARNING]).split("\n") == [
        "::error file=docs/en/a%2Cb%3Ac.md,line=3,title=markup::100%25 Do%0Athis: now, please.",
        "::warning file=docs/id/law/crc.md,line=9,title=readability::has 60 words without a stop. Make two.",
    ]


def test_the_command_checks_what_is_named_and_tells_errors_from_warnings(workshop: Workshop, monkeypatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    assert workshop.kb("check", "law/crc").stdout == "No errors.\n"
    workshop.append("docs/en/about/privacy.md", "\nWrite to budi@contoh.id.\n")
    assert workshop.kb("check", "law/crc").returncode == 0
    done = workshop.kb("check", "about/privacy")
    assert (done.returncode, done.stderr) == (1, "")
    assert "has an e-mail address (budi…)." in done.stdout
    assert "::error" not in done.stdout
    assert "::error file=docs/en/about/privacy.md" in workshop.kb("check", "--annotations").stdout
    found = json.loads(workshop.kb("check", "about", "--json").stdout)
    assert {one["rule"] for one in found if one["severity"] == "error"} == {"privacy"}
    monkeypatch.setitem(os.environ, "GITHUB_ACTIONS", "true")
    assert "::error file=docs/en/about/privacy.md" in workshop.kb("check", "about/privacy").stdout


def test_warnings_alone_are_no_failure(workshop: Workshop) -> None:
    for locale in ("en", "id"):
        path = f"docs/{locale}/law/crc.md"
        workshop.replace(path, "review_due: 2027-05-21", "review_due: 2020-01-02")
        workshop.replace(path, "reviewed: 2026-11-21", "reviewed: 2020-01-01")
    done = workshop.kb("check", "law/crc")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "No errors, 2 warnings.")
    assert "docs/en/law/crc.md:11: warning: was due for review on 2020-01-02." in done.stdout


def test_a_wrong_name_ends_with_code_2_and_no_check(workshop: Workshop) -> None:
    done = workshop.kb("check", "law/nothing")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("law/nothing: no page, register or folder of the text.")


def test_a_check_never_loads_what_only_a_build_needs(workshop: Workshop) -> None:
    Path(workshop.root / "scripts/weasyprint.py").write_text("raise SystemExit('loaded')\n", "utf-8")
    Path(workshop.root / "scripts/mkdocs.py").write_text("raise SystemExit('loaded')\n", "utf-8")
    assert workshop.kb("check", "law/crc").stdout == "No errors.\n"
