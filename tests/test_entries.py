"""kb source add, kb term add: an entry where it belongs, in the file's style, and never the same thing twice."""

import difflib
import io
import os
import pty
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Workshop
from knowledge_base import REPOSITORY
from knowledge_base.editor import sources, terms
from knowledge_base.editor.asking import Question, answers, with_choices
from knowledge_base.editor.entries import with_entry
from knowledge_base.editor.files import write_all
from knowledge_base.editor.questions import OF_SOURCE, OF_TERM
from knowledge_base.editor.refused import MissingError, RefusedError
from knowledge_base.registers import load_registers

QUESTIONS = with_choices(OF_SOURCE, load_registers().vocabulary)
SOURCE = {
    "kind": "law",
    "title": 'Undang-Undang tentang "Sesuatu": contoh, bagian 1',
    "language": "id",
    "translation_en": "Law on: something",
    "short_en": "Law 99/2027",
    "short_id": "UU 99/2027",
    "body_en": "Republic of Indonesia",
    "body_id": "Republik Indonesia",
    "date": "2027-01-31",
    "symbol": "LN 2027/1, TLN 9999",
    "url": "https://example.org/a?b=1&c=#d",
    "also": ["https://example.org/e"],
    "seen": "excerpt",
    "seen_note_en": "arts. 1–3",
    "seen_note_id": "Pasal 1–3",
    "code": ["S-1"],
}
TERM = {
    "term_en": "school outreach (guidance)",
    "definition_en": "A visit: to a school.",
    "alias_en": ["visit", "talk"],
    "avoid_en": ['indoctrination: It means the opposite. Write "outreach".'],
    "term_id": "penyuluhan di sekolah",
    "definition_id": "Kunjungan ke sekolah.",
    "abbreviation_id": "PdS",
    "mark": ["school outreach"],
    "source": "UU 11/2012 Pasal 1",
    "citation": ["uu-11-2012, art. 1", "@crc, art. 3"],
}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A copy of the registers."""
    shutil.copytree(REPOSITORY / "docs/data", tmp_path / "docs/data")
    return tmp_path


def source(**changes: str | list[str] | None):
    return sources.source_of({name: word for name, word in (SOURCE | changes).items() if word is not None}, QUESTIONS)


def term(**changes: str | list[str]):
    return terms.term_of(TERM | changes, load_registers().terms)


def added(before: str, after: str) -> Iterator[str]:
    """Yield the lines put in; nothing else may differ."""
    for line in difflib.ndiff(before.splitlines(), after.splitlines()):
        if line[0] in "+-":
            assert line[0] == "+", line
            yield line[2:]


def test_a_source_is_read_back_as_it_was_given_and_nothing_else_changes(desk: Path) -> None:
    register = desk / "docs/data/sources.yml"
    before, known = register.read_text("utf-8"), load_registers(desk).sources
    key, files = sources.plan(source(), root=desk)
    write_all(files, desk)
    assert key == "uu-99-2027"
    now = load_registers(desk).sources
    assert now == known | {key: source()}
    assert list(now) == sorted(now)
    lines = list(added(before, register.read_text("utf-8")))
    assert lines[0] == "uu-99-2027:"
    assert lines[-1] == ""  # one free line before the next entry
    assert "  short: {en: Law 99/2027, id: UU 99/2027}" in lines


def test_a_concept_is_read_back_as_it_was_given_and_nothing_else_changes(desk: Path) -> None:
    glossary = desk / "docs/data/glossary.yml"
    before, known = glossary.read_text("utf-8"), load_registers(desk).terms
    key, files = terms.plan(term(), root=desk)
    write_all(files, desk)
    assert key == "school-outreach"
    now = load_registers(desk).terms
    assert now == known | {key: term()}
    assert list(now) == sorted(now)
    assert now[key].citations == ["@uu-11-2012, art. 1", "@crc, art. 3"]
    assert now[key].mark_id == ["penyuluhan di sekolah"]
    assert now[key].fact not in {one.fact for one in known.values()}
    assert len(list(added(before, glossary.read_text("utf-8")))) == 17


def test_every_entry_of_the_registers_is_written_as_it_stands() -> None:
    """What an editor adds looks like what is there; entries wrapped or quoted by hand are few."""
    for register, entries, write in (
        ("sources", load_registers().sources, sources.entry_text),
        ("glossary", load_registers().terms, terms.entry_text),
    ):
        text = (REPOSITORY / f"docs/data/{register}.yml").read_text("utf-8")
        same = [key for key, entry in entries.items() if write(key, entry) in text]
        assert len(same) > 0.9 * len(entries), (register, len(same), len(entries))


@pytest.mark.parametrize(
    ("key", "changes"),
    [
        ("uu-11-2012", {}),
        ("permen-pppa-7-2019", {}),
        ("mk-110-2012", {}),
        ("ra-9344", {}),
        ("a-res-76-147", {}),
        ("s-res-2396", {}),
        ("a-74-136", {}),
        ("e-cn-15-2014-l-12-rev-1", {}),
    ],
)
def test_ids_are_made_as_the_register_has_them(key: str, changes: dict) -> None:
    assert sources.make_id(load_registers().sources[key]) == key


def test_a_page_without_number_is_named_by_its_short_name_and_year() -> None:
    page = source(kind="web", symbol=None, short_en="UNODC on the Roadmap for schools, 2027", short_id="UNODC, 2027")
    assert sources.make_id(page) == "unodc-roadmap-schools-2027"


PAGE = "http://www.xcloud.id/bnpt-soroti-paparan-konten-kekerasan-pada-anak-di-era-digital/#top"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"short_id": "UU 11/2012"}, "uu-11-2012: is in the register: “Law 11/2012”"),
        ({"symbol": "ln 2012/153,  tln 5332"}, "uu-11-2012: has the same symbol"),
        ({"also": [PAGE]}, "xcloud-violent-content-2026: has the same address"),
        (
            {"symbol": None, "title": "The Convention on the Rights of the Child", "short_en": "CRC"},
            "crc: has nearly the same title",
        ),
    ],
)
def test_what_is_in_the_register_is_named_and_not_added(changes: dict, said: str) -> None:
    with pytest.raises(RefusedError) as refused:
        sources.plan(source(**changes))
    assert any(said in reason for reason in refused.value.reasons), refused.value


def test_acts_with_the_same_title_are_told_apart_by_their_numbers_and_others_by_hand() -> None:
    same = {"title": load_registers().sources["a-res-71-188"].title, "short_en": "General Assembly resolution 99/1"}
    sources.plan(source(**same, kind="resolution", symbol="A/RES/99/1"))
    page = source(
        kind="web",
        symbol=None,
        url="https://a.example",
        also=None,
        title="Convention on the Rights of the Child",
        short_en="A page",
    )
    with pytest.raises(RefusedError, match="--differs-from crc"):
        sources.plan(page)
    sources.plan(page, differs=["crc"])


def test_all_that_is_wrong_with_a_source_is_said_at_once() -> None:
    with pytest.raises(RefusedError) as refused:
        source(kind="novel", date="2027-13", url="javascript:x", seen_note_id=None, title="a\nb")
    said = str(refused.value)
    for option in ("--kind: “novel”", "--date:", "--url:", "--seen-note-id: is missing", "--title: has a line break"):
        assert option in said
    assert len(refused.value.reasons) == 5


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"term_en": "Aftercare"}, "aftercare: is in the glossary"),
        ({"term_en": "Case  Management!", "term_id": "manajemen kasus"}, "case-management: has the same term in Indon"),
        ({"term_en": "throughcare"}, "aftercare: has “throughcare” among its other words in English"),
        ({"term_en": "child prisoner"}, "anak-binaan: avoids “child prisoner” in English"),
        ({"mark": ["diversion"]}, "marks “diversion”, which “diversion” marks already"),
        ({"citation": ["@no-such, art. 1"]}, "cites the unknown source “no-such”"),
    ],
)
def test_a_concept_that_is_there_or_clashes_is_named_and_not_added(changes: dict, said: str) -> None:
    with pytest.raises(RefusedError) as refused:
        terms.plan(term(**changes))
    assert any(said in reason for reason in refused.value.reasons), refused.value


def test_a_word_to_avoid_needs_its_reason() -> None:
    with pytest.raises(RefusedError, match="--avoid-id: “anak nakal” has no reason"):
        term(avoid_id=["anak nakal"])


def test_an_entry_stands_in_the_order_of_the_keys_and_comments_stay_with_theirs() -> None:
    register = "# About.\n\nb:\n  x: 1\n\n# On d.\nd:\n  x: 1\n"
    assert with_entry(register, "c", "c:\n  x: 2\n") == register.replace("# On d", "c:\n  x: 2\n\n# On d")
    assert with_entry(register, "a", "a: 2\n") == register.replace("b:\n", "a: 2\n\nb:\n")
    assert with_entry(register, "e", "e: 2\n") == register + "\ne: 2\n"


def test_without_a_terminal_all_that_is_missing_is_named() -> None:
    with pytest.raises(MissingError) as missing:
        answers(QUESTIONS, {"kind": "law", "title": "T", "language": "id"}, io.StringIO(""))
    assert missing.value.code == 2
    named = [line.split()[0] for line in missing.value.reasons[1:]]
    assert named == ["--short-en", "--short-id", "--body-en", "--body-id", "--seen"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_what_is_missing_is_asked_and_a_wrong_answer_asked_again() -> None:
    asked = [Question("kind", "Kind", True, ("law",)), Question("alias", "Words", many=True), Question("note", "Note")]
    shown = io.StringIO()
    found = answers(asked, {"kind": None}, Terminal("novel\n\nlaw\na; b\n\n"), shown)
    assert found == {"kind": "law", "alias": ["a", "b"]}
    assert "“novel” is none of law" in shown.getvalue()
    assert "An answer is needed." in shown.getvalue()


def test_an_input_that_ends_stops_without_a_trace() -> None:
    with pytest.raises(RefusedError, match="Nothing was written"):
        answers(OF_TERM, {}, Terminal("a term\n"), io.StringIO())


def test_the_verb_asks_on_a_real_terminal(workshop: Workshop) -> None:
    given = ["web", "A page", "en", "", "Halaman", "UNODC on a try, 2026", "UNODC tentang coba, 2026", "UNODC", "UNODC"]
    given += ["2026", "", "", "", "https://example.org/1", "", "en; id", "excerpt", "", "", ""]
    controller, terminal = pty.openpty()
    call = workshop._call(("source", "add"))
    process = subprocess.Popen(**call, stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    os.close(terminal)
    os.write(controller, "".join(f"{line}\n" for line in given).encode())
    said, _ = process.communicate(timeout=180)
    os.close(controller)
    assert (process.returncode, said.split(":")[0]) == (0, "unodc-try-2026")
    assert load_registers(workshop.root).sources["unodc-try-2026"].languages == ["en", "id"]


def test_the_verbs_end_with_2_where_something_is_missing_and_1_where_it_is_refused(workshop: Workshop) -> None:
    quiet = {**workshop._call(("term", "add", "--term-en", "x")), "stdin": subprocess.DEVNULL, "capture_output": True}
    done = subprocess.run(**quiet, text=True, check=False, timeout=180)
    assert (done.returncode, "--definition-id" in done.stderr, "Traceback" in done.stderr) == (2, True, False)
    words = [f"--{name.replace('_', '-')}={word}" for name, word in SOURCE.items() if isinstance(word, str)]
    done = workshop.kb("source", "add", *words, "--id", "crc")
    assert done.returncode == 1
    assert done.stderr.startswith("crc: is in the register")
