"""The site in a real browser, as its readers use it."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import pages_of
from playwright.sync_api import Browser, Page, expect

OUTCOME = re.compile(r"\d+ (results|hasil)$|Nothing found|Tidak ditemukan")
DETENTION = "protocols/detention-decision/"


def test_no_page_asks_another_site_reports_an_error_or_stores_anything(
    browser: Browser, address: str, site: Path
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("request", lambda request: request.url.startswith(address) or faults.append(request.url))
    page.on("response", lambda response: response.status < 400 or faults.append(f"{response.status} {response.url}"))
    page.on("console", lambda message: message.type in ("error", "warning") and faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    for path in pages_of(site):
        page.goto(address + path.parent.relative_to(site).as_posix() + "/")
        stored = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie.length]")
        assert stored == [0, 0, 0], path
    page.wait_for_load_state("networkidle")
    assert context.cookies() == []
    context.close()
    assert faults == []


def search(page: Page, words: str) -> list[str]:
    """Type `words` into the open dialog and return the titles found."""
    field = page.get_by_role("dialog").get_by_role("searchbox")
    field.fill(words)
    status = page.locator(".search__status")
    expect(status).to_have_text(OUTCOME, timeout=10_000)
    return [link.inner_text() for link in page.locator(".search__results a").all()]


@pytest.mark.parametrize(
    ("start", "words", "expected"),
    [
        ("", "detention", "Deciding on detention"),
        ("", "guarantee of parents", "Article 32"),
        ("id/", "penahanan", "Memutuskan penahanan"),
        ("id/", "menahan", "Memutuskan penahanan"),
        ("id/instruments/", "Bali Call for Action", "Bali Call for Action"),
        ("", "diversion", "diversion"),
    ],
)
def test_search_finds_sections_in_the_reader_s_language(reader: Page, address: str, start, words, expected) -> None:
    reader.goto(address + start)
    reader.keyboard.press("/")
    titles = search(reader, words)
    assert any(expected in title for title in titles), titles
    locale = "id" if start.startswith("id/") else "en"
    links = [link.get_attribute("href") for link in reader.locator(".search__results a").all()]
    assert all(("/id/" in href) == (locale == "id") for href in links)


def test_search_marks_the_words_and_leads_to_the_section(reader: Page, address: str) -> None:
    reader.goto(address)
    reader.keyboard.press("Control+k")
    search(reader, "guarantee of parents")
    assert reader.locator(".search__results mark").count() > 0
    link = reader.locator(".search__results a[href*='#']").first
    target = link.get_attribute("href")
    link.click()
    reader.wait_for_url(f"**{target}")
    expect(reader.get_by_role("dialog")).to_have_count(0)


def test_search_works_by_keyboard_alone(reader: Page, address: str) -> None:
    reader.goto(address)
    reader.keyboard.press("/")
    search(reader, "detention")
    reader.keyboard.press("ArrowDown")
    assert reader.evaluate("document.activeElement.closest('.search__results') !== null")
    reader.keyboard.press("ArrowUp")
    assert reader.evaluate("document.activeElement.type") == "search"
    reader.keyboard.press("Escape")
    reader.keyboard.press("Escape")
    expect(reader.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize(
    ("start", "words", "first"),
    [
        ("", "art 32 uu 11/2012", "law/indonesia/child-justice-detention/#art-32"),
        ("", "article 32", "law/indonesia/child-justice-detention/#art-32"),
        ("", "CRC 37", "law/crc/#art-37"),
        ("", "A/RES/77/298 121", "instruments/global-counter-terrorism-strategy/#para-121"),
        ("", "Beijing 17", "law/beijing-rules/#rule-17"),
        ("", "Beijing Rules, rule 17", "law/beijing-rules/#rule-17"),
        ("", "law 5/2018 article 12A", "law/indonesia/counter-terrorism-law/#art-12a"),
        ("", "S/RES/1612 para 2", "instruments/security-council-resolutions/#s-1612-para-2"),
        ("id/", "pasal 32", "id/law/indonesia/child-justice-detention/#art-32"),
        (
            "id/",
            "Pasal 33 ayat (1) Undang-Undang Nomor 11 Tahun 2012",
            "id/law/indonesia/child-justice-detention/#art-33",
        ),
        ("id/", "KHA pasal 3", "id/law/crc/#art-3"),
        ("id/", "PP 58/2022 pasal 31", "id/law/indonesia/government-regulations/#pp-58-2022-art-31"),
        ("id/", "KUHAP 100", "id/law/indonesia/criminal-procedure-code/#art-100"),
    ],
)
def test_search_goes_to_the_provision_that_is_cited(reader: Page, address: str, start, words, first) -> None:
    reader.goto(address + start)
    reader.keyboard.press("/")
    search(reader, words)
    assert reader.locator(".search__results a").first.get_attribute("href") == address + first


@pytest.mark.parametrize("words", ["detention", "14 years", "article", "pasal"])
def test_words_that_cite_nothing_are_searched_as_words(reader: Page, address: str, words: str) -> None:
    reader.goto(address)
    reader.keyboard.press("/")
    search(reader, words)
    assert reader.locator(".search__cited").count() == 0


@pytest.mark.parametrize(
    ("start", "words", "expected"),
    [
        ("", "how long can police hold a fifteen year old before a judge decides", "detention"),
        ("", "teacher notices pupil groomed online whom to call", "Online recruitment"),
        ("id/", "berapa lama polisi boleh menahan anak sebelum diputus hakim", "enahan"),
        ("id/", "wartawan menelepon meminta nama lengkap anak bolehkah saya jawab", "Kerahasiaan dan media"),
    ],
)
def test_a_question_that_no_page_holds_whole_still_finds_pages(
    reader: Page, address: str, start, words, expected
) -> None:
    reader.goto(address + start)
    reader.keyboard.press("/")
    titles = search(reader, words)
    shown = [item.inner_text() for item in reader.locator(".search__results > li").all()]
    assert titles and any(expected in text for text in shown), shown


def test_search_says_so_when_it_finds_nothing(reader: Page, address: str) -> None:
    reader.goto(address + "id/")
    reader.keyboard.press("/")
    assert search(reader, "xylofonqq") == []
    expect(reader.locator(".search__status")).to_contain_text("Tidak ditemukan")


def test_the_home_page_s_field_searches(reader: Page, address: str) -> None:
    reader.goto(address)
    reader.get_by_role("main").get_by_role("searchbox").fill("diversion")
    reader.keyboard.press("Enter")
    expect(reader.locator(".search__results a").first).to_be_visible(timeout=10_000)


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
    assert page.url == address + "id/reference/"
    page.locator("label.top__menu").click()
    expect(page.locator(".md-sidebar--primary").get_by_role("link").first).to_be_visible()
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


def test_no_page_is_wider_than_a_phone(phone: Page, address: str, site: Path) -> None:
    wide = []
    for path in pages_of(site):
        phone.goto(address + path.parent.relative_to(site).as_posix() + "/")
        if phone.evaluate("document.documentElement.scrollWidth") > 360:
            wide.append(path.parent.relative_to(site).as_posix())
    assert wide == []


def test_the_menu_opens_and_closes_by_keyboard(phone: Page, address: str) -> None:
    phone.goto(address + DETENTION)
    menu = phone.locator("label.top__menu")
    menu.focus()
    phone.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    phone.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "path",
    [
        "",
        "id/",
        DETENTION,
        "id/law/indonesia/child-justice-detention/",
        "reference/glossary/",
        "404.html",
        "protocols/",
        "id/protocols/path/",
        "protocols/for-judges/",
        "id/law/crc/parallel/",
    ],
)
def test_no_accessibility_rule_is_broken(browser: Browser, address: str, path: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    # axe-core is put into the page by the test, which our policy would refuse.
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(address + path)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}}).response["violations"]
    context.close()
    assert [(rule["id"], rule["nodes"][0]["html"][:160]) for rule in found] == []


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
    expect(reader.get_by_role("status")).to_have_text(f"{len(at_trial)} shown")
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


def test_parallel_pages_are_not_found_by_search(reader: Page, address: str) -> None:
    reader.goto(address)
    reader.keyboard.press("/")
    search(reader, "guarantee of parents")
    links = [link.get_attribute("href") for link in reader.locator(".search__results a").all()]
    assert links and not any("parallel" in link for link in links)
