"""Citing this site: the words of a citation, the pages that list them, the files, and permanent links in the search."""

import dataclasses
import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import bibtexparser
import pytest
import rispy
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT, cites_of, pages_of, read
from knowledge_base import LOCALES
from knowledge_base.addresses import page_url
from knowledge_base.article.setting import Setting
from knowledge_base.editions import Edition
from knowledge_base.models import RESERVED, Bilingual
from knowledge_base.own_citation import OwnCitation, pinpoint, within_quotes
from knowledge_base.provisions import load_pages, load_provisions
from knowledge_base.publish.cite.bibtex import bibtex
from knowledge_base.publish.cite.entries import Entry, entries, short_form
from knowledge_base.publish.cite.original import original
from knowledge_base.publish.sections import PageText, SectionText
from knowledge_base.registers import Registers, load_registers
from playwright.sync_api import Browser, Page, expect
from pybtex.database import parse_file, parse_string

DRAFT = Edition(number="2026.1", summary=Bilingual(en="First.", id="Pertama."))
PUBLISHED = DRAFT.model_copy(update={"date": datetime.date(2026, 12, 1)})
REVIEWED = datetime.date(2026, 11, 21)
CRC = OwnCitation("Site", "Convention (1989)", "article 37", PUBLISHED, "1.0", REVIEWED, "https://x.example/#art-37")


# The words


@pytest.mark.parametrize(
    ("heading", "locale", "place"),
    [
        ("Article 37: torture, penalties, loss of liberty", "en", "article 37"),
        ("Articles 10 and 11: family across borders", "en", "articles 10 and 11"),
        ("Article I: what it does", "en", "article I"),
        ("Good Practice 3: prevention", "en", "good practice 3"),
        ("Section 20-A: serious crimes", "en", "section 20-A"),
        ("Introduction (p. 3)", "en", "introduction (p. 3)"),
        ("Preamble: trafficking", "en", "preamble"),
        ("The principles", "en", None),
        ("Pasal 37: penyiksaan", "id", "Pasal 37"),
        ("Pasal 18, pasal 19, dan pasal 22: keyakinan", "id", "Pasal 18, Pasal 19, dan Pasal 22"),
        ("Pasal 4 sampai pasal 6 PP 8/2017: rapat", "id", "Pasal 4 sampai Pasal 6 PP 8/2017"),
        ("Paragraf 121: korban", "id", "paragraf 121"),
        ("Pembukaan: perdagangan orang", "id", "pembukaan"),
    ],
)
def test_a_provision_is_cited_by_the_number_in_its_heading(heading: str, locale: str, place: str | None) -> None:
    assert pinpoint(heading, locale) == place


def test_every_numbered_provision_of_the_text_has_its_place_in_both_languages() -> None:
    for provision in load_provisions():
        for locale, title in provision.titles.items():
            own = title.rsplit(": ", 2)[-2] if title.count(": ") > 1 else title
            if re.search(r"\d", own.partition(":")[0]):
                assert pinpoint(own, locale), (provision.stem, provision.id, locale)


def test_a_published_edition_is_cited_with_its_day() -> None:
    words = load_registers().interface("en")
    assert CRC.text("en", words) == (
        "Site, “Convention (1989)”, article 37, edition 2026.1, English version 1.0, 1 December 2026. "
        "Available at https://x.example/#art-37."
    )
    words = load_registers().interface("id")
    assert dataclasses.replace(CRC, title="Konvensi (1989)", place="Pasal 37").text("id", words) == (
        "Site, “Konvensi (1989)”, Pasal 37, edisi 2026.1, versi bahasa Indonesia 1.0, 1 Desember 2026. "
        "Tersedia pada https://x.example/#art-37."
    )


def test_a_draft_says_that_it_is_not_to_be_cited_and_when_it_was_reviewed() -> None:
    draft = dataclasses.replace(CRC, edition=DRAFT, place="")
    assert draft.text("en", load_registers().interface("en")) == (
        "Site, “Convention (1989)”, edition 2026.1 (draft, do not cite), English version 1.0, "
        "reviewed 21 November 2026. Available at https://x.example/#art-37."
    )


