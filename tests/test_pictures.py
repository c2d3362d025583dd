"""Pictures: set into the page with their description, readable on a small phone, and unable to act or to load."""

from pathlib import Path

import pytest
from conftest import read
from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.addresses import locale_root
from knowledge_base.article.pictures import IMAGES, LARGEST, read_drawing
from knowledge_base.checks.pictures import check
from knowledge_base.checks.rule import Text
from knowledge_base.findings import InputError
from knowledge_base.pages import parse_page
from knowledge_base.registers import load_registers
from playwright.sync_api import Page as BrowserPage
from samples import FRONT_MATTER
from test_article import render

REGISTERS = load_registers()
DRAWINGS = sorted((REPOSITORY / IMAGES).iterdir())
NAME = "../../assets/images/first-change-twins.svg"
PICTURE = f'![Two files.]({NAME} "Sketch: both files.")'
SIZE = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" width="10" height="10"'
FEWEST_PIXELS = 12
BODY = FRONT_MATTER.count("\n") + 1

MEASURE = """() => [...document.querySelectorAll("figure.picture svg")].map(drawing => {
  const frame = drawing.getBoundingClientRect();
  const scale = frame.width / drawing.viewBox.baseVal.width;
  const words = [...drawing.querySelectorAll("text")];
  const outside = words.filter(word => {
    const box = word.getBoundingClientRect();
    return box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom;
  });
  return {
    width: frame.width,
    smallest: Math.min(...words.map(word => parseFloat(getComputedStyle(word).fontSize) * scale)),
    outside: outside.map(word => word.textContent),
  };
})"""


def drawing(inside: str, attributes: str = SIZE) -> str:
    return f"<svg {attributes}>\n{inside}\n</svg>"


def faults(tmp_path: Path, content: str) -> list[str]:
    path = tmp_path / "a.svg"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError) as error:
        read_drawing(path, tmp_path, "")
    return [f"{finding.line}: {finding.what}" for finding in error.value.findings]


def on_page(body: str) -> list[str]:
    page = parse_page(FRONT_MATTER + body, "docs/en/about/x.md", "en", "about/x")
    found = check(page, Text(REPOSITORY, REGISTERS, {}))
    return [f"{finding.path}:{finding.line}: {finding.what}" for finding in found]


def test_a_picture_becomes_a_figure_with_its_description_and_caption() -> None:
    body = render(f"Answer.\n\n## A {{ #a }}\n\nText.\n\n{PICTURE}\n\nMore.")[2]
    [figure] = body.iter("figure")
    svg, caption = figure
    assert (svg.tag, svg.get("role"), svg[0].tag, svg[0].text) == ("svg", "img", "title", "Two files.")
    assert caption.text == "Sketch: both files."
    assert [node.tag for node in figure.getparent()] == ["h2", "p", "figure", "p"]
    assert not list(body.iter("img"))


def test_words_in_a_description_are_words_and_never_markup() -> None:
    body = render(f"Answer.\n\n## A {{ #a }}\n\n![A &lt;script&gt; “x” & y]({NAME})")[2]
    assert next(body.iter("title")).text == "A <script> “x” & y"
    assert not list(body.iter("script"))


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.name)
def test_every_drawing_of_the_text_may_stand_in_a_page(path: Path) -> None:
    assert read_drawing(path, REPOSITORY, "What it shows").find("title").text == "What it shows"


