"""Descriptions of pages in the words of schema.org: true, known to the vocabulary, light, and no program."""

import dataclasses
import datetime
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec_schemaorg.models as vocabulary
import pytest
from conftest import ROOT, pages_of, parallels_of
from knowledge_base import LOCALES
from knowledge_base.addresses import page_url
from knowledge_base.pages import Page
from knowledge_base.protocols import steps
from knowledge_base.provisions import load_pages, load_provisions
from knowledge_base.publish.open_data.linked import DATA_PAGE, describe_pages, description, linked_path, short_form
from knowledge_base.publish.open_data.publication import Publication
from knowledge_base.publish.parallel import article_of
from knowledge_base.registers import load_registers
from lxml import html

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
LINK = re.compile(r'<link rel="alternate" type="application/ld\+json" href="([^"]*)">')
STYLES = re.compile(r"<style>.*?</style>", re.DOTALL)
WEIGHT = 270  # bytes, compressed
HEAVY = 26_000  # of 45,000 for the first view, the rest being styles and scripts
NAMES = dict.fromkeys(LOCALES, "Site")
# The package knows one parent of each type; schema.org gives a step three.
MORE_PARENTS = {"HowToStep": ("CreativeWork", "ItemList", "ListItem")}


@dataclasses.dataclass(frozen=True)
class Described:
    """A built page, its markup, its short description and the whole one."""

    page: Page
    markup: str
    short: dict
    whole: dict


@pytest.fixture(scope="module")
def described(light_site: Path) -> dict[tuple[str, str], Described]:
    found = {}
    for stem, twins in load_pages().items():
        for locale, page in twins.items():
            markup = (light_site / page_url(locale, stem) / "index.html").read_text("utf-8")
            whole = json.loads((light_site / linked_path(stem, locale)).read_text("utf-8"))
            found[stem, locale] = Described(page, markup, json.loads(SCRIPT.search(markup)[1]), whole)
    return found


def nodes(value: object) -> Iterator[dict]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from nodes(inner)


def unknown(node: dict) -> set[str]:
    """The properties of a node that schema.org does not give to its type."""
    if "@type" not in node:
        return set(node) - {"@id"}
    types = [node["@type"], *MORE_PARENTS.get(node["@type"], ())]
    known = {name for kind in types for name in getattr(vocabulary, kind).__struct_encode_fields__}
    return {key for key in node if not key.startswith("@")} - known


def test_every_type_and_property_is_in_the_vocabulary(described) -> None:
    for key, page in described.items():
        for node in (*nodes(page.short), *nodes(page.whole)):
            assert unknown(node) == set(), (key, node)


def test_a_property_of_another_type_would_be_noticed() -> None:
    assert unknown({"@type": "Article", "legislationType": "treaty"}) == {"legislationType"}
    with pytest.raises(AttributeError):
        unknown({"@type": "Paraphrase"})


def test_the_pages_of_the_text_and_no_others_are_described(light_site: Path, described) -> None:
    assert len(pages_of(light_site)) == len(described)
    for page in described.values():
        assert len(SCRIPT.findall(page.markup)) == 1
    for path in [*parallels_of(light_site), light_site / "404.html"]:
        assert "ld+json" not in path.read_text("utf-8"), path


def test_a_description_repeats_what_the_page_says_of_itself(described) -> None:
    edition = load_registers().edition
    for (stem, locale), found in described.items():
        head = found.page.front_matter
        for node in (found.short, found.whole):
            assert node["@id"] == ROOT + page_url(locale, stem) and node["inLanguage"] == locale
            assert (node["headline"], node["version"]) == (head.title, head.version)
            assert node["dateModified"] == head.reviewed.isoformat()
            assert node["license"].startswith("https://creativecommons.org/licenses/by/4.0")
            assert ("unofficial" if locale == "en" else "tidak resmi") in node["creativeWorkStatus"]
            assert ("datePublished" in node) is not edition.is_draft
        assert found.whole["isPartOf"]["version"] == edition.number
        assert found.short["isPartOf"] == found.whole["isPartOf"]["@id"]


def test_the_short_description_is_part_of_the_whole_and_links_to_it(light_site: Path, described) -> None:
    for (stem, locale), found in described.items():
        assert found.short == short_form(found.whole)
        target = (light_site / page_url(locale, stem) / LINK.search(found.markup)[1]).resolve()
        assert target == (light_site / linked_path(stem, locale)).resolve()


