"""The books: every page once, numbers that are true, links that stay inside, one font for each face."""

import dataclasses
import datetime
import re
from pathlib import Path

import pikepdf
import pytest
from conftest import ROOT, pages_of
from knowledge_base import LOCALES
from knowledge_base.addresses import page_url
from knowledge_base.provisions import load_pages
from knowledge_base.publish.paper.export import export
from knowledge_base.publish.paper.jobs import BILINGUAL, BILINGUAL_NAME, BOOK_NAMES, BookJob, PageJob, Part, Plan
from knowledge_base.publish.paper.margins import Stand
from knowledge_base.quality.pdfs import broken_rules
from lxml import html
from printed import (
    bookmarks,
    extract_pages,
    extract_text,
    marked_pages,
    missing_words,
    seen_pages,
    squeezed,
    tags_of,
    untold,
)

BOOK_TITLES = {
    BOOK_NAMES["en"]: "Child Protection in Counter-Terrorism",
    BOOK_NAMES["id"]: "Pelindungan Anak dalam Penanggulangan Terorisme",
}


@pytest.mark.parametrize("locale", ["en", "id"])
def test_the_book_has_every_page_in_the_order_of_the_site(site: Path, locale: str) -> None:
    home = site / ("id/index.html" if locale == "id" else "index.html")
    document = html.document_fromstring(home.read_text("utf-8"))
    sections = [" ".join(a.text_content().split()) for a in document.xpath("//ul[@class='md-tabs__list']//a")]
    book = site / BOOK_NAMES[locale]
    marks = bookmarks(book)
    assert [title for level, title in marks if level == 1 and title in sections] == sections
    titles = {title for level, title in marks if level == 2}
    prefix = "id/" if locale == "id" else ""
    pages = [page for page in pages_of(site) if page.relative_to(site).as_posix().startswith("id/") == bool(prefix)]
    missing = []
    for page in pages:
        title = html.document_fromstring(page.read_text("utf-8")).findtext(".//article//h1").strip()
        if page != home and title not in titles:
            missing.append(title)
    assert missing == []


@pytest.mark.parametrize("locale", ["en", "id"])
def test_the_book_has_the_words_of_every_page(site: Path, locale: str) -> None:
    prefix = "id/" if locale == "id" else ""
    text = squeezed(extract_text(site / BOOK_NAMES[locale]))
    for page in pages_of(site):
        name = page.relative_to(site).as_posix()
        if name.startswith("id/") != bool(prefix) or name in ("index.html", "id/index.html"):
            continue
        assert len(missing_words(page, text)) <= 3, (name, missing_words(page, text))


def test_links_inside_the_book_stay_inside(site: Path) -> None:
    with pikepdf.open(site / BOOK_NAMES["en"]) as pdf:
        outward = [
            str(annotation.A.URI)
            for page in pdf.pages
            for annotation in page.get("/Annots", [])
            if "/A" in annotation and "/URI" in annotation.A
        ]
    own = [address for address in outward if address.startswith(ROOT)]
    # Pages are in the book; open data and feeds are not.
    outside = ("data/", "feed.", "id/feed.")
    rest = [address.removeprefix(ROOT) for address in own if not address.endswith("/")]
    assert [address for address in rest if not address.startswith(outside)] == []


def test_fonts_are_ours_and_embedded(site: Path) -> None:
    names = set()
    with pikepdf.open(site / BOOK_NAMES["en"]) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                names.add(str(item.FontName))
                assert any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    assert names
    assert all(re.match(r"/[A-Z]{6}\+Source-(Serif|Sans)", name) for name in names), names


def chapters(book: Path) -> list[tuple[str, int]]:
    """Return title and page number of each chapter."""
    return [(title, number) for level, title, number in marked_pages(book) if level == 2]


@pytest.mark.parametrize("locale", ["en", "id"])
def test_the_contents_name_the_pages_on_which_chapters_begin(site: Path, locale: str) -> None:
    book = site / BOOK_NAMES[locale]
    pages = extract_pages(book)
    found = chapters(book)
    contents = squeezed("".join(seen_pages(book, found[0][1] - 1)))
    for title, number in found:
        assert f"{squeezed(title)}{number}" in contents, title
        assert squeezed(title) in squeezed(pages[number - 1]), title


@pytest.mark.parametrize(("name", "title"), [*BOOK_TITLES.items(), (BILINGUAL_NAME, BOOK_TITLES[BOOK_NAMES["en"]])])
def test_the_head_of_the_contents_names_the_book_once(site: Path, name: str, title: str) -> None:
    book = site / name
    contents = extract_pages(book)[1 : chapters(book)[0][1] - 2]
    assert contents and {squeezed(text).count(squeezed(title)) for text in contents} == {1}


def test_every_page_of_a_book_but_the_cover_has_its_number(site: Path) -> None:
    pages = extract_pages(site / BOOK_NAMES["id"])
    assert [number for number, text in enumerate(pages, 1) if f"{number} / {len(pages)}" not in text] == [1]


def test_a_link_to_another_page_has_that_page_s_number_beside_it(site: Path) -> None:
    book = site / BOOK_NAMES["en"]
    pages = extract_pages(book)
    first = chapters(book)[0][1] - 1
    last = max(number for _, number in chapters(book))
    seen = 0
    with pikepdf.open(book) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        for index in range(first, last, 7):
            targets = [numbers[link.Dest[0].objgen] for link in pdf.pages[index].get("/Annots", []) if "/Dest" in link]
            for target in targets:
                shown = re.search(rf"(?:p\.|,) {target}\b", pages[index])
                assert target == index + 1 or shown or "…" in pages[index], (index, target)
                seen += target != index + 1
    assert seen > 100


