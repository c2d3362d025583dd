"""The register of results: a result says on what it was measured, and only measurements write it."""

import shutil
from pathlib import Path

import pytest
from knowledge_base import REPOSITORY, results
from knowledge_base.checks import find
from knowledge_base.checks.chosen import choose
from knowledge_base.findings import InputError
from knowledge_base.registers import load_registers


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The registers and a few files of what is measured, in a folder of their own."""
    root = tmp_path / "copy"
    shutil.copytree(REPOSITORY / "docs/data", root / "docs/data")
    for name in ("docs/en/index.md", "docs/id/index.md", "scripts/kb", "mkdocs.yml", "requirements.txt"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(REPOSITORY / name, root / name)
    (root / results.REGISTER).write_text("{}\n", encoding="utf-8")
    return root


def test_what_a_measurement_found_is_kept_until_the_same_one_runs_again(copy: Path) -> None:
    results.record(copy, "links", "kb bench quality", {"links": 12, "share": 0.5}, ["law/crc: leads to nowhere"])
    results.record(copy, "accessibility", "axe-core 4.11", {"slowest": "1.2 s"}, [])
    assert list(load_registers(copy).results) == ["accessibility", "links"]
    results.record(copy, "links", "kb bench quality", {"links": 13}, [])
    kept = load_registers(copy).results
    assert (kept["links"].figures, kept["links"].faults) == ({"links": 13}, [])
    assert kept["accessibility"].figures == {"slowest": "1.2 s"}
    assert kept["links"].state == results.state(copy)


def test_the_same_results_give_the_same_bytes_in_any_order(copy: Path) -> None:
    register, wanted = copy / results.REGISTER, []
    for order in (("links", "pdf"), ("pdf", "links")):
        register.write_text("{}\n", encoding="utf-8")
        for name in order:
            results.record(copy, name, "a tool 1.0", {"pages": 3}, [])
        wanted.append(register.read_bytes())
    assert wanted[0] == wanted[1]


def test_what_a_tool_says_in_its_own_way_passes_the_checks_of_registers(copy: Path) -> None:
    said = ['<a href="x">\nno name\u200b\ufe0f</a>', "key: [value] # no comment", "x" * 2000, "", "12.50"] + [
        "again"
    ] * 100
    results.record(copy, "validity", "vnu <20.6>", {"": "yes"}, said)
    kept = load_registers(copy).results["validity"]
    assert kept.faults[0] == '‹a href="x"› no name ‹/a›' and kept.faults[-1] == "… 55 more"
    assert find(copy, choose([results.REGISTER], copy, copy)) == []


@pytest.mark.parametrize(("measure", "figure"), [("speed", 1), ("links", float("nan")), ("links", float("inf"))])
def test_what_the_page_could_not_show_is_refused(copy: Path, measure: str, figure: float) -> None:
    with pytest.raises(ValueError, match=measure):
        results.record(copy, measure, "a tool", {"pages": figure}, [])
    assert results.load(copy) == {}


def test_the_state_is_the_same_elsewhere_and_later(copy: Path, tmp_path: Path) -> None:
    before = results.state(copy)
    elsewhere = tmp_path / "another folder, ünlike"
    shutil.copytree(copy, elsewhere, copy_function=shutil.copyfile)
    (elsewhere / "scripts/__pycache__").mkdir()
    (elsewhere / "scripts/__pycache__/kb.pyc").write_bytes(b"made by Python")
    assert results.state(elsewhere) == before


@pytest.mark.parametrize("name", ["results", "editions", "versions", "translations"])
def test_a_record_of_the_work_does_not_make_a_result_old(copy: Path, name: str) -> None:
    before = results.state(copy)
    with (copy / f"docs/data/{name}.yml").open("a", encoding="utf-8") as file:
        file.write("# written later\n")
    assert results.state(copy) == before


@pytest.mark.parametrize("name", ["docs/en/index.md", "docs/data/sources.yml", "scripts/kb", "requirements.txt"])
def test_a_change_of_what_was_measured_makes_a_result_old(copy: Path, name: str) -> None:
    before = results.state(copy)
    with (copy / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert results.state(copy) != before


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (("links:", "speed:"), r"results.yml:4: has a wrong value for “results.speed”"),
        (("pages: 3", "pages: [3]"), r"results.yml:10: has a wrong value for “results.links.figures.pages"),
        (("state: ", "state: not a state # "), r"results.yml:7: has a wrong value for “results.links.state”"),
        (("  faults: []\n", ""), r"results.yml:4: lacks the key “results.links.faults”"),
        (("faults: []", "faults: []\n  mood: good"), r"results.yml:12: has the unknown key “results.links.mood”"),
    ],
)
def test_a_result_written_by_hand_and_wrong_is_named_at_its_line(copy: Path, spoil: tuple[str, str], said: str) -> None:
    results.record(copy, "links", "a tool 1.0", {"pages": 3}, [])
    register = copy / results.REGISTER
    text = register.read_text("utf-8")
    assert spoil[0] in text
    register.write_text(text.replace(*spoil, 1), encoding="utf-8")
    with pytest.raises(InputError, match=said):
        load_registers(copy)