def test_quotation_marks_inside_a_title_become_the_inner_ones() -> None:
    assert within_quotes("What “best” means") == "What ‘best’ means"
    assert within_quotes('The "Call" and the "Plan"') == "The ‘Call’ and the ‘Plan’"


@pytest.mark.parametrize(
    ("edition", "address", "mark", "short"),
    [
        (PUBLISHED, "law/crc/", "#art-37", "2026.1/law/crc#art-37"),
        (PUBLISHED, "id/law/crc/", "", "2026.1/id/law/crc"),
        (DRAFT, "id/law/crc/", "#art-37", "id/law/crc#art-37"),
        (DRAFT, "law/", "", "law/"),  # the word alone would be searched
    ],
)
def test_the_short_form_names_a_published_edition(edition: Edition, address: str, mark: str, short: str) -> None:
    assert short_form(edition, address, mark) == short


# The entries


def setting(stem: str, locale: str, registers: Registers | None = None) -> Setting:
    return Setting(stem, locale, registers or load_registers(), lambda stem, mark: f"{stem}#{mark}")


def section(identifier: str, title: str, level: int = 3, provision: bool = True) -> SectionText:
    return SectionText(identifier, title, level, provision and bool(identifier), (), ())


def made(stem: str, locale: str, sections: list[SectionText], edition: Edition = PUBLISHED) -> list[Entry]:
    page = load_pages()[stem][locale]
    front = page.front_matter
    text = PageText(stem, locale, front.title, front.type, front.version, "2026-11-21", tuple(sections))
    registers = dataclasses.replace(load_registers(), editions=[edition])
    return list(entries(text, page, setting(stem, locale, registers), "Site", "https://x.example/2026.1/"))


def test_an_entry_has_a_key_an_address_and_a_place() -> None:
    [page, article] = made("law/crc", "id", [section("", "Konvensi", 1), section("art-37", "Pasal 37: penyiksaan")])
    assert (page.key, page.citation.place) == ("cpct-2026.1-id-law-crc", "")
    assert (article.key, article.citation.place) == ("cpct-2026.1-id-law-crc-art-37", "Pasal 37")
    assert article.citation.address == "https://x.example/2026.1/id/law/crc/#art-37"


def test_on_a_page_about_several_texts_the_place_names_the_text() -> None:
    sections = [
        section("", "Resolutions", 1),
        section("s-2427", "Resolution 2427 (2018): primarily as victims", 2, provision=False),
        section("s-2427-para-19", "Paragraph 19: rapid handover"),
    ]
    assert [entry.citation.place for entry in made("instruments/security-council-resolutions", "en", sections)] == [
        "",
        "section “Resolution 2427 (2018): primarily as victims”",
        "Resolution 2427 (2018), paragraph 19",
    ]


def test_the_page_s_own_parts_are_not_cited_and_leave_no_gap_between_headings() -> None:
    sections = [
        section("", "Sources", 1),
        section("all-sources", "All", 2, provision=False),
        section("kb-kind-law", "Laws", 3, provision=False),
        section("uu-11-2012", "Law 11/2012", 4, provision=False),
    ]
    shown = made("reference/sources", "en", sections)
    assert [(entry.id, entry.level) for entry in shown] == [("", 1), ("all-sources", 2), ("uu-11-2012", 3)]


# The original