def test_a_page_about_a_law_is_an_article_based_on_it_and_never_the_law(described) -> None:
    for node in (page.short for page in described.values()):
        assert node["@type"] in ("Article", "HowTo", "WebPage", "WebSite")
    [law] = described["law/crc", "en"].short["isBasedOn"]
    assert law["@type"] == "Legislation" and law["name"] == "Convention on the Rights of the Child"
    assert law["legislationIdentifier"] == ["A/RES/44/25"] and law["legislationType"] == "treaty"
    assert law["inLanguage"] == ["ar", "zh", "en", "fr", "ru", "es"]
    [law] = described["law/indonesia/child-justice-detention", "id"].short["isBasedOn"]
    assert law["legislationIdentifier"] == ["LN 2012/153, TLN 5332", "/akn/id/act/uu/2012/11"]
    several = described["law/indonesia/government-regulations", "en"].short["isBasedOn"]
    assert [one["legislationIdentifier"][1] for one in several] == ["/akn/id/act/pp/2022/58", "/akn/id/act/pp/2017/8"]
    assert described["instruments/strive-juvenile", "en"].short["about"][0]["@type"] == "Project"


def test_all_cited_sources_are_named_where_readers_find_them(light_site: Path, described) -> None:
    entries: dict[str, set[str]] = {}
    for key, found in described.items():
        cited = {note.get("data-source") for note in article_of(found.markup).iterfind(".//li[@data-source]")}
        places = [node["@id"] for node in found.whole.get("citation", [])]
        assert {place.rpartition("#")[2] for place in places} == cited, key
        for place in places:
            address, _, source = place.removeprefix(ROOT).partition("#")
            if address not in entries:
                page = html.document_fromstring((light_site / address / "index.html").read_text("utf-8"))
                entries[address] = set(page.xpath("//@id"))
            assert source in entries[address], place


def test_a_protocol_is_described_by_its_steps_and_other_pages_by_their_provisions(described) -> None:
    provisions = load_provisions()
    for (stem, locale), found in described.items():
        own = steps(found.page) if found.page.front_matter.type == "protocol" else []
        assert (found.whole["@type"] == "HowTo") is bool(own)
        assert [one["position"] for one in found.whole.get("step", [])] == [step.number for step in own], stem
        identifiers = [part["@id"].rpartition("#")[2] for part in found.whole.get("hasPart", [])]
        assert identifiers == [one.id for one in provisions if one.stem == stem and locale in one.titles]


def test_the_open_data_are_described_on_the_page_that_explains_them(light_site: Path, described) -> None:
    files = described[DATA_PAGE, "id"].short["mainEntity"]["distribution"]
    assert len(files) > 10
    for file in files:
        assert (light_site / file["contentUrl"].removeprefix(ROOT)).is_file(), file


def test_a_published_edition_has_a_date_of_publication_and_is_no_draft(light_site: Path, described) -> None:
    registers = load_registers()
    edition = registers.edition.model_copy(update={"date": datetime.date(2026, 12, 10)})
    published = dataclasses.replace(registers, editions=[*registers.editions[:-1], edition])
    publication = Publication(light_site, ROOT, load_pages(), published, NAMES)
    found = described["law/crc", "en"]
    node = description(publication, found.page, [], article_of(found.markup))
    assert node["datePublished"] == "2026-12-10" and node["creativeWorkStatus"] == "Published, unofficial"


def test_a_text_cannot_end_the_block_of_data(tmp_path: Path) -> None:
    pages = load_pages()
    page = pages["law/opac"]["en"]
    head = page.front_matter.model_copy(update={"title": "</script><script>alert(1)</script>"})
    path = tmp_path / "law/opac/index.html"
    path.parent.mkdir(parents=True)
    path.write_text("<html><head></head><body><article></article></body></html>")
    changed = dataclasses.replace(page, front_matter=head)
    publication = Publication(tmp_path, ROOT, {"law/opac": {"en": changed}}, load_registers(), NAMES)
    [(_, page)] = describe_pages(publication, "en")
    scripts = html.document_fromstring(page).xpath("//script")
    assert [script.get("type") for script in scripts] == ["application/ld+json"]
    assert json.loads(scripts[0].text)["headline"] == head.title


def test_the_heaviest_pages_grow_little(described) -> None:
    for key, found in described.items():
        markup = STYLES.sub("", found.markup)
        bare = LINK.sub("", SCRIPT.sub("", markup))
        before, after = (len(gzip.compress(text.encode(), 9)) for text in (bare, markup))
        assert after - before <= WEIGHT or before < HEAVY, (key, before, after - before)


LISTEN = "window.violations = []; addEventListener('securitypolicyviolation', (event) => violations.push(event))"
FORBIDDEN = "document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))"


@pytest.mark.parametrize("address", ["law/crc/", "id/protocols/arrest/", "about/data/"])
def test_a_browser_with_our_policy_has_nothing_to_report(reader, light_address: str, address: str) -> None:
    faults: list[str] = []
    reader.on("console", lambda message: message.type in ("error", "warning") and faults.append(message.text))
    reader.on("pageerror", lambda error: faults.append(str(error)))
    reader.add_init_script(LISTEN)
    reader.goto(light_address + address)
    reader.wait_for_load_state("networkidle")
    assert reader.evaluate("window.violations.length") == 0 and faults == []
    # The listener does report what the policy forbids.
    reader.evaluate(FORBIDDEN)
    reader.wait_for_function("window.violations.length === 1")
    assert reader.evaluate("window.ran") is None
