"""The real text: both languages are one text, and the words we keep."""

import re

import pytest
from knowledge_base import REPOSITORY
from knowledge_base.checks import check_all
from knowledge_base.citations import find_groups, parse_group
from knowledge_base.pages import Page, Section, page_paths, read_page
from knowledge_base.registers import load_registers

PAGES: dict[tuple[str, str], Page] = {
    (locale, stem): read_page(path, locale, stem) for locale, stem, path in page_paths(REPOSITORY)
}
STEMS = sorted({stem for _, stem in PAGES})

QUOTED = re.compile(r"[\"“*][^\"”*]*[\"”*]")


def citations(section: Section) -> list[tuple[str, str]]:
    found = []
    for line in section.lines:
        for _, body in find_groups(line.text):
            found += [(c.source, c.locator.text if c.locator else "") for c in parse_group(body)]
    return sorted(found)


def test_the_checks_find_nothing() -> None:
    assert check_all() == []


@pytest.mark.parametrize("stem", STEMS)
def test_both_languages_have_the_same_sections(stem: str) -> None:
    english, indonesian = PAGES["en", stem], PAGES["id", stem]
    assert [(s.id, s.level) for s in english.sections] == [(s.id, s.level) for s in indonesian.sections]


@pytest.mark.parametrize("stem", STEMS)
def test_both_languages_cite_the_same_places_in_each_section(stem: str) -> None:
    for english, indonesian in zip(PAGES["en", stem].sections, PAGES["id", stem].sections, strict=True):
        assert citations(english) == citations(indonesian), english.id


@pytest.mark.parametrize("stem", STEMS)
def test_both_languages_have_the_same_front_matter(stem: str) -> None:
    names = ("type", "roles", "stages", "themes", "version", "reviewed", "review_due", "original")
    english, indonesian = PAGES["en", stem].front_matter, PAGES["id", stem].front_matter
    assert {n: getattr(english, n) for n in names} == {n: getattr(indonesian, n) for n in names}


@pytest.mark.parametrize("stem", STEMS)
def test_both_languages_have_the_same_lists_and_tables(stem: str) -> None:
    kinds = {"item": r"^\s*(?:[-*]|\d+\.)\s", "row": r"^\s*\|", "note": r"^!!! \w+"}
    for english, indonesian in zip(PAGES["en", stem].sections, PAGES["id", stem].sections, strict=True):
        counts = [
            {name: sum(bool(re.match(kind, line.text)) for line in section.lines) for name, kind in kinds.items()}
            for section in (english, indonesian)
        ]
        assert counts[0] == counts[1], english.id


def test_words_we_avoid_stand_nowhere_in_running_text() -> None:
    found = []
    for (locale, _stem), page in PAGES.items():
        words = [avoided.word for term in load_registers().terms.values() for avoided in term.words(locale).avoid]
        pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)", re.IGNORECASE)
        for line in page.lines:
            if match := pattern.search(QUOTED.sub("", line.text)):
                found.append((page.shown, line.number, match[0]))
    assert found == []


def test_each_page_opens_with_an_answer() -> None:
    for page in PAGES.values():
        first = next(line for line in page.lines if line.text.strip())
        assert not first.text.startswith(("#", "!!!", "- ", "|")), page.shown


# Both languages must name the same numbers: periods, ages, amounts, articles; in digits or, from three on, in words.
NUMBER_WORDS = {
    "en": "three four five six seven eight nine ten eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
    "id": "tiga empat lima enam tujuh delapan sembilan sepuluh sebelas dua_belas "
    "tiga_belas empat_belas lima_belas enam_belas tujuh_belas delapan_belas sembilan_belas dua_puluh",
}
# A number in words counts where it measures something: “three ways” need not be counted in the other language.
UNIT = (
    r"(?=[\s-]+(?:working\s+|calendar\s+|kali\s+)?(?:hours?|days?|weeks?|months?|years?|jam|hari|minggu|bulan|tahun)\b)"
)
CITED = re.compile(r"\[@[^\]]*\]|\]\([^)]*\)")
GROUPED = re.compile(r"(?<=\d)[.,](?=\d{3}\b)")
LAW_PAGES = [stem for stem in STEMS if stem.startswith("law/indonesia/")]


def numbers(section: Section, locale: str) -> list[str]:
    """Return the numbers that a section names, each once, whatever the language writes them with."""
    text = CITED.sub("", " ".join([section.title, *(line.text for line in section.lines)])).casefold()
    for value, word in reversed(list(enumerate(NUMBER_WORDS[locale].split(), start=3))):
        written = word.replace("_", " ")
        text = re.sub(rf"(?<=age of ){written}\b|\b{written}\b{UNIT}", str(value), text)
    return sorted(set(re.findall(r"\d+", GROUPED.sub("", text))))


@pytest.mark.parametrize("stem", LAW_PAGES)
def test_both_languages_of_indonesian_law_name_the_same_numbers(stem: str) -> None:
    for english, indonesian in zip(PAGES["en", stem].sections, PAGES["id", stem].sections, strict=True):
        assert numbers(english, "en") == numbers(indonesian, "id"), english.id


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