@pytest.mark.parametrize(
    ("place", "locale", "expected"),
    [
        (
            "law/crc#art-37",
            "en",
            "The original: Convention on the Rights of the Child, United Nations General Assembly",
        ),
        ("law/crc#art-37", "id", "Pasal 37. "),
        # The Law as amended: the page is about Law 23/2002, article 59 now stands in Law 35/2014.
        ("law/indonesia/child-protection-law#art-59", "en", "Nomor 35 Tahun 2014"),
        ("law/indonesia/child-protection-law#art-2", "en", "Nomor 23 Tahun 2002"),
        # A page that also tells of another text, which the id names.
        ("law/indonesia/counter-terrorism-law#pp-77-2019-art-31", "en", "Nomor 77 Tahun 2019"),
        ("law/indonesia/government-regulations#pp-8-2017-art-4", "id", "Pasal 4 sampai Pasal 6. "),
        ("instruments/security-council-resolutions#s-2427-preamble", "en", "preamble. "),
        ("instruments/security-council-resolutions#s-2427-para-19", "id", "paragraf 19. "),
        # Nobody here has seen the text: others have told of it, and its numbers may be others.
        ("instruments/strategy-2023-2030#context-1", "en", "launched in Vienna. The text itself was not seen."),
    ],
)
def test_a_provision_leads_to_its_original(place: str, locale: str, expected: str) -> None:
    stem, _, identifier = place.partition("#")
    page = load_pages()[stem][locale]
    found = next(one for one in page.sections if one.id == identifier)
    assert expected in original(found, page, setting(stem, locale)).text_content()


def test_every_provision_of_the_text_has_an_original_with_how_much_of_it_was_read() -> None:
    for stem, twins in load_pages().items():
        for locale, page in twins.items():
            for one in page.sections:
                if one.is_provision:
                    shown = original(one, page, setting(stem, locale))
                    assert shown is not None, (stem, one.id)
                    said = load_registers().words["not_seen"][locale]
                    assert shown.find_class("evidence") or said in shown.text_content(), (stem, one.id)


# Files for reference managers


def test_what_latex_would_read_as_a_command_is_escaped() -> None:
    hostile = dataclasses.replace(CRC, title=r"50% of A & B_1 #2 {x $ ~ ^ \ “é”")
    words = load_registers().interface("en")
    text = bibtex([Entry("", "", 1, hostile, "key", "short")], "en", words, "Not official.")
    [entry] = parse_string(text, "bibtex").entries.values()
    [same] = bibtexparser.loads(text).entries
    assert entry.fields["title"] == same["title"]
    assert entry.fields["title"] == (
        r"{50\% of A \& B\_1 \#2 {\textbraceleft}x \$ {\textasciitilde} {\textasciicircum} {\textbackslash} “é”"
        ", article 37}"
    )
    assert entry.fields["note"] == "Not official."
    assert str(entry.persons["author"][0]) == "{Site}"


@pytest.fixture(scope="module")
def listed(light_site: Path) -> dict[str, Path]:
    """The folder of each page's citations, by the page's address."""
    return {f"{path.parent.parent.relative_to(light_site).as_posix()}/": path.parent for path in cites_of(light_site)}


def test_both_formats_hold_the_page_and_each_section_under_keys_of_their_own(listed) -> None:
    seen: set[str] = set()
    for address, folder in listed.items():
        shown = read(folder / "index.html")
        places = [
            "",
            *(f"#{mark}" for mark in shown.xpath("//div[@class='cites']/*[self::h2 or self::h3 or self::h4]/@id")),
        ]
        bib = parse_file(folder / "citations.bib", "bibtex").entries
        ris = rispy.loads((folder / "citations.ris").read_text("utf-8"))
        assert [entry.fields["url"] for entry in bib.values()] == [f"{ROOT}{address}{place}" for place in places]
        assert [entry["urls"] for entry in ris] == [[f"{ROOT}{address}{place}"] for place in places]
        assert [entry["id"] for entry in ris] == list(bib)
        assert not seen & set(bib), address
        seen |= set(bib)


