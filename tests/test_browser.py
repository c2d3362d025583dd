"""The site in a real browser, as its readers use it."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import pages_of, stored
from playwright.sync_api import Browser, Page, expect

DETENTION = "protocols/detention-decision/"


@dataclass
class Visit:
    """What was seen on a visit to every page with a phone: faults, what was stored, and pages wider than the phone."""

    faults: list[str]
    stored: list[str]
    wide: list[str]


@pytest.fixture(scope="module")
def visit(browser: Browser, address: str, site: Path) -> Visit:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    seen = Visit([], [], [])
    page.on("request", lambda request: request.url.startswith(address) or seen.faults.append(request.url))
    page.on("response", lambda answer: answer.status < 400 or seen.faults.append(f"{answer.status} {answer.url}"))
    page.on("console", lambda message: message.type in ("error", "warning") and seen.faults.append(message.text))
    page.on("pageerror", lambda error: seen.faults.append(str(error)))
    for path in pages_of(site):
        name = path.parent.relative_to(site).as_posix() + "/"
        page.goto(address + name)
        if kept := stored(page):
            seen.stored.append(f"{name}: {kept}")
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            seen.wide.append(name)
    context.close()
    return seen


def test_no_page_asks_another_site_or_reports_an_error(visit: Visit) -> None:
    assert visit.faults == []


def test_no_page_stores_anything(visit: Visit) -> None:
    assert visit.stored == []


def test_no_page_is_wider_than_a_phone(visit: Visit) -> None:
    assert visit.wide == []


def test_a_term_shows_its_meaning_on_hover_focus_and_tap(reader: Page, phone: Page, address: str) -> None:
    reader.goto(address + DETENTION)
    term = reader.locator("a.term").first
    card = reader.get_by_role("tooltip")
    term.hover()
    expect(card).to_be_visible()
    reader.keyboard.press("Escape")
    expect(card).to_be_hidden()
    reader.mouse.move(0, 0)
    reader.keyboard.press("Tab")
    term.focus()
    expect(card).to_be_visible()

    phone.goto(address + DETENTION)
    term = phone.locator("a.term").first
    term.tap()
    expect(phone.get_by_role("tooltip")).to_be_visible()
    assert phone.url == address + DETENTION
    term.tap()
    phone.wait_for_url("**/reference/glossary/#*")


def test_the_language_link_leads_to_the_same_section(reader: Page, address: str) -> None:
    reader.goto(address + DETENTION + "#time-limits")
    reader.locator("header a[data-language-link]").click()
    reader.wait_for_url(address + "id/" + DETENTION + "#time-limits")
    reader.locator("header a[data-language-link]").click()
    reader.wait_for_url(address + DETENTION + "#time-limits")


def test_without_scripts_the_page_is_complete(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address + DETENTION)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("#kb-scheme")).to_be_hidden()
    page.locator("header a[data-language-link]").click()
    assert page.url == address + "id/" + DETENTION
    page.locator("header a[data-search-open]").click()
    assert page.url == address + "id/reference/search/"
    page.locator("label.top__menu").click()
    here = page.locator("#kb-pages a.md-nav__link--active")
    expect(here).to_be_in_viewport()
    page.get_by_role("checkbox", name="Menu", exact=True).press("Space")
    expect(here).to_be_hidden()
    context.close()


def test_the_timeline_shows_one_kind_alone_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "reference/timeline/")
    entries = page.locator(".timeline__year > li")
    everything = entries.count()
    page.locator(".timeline__choice input[value=law]").check()
    shown = [entry.get_attribute("data-kind") for entry in entries.all() if entry.is_visible()]
    assert set(shown) == {"law"}
    assert 0 < len(shown) < everything
    context.close()


def test_the_reader_s_choice_of_colours_is_kept_on_the_device_only_when_made(reader: Page, address: str) -> None:
    reader.goto(address)
    paper = "getComputedStyle(document.body).backgroundColor"
    light = reader.evaluate(paper)
    reader.locator("#kb-scheme").select_option("dark")
    dark = reader.evaluate(paper)
    assert dark != light
    reader.goto(address + "id/")
    assert reader.evaluate(paper) == dark
    reader.locator("#kb-scheme").select_option("")
    assert reader.evaluate("localStorage.length") == 0


def test_the_device_s_dark_scheme_is_followed(browser: Browser, address: str) -> None:
    colours = {}
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(address)
        colours[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
        context.close()
    assert colours["light"] != colours["dark"]


def test_the_menu_opens_and_closes_by_keyboard(phone: Page, address: str) -> None:
    phone.goto(address + DETENTION)
    menu = phone.get_by_role("checkbox", name="Menu", exact=True)
    label = phone.locator("label.top__menu")
    for key in ("Enter", "Space"):
        menu.focus()
        expect(label).to_have_css("outline-style", "solid")
        phone.keyboard.press(key)
        expect(menu).to_be_checked()
        here = phone.locator("#kb-pages a.md-nav__link--active")
        expect(here).to_be_focused()
        expect(here).to_be_in_viewport()
        phone.keyboard.press("Escape")
        expect(menu).not_to_be_checked()
        expect(menu).to_be_focused()


# Finder, filters, roles


def shown_titles(page: Page) -> list[str]:
    return [row.locator("a").first.inner_text() for row in page.locator(".finder tbody tr").all() if row.is_visible()]


def test_the_finder_narrows_by_role_and_stage_and_keeps_the_choice_in_the_address(reader: Page, address: str) -> None:
    reader.goto(address + "protocols/")
    every = shown_titles(reader)
    assert len(every) >= 22
    reader.get_by_label("I am with").select_option("judge")
    for_judges = shown_titles(reader)
    assert "The hearing" in for_judges and len(for_judges) < len(every)
    reader.get_by_label("Moment").select_option("trial")
    at_trial = shown_titles(reader)
    assert "The hearing" in at_trial and len(at_trial) < len(for_judges)
    expect(reader.locator(".filter__count")).to_have_text(f"{len(at_trial)} shown")
    reader.goto(reader.url)
    assert reader.url.endswith("?role=judge&stage=trial")
    assert shown_titles(reader) == at_trial


def test_the_finder_works_without_a_script_and_by_keyboard(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 760})
    page = context.new_page()
    page.goto(address + "id/protocols/")
    every = len(shown_titles(page))
    page.get_by_label("Saya termasuk").focus()
    page.keyboard.press("ArrowDown")
    assert 0 < len(shown_titles(page)) < every
    context.close()


def test_sources_are_narrowed_by_how_much_was_read(reader: Page, address: str) -> None:
    reader.goto(address + "reference/sources/?seen=excerpt")
    expect(reader.locator("select[name=seen]")).to_have_value("excerpt")  # the form's script comes after the page
    levels = {mark.inner_text() for mark in reader.locator(".entry .evidence").all() if mark.is_visible()}
    assert levels == {"part of the text read"}


def test_every_choice_has_its_rule_in_the_style_sheet(reader: Page, address: str) -> None:
    """A choice that hides nothing would be a dead button."""
    for path in ("protocols/", "reference/sources/"):
        reader.goto(address + path)
        for select in reader.locator("form.filter select").all():
            name = select.get_attribute("name")
            for value in filter(None, [option.get_attribute("value") for option in select.locator("option").all()]):
                select.select_option(value)
                rows = [row for row in reader.locator(f".filtered [data-{name}]").all() if row.is_visible()]
                assert all(value in row.get_attribute(f"data-{name}").split() for row in rows), (path, value)
            select.select_option("")


def test_a_step_that_a_role_page_points_to_is_in_view(reader: Page, address: str) -> None:
    reader.goto(address + "protocols/for-judges/")
    link = reader.locator(".duties__steps a").first
    target = link.get_attribute("href").split("#")[1]
    link.click()
    expect(reader.locator(f"#{target}")).to_be_in_viewport()


# Side by side


def test_both_languages_stand_side_by_side_where_there_is_room(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address + DETENTION)
    page.get_by_role("link", name="Side by side").click()
    own, twin = page.locator("#steps"), page.locator("#id--steps")
    expect(own).to_be_visible()
    expect(twin).to_be_visible()
    left, right = own.bounding_box(), twin.bounding_box()
    assert left["x"] + left["width"] <= right["x"]
    assert abs(left["y"] - right["y"]) < 40
    context.close()


def test_on_a_phone_the_twin_of_a_section_is_a_tap_away(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{address}id/{DETENTION}parallel/#steps")
    expect(page.locator("#steps")).to_be_in_viewport()
    expect(page.locator("#en--steps")).to_be_hidden()
    page.locator(".pair", has=page.locator("#steps")).locator("summary").click()
    expect(page.locator("#en--steps")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_the_language_link_of_a_parallel_page_leads_to_the_other_parallel_page(reader: Page, address: str) -> None:
    reader.goto(address + DETENTION + "parallel/")
    reader.locator("header a[data-language-link]").click()
    assert reader.url == f"{address}id/{DETENTION}parallel/"
    expect(reader.locator("h1")).to_have_text("Memutuskan penahanan")
