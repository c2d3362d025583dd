"""The cards of protocols: all that counts on two sides at most, legible, with references; and the cards of a role."""

import re
from collections import Counter
from pathlib import Path

import pikepdf
import pymupdf
from knowledge_base.addresses import page_url
from knowledge_base.provisions import load_pages
from knowledge_base.publish.paper.jobs import CARD_NAME, CARDS_NAME
from knowledge_base.quality.pdfs import broken_rules
from lxml import html
from printed import extract_text, marked_pages, printed_article, seen_pages, squeezed, words_of


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
        article = printed_article(card.parent / "index.html")
        for superscript in [node for node in article.iter("sup") if node.get("class") == "cite"]:
            superscript.drop_tree()
        held = squeezed(extract_text(card))
        for part, path in (("time-limits", ".//table"), ("steps", "ol"), ("never", ".//ul")):
            kept = article.find(f".//section[@data-section='{part}']").find(path)
            lacking = [word for word in words_of(" ".join(kept.itertext())) if word not in held]
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


# All cards of a role


def test_every_role_has_its_cards_in_the_order_of_its_page(site: Path) -> None:
    bundles = sorted(site.rglob(CARDS_NAME))
    assert len(bundles) == 18
    for bundle in bundles:
        page = html.document_fromstring((bundle.parent / "index.html").read_text("utf-8"))
        linked = [
            (bundle.parent / href.split("#")[0]).resolve()
            for href in page.xpath("//article//a/@href")
            if ":" not in href
        ]
        folders = dict.fromkeys(folder for folder in linked if (folder / CARD_NAME).exists())
        titles = [printed_article(folder / "index.html").findtext(".//h1").strip() for folder in folders]
        marks = [(title, number) for level, title, number in marked_pages(bundle) if level == 1][1:]
        assert [title for title, _ in marks] == titles, bundle
        contents = squeezed(seen_pages(bundle, 1)[0])
        assert all(f"{squeezed(title)}{number}" in contents for title, number in marks), bundle


def test_the_cards_of_a_role_break_no_rule_of_pdf_ua(site: Path) -> None:
    assert broken_rules(site / "id" / "protocols" / "for-investigators" / CARDS_NAME) == []
