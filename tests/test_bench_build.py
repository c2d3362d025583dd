"""What `kb bench build` measures: a larger text that is as good as ours, and the stock stack over the same Markdown."""

from pathlib import Path

import pytest
from knowledge_base import REPOSITORY
from knowledge_base.bench.build import stock, text
from knowledge_base.checks import check_all
from knowledge_base.cli import parser
from mkdocs.config import load_config


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The text with 150 pairs of pages."""
    target = tmp_path_factory.mktemp("larger") / "copy"
    assert text.enlarge(REPOSITORY, target, 150) == 150
    return target


def test_a_larger_text_has_each_page_in_both_languages_and_in_the_navigation(larger: Path) -> None:
    names = {path.relative_to(larger / "docs/en").as_posix() for path in (larger / "docs/en").rglob("*.md")}
    assert len(names) == 150
    assert names == {path.relative_to(larger / "docs/id").as_posix() for path in (larger / "docs/id").rglob("*.md")}
    settings = (larger / "mkdocs.yml").read_text("utf-8")
    assert [name for name in names if f"- {name}\n" not in settings] == []


def test_a_larger_text_passes_the_checks_that_ours_passes(larger: Path) -> None:
    assert check_all(larger) == []


def test_the_real_size_is_the_text_as_it_is(tmp_path: Path) -> None:
    pairs = text.enlarge(REPOSITORY, tmp_path / "copy", 1)
    assert pairs == len(list((REPOSITORY / "docs/en").rglob("*.md")))
    for name in ("mkdocs.yml", text.TRANSLATIONS):
        assert (tmp_path / "copy" / name).read_bytes() == (REPOSITORY / name).read_bytes()


def test_the_stock_stack_gets_the_same_pages_and_none_of_our_hooks(larger: Path, tmp_path: Path) -> None:
    stock.write_project(larger, tmp_path / "stock")
    config = load_config(str(tmp_path / "stock" / "mkdocs.yml"))
    assert sorted(config.plugins) == ["i18n", "material/search"]
    assert not config.hooks
    assert len(list((tmp_path / "stock/docs/id").rglob("*.md"))) == 150


def test_sizes_are_numbers_of_pairs() -> None:
    assert parser().parse_args(["bench", "build", "--sizes", "300,1", "--record"]).sizes == (1, 300)
