"""The built pages: languages, addresses, links, footnotes, weight."""

import base64
import copy
import csv
import hashlib
import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from conftest import ROOT, ROOT_ABOVE, pages_of, parallels_of
from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.addresses import page_url
from knowledge_base.editions import LATEST
from knowledge_base.instruments import Instrument
from knowledge_base.pages import page_paths, read_page
from knowledge_base.provisions import load_pages, load_provisions
from knowledge_base.publish.open_data.concordance import COLUMNS
from knowledge_base.quality.links import check_links
from knowledge_base.registers import Registers, load_registers
from lxml import etree, html


@pytest.fixture(scope="module")
def documents(site: Path) -> dict[str, html.HtmlElement]:
    """Every built page by its address relative to the root."""
    found = {}
    for path in pages_of(site):
        folder = path.parent.relative_to(site).as_posix()
        found["" if folder == "." else f"{folder}/"] = html.document_fromstring(path.read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def parallels(site: Path) -> dict[str, html.HtmlElement]:
    """Every parallel page by the address of the page it belongs to."""
    return {
        f"{path.parent.parent.relative_to(site).as_posix()}/": html.document_fromstring(path.read_text("utf-8"))
        for path in parallels_of(site)
    }


def locale_of(address: str) -> str:
    return "id" if address.startswith("id/") else "en"


def test_every_page_of_the_text_is_built_in_both_languages(documents) -> None:
    for locale, stem, _ in page_paths(REPOSITORY):
        folder = "" if stem == "index" else stem.removesuffix("/index") + "/"
        assert ("id/" if locale == "id" else "") + folder in documents


def test_every_page_knows_its_own_address_and_its_twin(documents) -> None:
    for address, page in documents.items():
        assert page.xpath("//link[@rel='canonical']/@href") == [ROOT + address]
        twin = address.removeprefix("id/") if locale_of(address) == "id" else f"id/{address}"
        alternates = dict(zip(page.xpath("//link/@hreflang"), page.xpath("//link[@hreflang]/@href"), strict=True))
        english = ROOT + (twin if locale_of(address) == "id" else address)
        indonesian = ROOT + (address if locale_of(address) == "id" else twin)
        assert alternates == {"en": english, "id": indonesian, "x-default": english}, address


def test_the_sitemap_lists_each_page_with_its_twin(site: Path, documents) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    entries = etree.parse(site / "sitemap.xml").getroot().findall("s:url", names)
    listed = {entry.findtext("s:loc", namespaces=names) for entry in entries}
    assert listed == {ROOT + address for address in documents}
    for entry in entries:
        codes = [link.get("hreflang") for link in entry.findall("x:link", names)]
        assert sorted(codes) == ["en", "id", "x-default"]


def test_nothing_on_the_site_leads_nowhere(site: Path) -> None:
    """Pages and what stands beside them, notes, downloads, styles, scripts, the search, feeds, data."""
    found = check_links(site, {ROOT: site, f"{ROOT_ABOVE}{LATEST}/": site}, (ROOT_ABOVE,))
    assert found.broken == ()
    assert found.tried > 200_000


def test_identifiers_are_unique_on_each_page(documents, parallels) -> None:
    for address, page in [*documents.items(), *parallels.items()]:
        identifiers = page.xpath("//@id")
        assert len(identifiers) == len(set(identifiers)), address


# Side by side


def test_every_page_with_sections_has_its_parallel_and_leads_there(documents, parallels) -> None:
    expected = {
        page_url(locale, stem)
        for stem, twins in load_pages().items()
        for locale, page in twins.items()
        if len(twins) == len(LOCALES) and page.sections and stem != "index"
    }
    assert set(parallels) == expected
    for address, page in documents.items():
        assert page.xpath("//nav[@class='page-tools']/a[@href='parallel/']") or address not in expected


def test_a_parallel_page_holds_all_of_both_pages_section_by_section(documents, parallels) -> None:
    for address, parallel in parallels.items():
        twin = address.removeprefix("id/") if locale_of(address) == "id" else f"id/{address}"
        sides = {".//div[@class='pair__own']": address, ".//details[@class='pair__twin']/div": twin}
        for side, page in ((side, documents[place]) for side, place in sides.items()):
            shown = Counter(" ".join(text for cell in parallel.xpath(side) for text in cell.itertext()).split())
            article = copy.deepcopy(page.xpath("//article")[0])
            heads = article.xpath(".//h1") + article.find_class("answer")
            for box in article.find_class("search-page"):  # needs a script, and one box is enough
                box.drop_tree()
            parts = [*heads, *article.xpath("./section[not(@class='cite-page')]")]
            assert shown == Counter(" ".join(text for node in parts for text in node.itertext()).split()), address


def test_the_sections_of_a_parallel_page_stand_beside_their_twins(parallels) -> None:
    for address, parallel in parallels.items():
        other = "en" if locale_of(address) == "id" else "id"
        pairs = parallel.find_class("pair")
        assert pairs, address
        for pair in pairs:
            own, twin = pair.xpath("./div//@id")[0], pair.xpath("./details/div//@id")
            assert pair.xpath("./details/div/@lang") == [other]
            assert not twin or twin[0] in (f"{other}--{own}", f"{other}--fnref-1") or own == "kb-text", (address, own)


def test_a_parallel_page_is_for_readers_and_not_for_engines(parallels) -> None:
    for address, parallel in parallels.items():
        assert parallel.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert parallel.xpath("//link[@rel='canonical']/@href") == [ROOT + address]
        assert not parallel.xpath("//link[@hreflang]") and not parallel.xpath("//*[@data-pagefind-body]")
        assert len(parallel.xpath("//h1")) == 1


def test_the_lost_page_speaks_both_languages_and_links_from_the_root(site: Path) -> None:
    page = html.document_fromstring((site / "404.html").read_text("utf-8"))
    assert page.get("lang") == "en"
    block = page.xpath("//section[@lang='id']")[0]
    assert "Halaman tidak ditemukan" in block.text_content()
    root = urlsplit(ROOT).path
    assert all(href.startswith(root) for href in page.xpath("//a/@href"))
    assert {root, f"{root}id/"} <= set(page.xpath("//a/@href"))


def test_every_reference_leads_to_a_note_with_source_and_evidence(documents) -> None:
    registers = load_registers()
    for address, page in documents.items():
        labels = {words[locale_of(address)] for words in registers.vocabulary.seen.values()}
        notes = {item.get("id"): item for item in page.xpath("//section[contains(@class, 'notes')]//li")}
        used = {href[1:] for href in page.xpath("//sup[@class='cite']/a/@href")}
        assert used == set(notes), address
        for note in notes.values():
            assert note.get("data-source") in registers.sources
            assert note.xpath("string(.//span[contains(@class, 'evidence')])") in labels
        assert "[@" not in "".join(page.xpath("//text()[not(ancestor::code)]")), address


def test_the_first_note_on_a_source_gives_it_in_full(documents) -> None:
    page = documents["law/indonesia/child-justice-detention/"]
    note = page.xpath("//li[@data-source='uu-11-2012']")[0].text_content()
    for part in (
        "Law 11/2012, article",
        "Undang-Undang Nomor 11 Tahun 2012 tentang Sistem Peradilan Pidana Anak",
        "Republic of Indonesia",
        "30 July 2012",
        "LN 2012/153",
        "full text read",
    ):
        assert part in note
    page = documents["id/law/indonesia/child-justice-detention/"]
    note = page.xpath("//li[@data-source='uu-11-2012']")[0].text_content()
    for part in ("UU 11/2012, Pasal", "Republik Indonesia", "30 Juli 2012", "dibaca lengkap"):
        assert part in note


def test_a_title_in_another_language_says_so(documents) -> None:
    for address, page in documents.items():
        for title in page.xpath("//cite[starts-with(., 'Undang-Undang')]"):
            assert title.get("lang") == (None if locale_of(address) == "id" else "id")


def test_the_page_head_counts_references_by_evidence(documents) -> None:
    page = documents["protocols/detention-decision/"]
    said = page.xpath("string(//dl[@class='page-facts'])")
    counted = sum(int(number) for number in re.findall(r"(\d+) references", said))
    assert counted == len(page.xpath("//section[contains(@class, 'notes')]//li"))


def test_terms_link_to_their_entry_once_in_a_section(documents) -> None:
    page = documents["protocols/detention-decision/"]
    entries = set(documents["reference/glossary/"].xpath("//@id"))
    assert page.xpath("//a[@class='term']")
    for section in page.xpath("//section[contains(@class, 'section')]"):
        terms = [link for link in section.iter("a") if link.get("class") == "term"]
        own = [link.get("href") for link in terms if next(link.iterancestors("section")) is section]
        assert len(own) == len(set(own))
        assert {href.partition("#")[2] for href in own} <= entries


def test_both_registers_are_shown_whole_in_both_languages(documents) -> None:
    registers = load_registers()
    for prefix in ("", "id/"):
        glossary = set(documents[f"{prefix}reference/glossary/"].xpath("//h3/@id"))
        assert set(registers.terms) <= glossary
        pages = [documents[f"{prefix}reference/{name}/"] for name in ("sources", "sources-web", "sources-press")]
        shown = [identifier for page in pages for identifier in page.xpath("//h4/@id")]
        assert sorted(shown) == sorted(registers.sources)


def test_every_provision_stands_in_the_concordance_under_each_of_its_themes(documents) -> None:
    provisions = load_provisions()
    assert provisions
    for prefix in ("", "id/"):
        address = f"{prefix}reference/concordance/"
        page = documents[address]
        for theme in load_registers().vocabulary.themes:
            section = page.xpath(f"//section[@data-section='{theme}']")[0]
            linked = {urljoin(ROOT + address, href) for href in section.xpath(".//li/a/@href")}
            locale = "id" if prefix else "en"
            wanted = {f"{ROOT}{page_url(locale, p.stem)}#{p.id}" for p in provisions if theme in p.themes}
            assert linked == wanted, theme


def test_the_concordance_says_where_it_is_empty(documents) -> None:
    page = documents["reference/concordance/"]
    columns = page.xpath("//div[@class='column']")
    empty = [column for column in columns if not column.xpath(".//li")]
    assert all("No provision found" in column.text_content() for column in empty)


def test_every_provision_leads_to_the_same_themes_elsewhere(documents) -> None:
    for provision in load_provisions():
        page = documents[page_url("en", provision.stem)]
        section = page.xpath(f"//section[@data-section='{provision.id}']")[0]
        ends = [href.rsplit("#", 1)[-1] for href in section.xpath("./p[@class='elsewhere']/a/@href")]
        assert ends == list(provision.themes), provision


def test_the_concordance_is_open_data(site: Path, documents) -> None:
    rows = json.loads((site / "data" / "concordance.json").read_text("utf-8"))
    with (site / "data" / "concordance.csv").open(encoding="utf-8", newline="") as table:
        assert sorted(map(str, csv.DictReader(table))) == sorted(str({k: row[k] for k in COLUMNS}) for row in rows)
    assert len(rows) == sum(len(provision.themes) for provision in load_provisions())
    for row in rows:
        address, section = row["address"].removeprefix(ROOT).split("#")
        assert documents[address].xpath(f"//h3[@id='{section}']"), row


def test_the_timeline_tells_every_event_in_order_with_its_source(documents) -> None:
    events = sorted(load_registers().events, key=lambda event: (event.date, event.text.en))
    for prefix, locale in (("", "en"), ("id/", "id")):
        page = documents[f"{prefix}reference/timeline/"]
        entries = page.xpath("//ol[@class='timeline__year']/li")
        assert [entry.xpath("string(time/@datetime)") for entry in entries] == [event.date for event in events]
        for entry, event in zip(entries, events, strict=True):
            assert " ".join(event.text[locale].split()) in " ".join(entry.text_content().split())
            assert len(entry.xpath(".//span[contains(@class, 'evidence')]")) == len(event.citations)


def test_the_status_box_gives_official_title_nature_and_how_much_was_read(documents) -> None:
    registers = load_registers()
    for locale, stem, path in page_paths(REPOSITORY):
        page = read_page(path, locale, stem)
        keys = [page.front_matter.instrument] if page.front_matter.instrument else []
        keys += [key for line in page.lines if line.text.startswith("::: status ") for key in line.text.split()[2:]]
        boxes = documents[page_url(locale, stem)].xpath("//section[@class='status']")
        assert len(boxes) == len(keys), path
        for key, box in zip(keys, boxes, strict=True):
            check_status(registers, registers.instruments[key], box, locale)


def check_status(registers: Registers, instrument: Instrument, box: html.HtmlElement, locale: str) -> None:
    text = " ".join(box.text_content().split())
    for title in instrument.titles:
        cited = [node for node in box.iter("cite") if node.text_content() == title.title]
        assert cited and cited[0].get("lang") == (None if title.language == locale else title.language)
    assert registers.vocabulary.natures[instrument.nature][locale] in text
    words = registers.interface(locale)
    assert (words["not_seen"] in text) == (instrument.source is None)


def test_words_of_the_interface_are_in_the_page_language(documents) -> None:
    registers = load_registers()
    for key in ("search", "skip", "improve", "cite_heading"):
        words = registers.words[key]
        for address, page in documents.items():
            text = page.text_content()
            other = words["en" if locale_of(address) == "id" else "id"]
            if key in ("search", "skip"):
                assert words[locale_of(address)] in text, (address, key)
            assert f">{other}<" not in html.tostring(page, encoding="unicode"), (address, key)


def test_no_page_holds_inline_scripts_styles_or_foreign_files(documents) -> None:
    for address, page in documents.items():
        scripts = "//script[not(@src) and not(@type='application/ld+json')]"  # a block of data is not run
        assert not page.xpath(f"{scripts} | //body//style | //@style | //@onclick"), address
        for source in page.xpath("//script/@src | //img/@src | //link[@rel='stylesheet']/@href"):
            assert not urlsplit(source).netloc, (address, source)
        policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        assert "default-src 'none'" in policy and "unsafe-inline" not in policy
        (styles,) = page.xpath("//style/text()")
        digest = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
        assert f"style-src 'self' 'sha256-{digest}';" in policy, address


def test_the_registers_are_published_as_open_data(site: Path) -> None:
    for name in ("sources", "glossary", "vocabulary", "editions", "instruments", "timeline"):
        assert (site / "data" / f"{name}.yml").read_bytes() == (REPOSITORY / "docs/data" / f"{name}.yml").read_bytes()


def test_nothing_of_the_theme_that_no_page_uses_is_published(site: Path) -> None:
    names = {path.relative_to(site).as_posix() for path in site.rglob("*")}
    assert not [name for name in names if re.match(r"(print|epub|hosting)/|assets[^/]*/javascripts|start\.html", name)]
    assert not [name for name in names if name.endswith(".map")]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_real_text_has_no_page_without_front_matter_twin_and_sections(locale: str) -> None:
    stems = {code: {stem for found, stem, _ in page_paths(REPOSITORY) if found == code} for code in LOCALES}
    assert stems["en"] == stems["id"]
    for code, stem, path in page_paths(REPOSITORY):
        if code == locale:
            assert read_page(path, code, stem).sections, path
