"""The search box's index of provisions: every numbered provision of a text, under the names readers use."""

import gzip
import json
from pathlib import Path

import pytest
from knowledge_base.provisions import load_provisions
from knowledge_base.publish.citation_index import NUMBERED, normalised, write_citation_index
from knowledge_base.registers import load_registers


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> dict:
    site = tmp_path_factory.mktemp("site")
    write_citation_index(site, load_provisions(), load_registers())
    return json.loads((site / "search" / "provisions-id.json").read_text("utf-8"))


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
    addresses = {address for _, _, address, _ in index["provisions"]}
    for provision in load_provisions():
        if provision.instrument and NUMBERED.search(provision.id):
            assert any(address.endswith(f"{provision.stem}/#{provision.id}") for address in addresses), provision


def test_the_child_justice_law_comes_first(index) -> None:
    texts = [text for text, *_ in index["provisions"]]
    assert texts[0] == "uu-11-2012"
    assert texts == sorted(texts, key=lambda text: {"uu-11-2012": 0, "crc": 1}.get(text, 2))


def test_no_two_texts_share_a_name(index) -> None:
    names = [name for text in index["texts"].values() for name in text["names"]]
    assert len(names) == len(set(names))


def test_the_index_is_light(index, tmp_path: Path) -> None:
    assert len(gzip.compress(json.dumps(index).encode(), 9)) < 20_000
