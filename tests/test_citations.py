"""Citations in Pandoc's syntax: read exactly, or refused with the way to mend them."""

import pytest
from knowledge_base.citations import Citation, CitationError, find_groups, parse_citation, parse_group
from knowledge_base.locators import Locator


@pytest.mark.parametrize(
    ("written", "source", "pinpoint"),
    [
        ("@uu-11-2012, art. 32(2)", "uu-11-2012", "art. 32(2)"),
        (" @crc , art. 37(b) ", "crc", "art. 37(b)"),
        ("@crc,art. 37", "crc", "art. 37"),
        ("@crc,\nart. 37", "crc", "art. 37"),
        ("@a-res-65-230, annex, para. 28", "a-res-65-230", "annex, para. 28"),
    ],
)
def test_a_citation_names_a_source_and_a_place_in_it(written: str, source: str, pinpoint: str) -> None:
    assert parse_citation(written) == Citation(source, Locator(pinpoint))


def test_a_citation_without_a_comma_has_no_pinpoint() -> None:
    assert parse_citation("@bnpt-2021") == Citation("bnpt-2021", None)


def test_one_bracket_holds_several_citations_in_their_order() -> None:
    citations = parse_group("@uu-11-2012, art. 32(2); @crc, art. 37(b); @bnpt-2021")
    assert [citation.source for citation in citations] == ["uu-11-2012", "crc", "bnpt-2021"]


@pytest.mark.parametrize("written", ["", "crc, art. 3", "@", "@ crc", "@crc art. 3", "@crc,", "see @crc", "@-crc"])
def test_what_is_not_a_citation_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(CitationError) as error:
        parse_citation(written)
    assert str(error.value) == f"“{written}” is not a citation."
    assert error.value.mend == "Write [@source-id, art. 32(2)]."


def test_an_unreadable_pinpoint_points_to_the_guide() -> None:
    with pytest.raises(CitationError) as error:
        parse_citation("@crc, Pasal 3")
    assert str(error.value).startswith("the pinpoint “Pasal 3” starts with none of: art.")
    assert error.value.mend == "Write the pinpoint as in docs/en/about/editing.md, “Cite”."


def test_one_bad_citation_refuses_the_whole_bracket() -> None:
    with pytest.raises(CitationError, match="“” is not a citation"):
        parse_group("@crc, art. 3;")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Text [@crc, art. 3] and [@crc, art. 4].", [(5, "@crc, art. 3"), (24, "@crc, art. 4")]),
        ("A wrapped [@crc,\nart. 3] line", [(10, "@crc,\nart. 3")]),
        ("A [link](page.md) and an address a@b.example", []),
        ("[see @crc]", []),
        ("[@crc, art. 3", []),
        ("[@crc [x]]", []),
    ],
)
def test_only_brackets_that_begin_with_a_source_are_citations(text: str, found: list) -> None:
    assert list(find_groups(text)) == found
