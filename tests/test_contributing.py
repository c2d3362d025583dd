"""CONTRIBUTING in both languages: written from the page about/contribute, with links that lead somewhere."""

import re
from pathlib import Path

import pytest
from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.checks.contributing import check
from knowledge_base.checks.rule import Text
from knowledge_base.editor.contributing import FILES, STEM, contributing, write_contributing
from knowledge_base.pages import Page, parse_page
from knowledge_base.provisions import load_pages
from knowledge_base.registers import load_registers
from samples import FRONT_MATTER

REGISTERS, PAGES = load_registers(), load_pages()
TEXTS = {locale: (REPOSITORY / name).read_text("utf-8") for locale, name in FILES.items()}
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^\[\]]*)\]\((?P<target>[^()\s]+)\)")
RULES = "docs/en/about/editing.md"


def written(body: str, locale: str = "en") -> str:
    """Return what becomes of a page with this body, without its head."""
    page = parse_page(FRONT_MATTER + body, f"docs/{locale}/{STEM}.md", locale, STEM)
    text = contributing(locale, {**PAGES, STEM: {locale: page}}, REGISTERS)
    return text.partition("\n# Title\n\n")[2].removesuffix("\n")


def keyed(pages: dict[str, dict[str, Page]]) -> dict[tuple[str, str], Page]:
    return {(locale, stem): page for stem, twins in pages.items() for locale, page in twins.items()}


def anchors(text: str) -> set[str]:
    """Return the anchors of a file as GitHub makes them: words in small letters, joined by hyphens."""
    titles = re.findall(r"^#+ (.+)$", CODE.sub(lambda code: code[0].strip("`"), text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_file_says_what_the_page_says(locale: str) -> None:
    assert TEXTS[locale] == contributing(locale, PAGES, REGISTERS)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_other_language_comes_first(locale: str) -> None:
    other = next(code for code in LOCALES if code != locale)
    first = LINK.search(TEXTS[locale])
    assert (first["text"], first["target"]) == (REGISTERS.interface(other)[f"language_{other}"], FILES[other])
    assert first.start() < TEXTS[locale].index("\n# ")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_link_and_picture_leads_to_a_file_and_a_heading(locale: str) -> None:
    links = list(LINK.finditer(CODE.sub("", TEXTS[locale])))
    assert len(links) > 10
    for link in links:
        path, _, anchor = link["target"].partition("#")
        target = REPOSITORY / path if path else REPOSITORY / FILES[locale]
        assert target.is_file(), link[0]
        if anchor:
            assert anchor in anchors(target.read_text("utf-8")), link[0]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_picture_says_in_words_what_it_shows(locale: str) -> None:
    pictures = [link for link in LINK.finditer(TEXTS[locale]) if link["image"]]
    assert len(pictures) == 5
    assert all(len(picture["text"].split()) > 8 for picture in pictures)


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_that_only_the_site_understands_is_left(locale: str) -> None:
    prose = CODE.sub("", TEXTS[locale])
    assert not re.search(r"\{ ?#|\[@|\[=|^:::|^!!!|^---$", prose, re.MULTILINE)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("## Sources { #sources }", "## Sources"),
        ('### 1. Find it { #find data-differs="why" }', "### 1. Find it"),
        ("So it is [@crc, art. 37(b)].", "So it is (Convention on the Rights of the Child (CRC), article 37(b))."),
        ("So [@uu-11-2012, art. 3; @uu-1-2023, art. 79].", "So (Law 11/2012, article 3; Law 1/2023, article 79)."),
        ("Write `[@crc, art. 3]` and `{ #id }`.", "Write `[@crc, art. 3]` and `{ #id }`."),
        ("```yaml\n## A { #a }\n[=arrest] [@crc]\n```", "```yaml\n## A { #a }\n[=arrest] [@crc]\n```"),
        ("Within [=arrest].", "Within 24 hours."),
        ("[the law](../law/crc.md)", "[the law](docs/en/law/crc.md)"),
        ("[a file](../../../LICENSE)", "[a file](LICENSE)"),
        ("[duty](method.md#strength-of-duty)", "[duty](docs/en/about/method.md#strength-of-duty--strength-of-duty-)"),
        ("[below](#b-part)\n\n## What, and *why*? { #b-part }", "[below](#what-and-why)\n\n## What, and *why*?"),
        ("[away](https://example.org/#a)", "[away](https://example.org/#a)"),
        ('![A map.](../../assets/images/a.svg "The map.")', "![A map.](docs/assets/images/a.svg)\n\n*The map.*"),
        ('!!! never "Never"\n    - One.\n\n    - Two.\n\nText.', "> **Never**\n>\n> - One.\n>\n> - Two.\n\nText."),
        ("!!! note\n    Text.", "> **Note**\n>\n> Text."),
        ("::: glossary", "*On the site a list stands here; see [Title](docs/en/about/contribute.md).*"),
    ],
)
def test_each_mark_of_the_site_becomes_plain_markdown(body: str, text: str) -> None:
    assert written(body) == text


def test_citations_speak_the_language_of_the_file() -> None:
    assert (
        written("Demikian [@uu-11-2012, art. 32(2)(a)].", "id") == "Demikian (UU 11/2012, Pasal 32 ayat (2) huruf a)."
    )


def test_a_file_that_was_changed_by_hand_or_is_missing_is_named_and_written_anew(tmp_path: Path) -> None:
    assert write_contributing(tmp_path, PAGES, REGISTERS) == list(FILES.values())
    assert list(check(Text(tmp_path, REGISTERS, keyed(PAGES)))) == []
    english, indonesian = (tmp_path / name for name in FILES.values())
    english.write_text(english.read_text("utf-8") + "More.\n", "utf-8")
    indonesian.unlink()
    found = [str(finding).split("\n")[0] for finding in check(Text(tmp_path, REGISTERS, keyed(PAGES)))]
    assert found == [
        "CONTRIBUTING.md:1: says something else than docs/en/about/contribute.md, from which it is made.",
        "CONTRIBUTING.id.md:1: is missing.",
    ]
    assert write_contributing(tmp_path, PAGES, REGISTERS) == list(FILES.values())
    assert write_contributing(tmp_path, PAGES, REGISTERS) == []
    assert english.read_text("utf-8") == TEXTS["en"]


def test_a_text_without_the_files_beside_it_is_not_asked_for_them(tmp_path: Path) -> None:
    assert list(check(Text(tmp_path, REGISTERS, keyed(PAGES)))) == []


def test_messages_name_rules_that_are_written_down() -> None:
    titles = {section.title for section in PAGES["about/editing"]["en"].sections}
    named = set()
    for path in (REPOSITORY / "scripts" / "knowledge_base").rglob("*.py"):
        text = path.read_text("utf-8")
        assert "CONTRIBUTING.md," not in text, path
        named |= set(re.findall(rf"{re.escape(RULES)}, “([^”]+)”", text))
    assert named and named <= titles
