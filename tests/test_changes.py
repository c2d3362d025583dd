"""What changed between two texts: redlines, kinds of change, places that moved, versions that must be raised."""

import dataclasses
import json
import random
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import Workshop
from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.banner import BANNER, Known, Place, banner
from knowledge_base.changes import PageChange, compare, is_substance
from knowledge_base.checks.moved import check
from knowledge_base.editions import Edition
from knowledge_base.findings import InputError
from knowledge_base.manifest import differences, make_manifest
from knowledge_base.models import Bilingual
from knowledge_base.moved import lost, target
from knowledge_base.pages import Page, parse_page
from knowledge_base.redline import Run, redline
from knowledge_base.registers import Registers, load_registers
from knowledge_base.texts import Frozen, PageText, SectionText, as_json, by_page, from_json, load_frozen
from knowledge_base.versions import page_fingerprint
from samples import FRONT_MATTER

REGISTERS = load_registers()
WHY = Bilingual(en="Repealed.", id="Dicabut.")


# Redlines


def shown(before: list[str], now: list[str]) -> list[str]:
    marks = {"same": "{}", "del": "[-{}-]", "ins": "[+{}+]"}
    return [" ".join(marks[run.side].format(run.text) for run in paragraph) for paragraph in redline(before, now)]


@pytest.mark.parametrize(
    ("before", "now", "lines"),
    [
        (["The child must be told."], ["The child must be told."], ["The child must be told."]),
        (["It should be short."], ["It must be short."], ["It [-should-] [+must+] be short."]),
        (["One.", "Two."], ["One.", "New.", "Two."], ["One.", "[+New.+]", "Two."]),
        (["One.", "Two.", "Three."], ["One.", "Three."], ["One.", "[-Two.-]", "Three."]),
        ([], ["New."], ["[+New.+]"]),
        (["Old."], [], ["[-Old.-]"]),
        # Where a paragraph became two, and two became one.
        (["One two. Three four."], ["One two.", "Three four."], ["One two.", "Three four."]),
        (["One two.", "Three four."], ["One two. Three four."], ["One two. Three four."]),
        # Two equal words between changes belong to one change.
        (["a b c d e"], ["x b c y e"], ["[-a b c d-] [+x b c y+] e"]),
        (["a b c d e f"], ["x b c d y f"], ["[-a-] [+x+] b c d [-e-] [+y+] f"]),
    ],
)
def test_a_redline_reads_as_both_texts(before: list[str], now: list[str], lines: list[str]) -> None:
    assert shown(before, now) == lines


@pytest.mark.parametrize("seed", range(40))
def test_a_redline_loses_and_invents_no_word(seed: int) -> None:
    draw = random.Random(seed)
    before, now = (
        [" ".join(draw.choices("abcd", k=draw.randint(1, 8))) for _ in range(draw.randint(0, 5))] for _ in "12"
    )
    runs = [run for paragraph in redline(before, now) for run in paragraph]

    def words(side: str) -> list[str]:
        return " ".join(run.text for run in runs if run.side in ("same", side)).split()

    assert words("del") == " ".join(before).split()
    assert words("ins") == " ".join(now).split()


def test_neighbouring_words_of_one_side_are_one_run() -> None:
    assert redline(["a b"], ["c d"]) == [(Run("del", "a b"), Run("ins", "c d"))]


# Kinds of change


def section(key: str, *text: str, cited: tuple[str, ...] = (), title: str = "Title") -> SectionText:
    return SectionText(key, title, 2, False, text, cited)


def page_text(stem: str, *sections: SectionText, version: str = "1.0", language: str = "en") -> PageText:
    return PageText(stem, language, "Page", "law", version, "2026-11-21", (section("", "Answer."), *sections))


def changed(before: list[PageText], now: list[PageText], moved: Mapping | None = None) -> list[PageChange]:
    return compare(by_page(before), by_page(now), "en", moved or {}, REGISTERS.duties)


