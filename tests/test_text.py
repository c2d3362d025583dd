"""The real text: both languages are one text, and the words we keep."""

import pytest
from knowledge_base import REPOSITORY
from knowledge_base.body import Section
from knowledge_base.checks import check_all
from knowledge_base.citations import find_groups, parse_group
from knowledge_base.pages import Page, page_paths, read_page

PAGES: dict[tuple[str, str], Page] = {
    (locale, stem): read_page(path, locale, stem) for locale, stem, path in page_paths(REPOSITORY)
}


def citations(section: Section) -> list[tuple[str, str]]:
    found = []
    for line in section.lines:
        for _, body in find_groups(line.text):
            found += [(c.source, c.locator.text if c.locator else "") for c in parse_group(body)]
    return sorted(found)


def test_the_checks_find_nothing() -> None:
    assert check_all() == []


def test_each_page_opens_with_an_answer() -> None:
    for page in PAGES.values():
        first = next(line for line in page.lines if line.text.strip())
        assert not first.text.startswith(("#", "!!!", "- ", "|")), page.shown


def test_every_provision_carries_a_theme() -> None:
    bare = [(page.shown, s.id) for page in PAGES.values() for s in page.sections if s.is_provision and not s.themes]
    assert bare == []


@pytest.mark.parametrize("locale", ["en", "id"])
def test_the_text_cites_at_least_five_hundred_places(locale: str) -> None:
    places = {
        place for (code, _), page in PAGES.items() if code == locale for s in page.sections for place in citations(s)
    }
    assert len([place for place in places if place[1]]) >= 500


def test_every_page_on_an_instrument_or_law_names_what_could_not_be_read() -> None:
    silent = [
        page.shown
        for page in PAGES.values()
        if page.front_matter.type in ("instrument", "law")
        and not any(line.text.startswith("!!! gap") for line in page.lines)
    ]
    assert silent == []


def test_every_page_on_instruments_or_laws_shows_their_status() -> None:
    """Pages that compare laws, or describe bodies and guidelines, are about none in particular."""
    general = {"law/indonesia/detention-other-law", "law/indonesia/guidelines-institutions"}
    general |= {"law/indonesia/what-applies-today", "law/maldives"}  # for Maldives no law could be read
    without = {
        page.stem
        for page in PAGES.values()
        if page.front_matter.type in ("instrument", "law")
        and page.front_matter.instrument is None
        and not any(line.text.startswith("::: status ") for line in page.lines)
    }
    assert without == general