@pytest.mark.parametrize(("locale", "word"), [("en", "Index of provisions"), ("id", "Indeks ketentuan")])
def test_the_index_of_provisions_leads_to_them(site: Path, locale: str, word: str) -> None:
    book = site / BOOK_NAMES[locale]
    pages = extract_pages(book)
    start = next(number for number, text in enumerate(pages) if word in text[:400] and number > len(pages) // 2)
    with pikepdf.open(book) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        links = [link for page in pdf.pages[start : start + 6] for link in page.get("/Annots", [])]
        assert len(links) > 300
        assert all("/Dest" in link for link in links)
        targets = {numbers[link.Dest[0].objgen] for link in links}
    shown = set(map(int, re.findall(r"\d+", " ".join(pages[start : start + 6]))))
    assert targets <= shown


def test_a_book_says_how_to_check_the_copy(site: Path) -> None:
    assert "about/current" in extract_pages(site / BOOK_NAMES["en"])[-1]


@pytest.mark.parametrize("locale", ["en", "id"])
def test_a_book_s_headings_are_those_of_its_pages_one_level_down(site: Path, locale: str) -> None:
    with pikepdf.open(site / BOOK_NAMES[locale]) as pdf:
        tags = tags_of(pdf)
        parts = len(pdf.Root.Outlines.get("/First") and bookmarks(site / BOOK_NAMES[locale]))
    assert parts
    assert tags["/H2"] >= len(chapters(site / BOOK_NAMES[locale]))
    assert tags["/H3"] > tags["/H2"] > tags["/H1"] > 0


def test_a_book_embeds_each_face_once(site: Path) -> None:
    with pikepdf.open(site / BOOK_NAMES["en"]) as pdf:
        fonts = {font.objgen: str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert len(fonts) == len(set(fonts.values())) <= 10


def test_the_bilingual_book_has_the_instruments_and_child_justice_in_both_languages(site: Path) -> None:
    text = squeezed(extract_text(site / BILINGUAL_NAME))
    stems = [stem for stem in load_pages() if stem.startswith(BILINGUAL)]
    assert len(stems) > 20
    for stem in stems:
        for locale in LOCALES:
            page = site / page_url(locale, stem) / "index.html"
            assert len(missing_words(page, text)) <= 3, (page, missing_words(page, text))
    titles = [title for level, title in bookmarks(site / BILINGUAL_NAME) if level == 2]
    assert len(titles) == len(stems)
    assert all(" · " in title for title in titles)


# It takes most of a minute for each: the English book is made like the Indonesian, and most of it is in the third.
@pytest.mark.parametrize("name", [BOOK_NAMES["id"], BILINGUAL_NAME])
def test_no_rule_of_pdf_ua_is_broken_by_a_book(site: Path, name: str) -> None:
    assert broken_rules(site / name) == []


@pytest.mark.parametrize("name", [*BOOK_NAMES.values(), BILINGUAL_NAME])
def test_the_tags_of_a_book_leave_nothing_untold(site: Path, name: str) -> None:
    assert untold(site / name) == []


# Made again


def few(site: Path, folder: Path) -> list:
    """Return the jobs for three pages and a book of them, to be written into `folder`."""
    stand = Stand("1.0", datetime.date(2026, 11, 21), "7KQ4M-2XD9A", f"{ROOT}about/current/#7KQ4M-2XD9A")
    stems = ("about", "law/opac", "protocols/for-judges")
    folder.mkdir()
    pages = [
        PageJob(site / stem / "index.html", folder / f"{number}.pdf", f"{ROOT}{stem}/", "Site", stand)
        for number, stem in enumerate(stems)
    ]
    plan = Plan("en", "Site", (Part("Part", tuple(page.page for page in pages)),))
    return [*pages, BookJob(plan, site, folder / "book.pdf", ROOT)]


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def made(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the few pages in `first`, and with the `cache` of what was laid out for them."""
    folder = tmp_path_factory.mktemp("made")
    export(few(site, folder / "first"), cache=folder / "cache")
    return folder


def test_the_same_pages_give_the_same_bytes_with_and_without_a_cache(site: Path, made: Path, tmp_path: Path) -> None:
    kept = {path: path.stat().st_ino for path in (made / "cache").glob("*/*")}
    export(few(site, tmp_path / "again"), cache=made / "cache")
    export(few(site, tmp_path / "fresh"), cache=None)
    assert {path: path.stat().st_ino for path in (made / "cache").glob("*/*")} == kept
    assert written(made / "first") == written(tmp_path / "again") == written(tmp_path / "fresh")


def test_an_edit_lays_out_its_own_page_only(site: Path, made: Path, tmp_path: Path) -> None:
    before = set((made / "cache").glob("*/*"))
    jobs = few(site, tmp_path / "edited")
    page = tmp_path / "edited" / "index.html"
    page.write_text(jobs[1].page.read_text("utf-8").replace("</h1>", " edited</h1>", 1), encoding="utf-8")
    export([jobs[0], dataclasses.replace(jobs[1], page=page), *jobs[2:]], cache=made / "cache")
    new = [path for path in (made / "cache").glob("*/*") if path not in before]
    # The page itself, and the contents, which name it.
    titles: list[str] = []
    for path in new:
        with pikepdf.open(path) as pdf:
            titles.append(str(pdf.docinfo.Title))
    assert len([title for title in titles if "edited" in title]) == 1
    assert "Site" in titles
    assert len(new) <= 3, titles
