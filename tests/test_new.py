"""kb new: a draft of a page in both languages that passes every check, in its places; or nothing at all."""

import datetime
import difflib
import shutil
from pathlib import Path

import pytest
from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.checks import check_all
from knowledge_base.checks.protocols import ANATOMY
from knowledge_base.editor.files import write_all
from knowledge_base.editor.names import FOLDERS, TYPES
from knowledge_base.editor.navigation import with_page
from knowledge_base.editor.new import anatomy, create
from knowledge_base.editor.refused import RefusedError
from knowledge_base.editor.scaffold import months_after
from knowledge_base.findings import InputError
from knowledge_base.provisions import load_pages
from knowledge_base.registers import load_registers
from knowledge_base.translations import state

DAY = datetime.date(2026, 11, 22)
Tree = dict[str, bytes]


def desk(root: Path) -> Path:
    """Return a copy of the text and the configuration."""
    shutil.copytree(REPOSITORY / "docs", root / "docs")
    shutil.copy(REPOSITORY / "mkdocs.yml", root / "mkdocs.yml")
    return root


def tree(root: Path) -> Tree:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy with a new page of every type, and one of Indonesian law."""
    root = desk(tmp_path_factory.mktemp("new") / "copy")
    for kind in TYPES:
        titles = {"en": f"New: a “{kind}”", "id": "Baru"}
        create(kind, f"new-{kind}", DAY, titles, root=root)
    create("law", "law/indonesia/new-act", DAY, {}, "law/indonesia/criminal-code", root)
    return root


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Tree]:
    """A copy that every refusal must leave as it is."""
    root = desk(tmp_path_factory.mktemp("refused") / "copy")
    return root, tree(root)


def test_new_pages_of_every_type_pass_all_checks(written: Path) -> None:
    assert check_all(written) == []


def test_both_languages_are_drafts_with_the_sections_of_their_type(written: Path) -> None:
    pages = load_pages(written, drafts=True)
    for kind in TYPES:
        for page in pages[f"{FOLDERS[kind]}/new-{kind}"].values():
            assert page.is_draft
            assert [section.id for section in page.sections] == [section.id for section in anatomy(kind)]
    assert [section.id for section in pages["protocols/new-protocol"]["id"].sections] == list(ANATOMY)
    assert pages["law/new-law"]["id"].sections[2].is_provision
    front = pages["law/new-law"]["en"].front_matter
    assert (front.title, front.reviewed, front.review_due) == ("New: a “law”", DAY, datetime.date(2027, 5, 22))


def test_the_original_of_an_indonesian_law_is_indonesian(written: Path) -> None:
    page = load_pages(written, drafts=True)["law/indonesia/new-act"]["en"]
    assert page.front_matter.original == "id"
    assert page.front_matter.title == "New act"


def test_the_navigation_gets_one_line_for_each_and_keeps_all_others(written: Path) -> None:
    before, after = [(root / "mkdocs.yml").read_text("utf-8").split("\n") for root in (REPOSITORY, written)]
    changed = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    assert len(changed) == len(TYPES) + 1
    assert all(line.startswith("+ ") for line in changed)
    stems = [line.strip() for line in after]
    assert stems[stems.index("- law/indonesia/criminal-code.md") + 1] == "- law/indonesia/new-act.md"
    assert stems[stems.index("- law/maldives.md") + 1] == "- law/new-law.md"


def test_the_register_of_translations_knows_every_section(written: Path) -> None:
    recorded, pages = load_registers(written).translations, load_pages(written, drafts=True)
    for stem in ("protocols/new-protocol", "law/indonesia/new-act"):
        current = state(pages[stem], recorded)
        assert len(current.sections) > 5
        assert not current.stale
    assert load_registers().translations.items() <= recorded.items()


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("protocol", "arrest", "docs/en/protocols/arrest.md exists already"),
        ("law", "law/indonesia", "is a folder"),
        ("law", "law/nowhere/act", "has no folder “law/nowhere”"),
        ("protocol", "law/new-act", "a page of type protocol stands in protocols/"),
        ("law", "New Act", "is no name for a page"),
        ("law", "../../../etc/passwd", "is no name for a page"),
        ("law", "law/../../x", "is no name for a page"),
        ("law", "/etc/passwd", "a page of type law stands in law/"),
        ("law", "", "is no name for a page"),
        ("law", "a--b", "is no name for a page"),
        ("law", "undang\u202eundang", "is no name for a page"),
        ("law", "index", "reserved"),
        ("law", "parallel", "reserved"),
        ("law", "kb-act", "reserved"),
        ("law", "nul", "reserved"),
        ("law", "x" * 61, "at most 60"),
    ],
)
def test_a_name_that_cannot_be_is_refused_in_one_line(untouched: tuple[Path, Tree], kind, name, said) -> None:
    root, before = untouched
    with pytest.raises(RefusedError) as refused:
        create(kind, name, DAY, {}, root=root)
    assert any(said in reason for reason in refused.value.reasons)
    assert all("\n" not in reason for reason in refused.value.reasons)
    assert tree(root) == before


def test_every_reason_is_named_at_once(untouched: tuple[Path, Tree]) -> None:
    root, _ = untouched
    with pytest.raises(RefusedError) as refused:
        create("law", "crc", DAY, {"en": " ", "id": "a\nb"}, "law/nowhere", root)
    said = "\n".join(refused.value.reasons)
    for what in (
        "exists already",
        "title in en is empty",
        "title in id has a line break",
        "law/nowhere: is not in nav",
    ):
        assert what in said


def test_a_title_that_the_checks_refuse_writes_nothing(untouched: tuple[Path, Tree]) -> None:
    root, before = untouched
    with pytest.raises(InputError, match="raw HTML"):
        create("law", "new-act", DAY, {"en": "<script>"}, root=root)
    assert tree(root) == before


def test_a_file_that_cannot_be_written_leaves_all_as_they_were(tmp_path: Path) -> None:
    first, second = tmp_path / "first.yml", tmp_path / "second.yml"
    first.write_text("before")
    second.mkdir()  # no file can take its place
    with pytest.raises(RefusedError, match=r"second\.yml"):
        write_all({first: "after", tmp_path / "new.md": "new", second: "x"}, tmp_path)
    assert first.read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first.yml", "second.yml"]


def test_nothing_is_written_outside_the_repository(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "root"
    outside.mkdir()
    root.mkdir()
    (root / "docs").symlink_to(outside)
    with pytest.raises(RefusedError, match="leads out of the repository"):
        write_all({root / "docs" / "x.md": "x", root / "y.md": "y"}, root)
    assert not list(outside.iterdir())
    assert not (root / "y.md").exists()


def test_the_navigation_is_edited_as_text() -> None:
    config = "a: 1 # one\nnav:\n  # first\n  - Law:\n      - law/a.md # why\n      - 'B': law/b.md\n\nb: [law/z.md]\n"
    assert with_page(config, "law/c") == config.replace("law/b.md\n", "law/b.md\n      - law/c.md\n")
    assert with_page(config, "other/c", "law/a") == config.replace("# why\n", "# why\n      - other/c.md\n")
    with pytest.raises(RefusedError, match=r"law/z: is not in nav"):
        with_page(config, "law/c", "law/z")


@pytest.mark.parametrize(
    ("day", "due"), [("2026-11-22", "2027-05-22"), ("2026-08-31", "2027-02-28"), ("2026-06-30", "2026-12-30")]
)
def test_a_review_is_due_after_half_a_year(day: str, due: str) -> None:
    assert months_after(datetime.date.fromisoformat(day), 6).isoformat() == due


def test_every_type_has_an_anatomy_in_both_languages() -> None:
    for kind in TYPES:
        assert anatomy(kind)
        assert all(section.title[locale].strip() for section in anatomy(kind) for locale in LOCALES)
