"""The PDFs: the same words as the pages, tagged, in the right language, in the right order."""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from conftest import pages_of
from knowledge_base.addresses import page_url
from knowledge_base.provisions import load_pages
from knowledge_base.publish.paper.export import BOOK_NAMES, CARD_NAME
from knowledge_base.publish.paper.sheet import UNPRINTABLE_LANGUAGES, read_article, strip_screen
from lxml import html

SAMPLE = (
    "protocols/detention-decision",
    "id/protocols/detention-decision",
    "instruments/unodc-roadmap",
    "id/law/indonesia/child-justice-detention",
    "reference/sources",
)


def pdf_of(page: Path) -> Path:
    return next(path for path in page.parent.glob("*.pdf") if path.name not in (*BOOK_NAMES.values(), CARD_NAME))


def extract_text(path: Path) -> str:
    with pymupdf.open(path) as document:
        return "\n".join(page.get_text() for page in document)


def words_of(text: str) -> Counter:
    return Counter(re.findall(r"[^\W\d_]{3,}", text.casefold()))


def article_words(page: Path) -> Counter:
    """Count the words that a page's print form must hold."""
    article = html.document_fromstring(page.read_text("utf-8")).find(".//article")
    strip_screen(article)
    return words_of(" ".join(article.itertext()))


def missing_words(page: Path, text: str) -> list[str]:
    """Return the words of a page that `text` lacks, whatever its line breaks, hyphens and ligatures."""
    for ligature, letters in {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}.items():
        text = text.replace(ligature, letters)
    squeezed = re.sub(r"[\s\u00ad-]", "", text.casefold())
    return [word for word in article_words(page) if word not in squeezed]


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
            cards = [CARD_NAME] if (page.parent / CARD_NAME).exists() else []
            assert links == [pdf_of(page).name, *cards]


def test_every_pdf_holds_the_words_of_its_page(site: Path) -> None:
    for page in pages_of(site):
        text = extract_text(pdf_of(page))
        # A word that a page break cuts in two stays broken in the text that is read back.
        assert len(missing_words(page, text)) <= 3, (page, missing_words(page, text))
        assert words_of(text).total() >= 0.97 * article_words(page).total(), page


@pytest.mark.parametrize("stem", SAMPLE)
def test_the_site_s_chrome_is_not_in_the_pdf(site: Path, stem: str) -> None:
    text = extract_text(pdf_of(site / stem / "index.html"))
    for words in ("Skip to the text", "Langsung ke isi", "Improve this page", "Perbaiki halaman ini", "On this page"):
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


def bookmarks(path: Path) -> list[tuple[int, str]]:
    found = []
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        stack = [(1, item) for item in reversed(outline.root)]
        while stack:
            level, item = stack.pop()
            found.append((level, item.title.strip()))
            stack.extend((level + 1, child) for child in reversed(item.children))
    return found


def test_the_bookmarks_of_a_page_are_its_headings(site: Path) -> None:
    page = site / "protocols" / "detention-decision" / "index.html"
    article = html.document_fromstring(page.read_text("utf-8")).find(".//article")
    for node in article.xpath(
        ".//a[@class='headerlink'] | .//section[@class='notes'] | .//section[@class='cite-page']"
    ):
        node.drop_tree()
    headings = [(int(h.tag[1]), h.text_content().strip()) for h in article.xpath(".//h1 | .//h2 | .//h3")]
    assert bookmarks(pdf_of(page)) == headings


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
    text = extract_text(site / BOOK_NAMES[locale])
    for page in pages_of(site):
        name = page.relative_to(site).as_posix()
        if name.startswith("id/") != bool(prefix) or name in ("index.html", "id/index.html"):
            continue
        # The book has no citation block of its own for each page.
        missing = [word for word in missing_words(page, text) if word not in ("https", "example")]
        assert len(missing) <= 3, (name, missing)


def test_links_inside_the_book_stay_inside(site: Path) -> None:
    with pikepdf.open(site / BOOK_NAMES["en"]) as pdf:
        outward = [
            str(annotation.A.URI)
            for page in pdf.pages
            for annotation in page.get("/Annots", [])
            if "/A" in annotation and "/URI" in annotation.A
        ]
    own = [address for address in outward if address.startswith("https://child-protection.example/")]
    assert [address for address in own if not address.endswith((".yml", "/"))] == []


