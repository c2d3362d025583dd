"""The chapters of the bilingual book: both languages whole, side by side, and read one after the other."""

import functools
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from conftest import ROOT, read
from knowledge_base.addresses import page_url
from knowledge_base.publish.paper.bilingual import bilingual_sheet
from knowledge_base.publish.paper.export import STYLES
from knowledge_base.publish.paper.layout import load_styles, whole_document, write_pdf
from knowledge_base.publish.paper.margins import Frame
from knowledge_base.publish.paper.sheet import Sheet, strip_screen
from knowledge_base.publish.paper.stamps import MILLIMETRE
from knowledge_base.quality.pdfs import broken_rules
from knowledge_base.registers import load_registers
from printed import elements_in_order

SAMPLES = (
    "instruments/jakarta-training-2024",  # a list of tasks
    "instruments/neuchatel-memorandum",
    "law/indonesia/child-justice-detention",  # tables with six columns
)
HEADING_SIZES = {16.0, 12.0, 10.5}  # of h1, h2 and h3 in the bilingual book


def pages_of_stem(site: Path, stem: str) -> dict[str, Path]:
    return {locale: site / page_url(locale, stem) / "index.html" for locale in ("en", "id")}


def chapter(site: Path, stem: str) -> Sheet:
    addresses = {locale: ROOT + page_url(locale, stem) for locale in ("en", "id")}
    return bilingual_sheet(pages_of_stem(site, stem), addresses, load_registers())


@pytest.fixture(scope="module")
def chapter_pdf(light_site: Path, tmp_path_factory: pytest.TempPathFactory):
    """A function from a stem to the PDF of its chapter."""
    folder = tmp_path_factory.mktemp("bilingual")
    styles = load_styles(STYLES)

    @functools.cache
    def make(stem: str) -> Path:
        sheet = chapter(light_site, stem)
        target = folder / f"{stem.replace('/', '-')}.pdf"
        target.write_bytes(write_pdf(whole_document(sheet.title, sheet.locale, sheet.body), styles, Frame("", "", ())))
        return target

    return make


def letters_of(text: str) -> Counter:
    """Count letters, whatever the line breaks, hyphens and ligatures between them."""
    return Counter(letter for letter in unicodedata.normalize("NFKC", text) if letter.isalpha())


@pytest.mark.parametrize("stem", SAMPLES)
def test_every_letter_of_both_pages_is_in_the_chapter(light_site: Path, chapter_pdf, stem: str) -> None:
    with pymupdf.open(chapter_pdf(stem)) as pdf:
        there = letters_of("".join(page.get_text() for page in pdf))
    asked: Counter = Counter()
    for page in pages_of_stem(light_site, stem).values():
        article = read(page).find(".//article")
        for node in article.find_class("cite-page"):  # a book has no citation block for each page
            node.drop_tree()
        strip_screen(article)
        asked += letters_of("".join(article.itertext()))
    assert asked - there == Counter()
    # More than the pages hold are only the names of the languages and the heads of tables that go on.
    assert (there - asked).total() < 0.02 * there.total()


def heading_starts(page: pymupdf.Page) -> dict[str, list[float]]:
    """Return the heights at which headings start in each column."""
    starts: dict[str, list[float]] = {"en": [], "id": []}
    before = dict.fromkeys(starts, (0.0, 0.0))
    spans = [
        span for block in page.get_text("dict")["blocks"] for line in block.get("lines", []) for span in line["spans"]
    ]
    for span in sorted(spans, key=lambda span: span["bbox"][1]):
        size, (x, top, _, bottom) = round(span["size"], 1), span["bbox"]
        if size not in HEADING_SIZES or "Semi" not in span["font"] or not span["text"].strip():
            continue
        column = "en" if x < page.rect.width / 2 - 3 * MILLIMETRE else "id"
        if size != before[column][0] or top > before[column][1] + 2:
            starts[column].append(top)
        before[column] = (size, bottom)
    return starts


@pytest.mark.parametrize("stem", SAMPLES)
def test_each_section_starts_at_the_same_height_in_both_languages(light_site: Path, chapter_pdf, stem: str) -> None:
    found = 0
    with pymupdf.open(chapter_pdf(stem)) as pdf:
        for page in pdf:
            starts = heading_starts(page)
            assert len(starts["en"]) == len(starts["id"]), (stem, page.number, starts)
            for own, twin in zip(starts["en"], starts["id"], strict=True):
                assert abs(own - twin) < 2 * MILLIMETRE, (stem, page.number)
            found += len(starts["en"])
    article = read(pages_of_stem(light_site, stem)["en"]).find(".//article")
    expected = article.xpath(
        ".//*[self::h1 or self::h2 or self::h3][not(ancestor::section[contains(@class, 'status')])]"
        "[not(ancestor::section[@class='cite-page'])]"
    )
    assert found == len(expected)


def structure(path: Path) -> list[tuple[str, str | None]]:
    """Return kind and language of each element of the tag tree in reading order."""
    with pikepdf.open(path) as pdf:
        return [(str(e.S), str(e.Lang) if "/Lang" in e else None) for e in elements_in_order(pdf)]


@pytest.mark.parametrize("stem", SAMPLES)
def test_a_voice_reads_each_section_first_in_english_then_in_indonesian(chapter_pdf, stem: str) -> None:
    read_out = []
    for kind, lang in structure(chapter_pdf(stem)):
        if kind == "/Sect":
            read_out.append([])
        elif kind == "/Div" and lang:
            read_out[-1].append(lang)
    assert all(languages in (["en", "id"], ["en"], ["id"], []) for languages in read_out), read_out
    both = read_out.count(["en", "id"])
    assert both > 0.8 * len(read_out)  # a part of the others is one column that goes on over a page


def test_columns_are_no_data_table_and_lists_stay_whole(light_site: Path, chapter_pdf) -> None:
    stem = "instruments/neuchatel-memorandum"
    kinds = Counter(kind for kind, _ in structure(chapter_pdf(stem)))
    with pikepdf.open(chapter_pdf(stem)) as pdf:
        pages = len(pdf.pages)
    articles = [read(page).find(".//article") for page in pages_of_stem(light_site, stem).values()]
    for article in articles:
        strip_screen(article)
    tables = sum(len(list(article.iter("table"))) for article in articles)
    lists = sum(
        len(article.xpath(".//ul | .//ol[not(ancestor::section[@class='notes'])] | .//dl")) for article in articles
    )
    # What goes on over a page is tagged once on each.
    assert tables <= kinds["/Table"] <= tables + 2 * pages
    assert lists <= kinds["/L"] <= lists + 2 * pages


def test_ids_of_the_two_languages_stay_apart_and_links_lead_somewhere(light_site: Path) -> None:
    body = chapter(light_site, "law/indonesia/child-justice-detention").body
    ids = re.findall(r' id="([^"]*)"', body)
    assert len(ids) == len(set(ids))
    assert {"art-30", "id--art-30"} <= set(ids)
    links = set(re.findall(r' href="([^"]*)"', body))
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    assert all(link.startswith(("#", "https://", "http://")) for link in links)


def test_the_outline_names_each_section_in_both_languages(chapter_pdf) -> None:
    with pymupdf.open(chapter_pdf("law/indonesia/child-justice-detention")) as pdf:
        titles = [title for _, title, _ in pdf.get_toc()]
    assert any(re.match(r"Article 30: .+ · Pasal 30: .+", title) for title in titles), titles
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("stem", SAMPLES)
def test_no_rule_of_pdf_ua_is_broken(chapter_pdf, stem: str) -> None:
    assert broken_rules(chapter_pdf(stem)) == []
