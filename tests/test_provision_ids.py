"""Where a provision stands in its source: the text, the kind of unit, the number, from its id and heading."""

import pytest
from knowledge_base.provision_ids import parse_id, place_of, text_of
from knowledge_base.provisions import Provision, load_pages, load_provisions
from knowledge_base.registers import load_registers


def provision(identifier: str, instrument: str | None = None, cited: str | None = None) -> Provision:
    return Provision("law/page", identifier, (), instrument, cited, {}, {})


@pytest.mark.parametrize(
    ("identifier", "heading", "kind", "number", "covers"),
    [
        ("art-37", "Article 37: torture", "article", "37", [("37", "37")]),
        ("art-40-1", "Article 40(1): aim of the treatment", "article", "40(1)", [("40(1)", "40(1)")]),
        ("art-13", "Articles 13 to 15: expression", "article", "13", [("13", "15")]),
        ("sec-16", "Sections 15 to 17 and 23: a court", "section", "16", [("15", "17"), ("23", "23")]),
        ("sec-20a", "Section 20-A: serious crimes", "section", "20-A", [("20-A", "20-A")]),
        ("art-43e", "Articles 43E to 43G: BNPT", "article", "43E", [("43E", "43G")]),
        ("para-11", "Paragraph 11(h): forced recruitment", "paragraph", "11(h)", [("11(h)", "11(h)")]),
        ("pp-58-2022-art-9", "Articles 9 to 11 of 58/2022: outside", "article", "9", [("9", "11")]),
        ("sosma-sec-4", "Clauses 3 to 5: what it covers", "clause", "4", [("3", "5")]),
        ("art-vii", "Article VII: changes", "article", "VII", [("VII", "VII")]),
        ("chapter-1", "Chapter 1: recruitment (p. 9)", "chapter", "1", [("1", "1")]),
        ("annex-1-no-88", "Annex I, nos. 88, 136 and 137: legal aid", "annex", "I, no. 88", []),
        ("s-2225-preamble", "Preamble: no arbitrary detention", "preamble", None, []),
        ("targets", "Targets", "part", None, []),
        ("finding-1", "Finding 1: not an exception", "finding", None, []),
        ("art-5", "Aims of the law", "article", None, []),
        ("art-5", "Article 6: aims", "article", None, [("6", "6")]),
    ],
)
def test_a_number_is_given_only_where_id_and_heading_agree(identifier, heading, kind, number, covers) -> None:
    place = place_of(identifier, heading)
    assert (place.kind, place.number, list(place.covers)) == (kind, number, covers)


@pytest.mark.parametrize(
    ("found", "key"),
    [
        (provision("pp-77-2019-art-31", "uu-5-2018", "uu-5-2018"), "pp-77-2019"),
        (provision("s-2427-para-20", None, "crc"), "s-res-2427"),
        (provision("s-2225-preamble", None, "crc"), "s-res-2225"),
        (provision("art-87", "uu-23-2002", "uu-1-2023"), "uu-23-2002"),
        (provision("sec-24", None, "ra-11188"), "ra-11188"),
        (provision("art-1", None, "no-instrument"), None),
    ],
)
def test_the_text_named_in_an_id_comes_before_the_pages(found: Provision, key: str | None) -> None:
    assert text_of(found, load_registers().instruments) == key


def test_every_provision_of_the_text_belongs_to_an_instrument_and_every_numbered_unit_has_its_number() -> None:
    instruments, pages = load_registers().instruments, load_pages()
    for one in load_provisions():
        assert text_of(one, instruments), one
        heading = next(section.title for section in pages[one.stem]["en"].sections if section.id == one.id)
        place, parsed = place_of(one.id, heading), parse_id(one.id)
        assert (place.number is None) == (parsed is None or parsed.unit in ("finding", "context")), (one.stem, one.id)