def test_fonts_are_ours_and_embedded(site: Path) -> None:
    names = set()
    with pikepdf.open(site / BOOK_NAMES["en"]) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                names.add(str(item.FontName))
                assert any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    assert names
    assert all(re.match(r"/[A-Z]{6}\+Source-(Serif|Sans)", name) for name in names), names


@pytest.mark.parametrize(
    "name",
    [*SAMPLE, "protocols/path", "protocols/arrest/card.pdf", "id/protocols/hearing/card.pdf", *BOOK_NAMES.values()],
)
def test_no_rule_of_pdf_ua_is_broken(site: Path, name: str) -> None:
    path = site / name if name.endswith(".pdf") else pdf_of(site / name / "index.html")
    command = [str(Path(sys.executable).with_name("outloud")), "--layer", "conformance", "--json", "-", "-q", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout[done.stdout.index("{") :])
    errors = [finding for finding in find_errors(report) if finding]
    assert errors == []
    assert done.returncode == 0


def find_errors(report) -> list:
    """Return every finding of severity error, wherever the report nests it."""
    if isinstance(report, dict):
        own = [report] if report.get("severity") == "error" else []
        return own + [error for value in report.values() for error in find_errors(value)]
    if isinstance(report, list):
        return [error for value in report for error in find_errors(value)]
    return []


def test_titles_the_library_cannot_print_readably_are_left_to_their_translation(site: Path) -> None:
    text = extract_text(pdf_of(site / "reference/sources/index.html"))
    assert "Children Act 2013" in text
    assert not re.search(r"[\u0980-\u09ff]", text)
    assert "bn" in UNPRINTABLE_LANGUAGES


# Cards


def cards_of(site: Path) -> list[Path]:
    return sorted(site.rglob(CARD_NAME))


def test_every_protocol_has_a_card_of_two_sides_at_most(site: Path) -> None:
    protocols = {
        page_url(locale, stem)
        for stem, twins in load_pages().items()
        for locale, page in twins.items()
        if page.front_matter.type == "protocol"
    }
    assert {f"{card.parent.relative_to(site).as_posix()}/" for card in cards_of(site)} == protocols
    for card in cards_of(site):
        with pikepdf.open(card) as pdf:
            assert 1 <= len(pdf.pages) <= 2, card


def test_a_card_holds_every_time_limit_step_and_prohibition_of_its_protocol(site: Path) -> None:
    for card in cards_of(site):
        _, article = read_article(card.parent / "index.html")
        strip_screen(article)
        for superscript in [node for node in article.iter("sup") if node.get("class") == "cite"]:
            superscript.drop_tree()
        squeezed = re.sub(r"[\s\u00ad-]", "", extract_text(card).casefold())
        for part, path in (("time-limits", ".//table"), ("steps", "ol"), ("never", ".//ul")):
            kept = article.find(f".//section[@aria-labelledby='{part}']").find(path)
            lacking = [word for word in words_of(" ".join(kept.itertext())) if word not in squeezed]
            assert len(lacking) <= 3, (card, part, lacking)


def test_a_card_is_legible_at_arm_s_length(site: Path) -> None:
    """No letter of a step is smaller than 7.5 points; references may be smaller."""
    for card in cards_of(site):
        with pymupdf.open(card) as pdf:
            sizes = Counter()
            for page in pdf:
                for block in page.get_text("dict")["blocks"]:
                    for line in block.get("lines", []):
                        for span in line["spans"]:
                            sizes[round(span["size"], 1)] += len(span["text"])
        assert sizes.most_common(1)[0][0] >= 7.5, card


def test_every_reference_on_a_card_is_in_its_legend(site: Path) -> None:
    for card in cards_of(site):
        text = extract_text(card)
        legend = text[max(text.rfind("Sources: "), text.rfind("Sumber: ")) :]
        references = [part.strip() for group in re.findall(r"\[([^\]]*)\]", text) for part in group.split(",")]
        letters = {match[1] for part in references if (match := re.match(r"([A-Z]\d?)\s", f"{part} "))}
        assert letters, card
        assert all(re.search(rf"\b{letter}\s", legend) for letter in letters), card
