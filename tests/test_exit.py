"""“Exit this page”: on pages that say what to do, in view, quick, harmless without a script, and honest."""

import json
import re
from pathlib import Path

import pytest
from conftest import pages_of, read
from knowledge_base.registers import load_registers
from playwright.sync_api import Browser, Page, expect

ARREST = "protocols/arrest/"
WORDS = {locale: load_registers().interface(locale) for locale in ("en", "id")}


@pytest.fixture
def away(reader: Page) -> list[dict]:
    """Stands in for the neutral sites; returns the headers with which they were asked."""
    asked: list[dict] = []

    def answer(route) -> None:
        asked.append(route.request.all_headers())
        route.fulfill(content_type="text/html", body="<title>Weather</title><h1>Weather</h1>")

    for words in WORDS.values():
        reader.context.route(re.compile(re.escape(words["exit_address"])), answer)
    return asked


def test_pages_that_say_what_to_do_have_it_and_no_others(light_site: Path) -> None:
    having = set()
    for path in pages_of(light_site):
        address = path.parent.relative_to(light_site).as_posix()
        page = read(path)
        links = page.xpath("//a[@class='exit__go']")
        scripts = page.xpath("//script[contains(@src, 'js/exit.js')]")
        assert len(links) == len(scripts) == len(page.xpath("//style[contains(., '.exit__go')]"))
        if links:
            having.add(address)
            words = WORDS["id" if address.startswith("id/") else "en"]
            assert links[0].get("href") == words["exit_address"] and "noreferrer" in links[0].get("rel")
            assert links[0].getparent().getnext().tag == "header"  # the first thing on the page, outside the article
    everywhere = {path.parent.relative_to(light_site).as_posix() for path in pages_of(light_site)}
    assert having == {address for address in everywhere if re.match(r"(id/)?protocols(/|$)", address)}
    assert len(having) >= 60
    beside = read(light_site / "id" / ARREST / "parallel/index.html")
    assert beside.xpath("//a[@class='exit__go']")
    [script] = beside.xpath("//script/@src[contains(., 'js/exit.js')]")
    assert (light_site / "id" / ARREST / "parallel" / script).exists()


@pytest.mark.parametrize("prefix", ["", "id/"])
def test_one_press_leaves_and_the_back_button_does_not_return(
    reader: Page, away: list[dict], light_address: str, prefix: str
) -> None:
    words = WORDS[prefix.strip("/") or "en"]
    reader.goto(light_address + prefix)
    reader.goto(light_address + prefix + ARREST)
    reader.wait_for_load_state("networkidle")
    assert away == []
    reader.mouse.wheel(0, 3000)
    button = reader.get_by_role("link", name=words["exit"])
    expect(button).to_be_in_viewport()
    button.click()
    expect(reader.get_by_role("heading", name="Weather")).to_be_visible()
    assert reader.url == words["exit_address"]
    assert len(away) == 1 and "referer" not in away[0] and "cookie" not in away[0]
    reader.go_back()
    assert reader.url == light_address + prefix


def test_shift_pressed_three_times_leaves_also_out_of_the_search(reader: Page, away, light_address: str) -> None:
    reader.goto(light_address + ARREST)
    reader.keyboard.press("/")
    field = reader.get_by_role("dialog").get_by_role("searchbox")
    expect(field).to_be_focused()
    reader.keyboard.press("Shift")
    expect(reader.locator(".exit__hint")).to_have_text(WORDS["en"]["exit_more"].format(count=2))
    reader.keyboard.press("Shift")
    reader.keyboard.press("Shift")
    expect(reader.get_by_role("heading", name="Weather")).to_be_visible()


def test_capital_letters_and_escape_do_not_leave(reader: Page, away, light_address: str) -> None:
    reader.goto(light_address + ARREST)
    reader.keyboard.press("/")
    reader.keyboard.type("PK LPKS BAPAS")
    for key in ("Shift+P", "Shift", "Shift+K", "Shift", "Escape", "Shift", "Shift", "Escape", "Shift"):
        reader.keyboard.press(key)
    reader.wait_for_timeout(200)
    assert away == [] and reader.url.startswith(light_address)
    expect(reader.get_by_role("dialog")).to_be_hidden()
    expect(reader.locator("h1")).to_be_visible()


def test_the_page_is_emptied_before_the_other_one_has_come(reader: Page, light_address: str) -> None:
    reader.context.route(WORDS["en"]["exit_address"], lambda route: None)  # never answered
    reader.goto(light_address + ARREST)
    left = "document.querySelector('.exit__go').click(), [document.body.childElementCount, document.title]"
    assert reader.evaluate(left) == [0, "www.bbc.com"]


def test_without_scripts_it_is_a_link_and_promises_no_key(browser: Browser, light_address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(light_address + ARREST)
    expect(page.get_by_text(WORDS["en"]["exit_shift"])).to_be_hidden()
    expect(page.get_by_role("link", name=WORDS["en"]["exit"])).to_be_visible()
    page.get_by_role("link", name=WORDS["en"]["exit_limits"]).click()
    expect(page.locator("#exit")).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_it_covers_neither_a_section_that_was_asked_for_nor_what_has_the_focus(
    browser: Browser, light_address: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 640})
    page = context.new_page()
    page.goto(light_address + "id/" + ARREST + "#steps")
    strip = page.locator(".exit").bounding_box()
    assert strip["y"] == 0 and strip["x"] + strip["width"] <= width
    assert page.locator("#steps").bounding_box()["y"] >= strip["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for _ in range(12):  # back through what stands above
        page.keyboard.press("Shift+Tab")
        box = page.evaluate("JSON.stringify(document.activeElement.getBoundingClientRect())")
        inside = page.evaluate("document.activeElement.closest('.exit, .md-sidebar') !== null")
        assert inside or json.loads(box)["top"] >= strip["height"] - 1, page.evaluate(
            "document.activeElement.outerHTML"
        )
    context.close()
