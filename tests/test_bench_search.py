"""The judged queries and what is counted with them; the measurements themselves are not tested."""

import argparse
from collections import Counter
from pathlib import Path

import pytest
from knowledge_base.bench.search import judged
from knowledge_base.bench.search.corpus import Corpus, affixed
from knowledge_base.bench.search.judged import Query
from knowledge_base.bench.search.report import faults, figures
from knowledge_base.cli import parser
from knowledge_base.findings import InputError, report
from knowledge_base.provisions import load_pages
from knowledge_base.registers import load_registers

FILES = (judged.TUNED, judged.UNSEEN)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_answer_stands_in_both_languages(path: Path) -> None:
    found = list(judged.missing_answers(path, load_pages(), load_registers()))
    assert not found, report(found)


def test_the_queries_are_many_of_every_kind_and_none_is_in_both_files() -> None:
    tuned, unseen = ([(one.query.casefold(), one.group) for one in judged.read_queries(path)] for path in FILES)
    assert len(tuned) + len(unseen) >= 150
    for part in (tuned, unseen):
        assert set(judged.GROUPS) == {group for _, group in part}
    times = Counter(words for words, _ in tuned + unseen)
    assert [words for words, number in times.items() if number > 1] == []


def test_an_answer_that_is_gone_is_reported_with_its_query(tmp_path: Path) -> None:
    path = tmp_path / "queries.yml"
    path.write_text('- {query: "who decides", locale: en, group: question, answers: [law/crc, law/crc#art-99]}\n')
    english, indonesian = judged.missing_answers(path, load_pages(), load_registers())
    assert "“who decides” is answered by law/crc#art-99, which docs/en does not hold" in english.what
    assert "docs/id" in indonesian.what
    assert english.line == 1


def test_a_query_without_a_known_group_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "queries.yml"
    path.write_text("- {query: anak, locale: id, group: other, answers: [law/crc]}\n")
    with pytest.raises(InputError, match="group"):
        judged.read_queries(path)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("law/crc/#art-37", "law/crc#art-37"),
        ("id/law/crc/index.html#art-37~detained~last", "law/crc#art-37"),
        ("/id/law/crc/#kb-text", "law/crc"),
        ("law/crc/", "law/crc"),
        ("id/", ""),
        ("index.html", ""),
    ],
)
def test_an_address_is_read_as_the_place_that_a_reader_comes_to(address: str, place: str) -> None:
    assert judged.place(address) == place


@pytest.mark.parametrize(
    ("found", "wanted", "right"),
    [
        ("law/crc#art-37", "law/crc#art-37", True),
        ("law/crc#art-3", "law/crc#art-37", False),
        ("law/crc", "law/crc#art-37", False),
        ("law/crc#art-37", "law/crc", True),
        ("law/crc", "law/crc", True),
        ("law/crc-more#art-1", "law/crc", False),
        ("protocols", "protocols/index", True),
        ("protocols/arrest", "protocols/index", False),
        ("protocols#roles", "protocols/index#roles", True),
        ("", "index", True),
    ],
)
def test_a_page_answers_with_each_section_and_a_section_alone(found: str, wanted: str, right: bool) -> None:
    assert judged.answers(found, wanted) is right


def _query(*answers: str, group: str = "english") -> Query:
    return Query(query="words", locale="en", group=group, answers=list(answers))


def test_the_rank_is_the_first_right_place_among_ten_and_a_place_counts_once() -> None:
    query = _query("b#1", "c")
    assert judged.rank(["a", "a", "c#9", "b#1"], query) == 2
    assert judged.rank([*(f"a#{number}" for number in range(10)), "b#1"], query) == 0
    assert judged.rank([], query) == 0


def test_scores_are_shares_and_the_mean_of_reciprocal_ranks_by_group() -> None:
    queries = [_query("a"), _query("a"), _query("a", group="citation"), _query("a", group="citation")]
    found = judged.scores(queries, [1, 0, 2, 6])
    assert list(found) == ["english", "citation", "all"]
    assert found["english"] == judged.Score(2, 0.5, 0.5, 0.5)
    assert found["citation"] == judged.Score(2, 0.0, 0.5, pytest.approx((1 / 2 + 1 / 6) / 2))
    assert found["all"] == judged.Score(4, 0.25, 0.5, pytest.approx((1 + 1 / 2 + 1 / 6) / 4))


def test_what_is_kept_names_each_group_that_misses_the_promise() -> None:
    weak, strong = judged.score([0, 1, 0]), judged.score([1, 1, 1, 2])
    scores = {"known": {"english": weak, "all": strong}, "unseen": {"all": strong}}
    weights = {"known": [150_000, 190_000], "unseen": [100_000]}
    assert figures(scores, weights) == {
        "queries-known": 4,
        "five-known": 1.0,
        "reciprocal-known": 0.875,
        "queries-unseen": 4,
        "five-unseen": 1.0,
        "reciprocal-unseen": 0.875,
        "query-median": 150_000,
        "query-most": 190_000,
    }
    first, second, third = faults(scores, weights)
    assert first.startswith("known queries, english (3): 0.333 have") and "0.333, promised" in second
    assert third == "1 of 3 first queries fetch more than 180000 bytes."


def test_the_synthetic_text_is_the_same_each_time_and_has_indonesian_forms() -> None:
    assert Corpus().article("id", 1) == Corpus().article("id", 1)
    assert {"menahan", "ditahan", "penahanan"} <= set(affixed("tahan"))
    assert affixed("rekrut")[0] == "merekrut"
    assert affixed("sidik")[:2] == ["menyidik", "menyidikkan"]


def test_sizes_are_whole_numbers_and_only_one_part_can_be_left_out() -> None:
    options: argparse.Namespace = parser().parse_args(["bench", "search", "--speed-only", "--sizes", "10,1"])
    assert options.sizes == (1, 10)
    with pytest.raises(SystemExit):
        parser().parse_args(["bench", "search", "--speed-only", "--queries-only"])
    with pytest.raises(SystemExit):
        parser().parse_args(["bench", "search", "--sizes", "0"])