def test_an_entry_tells_edition_language_date_and_that_it_is_no_official_text(listed) -> None:
    registers, pages = load_registers(), load_pages()
    for locale, language in (("en", "english"), ("id", "indonesian")):
        folder = listed[page_url(locale, "law/indonesia/child-justice-detention")]
        front = pages["law/indonesia/child-justice-detention"][locale].front_matter
        words, edition = registers.interface(locale), registers.edition
        bib = bibtexparser.loads((folder / "citations.bib").read_text("utf-8")).entries
        [entry] = [one for one in bib if one["ID"].endswith("art-32")]
        day = edition.date or front.reviewed
        assert (entry["edition"], entry["version"], entry["language"]) == (edition.number, front.version, language)
        assert (entry["date"], entry["year"]) == (day.isoformat(), str(day.year))
        assert entry["howpublished"] == rf"\url{{{entry['url']}}}"
        for said in (words["cite_unofficial"], words["original_id"], "Undang-Undang Nomor 11 Tahun 2012", "32."):
            assert said in entry["note"]
        assert (words["draft"].capitalize() in entry["note"]) == edition.is_draft
        ris = rispy.loads((folder / "citations.ris").read_text("utf-8"))
        [same] = [one for one in ris if one["id"] == entry["ID"]]
        assert (same["type_of_reference"], same["language"], same["year"]) == ("ELEC", locale, entry["year"])
        assert same["date"] == day.strftime("%Y/%m/%d/") and edition.number in same["edition"]
        assert same["notes"] == [entry["note"]]


# The pages


def test_every_page_but_home_leads_to_its_citations_and_back(light_site: Path, listed) -> None:
    addresses = {page_url(locale, stem) for stem, twins in load_pages().items() for locale in twins if stem != "index"}
    assert set(listed) == addresses
    for page in pages_of(light_site):
        leads = read(page).xpath("//section[@class='cite-page']//a/@href")
        assert leads == ([] if page.parent in (light_site, light_site / "id") else ["cite/"]), page
    for folder in listed.values():
        shown = read(folder / "index.html")
        assert shown.xpath("//nav[@class='page-tools']/a/@href") == ["../"]
        assert {"citations.bib", "citations.ris"} <= set(shown.xpath("//a/@href"))


def test_the_list_has_each_section_under_its_own_id_as_text_to_select(light_site: Path, listed) -> None:
    for address, folder in listed.items():
        shown, page = read(folder / "index.html"), read(folder.parent / "index.html")
        sections = page.xpath("//article//section[not(ancestor::*[@data-search-ignore])]/@data-section")
        wanted = [one for one in sections if not one.startswith(RESERVED)]
        headings = shown.xpath("//div[@class='cites']/*[self::h2 or self::h3 or self::h4]")
        assert [heading.get("id") for heading in headings] == wanted, address
        lines = [" ".join(line.text_content().split()) for line in shown.find_class("cite__text")]
        assert len(lines) == len(wanted) + 1
        for line, mark in zip(lines, ["", *(f"#{one}" for one in wanted)], strict=True):
            assert line.endswith(f" {ROOT}{address}{mark}."), (address, mark)
        # The foot of the page has the same words.
        assert page.xpath("string(//section[@class='cite-page']/p)") == lines[0]
        levels = [int(heading.tag[1]) for heading in headings]
        assert all(after - before <= 1 for before, after in zip([1, *levels], levels, strict=False)), address


def test_both_languages_list_the_same_places(listed) -> None:
    for stem, twins in load_pages().items():
        if len(twins) == len(LOCALES) and stem != "index":
            shown = [read(listed[page_url(locale, stem)] / "index.html") for locale in LOCALES]
            ids = [set(page.xpath("//div[@class='cites']//@id")) for page in shown]
            assert ids[0] == ids[1], stem


def test_lists_of_citations_are_for_readers_and_not_for_engines(light_site: Path, listed) -> None:
    for address, folder in listed.items():
        shown = read(folder / "index.html")
        assert shown.xpath("//meta[@name='robots']/@content") == ["noindex"]
        canonical = "//link[@rel='canonical']/@href"
        assert shown.xpath(canonical) == read(folder.parent / "index.html").xpath(canonical) != []
        assert not shown.xpath("//link[@hreflang]")
        assert len(shown.xpath("//h1")) == 1
        identifiers = shown.xpath("//@id")
        assert len(identifiers) == len(set(identifiers)), address
    assert "/cite/" not in (light_site / "sitemap.xml").read_text("utf-8")
    for path in (light_site / "search").rglob("*.js"):
        assert "/cite/" not in path.read_text("utf-8"), path