def test_every_drawing_is_shown_somewhere() -> None:
    text = "".join(path.read_text("utf-8") for path in (REPOSITORY / "docs").glob("*/**/*.md"))
    assert [path.name for path in DRAWINGS if f"/{path.name}" not in text] == []


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("<script>alert(1)</script>", "2: holds <script>, which a drawing may not hold."),
        ('<a href="https://x.example"/>', "2: holds <a>, which a drawing may not hold."),
        ('<image href="https://x.example/a.png"/>', "2: holds <image>, which a drawing may not hold."),
        ("<foreignObject/>", "2: holds <foreignObject>, which a drawing may not hold."),
        ("<style>text { fill: red }</style>", "2: holds <style>, which a drawing may not hold."),
        ("<?xml-stylesheet href='a.css'?>", "2: holds <an instruction>, which a drawing may not hold."),
        ('<rect onclick="alert(1)"/>', "2: has onclick=“alert(1)”."),
        ('<rect style="fill: red"/>', "2: has style=“fill: red”."),
        ('<rect id="a"/>', "2: has id=“a”."),
        ('<rect fill="url(https://x.example/#a)"/>', "2: has fill=“url(https://x.example/#a)”."),
    ],
)
def test_a_drawing_that_could_act_or_load_is_refused(tmp_path: Path, inside: str, what: str) -> None:
    assert faults(tmp_path, drawing(inside)) == [what]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("no drawing", "1: is not XML: Start tag expected, '<' not found."),
        (drawing("<rect>"), "3: is not XML: Opening and ending tag mismatch: rect line 2 and svg."),
        (drawing("", 'xmlns="http://www.w3.org/2000/svg"'), "1: is no SVG with a size."),
        (drawing("<text>" + "a" * LARGEST + "</text>"), f"1: has {LARGEST + 104} bytes; a drawing may have {LARGEST}."),
        (f'<!DOCTYPE svg [<!ENTITY a "b">]>{drawing("<text>&a;</text>")}', "1: has a document type."),
    ],
)
def test_a_file_that_is_no_drawing_of_ours_is_named(tmp_path: Path, content: str, what: str) -> None:
    assert what in faults(tmp_path, content)


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        (
            "Text.\n\n![A](../../assets/images/a.png)\n",
            3,
            "shows “../../assets/images/a.png”, which is no drawing of ours.",
        ),
        ("Text.\n\n![A](a.svg)\n", 3, "shows “a.svg”, which is no drawing of ours."),
        ("Text.\n\n![A](../../../a.svg)\n", 3, "shows “../../../a.svg”, which is no drawing of ours."),
        (f"Text.\n\nSee ![A]({NAME}).\n", 3, "has a picture inside a paragraph."),
        (f"Text.\n![A]({NAME})\n", 2, "has a picture inside a paragraph."),
    ],
)
def test_a_picture_that_the_page_cannot_show_is_named(body: str, line: int, what: str) -> None:
    assert on_page(body) == [f"docs/en/about/x.md:{BODY + line - 1}: {what}"]


def test_a_picture_that_is_not_there_is_named() -> None:
    [fault] = on_page("Text.\n\n![A](../../assets/images/gone.svg)\n")
    assert fault.startswith("docs/assets/images/gone.svg:1: cannot be read")


def test_a_picture_in_its_place_passes_and_code_is_no_picture() -> None:
    assert on_page(f"Text.\n\n{PICTURE}\n\nWrite `![A](a.png)`.\n") == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_guide_shows_its_five_steps(light_site: Path, locale: str) -> None:
    page = read(light_site / locale_root(locale) / "about/contribute/index.html")
    figures = page.find_class("picture")
    assert len(figures) == 5 and not page.xpath("//article//img")
    assert len({figure.find("svg/title").text for figure in figures}) == 5
    assert all(figure.find("figcaption").text.startswith(("Sketch ", "Sketsa ")) for figure in figures)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_words_in_a_drawing_can_be_read_on_a_small_phone(
    phone: BrowserPage, light_address: str, locale: str
) -> None:
    phone.set_viewport_size({"width": 360, "height": 740})
    phone.goto(f"{light_address}{locale_root(locale)}about/contribute/")
    measured = phone.evaluate(MEASURE)
    assert len(measured) == 5
    for one in measured:
        assert one["smallest"] >= FEWEST_PIXELS and one["outside"] == [] and one["width"] <= 360