@pytest.mark.parametrize(
    ("before", "now", "kinds", "substance"),
    [
        ("It should end.", "It must end.", ["duty-stronger"], True),
        ("It must end.", "It should end.", ["duty-weaker"], True),
        ("It must end.", "It may end.", ["duty-weaker"], True),
        ("It must end.", "It must not end.", ["duty-turned", "negation"], True),
        ("It ends.", "It must end.", ["duty-new"], True),
        ("It must end.", "It ends.", ["duty-gone"], True),
        ("It ends.", "It may end.", ["wording"], True),
        ("It is told.", "It is not told.", ["negation"], True),
        ("Within 24 hours.", "Within 48 hours.", ["number"], True),
        ("Within 24 hours, it must end.", "Within 48 hours, it should end.", ["duty-weaker", "number"], True),
        ("The child waits.", "The boy waits.", ["wording"], True),
        ("First, the law.", "First the Law.", ["editorial"], False),
    ],
)
def test_the_kind_of_a_change_is_named(before: str, now: str, kinds: list[str], substance: bool) -> None:
    (change,) = changed([page_text("a", section("x", before))], [page_text("a", section("x", now))])
    (one,) = change.sections
    assert (one.place, one.what, list(one.kinds), is_substance(one)) == ("a#x", "changed", kinds, substance)


def test_a_place_that_is_cited_no_more_is_a_change_of_substance() -> None:
    before, now = (
        section("x", "Same.", cited=("crc, art. 1", "crc, art. 2")),
        section("x", "Same.", cited=("crc, art. 1",)),
    )
    (change,) = changed([page_text("a", before)], [page_text("a", now)])
    assert change.sections[0].kinds == ("citation",)


def test_new_and_removed_sections_and_pages_are_listed() -> None:
    before = [page_text("a", section("x", "X."), section("y", "Y.")), page_text("b")]
    now = [page_text("a", section("x", "X."), section("z", "Z.")), page_text("c")]
    first, new, gone = changed(before, now, {"a#y": WHY, "b": WHY})
    assert [(one.place, one.what, one.why) for one in first.sections] == [("a#z", "new", None), ("a#y", "removed", WHY)]
    assert [(new.page, new.what), (gone.page, gone.what, gone.why)] == [("c", "new"), ("b", "removed", WHY)]


def test_what_only_moved_is_no_change_of_substance() -> None:
    before = [page_text("a", section("x", "X."), section("y", "Y."))]
    now = [page_text("b", section("z", "X.")), page_text("c", section("y", "Y."))]
    page, other = changed(before, now, {"a": "b", "a#x": "b#z", "a#y": "c#y"})
    assert (page.page, page.what) == ("b", "moved")
    assert [(one.place, one.what, one.was, one.to) for one in page.sections] == [
        ("b#z", "moved", "a#x", None),
        ("a#y", "left", None, "c#y"),
    ]
    assert (other.page, other.what) == ("c", "new")
    assert not any(is_substance(one) for one in page.sections)


def test_a_page_into_which_another_went_is_compared_with_itself() -> None:
    before = [page_text("a", section("x", "X.")), page_text("b", section("x", "Other."))]
    now = [page_text("a", section("x", "X, too."))]
    (page,) = changed(before, now, {"b": "a"})
    assert page.what == "changed"
    assert [(one.place, one.was, one.before.text) for one in page.sections] == [("a#x", None, ("X.",))]


def test_a_page_with_a_new_version_is_listed_though_this_language_says_the_same() -> None:
    (change,) = changed([page_text("a")], [page_text("a", version="1.1")])
    assert (change.what, change.sections) == ("changed", ())


# The record of an edition


def test_the_text_of_an_edition_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    texts = [page_text("a", section("x", "“X” – 1 < 2.", cited=("crc, art. 1",))), page_text("a", language="id")]
    assert from_json("".join(as_json(texts, "2026.1"))) == Frozen("2026.1", by_page(texts))
    assert load_frozen(tmp_path) is None
    (tmp_path / "docs/data/frozen").mkdir(parents=True)
    (tmp_path / "docs/data/frozen/2026.1.json").write_text("[]", encoding="utf-8")
    with pytest.raises(InputError, match=r"docs/data/frozen/2026.1.json:1: is no record of an edition's text"):
        load_frozen(tmp_path)