def test_the_kept_copy_leaves_the_lists_out(light_site: Path) -> None:
    [kept] = (light_site / "offline").glob("*.json")
    names = [name for group in json.loads(kept.read_text("utf-8"))["files"].values() for name, _ in group]
    assert "law/crc/" in names
    assert not [name for name in names if "/cite/" in name or "/improve/" in name]


# In a browser


def violations(page: Page) -> list[dict]:
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    return Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}}).response["violations"]


@pytest.fixture
def copier(browser: Browser, light_address: str) -> Iterator[Page]:
    """A reader who lets the site write to the clipboard."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=light_address.rstrip("/"))
    yield context.new_page()
    context.close()


def test_a_citation_is_copied_and_that_is_said(copier: Page, light_address: str) -> None:
    copier.goto(light_address + "id/law/crc/cite/#art-37")
    line = copier.locator("#art-37 + .cite__text")
    wanted = line.text_content()
    line.get_by_role("button", name="Salin").click()
    expect(copier.get_by_role("status").filter(has_text="Tersalin")).to_have_count(1)
    assert "Pasal 37" in wanted
    assert wanted.startswith(copier.evaluate("navigator.clipboard.readText()"))
    assert urlsplit(copier.url).fragment == "art-37"


def test_at_the_foot_of_a_page_its_citation_is_copied(copier: Page, light_address: str) -> None:
    asked: list[str] = []
    copier.on("request", lambda request: asked.append(request.url))
    copier.goto(light_address + "law/crc/", wait_until="networkidle")
    assert not [url for url in asked if url.endswith("cite.js")]  # who does not come to the foot does not pay
    copier.get_by_role("link", name="Cite", exact=True).click()
    copier.locator(".cite-page").get_by_role("button", name="Copy").click()
    expect(copier.locator(".cite-page").get_by_role("button", name="Copied.")).to_be_visible()
    assert copier.evaluate("navigator.clipboard.readText()").endswith("/law/crc/.")


def test_where_copying_is_not_allowed_the_citation_is_selected(reader: Page, light_address: str) -> None:
    reader.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    reader.goto(light_address + "law/crc/cite/")
    reader.locator("#art-37 + .cite__text").get_by_role("button").click()
    expect(reader.locator("#art-37 + .cite__text")).to_contain_text("article 37")
    assert "article 37" in reader.evaluate("getSelection().toString()")


def test_without_scripts_the_citations_stand_there_without_buttons(browser: Browser, light_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(light_address + "law/crc/cite/#art-37")
    expect(page.locator("#art-37 + .cite__text")).to_be_in_viewport()
    assert page.locator("article button").count() == 0
    context.close()


def test_the_list_is_open_to_all(reader: Page, phone: Page, light_address: str) -> None:
    for address in ("law/crc/cite/", "id/instruments/security-council-resolutions/cite/", "reference/sources/cite/"):
        reader.goto(light_address + address)
        expect(reader.locator(".cites button").first).to_be_visible()
        assert violations(reader) == [], address
        phone.goto(light_address + address)
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_the_language_link_of_a_list_keeps_the_section(reader: Page, light_address: str) -> None:
    reader.goto(light_address + "law/crc/cite/#art-37")
    reader.locator("header a[data-language-link]").click()
    reader.wait_for_url(light_address + "id/law/crc/cite/#art-37")


# Permanent links in the search

OUTCOME = re.compile(r"\d+ (results|hasil)$|Nothing found|Tidak ditemukan")
PERMANENT = "https://child-protection.example/"


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[Page]:
    """A reader who looks up one thing after another."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def search(page: Page, words: str) -> None:
    page.keyboard.press("/")
    box = page.locator("#kb-search")
    box.get_by_role("searchbox").fill(words)
    page.wait_for_timeout(150)  # the engine waits for the next key before it ranks
    expect(box.locator(".search__status")).to_have_text(OUTCOME, timeout=10_000)


