"""The search box's index of provisions: every numbered provision of a text, under the names readers use."""

import gzip
import json

import pytest
from knowledge_base.provisions import load_provisions
from knowledge_base.publish.search.provision_index import NUMBERED, normalised, provision_index
from knowledge_base.registers import load_registers


@pytest.fixture(scope="module")
def index() -> dict:
    return provision_index(load_provisions(), load_registers(), "id")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Undang-Undang Nomor 11 Tahun 2012", "uu 11 2012"),
        ("UU No. 11/2012", "uu 11 2012"),
        ("Government Regulation 65/2015", "pp 65 2015"),
        ("A/RES/77/298", "a res 77 298"),
        ("Convention on the Rights of the Child", "convention on rights child"),
    ],
)
def test_one_name_however_it_is_written(written: str, name: str) -> None:
    assert normalised(written) == name


def test_every_numbered_provision_of_a_text_with_a_status_is_there(index) -> None:
    places = {(page, section) for _, _, page, section, _ in index["provisions"]}
    for provision in load_provisions():
        if provision.instrument and NUMBERED.search(provision.id):
            assert (f"id/{provision.stem}/", provision.id) in places, provision


def test_the_child_justice_law_comes_first(index) -> None:
    texts = [text for text, *_ in index["provisions"]]
    assert texts[0] == "uu-11-2012"
    assert texts == sorted(texts, key=lambda text: {"uu-11-2012": 0, "crc": 1}.get(text, 2))


def test_no_two_texts_share_a_name(index) -> None:
    names = [name for text in index["texts"].values() for name in text["names"]]
    assert len(names) == len(set(names))


def test_the_index_is_light(index) -> None:
    assert len(gzip.compress(json.dumps(index).encode(), 9)) < 20_000