def test_the_list_of_files_forgives_a_banner_and_nothing_else() -> None:
    page = b"<body><!--edition-->old<!--/edition--><main>Text</main>"
    files = {"a/index.html": page, "a/a.pdf": b"%PDF", "data/manifest.json": b"{}"}
    manifest = make_manifest(files.items(), "2026.1")
    assert set(json.loads(manifest)["files"]) == {"a/index.html", "a/a.pdf"}
    assert differences(files | {"a/index.html": page.replace(b"old", b"new banner")}, manifest) == []
    assert differences(files | {"a/index.html": page.replace(b"Text", b"text")}, manifest) == [
        "a/index.html was changed"
    ]
    assert differences({"a/index.html": page, "b.html": b""}, manifest) == ["a/a.pdf is gone", "b.html was added"]


# Places that moved


def test_a_place_is_followed_however_often_it_moved() -> None:
    moved = {"a": "b", "b": "c", "c#x": "d#y", "e": WHY}
    assert [target(place, moved) for place in ("a", "a#z", "a#x", "e#x", "f#x")] == ["c", "c#z", "d#y", WHY, "f#x"]
    with pytest.raises(ValueError, match="a → b → a"):
        target("a", {"a": "b", "b": "a"})


def test_a_place_without_a_way_on_is_lost() -> None:
    assert lost({"a", "a#x", "b#y"}, {"a", "c"}, {"b": "c"}) == ["a#x", "b#y"]
    assert lost({"a", "a#x", "b#y"}, {"a", "c", "c#y"}, {"b": "c", "a#x": WHY}) == []


def page(text: str, stem: str = "a", locale: str = "en") -> Page:
    return parse_page(f"{FRONT_MATTER}\n{text}", f"docs/{locale}/{stem}.md", locale, stem)


def findings(moved: Mapping, tmp_path: Path, frozen: Frozen | None = None) -> list[str]:
    register = "".join(f"{old}: {json.dumps(new)}\n" for old, new in moved.items())
    (tmp_path / "docs/data").mkdir(parents=True)
    (tmp_path / "docs/data/moved.yml").write_text(register or "{}\n", encoding="utf-8")
    pages = {(locale, "a"): page("Answer.\n\n## X { #x }\n\nX.\n", locale=locale) for locale in ("en", "id")}
    registers = dataclasses.replace(REGISTERS, moved=moved)
    return [str(found) for found in check(tmp_path, registers, pages, frozen)]


@pytest.mark.parametrize(
    ("moved", "what"),
    [
        ({"b": "a", "c#x": "a#x"}, []),
        ({"a#x": "a"}, ["docs/data/moved.yml:1: says that “a#x” moved, but it is still there."]),
        ({"b": "a", "c": "d"}, ["docs/data/moved.yml:2: leads from “c” to “d”, which is not there."]),
        (
            {"b": "c", "c": "b"},
            ["docs/data/moved.yml:1: leads in a circle", "docs/data/moved.yml:2: leads in a circle"],
        ),
    ],
)
def test_entries_that_lead_nowhere_are_named(moved: Mapping, what: list[str], tmp_path: Path) -> None:
    found = findings(moved, tmp_path)
    assert len(found) == len(what)
    assert all(one.startswith(start) for one, start in zip(found, what, strict=True))


def test_what_a_published_edition_has_must_not_be_lost(tmp_path: Path) -> None:
    former = Frozen("2026.1", by_page([page_text("a", section("x"), section("y")), page_text("b", section("z"))]))
    assert findings({}, tmp_path, former) == [
        "docs/en/a.md:1: lacks “a#y”, which edition 2026.1 has and others cite.\n"
        "    Give it back, or say in docs/data/moved.yml where it went: a#y: page#section.",
        "docs/data/moved.yml:1: lacks “b”, which edition 2026.1 has and others cite.\n"
        "    Give it back, or say in docs/data/moved.yml where it went: b: page#section.",
    ]


# Banners


def registers_of(*editions: Edition) -> Registers:
    return dataclasses.replace(REGISTERS, editions=list(editions))


def edition(number: str, date: str | None = None, **more: object) -> Edition:
    return Edition(number=number, date=date, summary=Bilingual(en="Summary.", id="Ringkasan."), **more)