@pytest.mark.parametrize(
    ("start", "typed", "target", "title"),
    [
        ("", "law/crc#art-37", "law/crc/#art-37", "Article 37"),
        ("", "  LAW/CRC/#ART-37 ", "law/crc/#art-37", "Article 37"),
        ("", f"{load_registers().edition.number}/law/crc#art-37", "law/crc/#art-37", "Article 37"),
        ("", "protocols/arrest#time-limits", "protocols/arrest/#time-limits", "Time limits"),
        ("", "law/crc", "law/crc/", "Convention on the Rights of the Child"),
        ("", "law/", "law/", "The law"),
        ("", "id/law/crc/#art-37", "id/law/crc/#art-37", "Pasal 37"),
        ("id/", "id/law/crc#art-37", "id/law/crc/#art-37", "Pasal 37"),
        ("id/", "law/crc#art-37", "law/crc/#art-37", "Article 37"),
        ("", f"{ROOT}id/law/crc/#art-37", "id/law/crc/#art-37", "Pasal 37"),
        ("", f"{PERMANENT}{load_registers().edition.number}/law/crc/#art-37", "law/crc/#art-37", "Article 37"),
        ("", "child-protection.example/law/crc/", "law/crc/", "Convention on the Rights of the Child"),
        # Sections whose titles the search does not load at once.
        ("", "reference/sources#uu-11-2012", "reference/sources/#uu-11-2012", "Law 11/2012"),
        ("id/", "id/reference/index-of-terms#diversion", "id/reference/index-of-terms/#diversion", "diversi"),
    ],
)
def test_a_permanent_link_leads_to_its_place(desk: Page, light_address: str, start, typed, target, title) -> None:
    desk.goto(light_address + start + "about/")
    search(desk, typed)
    first = desk.locator("#kb-search .search__results li").first
    expect(first).to_have_class("search__cited")
    expect(first.locator("a")).to_have_attribute("href", light_address + target)
    expect(first).to_contain_text(title)
    own, shown = ("id" if start else "en"), ("id" if target.startswith("id/") else "en")
    assert first.get_attribute("lang") == (None if own == shown else shown)
    desk.keyboard.press("Enter")
    desk.wait_for_url(light_address + target)


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("2999.1/law/crc#art-37", "2999.1/law/crc/#art-37"),
        (f"{PERMANENT}2999.2/id/law/no-longer-there/", "2999.2/id/law/no-longer-there/"),
        ("latest/law/crc", "latest/law/crc/"),
    ],
)
def test_the_link_of_another_edition_leads_to_its_folder(reader: Page, light_address: str, typed, target) -> None:
    served = light_address + f"{load_registers().edition.folder}/"
    # The edition stands in its folder, as it will on the web.
    reader.route(f"{served}**", lambda route: route.continue_(url=route.request.url.replace(served, light_address)))
    reader.goto(served)
    search(reader, typed)
    first = reader.locator("#kb-search .search__cited a")
    expect(first).to_have_attribute("href", light_address + target)
    if typed.startswith("2999.1"):
        expect(reader.locator("#kb-search .search__cited")).to_contain_text("Edition 2999.1")


@pytest.mark.parametrize(
    "typed",
    [
        "law/crc#no-such-section",
        "law/no-such-page",
        "1999.1/law/crc",  # before the first edition there was none
        "https://elsewhere.example/law/crc",
        "A/RES/77/298",
        "dan/atau",
    ],
)
def test_what_is_no_link_of_this_site_is_searched_as_words(desk: Page, light_address: str, typed: str) -> None:
    desk.goto(light_address + "about/")
    search(desk, typed)
    assert desk.locator("#kb-search .search__cited").count() == 0
