"""The PDFs of pages: the same words as the pages, tagged, in the right language, in the right order."""

import re
from pathlib import Path

import pikepdf
import pymupdf
import pytest
import zxingcpp
from conftest import ROOT, pages_of
from knowledge_base.addresses import page_url
from knowledge_base.copies import qr_address
from knowledge_base.publish.paper.jobs import BILINGUAL_NAME, BOOK_NAMES, CARD_NAME, CARDS_NAME
from knowledge_base.publish.paper.sheet import UNPRINTABLE_LANGUAGES
from knowledge_base.publish.reading import read_pages
from knowledge_base.quality.pdfs import broken_rules
from knowledge_base.registers import load_registers
from lxml import html
from PIL import Image
from printed import (
    bookmarks,
    extract_pages,
    extract_text,
    missing_words,
    pdf_of,
    printed_article,
    squeezed,
    tags_of,
    untold,
    words_of,
)

SAMPLE = (
    "protocols/detention-decision",
    "id/protocols/detention-decision",
    "instruments/unodc-roadmap",
    "id/law/indonesia/child-justice-detention",
    "reference/sources",
)


def test_every_page_has_its_pdf_and_every_language_its_book(site: Path) -> None:
    for page in pages_of(site):
        assert pdf_of(page).stat().st_size > 10_000
    for name in BOOK_NAMES.values():
        assert (site / name).stat().st_size > 100_000


def test_every_page_links_to_its_pdf(site: Path) -> None:
    for page in pages_of(site):
        document = html.document_fromstring(page.read_text("utf-8"))
        links = document.xpath("//nav[@class='page-tools']/a[@type='application/pdf']/@href")
        if document.xpath("//nav[@class='page-tools']"):
            cards = [name for name in (CARD_NAME, CARDS_NAME) if (page.parent / name).exists()]
            own = [link for link in links if not link.endswith(f"../{BILINGUAL_NAME}")]
            assert own == [pdf_of(page).name, *cards]
            assert all((page.parent / link).exists() for link in links)


def test_every_pdf_holds_the_words_of_its_page(site: Path) -> None:
    for page in pages_of(site):
        text = extract_text(pdf_of(page))
        held = squeezed(text)
        # A word that a page break cuts in two stays broken in the text that is read back.
        assert len(missing_words(page, held)) <= 3, (page, missing_words(page, held))
        words = words_of(" ".join(printed_article(page).itertext()))
        assert words_of(text).total() >= 0.97 * words.total(), page


def test_every_pdf_has_the_sections_notes_and_steps_of_its_page(site: Path) -> None:
    for page in pages_of(site):
        article = printed_article(page)
        cited = {link.get("href") for link in article.xpath(".//sup[contains(@class,'cite')]//a")}
        for section in article.find_class("notes"):
            section.drop_tree()
        with pikepdf.open(pdf_of(page)) as pdf:
            tags = tags_of(pdf)
        for level in range(1, 6):
            assert tags[f"/H{level}"] == len(list(article.iter(f"h{level}"))), (page, level)
        assert tags["/Note"] == len(cited), page
        numbered = article.xpath(".//section[@data-section='steps']/ol/li")
        assert tags["/Lbl"] >= len(numbered), page


@pytest.mark.parametrize("stem", SAMPLE)
def test_the_site_s_chrome_is_not_in_the_pdf(site: Path, stem: str) -> None:
    text = extract_text(pdf_of(site / stem / "index.html"))
    for words in ("Skip to the text", "Langsung ke isi", "Improve this text", "Perbaiki teks ini", "On this page"):
        assert words not in text


def test_each_pdf_is_tagged_and_states_title_and_language(site: Path) -> None:
    for page in pages_of(site):
        document = html.document_fromstring(page.read_text("utf-8"))
        with pikepdf.open(pdf_of(page)) as pdf:
            assert str(pdf.Root.Lang) == document.get("lang")
            assert pdf.Root.MarkInfo.Marked == True  # noqa: E712  (a PDF boolean)
            assert pdf.Root.ViewerPreferences.DisplayDocTitle == True  # noqa: E712
            assert str(pdf.docinfo.Title) == document.findtext(".//article//h1").strip()
            assert "/StructTreeRoot" in pdf.Root
            metadata = pdf.open_metadata()
            assert metadata["pdfuaid:part"] == "1"


def test_the_bookmarks_of_a_page_are_its_headings(site: Path) -> None:
    page = site / "protocols" / "detention-decision" / "index.html"
    article = html.document_fromstring(page.read_text("utf-8")).find(".//article")
    for node in article.xpath(
        ".//a[@class='headerlink'] | .//section[@class='notes'] | .//section[@class='cite-page']"
    ):
        node.drop_tree()
    headings = [(int(h.tag[1]), h.text_content().strip()) for h in article.xpath(".//h1 | .//h2 | .//h3")]
    assert bookmarks(pdf_of(page)) == headings


@pytest.mark.parametrize(
    "name",
    [*SAMPLE, "protocols/path", "protocols/arrest/card.pdf", "id/protocols/hearing/card.pdf"],
)
def test_no_rule_of_pdf_ua_is_broken(site: Path, name: str) -> None:
    path = site / name if name.endswith(".pdf") else pdf_of(site / name / "index.html")
    assert broken_rules(path) == []


@pytest.mark.parametrize("stem", [*SAMPLE, "protocols/path", "id/protocols/path"])
def test_the_tags_leave_nothing_untold(site: Path, stem: str) -> None:
    assert untold(pdf_of(site / stem / "index.html")) == []


def test_titles_the_library_cannot_print_readably_are_left_to_their_translation(site: Path) -> None:
    text = extract_text(pdf_of(site / "reference/sources/index.html"))
    assert "Children Act 2013" in text
    assert not re.search(r"[\u0980-\u09ff]", text)
    assert "bn" in UNPRINTABLE_LANGUAGES


# Is this copy current?


@pytest.mark.parametrize(("name", "marks"), [("arrest.pdf", True), (CARD_NAME, False)])
@pytest.mark.parametrize("locale", ["en", "id"])
def test_a_camera_reads_on_every_page_where_to_check_the_copy(site: Path, locale: str, name: str, marks: bool) -> None:
    address = page_url(locale, "protocols/arrest")
    code = read_pages(site)[1][address]
    with pymupdf.open(site / address / name) as pdf:
        for page in pdf:
            shot = page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
            seen = zxingcpp.read_barcodes(Image.frombytes("L", (shot.width, shot.height), shot.samples))
            assert [found.text for found in seen] == [qr_address(code, ROOT, locale, marks)]
            assert code.short in page.get_text()


def test_every_page_says_edition_version_and_address(site: Path) -> None:
    edition = load_registers().edition_line("id")
    for text in extract_pages(pdf_of(site / "id" / "law" / "crc" / "index.html")):
        assert squeezed(edition) in squeezed(text)
        assert re.search(r"Versi \d+\.\d+, ditinjau \d+ \w+ \d{4}", text)
        assert f"{ROOT}id/law/crc/" in text
        assert f"{ROOT}id/about/current/" in text


@pytest.mark.parametrize("locale", ["en", "id"])
def test_a_phrase_in_another_language_says_so(site: Path, locale: str) -> None:
    page = site / page_url(locale, "reference/sources") / "index.html"
    named = {node.get("lang") for node in printed_article(page).iter() if node.get("lang")}
    with pikepdf.open(pdf_of(page)) as pdf:
        elements = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item]
        tagged = {str(item.Lang) for item in elements if "/Lang" in item}
    assert named
    assert tagged == named
