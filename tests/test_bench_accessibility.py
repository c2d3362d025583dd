"""The examination of every page: what it finds on faulty pages, in which view, and that it leaves nothing out."""

import argparse
from pathlib import Path

import pytest
from knowledge_base.bench import accessibility
from knowledge_base.bench.accessibility import axe, crew
from knowledge_base.bench.accessibility.views import (
    COLOUR_RULES,
    SCHEMES,
    WIDTHS,
    View,
    scheme_changes_only_colours,
    views,
)
from knowledge_base.publish.errors import PublishError
from knowledge_base.publish.search import name_version
from playwright.sync_api import Browser

STYLE = """:root { color-scheme: light dark } [data-scheme="dark"] { color-scheme: dark }
p { background: light-dark(#fff, #000); color: light-dark(#000, #222) }
@media (max-width: 40em) { b { display: none } }"""
PAGE = (
    '<!doctype html><html lang="en"><head><title>{0}</title>{1}</head><body><main><h1>{0}</h1>{2}</main></body></html>'
)
FAULTY = PAGE.format(
    "A page",
    '<link rel="stylesheet" href="assets-1/site.css">',
    '<p>Words on the page</p><b><img src="assets-1/site.css"></b>',
)
SOUND = PAGE.format("Another", "", '<dialog data-index="search/"></dialog>')
LOST = PAGE.format("Not found", '<link rel="icon" href="/dev/assets-1/icon.svg">', "")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A site whose first page has an image without words, at a desk, and pale words in the dark."""
    site = tmp_path / "site"
    for name, text in (
        ("index.html", FAULTY),
        ("parallel/index.html", SOUND),
        ("404.html", LOST),
        ("assets-1/site.css", STYLE),
    ):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    return site


@pytest.fixture(autouse=True)
def kept(monkeypatch, tmp_path: Path) -> Path:
    """A place of its own for what was found on pages before."""
    monkeypatch.setattr(accessibility, "KEPT", tmp_path / "kept")
    return tmp_path / "kept"


def test_a_fault_is_named_with_its_page_and_every_view_that_has_it(faulty: Path, capsys) -> None:
    assert accessibility.run(argparse.Namespace(site=faulty, record=False)) == 1
    outcome = accessibility.examine(faulty)
    found = {(place.rule, place.address, str(place.view)) for place in outcome.broken}
    assert found == {
        ("image-alt", "", "1280 px, light"),
        ("color-contrast", "", "1280 px, dark"),
        ("color-contrast", "", "360 px, dark"),
    }
    assert {"pages": 3, "checks": 12, "violations": 3}.items() <= outcome.figures.items()
    said = capsys.readouterr().out
    assert "3 pages, 12 checks" in said and "./ (1280 px, light): img" in said


def test_a_page_is_examined_again_only_when_it_has_changed(faulty: Path, monkeypatch) -> None:
    asked, really = [], crew.examine_all
    monkeypatch.setattr(crew, "examine_all", lambda root, names, ways: asked.append(names) or really(root, names, ways))
    first, second = accessibility.examine(faulty), accessibility.examine(faulty)
    assert (first.places, second.pages) == (second.places, 3) and first.broken
    (faulty / "index.html").write_text(SOUND, encoding="utf-8")
    assert accessibility.examine(faulty).places == []
    (faulty / "index.html").write_text(name_version(SOUND, "0a1b2c3d"), encoding="utf-8")  # shows nothing else
    assert accessibility.examine(faulty).places == []
    assert asked == [["", "404.html", "parallel/"], [], [""], []]


def test_every_page_is_examined_in_every_view(light_site: Path) -> None:
    names = crew.pages(light_site)
    assert len(names) == len(set(names)) == len(list(light_site.rglob("*.html")))
    assert {"", "404.html", "id/law/crc/parallel/", "law/crc/cite/", "law/crc/improve/"} <= set(names)
    assert {(view.width, view.scheme) for view in views(light_site)} == {(w, s) for w in WIDTHS for s in SCHEMES}


def test_what_only_the_other_colours_can_change_is_not_asked_twice(browser: Browser, faulty: Path) -> None:
    """In the dark the rules that see colours find all that every rule finds, but for what was found in the light."""
    everything = [View(width, scheme) for width in WIDTHS for scheme in SCHEMES]
    page = axe.page_with_axe(browser)
    with accessibility.served(faulty) as root:
        told, all_told = ({*axe.examine(page, root, "", chosen)} for chosen in (views(faulty), everything))
    page.context.close()
    short, long = ({(one.rule, one.view.width, one.view.scheme) for one in some} for some in (told, all_told))
    assert short < long
    assert long - short == {("image-alt", 1280, "dark")}


@pytest.mark.parametrize(
    ("css", "alike"),
    [
        ('[data-scheme="dark"] { color-scheme: dark }', True),
        ('[data-scheme="dark"] { color-scheme: dark; display: none }', False),
        ("@media (prefers-color-scheme: dark) { b { display: none } }", False),
    ],
)
def test_a_scheme_that_changes_more_than_colours_is_examined_with_all_rules(tmp_path: Path, css, alike) -> None:
    (tmp_path / "site.css").write_text(css, encoding="utf-8")
    assert scheme_changes_only_colours(tmp_path) is alike
    assert {view.rules for view in views(tmp_path)} == ({(), COLOUR_RULES} if alike else {()})


def test_a_folder_without_pages_is_no_site_without_faults(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="holds no page"):
        accessibility.examine(tmp_path)