FIRST, SECOND = edition("2026.1", "2026-12-01"), edition("2026.2", "2027-01-15")


def test_a_banner_stands_between_its_marks_on_one_line() -> None:
    shown = banner(registers_of(FIRST), Place("law/crc/", "law/crc/", FIRST), Known())
    assert BANNER.fullmatch(shown)
    assert "\n" not in shown


def test_a_page_that_an_edition_lacked_leads_to_its_home() -> None:
    registers = registers_of(FIRST, SECOND)
    known = Known(held={"2026.1": ["id/law/crc/"]})
    there = banner(registers, Place("id/law/crc/", "id/law/crc/", SECOND), known)
    assert '<a href="../../../../2026.1/id/law/crc/" data-same-section>' in there
    not_there = banner(registers, Place("id/law/new/", "id/law/new/", SECOND), known)
    assert '<a href="../../../../2026.1/id/">' in not_there


def test_a_parallel_page_leads_to_the_page_itself() -> None:
    shown = banner(registers_of(FIRST, SECOND), Place("law/crc/parallel/", "law/crc/", FIRST), Known())
    assert '<a href="../../../../2026.2/law/crc/" data-same-section>' in shown


def test_a_draft_says_so_and_names_the_newest_edition() -> None:
    draft = edition("2027.1")
    shown = banner(registers_of(FIRST, SECOND, draft), Place("", "", draft), Known())
    assert "Draft of edition 2027.1: do not cite." in shown
    assert 'The newest edition is <a href="../2026.2/" data-same-section>2026.2, 15 January 2027</a>.' in shown
    alone = banner(registers_of(edition("2026.1")), Place("", "", edition("2026.1")), Known())
    assert "No edition has been published yet." in alone


# Versions


@pytest.fixture
def versioned(workshop: Workshop) -> Workshop:
    """A workshop in which versions count."""
    workshop.write("docs/data/versions.yml", (REPOSITORY / "docs/data/versions.yml").read_text("utf-8"))
    return workshop


def test_a_change_of_substance_needs_a_version_and_a_line_of_history(versioned: Workshop) -> None:
    text = (versioned.root / "docs/en/about/privacy.md").read_text("utf-8")
    major, minor = re.search(r'version: "(\d+)\.(\d+)"\n', text).groups()
    old, new = f"{major}.{minor}", f"{major}.{int(minor) + 1}"
    versioned.replace("docs/en/about/privacy.md", "No accounts, no forms", "No accounts and no forms")
    done = versioned.kb("check")
    assert done.returncode == 1
    assert f"docs/en/about/privacy.md:8: says something else than version {old} did" in done.stdout
    assert f"Write version {new} in both languages" in done.stdout
    for locale in LOCALES:
        versioned.replace(f"docs/{locale}/about/privacy.md", f'version: "{old}"\n', f'version: "{new}"\n')
    assert f"has version {new}, which its history does not name." in versioned.kb("check").stdout
    for locale in LOCALES:
        line = f'  - {{version: "{new}", date: 2026-12-01, change: Words.}}\n---\n'
        versioned.replace(f"docs/{locale}/about/privacy.md", "---\n\n", f"{line}\n")
    done = versioned.kb("check")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "No errors, 1 warning.")
    assert "“not-collected” of docs/en/about/privacy.md changed after it was translated." in done.stdout


def test_an_editorial_change_needs_neither(versioned: Workshop) -> None:
    versioned.replace("docs/en/about/privacy.md", "- No accounts, no forms", "- No *accounts* no forms")
    assert versioned.kb("check").stdout == "No errors.\n"


def test_a_version_counts_time_limits_by_what_they_say() -> None:
    key = "arrest"
    limit = REGISTERS.limits[key]
    other = dataclasses.replace(REGISTERS, limits=REGISTERS.limits | {key: limit.model_copy(update={"amount": "48"})})
    text = page(f"Within [={key}].\n")
    assert page_fingerprint(text, REGISTERS) != page_fingerprint(text, other)
    assert page_fingerprint(text, REGISTERS) == page_fingerprint(page(f"Within, [={key}]\n"), REGISTERS)
