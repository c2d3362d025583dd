"""The path's drawing: text stays in its boxes, and says what the list says."""

import re

import pytest
from knowledge_base.addresses import locale_root
from knowledge_base.article.drawing import Drawing, text_width, words_of, wrap
from knowledge_base.registers import load_registers
from lxml import etree
from playwright.sync_api import Page
from test_article import render
from test_article import words_of as text_of

SVG = "{http://www.w3.org/2000/svg}"

# Lines that stand on the frame around them, or beyond it, in the widest of the faces that readers have.
OUTSIDE = """() => [...document.querySelectorAll(".path-drawing svg")].flatMap(drawing => {
  drawing.style.fontFamily = "DejaVu Sans";
  const frames = [...drawing.querySelectorAll("rect")].map(frame => frame.getBBox());
  return [...drawing.querySelectorAll("text")].filter(line => {
    const { x, y, width, height } = line.getBBox();
    const middle = y + height / 2;
    const frame = frames.find(one => one.y < middle && middle < one.y + one.height);
    return !frame || x < frame.x || x + width > frame.x + frame.width;
  }).map(line => line.textContent);
})"""


def test_lines_are_no_wider_than_asked_and_lose_no_word() -> None:
    text = "A child may be arrested for the needs of the investigation for at most 24 hours"
    lines = list(wrap(words_of(text), 13.5, 150))
    assert " ".join(word for line in lines for word, _ in line) == text
    assert all(text_width(" ".join(word for word, _ in line), 13.5) <= 150 for line in lines)


def test_a_word_that_is_too_long_stands_alone() -> None:
    assert list(wrap(words_of("a pertanggungjawaban b"), 13.5, 40)) == [
        [("a", False)],
        [("pertanggungjawaban", False)],
        [("b", False)],
    ]


def test_a_drawing_is_well_formed_whatever_it_says() -> None:
    drawing = Drawing(100)
    drawing.text(0, [words_of("<b> & “more”")], 10, 12)
    drawing.box(0, 0, 100)
    svg = etree.fromstring(drawing.markup("A < B"))
    assert svg.find("title" if svg.tag == "svg" else f"{SVG}title").text == "A < B"
    assert "".join(svg.itertext()).endswith("<b> & “more”")
    assert svg.get("viewBox") == "0 0 100 12"


@pytest.mark.parametrize("locale", ["en", "id"])
def test_no_line_runs_out_of_its_box(reader: Page, light_address: str, locale: str) -> None:
    reader.goto(f"{light_address}{locale_root(locale)}protocols/path/")
    assert reader.locator(".path-drawing svg text").count() > 60
    assert reader.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("locale", ["en", "id"])
def test_the_drawing_and_the_list_say_the_same(locale: str) -> None:
    body = render("Answer.\n\n## A { #a }\n\n::: path", locale)[2]
    drawn = " ".join("".join(line.itertext()) for line in body.iter("text"))
    listed = text_of(body.find(".//ol[@class='path-list']"))
    registers = load_registers()
    for station in registers.stations:
        for place in (station, *station.exits):
            assert place.title[locale] in drawn and place.title[locale] in listed
            for keys in place.limits:
                first = registers.limits[keys.split("+")[0]]
                assert first.what[locale] in drawn and first.what[locale] in listed
    shown = re.findall(r"\d+ \+ \d+ (?:days|hari)", drawn)
    assert len(shown) >= 5 and all(period in listed for period in shown)


def test_every_drawing_has_a_title_for_those_who_do_not_see_it() -> None:
    body = render("Answer.\n\n## A { #a }\n\n::: path")[2]
    drawings = list(body.iter("svg"))
    assert len(drawings) == len(load_registers().stations)
    assert all(svg.get("role") == "img" and svg[0].tag == "title" and svg[0].text for svg in drawings)
