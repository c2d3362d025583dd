"""Open data: provisions, their schemas, the concordance's place among them, and the names that lead to the files."""

import copy
import datetime
import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import ROOT
from knowledge_base import REPOSITORY
from knowledge_base.addresses import page_url
from knowledge_base.provisions import load_provisions
from knowledge_base.publish.open_data.schemas import FILES, schemas
from knowledge_base.registers import SHAPES, load_registers
from lxml import html


@pytest.fixture(scope="module")
def provisions(light_site: Path) -> dict:
    return json.loads((light_site / "data" / "provisions.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def records(provisions: dict) -> dict[tuple[str, str], dict]:
    return {(record["page"], record["id"]): record for record in provisions["provisions"]}


def checker(folder: Path, name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((folder / "data" / "schema" / f"{name}.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def register(name: str) -> object:
    """A register as programs read it: JSON values, dates as text."""
    text = (REPOSITORY / "docs" / "data" / f"{name}.yml").read_text("utf-8")
    shown = json.dumps(yaml.safe_load(text) or {}, default=datetime.date.isoformat)
    return json.loads(shown)


def test_every_provision_is_there_with_its_texts_in_both_languages(records) -> None:
    assert set(records) == {(provision.stem, provision.id) for provision in load_provisions()}
    for key, record in records.items():
        assert set(record["title"]) == set(record["text"]) == set(record["address"]) == {"en", "id"}, key
        assert all(record["text"].values()) and all(all(lines) for lines in record["text"].values()), key


def test_a_record_says_what_the_page_says_at_its_address(light_site: Path, records) -> None:
    trees: dict[str, html.HtmlElement] = {}
    for key, record in records.items():
        for locale, address in record["address"].items():
            page, _, identifier = address.removeprefix(ROOT).partition("#")
            assert page == page_url(locale, record["page"]) and identifier == record["id"]
            if page not in trees:
                trees[page] = html.document_fromstring((light_site / page / "index.html").read_text("utf-8"))
            section = copy.deepcopy(trees[page].xpath(f"//section[@data-section='{identifier}']")[0])
            for left_out in section.xpath(".//h3 | .//sup | .//*[@data-search-ignore]"):
                left_out.drop_tree()
            said = "".join("".join(record["text"][locale]).replace("|", "").split())  # between cells of a table
            assert said == "".join(section.text_content().split()), (key, locale)


def test_a_record_names_the_official_original_and_how_much_of_it_was_read(records) -> None:
    instrument = records["law/crc", "art-37"]["instrument"]
    assert instrument["symbol"] == "A/RES/44/25" and instrument["seen"] == "full"
    assert {"language": "en", "title": "Convention on the Rights of the Child"} in instrument["titles"]
    law = records["law/indonesia/child-justice-detention", "art-32"]["instrument"]
    assert law["symbol"] == "LN 2012/153, TLN 5332" and law["akn"] == "/akn/id/act/uu/2012/11"
    assert law["titles"][0]["title"].startswith("Undang-Undang Republik Indonesia Nomor 11 Tahun 2012")
    assert records["instruments/targeted-by-terrorists", "finding-1"]["instrument"]["seen"] == "reported"


def test_cited_places_keep_the_form_in_which_they_are_written(records) -> None:
    cited = records["law/crc", "art-2"]["cites"]
    assert cited[0] == {
        "source": "crc",
        "pinpoint": "art. 2(1)",
        "shown": {
            "en": "Convention on the Rights of the Child (CRC), article 2(1)",
            "id": "Konvensi tentang Hak-Hak Anak (KHA), Pasal 2 ayat (1)",
        },
    }
    others = [(one["source"], one["pinpoint"]) for one in cited[1:]]
    assert others == [("crc", "art. 2(2)"), ("a-res-71-188", "para. 8")]


def test_the_files_say_edition_licence_and_that_the_texts_are_no_official_ones(light_site: Path, provisions) -> None:
    edition = load_registers().edition
    for path in [light_site / "data/provisions.json", *(light_site / "data/provisions").rglob("*.json")]:
        found = json.loads(path.read_text("utf-8"))
        assert found["edition"]["number"] == edition.number and found["edition"]["draft"] is edition.is_draft
        assert "Unofficial paraphrase" in found["status"]["en"] and "tidak resmi" in found["status"]["id"]
        assert found["license"].startswith("https://creativecommons.org/licenses/by/4.0/")
        assert found["$schema"] == provisions["$schema"] == f"{ROOT}data/schema/provisions.json"


def test_the_files_by_page_hold_the_same_records(light_site: Path, provisions) -> None:
    stems = list(dict.fromkeys(record["page"] for record in provisions["provisions"]))
    folder = light_site / "data" / "provisions"
    assert {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.json")} == set(stems)
    by_page = [json.loads((folder / f"{stem}.json").read_text("utf-8"))["provisions"] for stem in stems]
    assert [record for records in by_page for record in records] == provisions["provisions"]


@pytest.mark.parametrize("name", FILES)
def test_what_is_published_fits_its_schema(light_site: Path, name: str) -> None:
    published = json.loads((light_site / "data" / f"{name}.json").read_text("utf-8"))
    assert list(checker(light_site, name).iter_errors(published)) == []


@pytest.mark.parametrize("name", SHAPES)
def test_every_register_fits_its_schema(light_site: Path, name: str) -> None:
    assert list(checker(light_site, name).iter_errors(register(name))) == []


def test_a_schema_is_published_for_each_file_under_its_own_address(light_site: Path) -> None:
    found = {path.stem: json.loads(path.read_text("utf-8"))["$id"] for path in (light_site / "data/schema").iterdir()}
    assert found == {name: f"{ROOT}data/schema/{name}.json" for name in (*FILES, *SHAPES)}
    registers = {path.stem for path in (light_site / "data").glob("*.yml")}
    assert registers == set(SHAPES)


def lacks(key: str):
    return lambda record: record.pop(key)


def sets(key: str, value: object):
    return lambda record: record.update({key: value})


@pytest.mark.parametrize(
    "spoil",
    [
        lacks("text"),
        lacks("instrument"),
        sets("unknown", 1),
        sets("number", 37),
        sets("themes", ["Not A Key"]),
        sets("original", "fr"),
        sets("text", {"en": "one text, no list"}),
        sets("text", {"fr": ["Un texte"]}),
        sets("address", {"en": "law/crc/#art-37"}),
        sets("reviewed", "yesterday"),
        sets("covers", [{"first": "1"}]),
        sets("cites", [{"source": "crc", "pinpoint": None}]),
    ],
)
def test_a_broken_record_is_refused(light_site: Path, provisions, spoil) -> None:
    broken = {**provisions, "provisions": [copy.deepcopy(provisions["provisions"][0])]}
    assert checker(light_site, "provisions").is_valid(broken)
    spoil(broken["provisions"][0])
    assert not checker(light_site, "provisions").is_valid(broken)


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("sources", lambda found: found["crc"].update(seen="skimmed")),
        ("sources", lambda found: found["crc"].update(url="ftp://example.org")),
        ("sources", lambda found: found.update({"No Key": found["crc"]})),
        ("instruments", lambda found: found["crc"].update(date="20 November 1989")),
        ("instruments", lambda found: found["crc"].pop("binds")),
        ("editions", lambda found: found[0].update(number="first")),
        ("glossary", lambda found: next(iter(found.values())).pop("id")),
        ("vocabulary", lambda found: found.pop("themes")),
    ],
)
def test_a_broken_register_is_refused(name: str, spoil) -> None:
    broken = register(name)
    validator = jsonschema.Draft202012Validator(schemas(ROOT)[name])
    assert validator.is_valid(broken)
    spoil(broken)
    assert not validator.is_valid(broken)


def test_a_concordance_without_a_theme_and_a_section_without_a_title_are_refused(light_site: Path) -> None:
    rows = json.loads((light_site / "data/concordance.json").read_text("utf-8"))[:1]
    rows[0].pop("theme")
    assert not checker(light_site, "concordance").is_valid(rows)
    sections = json.loads((light_site / "data/sections.json").read_text("utf-8"))
    del sections["pages"][0]["sections"][0]["title"]
    assert not checker(light_site, "sections").is_valid(sections)


@pytest.mark.parametrize("address", ["about/data/", "id/about/data/", "reference/concordance/"])
def test_the_name_of_a_file_in_the_text_leads_to_the_file(light_site: Path, address: str) -> None:
    page = html.document_fromstring((light_site / address / "index.html").read_text("utf-8"))
    links = page.xpath("//article//a[code]")
    named = page.xpath("//article//code[starts-with(., 'data/')]")
    assert len(links) == len(named) > 1
    for link in links:
        assert (light_site / address / link.get("href")).resolve().is_file(), link.get("href")
