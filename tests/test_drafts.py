"""Drafts: what may be unfinished on them, and that nothing published says or needs what is unfinished."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from knowledge_base import REPOSITORY
from knowledge_base.checks import check_page, drafts, parity, places
from knowledge_base.drafts import draft_stems, published, without_drafts
from knowledge_base.editor.new import anatomy
from knowledge_base.editor.scaffold import NewPage, page_text
from knowledge_base.models import Bilingual
from knowledge_base.pages import Page, parse_page
from knowledge_base.provisions import load_pages
from knowledge_base.registers import load_registers
from samples import FRONT_MATTER
from test_new import DAY

MARKS = [("en", "[to be written]"), ("id", "[belum ditulis]"), ("id", "[To be written]")]


def page(text: str, locale: str = "en", stem: str = "about/page") -> Page:
    return parse_page(text, f"docs/{locale}/{stem}.md", locale, stem)


def draft(text: str = "") -> str:
    return FRONT_MATTER.replace("type: about", "type: about\nstatus: draft") + text


def said(findings: Iterator) -> list[str]:
    return [f"{finding.line}: {finding.what}" for finding in findings]


@pytest.mark.parametrize(("locale", "mark"), MARKS)
def test_what_is_unwritten_is_refused_on_a_page_that_is_no_draft(locale: str, mark: str) -> None:
    text = FRONT_MATTER.replace("summary: One sentence.", f'summary: "{mark}"') + f"\nAnswer.\n\n- {mark}\n"
    assert said(drafts.check(page(text, locale), load_registers())) == [
        f"3: has {mark}, and is no draft.",
        f"17: has {mark}, and is no draft.",
    ]


@pytest.mark.parametrize(("locale", "mark"), MARKS)
def test_a_draft_may_be_unwritten(locale: str, mark: str) -> None:
    assert said(check_page(page(draft(f"\n{mark}\n"), locale), load_registers())) == []


def test_a_page_may_explain_the_mark_in_code() -> None:
    assert said(drafts.check(page(FRONT_MATTER + "\nWrite `[to be written]`.\n"), load_registers())) == []


def test_safety_and_structure_count_on_a_draft() -> None:
    text = draft("\n[to be written]\n\n## No id\n\n<script>x</script> [@no-such, art. 1]\n")
    found = " ".join(said(check_page(page(text), load_registers())))
    assert "without an id" in found
    assert "raw HTML" in found
    assert "unknown source" in found


def protocol(locale: str = "en") -> str:
    new = NewPage("protocols/x", "protocol", Bilingual(en="X", id="X"), anatomy("protocol"))
    return page_text(new, locale, DAY)


def test_a_draft_of_a_protocol_needs_its_parts_and_not_what_they_hold() -> None:
    whole = protocol()
    assert said(check_page(page(whole, stem="protocols/x"), load_registers())) == []
    without = whole.replace("## Never { #never }\n\n[to be written]\n\n", "")
    [finding] = said(check_page(page(without, stem="protocols/x"), load_registers()))
    assert "parts of a protocol" in finding


def test_a_part_of_a_draft_that_is_written_is_checked() -> None:
    written = protocol().replace("{ #steps }\n\n[to be written]", "{ #steps }\n\n1. **Nobody:** acts.")
    found = " ".join(said(check_page(page(written, stem="protocols/x"), load_registers())))
    assert "without a citation" in found
    assert "“nobody”" in found


def test_a_step_to_be_written_needs_no_citation_yet() -> None:
    begun = protocol().replace("{ #steps }\n\n[to be written]", "{ #steps }\n\n1. **Investigator:** [to be written]")
    assert "citation" not in " ".join(said(check_page(page(begun, stem="protocols/x"), load_registers())))


def test_a_section_written_in_one_language_is_not_compared_yet() -> None:
    english = page(draft("\nA.\n\n## S { #s }\n\nYou must act within 3 days [@crc, art. 3].\n"))
    waiting = page(draft("\nA.\n\n## S { #s }\n\n[belum ditulis]\n"), "id")
    written = page(draft("\nA.\n\n## S { #s }\n\nSebuah kalimat.\n"), "id")
    assert said(parity.check(english, waiting, load_registers())) == []
    assert said(parity.check(english, written, load_registers())) != []


def test_sections_are_the_same_in_both_languages_of_a_draft() -> None:
    english, indonesian = page(draft("\nA.\n\n## S { #s }\n\nT.\n")), page(draft("\n[belum ditulis]\n"), "id")
    assert "lacks the section “s”" in said(parity.check(english, indonesian, load_registers()))[0]


def test_a_page_is_a_draft_in_both_languages_or_in_neither() -> None:
    for english, indonesian in ((draft("\nA.\n"), FRONT_MATTER + "\nA.\n"), (FRONT_MATTER + "\nA.\n", draft("\nA.\n"))):
        [finding] = said(parity.check(page(english), page(indonesian, "id"), load_registers()))
        assert "another “status”" in finding


def test_status_is_draft_or_is_left_out() -> None:
    with pytest.raises(Exception, match="status"):
        page(draft().replace("status: draft", "status: ready"))


@pytest.mark.parametrize(
    "link", ["[a](../law/new.md)", "[a](../law/new.md#art-1)", '[a][b] c\n\n[b]: ../law/new.md "T"']
)
def test_no_published_page_leads_to_a_draft(link: str) -> None:
    goal = page(draft("\n[to be written]\n"), stem="law/new")
    for source, count in ((FRONT_MATTER, 1), (draft(), 0)):
        pages = {("en", "law/new"): goal, ("en", "about/page"): page(f"{source}\nSee {link}\n")}
        assert len(list(drafts.check_links(pages))) == count


def test_no_register_leads_to_a_draft() -> None:
    stem, registers = "protocols/arrest", load_registers()
    pages = {(locale, name): one for name, twins in load_pages().items() for locale, one in twins.items()}
    assert not list(places.check(REPOSITORY, registers, pages))
    kept = {place: one for place, one in pages.items() if place[1] != stem}  # as checks/__init__.py hands them over
    assert any(stem in finding.what for finding in places.check(REPOSITORY, registers, kept))


def test_a_navigation_loses_its_drafts_and_the_sections_that_they_leave_empty() -> None:
    nav = ["index.md", {"A": ["a/one.md", {"B": ["a/two.md"]}]}, {"Named": "a/three.md"}, {"C": [{"D": ["a/two.md"]}]}]
    assert without_drafts(nav, {"a/two", "a/three"}) == ["index.md", {"A": ["a/one.md"]}]
    assert without_drafts(nav, set()) == nav


def test_whatever_is_made_from_the_text_is_made_without_drafts(tmp_path: Path) -> None:
    for locale in ("en", "id"):
        folder = tmp_path / "docs" / locale / "about"
        folder.mkdir(parents=True)
        (folder / "kept.md").write_text(FRONT_MATTER + "\nstatus: draft\n", encoding="utf-8")
        (folder / "half.md").write_text(draft("\nA.\n"), encoding="utf-8")
    (tmp_path / "docs/en/about/broken.md").write_text("status: draft\n", encoding="utf-8")
    assert draft_stems(tmp_path) == {"about/half"}
    (tmp_path / "docs/en/about/broken.md").unlink()
    assert list(load_pages(tmp_path)) == ["about/kept"]
    assert list(load_pages(tmp_path, drafts=True)) == ["about/half", "about/kept"]


def test_a_page_that_is_a_draft_in_one_language_is_published_in_none() -> None:
    twins = {"en": page(FRONT_MATTER), "id": page(draft(), "id")}
    assert published({"about/page": twins}) == {}
