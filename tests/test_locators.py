"""Pinpoints: written once, shown in each language as its readers write them."""

import pytest
from knowledge_base.citations import find_groups, parse_group
from knowledge_base.locators import LocatorError, parse_locator
from knowledge_base.pages import page_paths, read_page

SHOWN = [
    ("art. 32", "article 32", "Pasal 32"),
    ("art. 32(2)", "article 32(2)", "Pasal 32 ayat (2)"),
    ("art. 32(2)(a)", "article 32(2)(a)", "Pasal 32 ayat (2) huruf a"),
    ("art. 37(b)", "article 37(b)", "Pasal 37 huruf b"),
    ("art. 15A", "article 15A", "Pasal 15A"),
    ("art. 1 no. 7", "article 1 number 7", "Pasal 1 angka 7"),
    ("arts. 33-35, 37", "articles 33–35, 37", "Pasal 33–35, 37"),
    ("arts. 33, 37(1)", "articles 33, 37(1)", "Pasal 33, Pasal 37 ayat (1)"),
    ("elucidation of art. 30(1)", "elucidation of article 30(1)", "Penjelasan Pasal 30 ayat (1)"),
    ("general elucidation", "general elucidation", "Penjelasan Umum"),
    ("para. 12", "paragraph 12", "paragraf 12"),
    ("paras. 3-5, 9", "paragraphs 3–5, 9", "paragraf 3–5, 9"),
    ("op. 3", "operative paragraph 3", "paragraf operatif 3"),
    ("op. 3(a)-(c)", "operative paragraph 3(a)–(c)", "paragraf operatif 3(a)–(c)"),
    ("p. 2", "page 2", "hlm. 2"),
    ("pp. 2-3", "pages 2–3", "hlm. 2–3"),
    ("rule 17.1", "rule 17.1", "aturan 17.1"),
    ("principle 4", "principle 4", "prinsip 4"),
    ("guideline 12", "guideline 12", "pedoman 12"),
    ("practices 1, 2", "good practices 1, 2", "praktik baik 1, 2"),
    ("chapters II-IV", "chapters II–IV", "bab II–IV"),
    ("secs. 3, 4", "sections 3, 4", "bagian 3, 4"),
    ("annex", "annex", "lampiran"),
    ("annex II", "annex II", "lampiran II"),
    ("preamble", "preamble", "pembukaan"),
    ('section "Voices of Commitment"', "section “Voices of Commitment”", "bagian “Voices of Commitment”"),
]


@pytest.mark.parametrize(("written", "english", "indonesian"), SHOWN)
def test_a_pinpoint_is_shown_in_the_words_of_each_language(written: str, english: str, indonesian: str) -> None:
    locator = parse_locator(written)
    assert locator.shown("en") == english
    assert locator.shown("id") == indonesian


@pytest.mark.parametrize(
    ("written", "english", "indonesian"),
    [
        ("art. 33(1)-(2)", "article 33(1)–(2)", "Pasal 33 ayat (1)–(2)"),
        ("art. 32(2)(a)-(b)", "article 32(2)(a)–(b)", "Pasal 32 ayat (2) huruf a–b"),
        ("arts. 2(1)-(2), 5", "articles 2(1)–(2), 5", "Pasal 2 ayat (1)–(2), Pasal 5"),
    ],
)
def test_a_range_inside_an_article_repeats_only_its_last_step(written: str, english: str, indonesian: str) -> None:
    locator = parse_locator(written)
    assert (locator.shown("en"), locator.shown("id")) == (english, indonesian)


@pytest.mark.parametrize(
    ("written", "indonesian"),
    [
        ("art. 40(2)(b)(iii)", "Pasal 40 ayat (2) huruf b butir (iii)"),
        ("art. 40(b)(ii)", "Pasal 40 huruf b butir (ii)"),
        ("art. 40(2)(i)", "Pasal 40 ayat (2) huruf i"),
    ],
)
def test_a_roman_number_is_a_point_under_a_letter_and_a_letter_elsewhere(written: str, indonesian: str) -> None:
    assert parse_locator(written).shown("id") == indonesian


@pytest.mark.parametrize(
    ("written", "english"),
    [
        ("annex, para. 3", "annex, paragraph 3"),
        ("arts. 3, 4, annex, p. 2", "articles 3, 4, annex, page 2"),
        ("art. 3 and para. 2", "article 3, paragraph 2"),
        ("art. 32(2), elucidation of art. 3", "article 32(2), elucidation of article 3"),
        ('p. 2, section "A, B", p. 3', "page 2, section “A, B”, page 3"),
        ('section "A", section "B"', "section “A”, section “B”"),
    ],
)
def test_several_kinds_of_pinpoint_stand_side_by_side(written: str, english: str) -> None:
    assert parse_locator(written).shown("en") == english


@pytest.mark.parametrize(("written", "kept"), [(" art.\n  32(2) ", "art. 32(2)"), ("pp. 2–3", "pp. 2-3")])
def test_line_ends_and_dashes_do_not_make_another_pinpoint(written: str, kept: str) -> None:
    assert parse_locator(written) == parse_locator(kept)
    assert parse_locator(written).text == kept


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", "the pinpoint is empty"),
        ("  ", "the pinpoint is empty"),
        ("Pasal 32", "the pinpoint “Pasal 32” starts with none of: art., para., p., rule"),
        ("32", "the pinpoint “32” starts with none of"),
        ("art.", "the pinpoint “art.” starts with none of"),
        ("art. x", "the pinpoint “x” is not a number such as 32, 32(2)(a), 17.1 or 1 no. 7"),
        ("art. 32 (2)", "the pinpoint “32 (2)” is not a number"),
        ("art. 3 and 4", "the pinpoint “3 and 4” is not a number"),
        ("art. 3-", "the pinpoint “” is not a number"),
        ("art. 3, its annex", "the pinpoint “its annex” is not a number"),
        ("elucidation of Pasal 3", "the pinpoint “Pasal 3” starts with none of"),
        ('section "', "is not a number|starts with none of"),
    ],
)
def test_an_unreadable_pinpoint_is_named(written: str, message: str) -> None:
    if "|" not in message:
        message = message.translate(str.maketrans({"(": r"\(", ")": r"\)", ".": r"\."}))
    with pytest.raises(LocatorError, match=message):
        parse_locator(written)


def test_every_pinpoint_of_the_text_can_be_shown_in_both_languages() -> None:
    shown = 0
    for locale, stem, path in page_paths():
        for _, body in find_groups(read_page(path, locale, stem).text):
            for citation in parse_group(body):
                if citation.locator:
                    assert citation.locator.shown("en")
                    assert citation.locator.shown("id")
                    shown += 1
    assert shown > 100
