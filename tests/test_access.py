"""What every page owes a screen reader, on all pages of all kinds: titles, headings, landmarks, languages, names."""

import itertools
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from conftest import read
from knowledge_base.article.tongues import tongue_of
from lxml.html import HtmlElement

HEADINGS = "//body//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6][not(ancestor::dialog)]"
LANDMARKS = {
    "main": "//main",
    "navigation": "//nav",
    "complementary": "//aside",
    "search": "//*[@role='search'][not(ancestor::dialog)]",
    "region": "//*[@role='region']",
    "banner": "//body/header",
    "contentinfo": "//body//footer[not(ancestor::main)]",
}
INSIDE = (
    "ancestor::main or ancestor::nav or ancestor::aside or ancestor::header or ancestor::footer or ancestor::dialog"
)
REACHED_BY_KEYBOARD = "self::a[@href] or self::button or self::input or self::select or self::textarea or self::summary"


@pytest.fixture(scope="module")
def everything(light_site: Path) -> dict[str, HtmlElement]:
    """Every page by address: text, side by side, citations, ways to improve, 404."""
    found = {path.relative_to(light_site).as_posix(): read(path) for path in sorted(light_site.rglob("*.html"))}
    assert len(found) > 900
    return found


def test_every_page_states_its_language(everything) -> None:
    for address, page in everything.items():
        assert page.get("lang") == ("id" if address.startswith("id/") else "en"), address


def test_no_two_pages_of_the_site_have_one_title(everything) -> None:
    seen = defaultdict(list)
    for address, page in everything.items():
        seen[(page.findtext(".//title") or "").strip()].append(address)
    assert "" not in seen
    assert [pages for pages in seen.values() if len(pages) > 1] == []


def test_every_page_has_one_h1_and_skips_no_heading_level(everything) -> None:
    for address, page in everything.items():
        headings = page.xpath(HEADINGS)
        levels = [int(node.tag[1]) for node in headings]
        assert levels.count(1) == 1 and levels[0] == 1, address
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), address
        assert all(node.text_content().strip() for node in headings), address


def test_everything_that_is_read_lies_in_a_landmark(everything) -> None:
    """Apart from the link that skips to the text, as is usual."""
    for address, page in everything.items():
        outside = page.xpath(f"//body//text()[normalize-space()][not({INSIDE} or ancestor::script)]")
        assert all(text.getparent().get("class") == "skip" for text in outside), (address, outside[:3])


def test_landmarks_of_one_kind_have_names_that_differ(everything) -> None:
    for address, page in everything.items():
        assert len(page.xpath("//main")) == 1, address
        for kind, path in LANDMARKS.items():
            names = Counter(named(node, page) for node in page.xpath(path))
            twice = [name for name, number in names.items() if number > 1]
            assert not twice, (address, kind, twice)
            assert sum(names.values()) == 1 or "" not in names, (address, kind)


def named(node: HtmlElement, page: HtmlElement) -> str:
    """Return the name that assistive technology gives an element by its attributes."""
    if ids := node.get("aria-labelledby"):
        return " ".join(page.get_element_by_id(one).text_content() for one in ids.split()).strip()
    return (node.get("aria-label") or "").strip()


def test_a_section_is_no_landmark(everything) -> None:
    """Its heading leads to it. Named ones gave the glossary a landmark for each term, and each name was said twice."""
    for address, page in everything.items():
        assert not page.xpath("//section[@aria-label or @aria-labelledby or @role]"), address


def test_what_takes_the_focus_does_something(everything) -> None:
    """No stop on the keyboard's way that answers no key: a label is none, a frame that scrolls is one."""
    for address, page in everything.items():
        for node in page.xpath(f"//*[@tabindex][not({REACHED_BY_KEYBOARD})]"):
            frame = node.get("class") == "table-frame" and node.get("role") == "region" and node.get("aria-label")
            assert node.get("tabindex") == "-1" or (node.get("tabindex") == "0" and frame), (address, node.tag)
        assert not page.xpath("//*[@tabindex > 0]"), address


def test_every_branch_of_the_navigation_is_reached_by_links(everything) -> None:
    for address, page in everything.items():
        for navigation in page.xpath("//*[@id='kb-pages']//nav"):
            assert not navigation.xpath(".//input | .//*[@tabindex]"), address
            [here] = navigation.xpath(".//a[@aria-current='page']") or [None]
            assert here is not None or "/improve/" in address or "/cite/" in address, address


def test_passages_in_the_other_language_say_so(everything) -> None:
    """Words of the interface, titles, italics and quotations, told by small words that only one language has."""
    plain = {"en": {"yang", "dan", "tentang", "dengan", "untuk", "undang-undang"}, "id": {"the", "of", "and", "for"}}
    faults = []
    for address, page in everything.items():
        for node in page.xpath("//main//*[self::em or self::cite or self::h1 or self::h2 or self::summary]"):
            tongue = language(node)
            words = re.findall(r"[\w-]+", node.text_content().casefold())
            own, other = plain.get(tongue, set()), {"en": plain["id"], "id": plain["en"]}.get(tongue, set())
            if words and words[0] in own and own.intersection(words) and not other.intersection(words):
                faults.append((address, tongue, node.text_content()[:60]))
    assert faults == []


def language(node: HtmlElement) -> str:
    """Return the language that an element is in."""
    return next(one for here in (node, *node.iterancestors()) if (one := here.get("lang")))


def test_italics_and_quotations_in_the_other_language_are_marked_on_every_page(everything) -> None:
    marked: Counter[str] = Counter()
    for address, page in everything.items():
        for node in page.xpath("//article//em[not(ancestor::*[@class='cites'])]"):
            tongue = language(node)
            assert tongue_of(node.text_content(), tongue) is None, (address, node.text_content())
            marked[node.get("lang", "")] += 1
    assert marked["en"] > 50 and marked["id"] > 100


@pytest.mark.parametrize(
    ("text", "locale", "tongue"),
    [
        ("Undang-Undang Nomor 9 Tahun 2012 tentang Pengesahan Optional Protocol to the Convention", "en", "id"),
        ("anak korban", "en", "id"),
        ("Targeted by Terrorists", "en", None),
        ("decides that States shall", "id", "en"),
        ("Konvensi ILO No. 182", "id", None),
        ("UNODC", "en", None),
    ],
)
def test_the_first_word_that_one_language_has_alone_tells_which_it_is(text: str, locale: str, tongue) -> None:
    assert tongue_of(text, locale) == tongue


def test_every_link_and_control_has_words(everything) -> None:
    for address, page in everything.items():
        for node in page.xpath("//a[@href] | //button"):
            words = node.get("aria-label") or node.text_content().strip() or "".join(node.xpath(".//img/@alt"))
            assert words, (address, node.get("href"))
        for node in page.xpath("//select | //input[not(@type='hidden')]"):
            label = (
                node.get("aria-label")
                or node.xpath("ancestor::label")
                or page.xpath("//label[@for=$id]", id=node.get("id") or "-")
            )
            assert label, (address, node.get("id"))
