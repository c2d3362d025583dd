"""The bench of the exit: the project that Zensical gets is our text, and what differs is seen and counted."""

import argparse
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml
from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.article.render import Article
from knowledge_base.bench.exit import report
from knowledge_base.bench.exit.compare import (
    Heading,
    Likeness,
    alike,
    equality,
    first_difference,
    headings,
    leads_nowhere,
    links,
    typed,
)
from knowledge_base.bench.exit.configuration import derived, read_article, read_configuration, write_project
from knowledge_base.bench.exit.ours import Built
from knowledge_base.bench.exit.report import Pair
from knowledge_base.cli import parser
from knowledge_base.provisions import load_pages

PLACES = {"law/crc/": {"art-37"}, "": {"now"}, "id/law/crc/": {"art-37"}, "law/": {"list"}}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_project_of_a_language_is_its_text_as_it_stands(locale: str, tmp_path: Path) -> None:
    pages = {stem: twins[locale] for stem, twins in load_pages().items() if locale in twins}
    write_project(tmp_path, locale, pages)
    copied = {path.relative_to(tmp_path / "docs").as_posix() for path in (tmp_path / "docs").rglob("*.md")}
    assert copied == {f"{stem}.md" for stem in pages}
    settings = yaml.safe_load((tmp_path / "mkdocs.yml").read_text("utf-8"))
    assert settings["markdown_extensions"] == read_configuration()["markdown_extensions"]
    assert settings["plugins"] == []
    assert settings["theme"]["language"] == locale
    # Front matter may name a template: the other generator stops if it is not there.
    named = {page.front_matter.template for page in pages.values()} - {None}
    assert named
    assert all((tmp_path / "templates" / name).is_file() for name in named)


def test_the_navigation_is_in_the_project_s_language_and_leaves_out_what_the_language_lacks() -> None:
    configuration = read_configuration()
    stems = [stem for stem in load_pages() if stem != "law/crc"]
    english, indonesian = (str(derived(configuration, locale, stems)["nav"]) for locale in LOCALES)
    assert "'What to do'" in english
    assert "'Langkah praktis'" in indonesian
    assert "What to do" not in indonesian
    assert "law/iccpr.md" in english
    assert "law/crc.md" not in english + indonesian
    assert derived(configuration, "id", stems)["site_name"] == "Pelindungan Anak dalam Penanggulangan Terorisme"


def test_a_page_that_was_not_built_is_missing_and_not_empty(tmp_path: Path) -> None:
    assert read_article(tmp_path / "index.html") is None


def test_a_heading_counts_as_the_same_only_with_its_level_and_its_id() -> None:
    ours = headings('<h2 id="a">One  <b>two</b></h2><h3 id="b">Three</h3><p id="c"></p>')
    assert ours == [Heading(2, "a", "One two"), Heading(3, "b", "Three")]
    theirs = headings('<h2 id="a">One two</h2><h3 id="three">Three</h3><h4>Four</h4>')
    assert alike(ours, theirs) == Likeness(2, 1, 2)
    assert alike(["a", "a"], ["a"]) == Likeness(2, 1, 0)


def test_a_difference_of_spaces_is_told_apart_from_one_of_words() -> None:
    assert equality("<p>a b</p>", "<p>a b</p>") == "identical"
    assert equality("<p>a b</p>", "<p>a\nb</p>\n") == "whitespace"
    assert equality("<p>a b</p>", "<p>a c</p>") == "different"
    assert first_difference("<p>a b</p>", "<p>a c</p>") == "'<p>a b</p>' → '<p>a c</p>'"
    assert first_difference("same", "same") == ""


def test_what_stays_as_it_was_typed_is_named() -> None:
    left = typed("<p>Within [=limit] [@crc, art. 37].</p><p>::: sources</p>")
    assert [kind.partition(",")[0] for kind in left] == ["citations", "time limits", "registers"]
    assert list(typed("<p>See <a>[1]</a>. Write <code>[@crc, art. 37]</code>.</p>")) == []


@pytest.mark.parametrize(
    ("href", "address", "nowhere"),
    [
        ("../crc/#art-37", "law/iccpr/", False),
        ("../crc/#art-38", "law/iccpr/", True),
        ("../gone/", "law/iccpr/", True),
        ("#art-37", "law/crc/", False),
        ("#art-38", "law/crc/", True),
        ("../", "law/crc/", False),
        ("../../", "law/crc/", False),
        ("../../..", "id/law/crc/", False),
        ("./", "law/", False),
        ("id/law/crc/#art-37", "", False),
    ],
)
def test_a_link_is_broken_when_its_page_or_its_id_is_not_there(href: str, address: str, nowhere: bool) -> None:
    assert leads_nowhere(href, address, PLACES) is nowhere


def test_links_to_files_and_to_other_sites_are_not_judged() -> None:
    kept = ("../crc/#art-37", "../..", "./", "#art-37", "?q=a", "../")
    others = ("../../data/sources.yml", "https://example.org/", "//example.org/", "mailto:a@b.example")
    assert links("".join(f'<p><a href="{href}">x</a></p>' for href in (*kept, *others))) == list(kept)


def test_the_report_says_when_the_aim_is_missed(capsys: pytest.CaptureFixture[str]) -> None:
    whole = '<h2 id="a">One</h2><p><a href="#b">Two</a></p><h2 id="b">Two</h2>'

    def article(markup: str) -> Article:
        return Article("", markup, Counter(), frozenset())

    def pair(stem: str, theirs: str | None) -> Pair:
        return Pair(Built("en", stem, whole, article(whole), article), theirs)

    good = pair("law/crc", whole)
    report.show("1.0", {"en": "No issues found"}, [good])
    assert capsys.readouterr().out.rstrip().endswith("the same: reached.")
    report.show("1.0", {"en": "No issues found"}, [good, pair("law/opac", whole.partition('<h2 id="b')[0])])
    said = capsys.readouterr().out
    assert "75.00%" in said
    assert "broken: 1\n  en/law/opac: #b" in said
    assert said.rstrip().endswith("the same: NOT reached.")
    report.show("1.0", {"en": "No issues found"}, [good, pair("law/opac", None)])
    assert capsys.readouterr().out.rstrip().endswith("the same: NOT reached.")


def test_the_command_takes_another_version_of_zensical() -> None:
    options: argparse.Namespace = parser().parse_args(["bench", "exit", "--zensical", "0.0.74"])
    assert (options.what, options.zensical) == ("exit", "0.0.74")


def test_checks_and_article_steps_need_no_mkdocs() -> None:
    """What the page about/architecture says: whichever program renders, they stay as they are."""
    program = "import sys; sys.modules['mkdocs'] = sys.modules['material'] = None\n"
    program += "import knowledge_base.article.render, knowledge_base.checks.rules, knowledge_base.provisions"
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "scripts")}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
