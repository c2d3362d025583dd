"""The search in a real browser: what readers type, in either language, and where it leads."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

OUTCOME = re.compile(r"\d+ (results|hasil)$|Nothing found|Tidak ditemukan")
DETENTION = ("law/indonesia/child-justice-detention/", "protocols/detention-decision/")
MAIN = "#kb-search > .search__results"


@pytest.fixture
def address(light_address: str) -> str:
    """The site without PDFs: the search needs none."""
    return light_address


def dialog(page: Page) -> Locator:
    return page.locator("#kb-search")


def search(page: Page, words: str) -> list[str]:
    """Type `words` into the open dialog and return the addresses found, those of the reader's language."""
    dialog(page).get_by_role("searchbox").fill("")  # what was found before goes
    dialog(page).get_by_role("searchbox").fill(words)
    settle(dialog(page))
    return [link.get_attribute("href") for link in page.locator(f"{MAIN} a").all()]


def settle(box: Locator) -> None:
    """Wait until the results of what was typed last stand there."""
    box.page.wait_for_timeout(150)  # the engine waits for the next key before it ranks
    expect(box.locator(".search__status")).to_have_text(OUTCOME, timeout=10_000)


def violations(page: Page) -> list[dict]:
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    return Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}}).response["violations"]


def open_search(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")


@pytest.fixture(scope="module")
def opened(browser: Browser, light_address: str) -> Iterator[Callable[[str], Page]]:
    """Pages whose search stands open: a reader who asks one thing after another types into the same field."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    pages: dict[str, Page] = {}

    def at(start: str) -> Page:
        if start not in pages:
            pages[start] = context.new_page()
            open_search(pages[start], light_address + start)
        return pages[start]

    yield at
    context.close()


@pytest.mark.parametrize(
    ("start", "words", "expected"),
    [
        ("", "detention", "protocols/detention-decision/"),
        ("", "guarantee of parents", "child-justice-detention/#art-32"),
        ("id/instruments/", "Bali Call for Action", "instruments/bali-call-for-action/"),
        ("", "diversion", "protocols/diversion-decision/"),
        ("id/", "diversi", "id/protocols/diversion-decision/"),
        ("", "how long can police hold a child", "detention"),
        ("id/", "berapa lama polisi boleh menahan anak", "detention"),
        ("", "best interests of the child", "art-3"),
    ],
)
def test_search_finds_sections_in_the_reader_s_language(opened, start, words, expected) -> None:
    found = search(opened(start), words)
    assert any(expected in href for href in found[:10]), found
    assert all(("/id/" in href) == start.startswith("id/") for href in found)


def test_forms_of_a_word_a_loan_and_a_misspelling_lead_to_the_same_provisions(opened) -> None:
    for words in ("menahan", "ditahan", "tahanan", "penahanan", "penahann", "detensi", "detention as last resort"):
        found = search(opened("id/"), words)
        assert any(page in href for page in DETENTION for href in found[:10]), (words, found)


@pytest.mark.parametrize(
    ("typed", "forms"),
    [
        ("direkrut", {"perekrutan", "merekrut"}),
        ("didampingi", {"pendampingan", "mendampingi"}),
        ("memulangkan", {"pemulangan", "dipulangkan"}),
        ("pelindungan", {"perlindungan", "melindungi"}),
    ],
)
def test_the_forms_of_a_root_are_searched_and_said(opened, typed, forms) -> None:
    reader = opened("id/")
    search(reader, typed)
    said = dialog(reader).locator(".search__notes").inner_text()
    assert any(form in said for form in forms), said
    marked = {mark.lower() for mark in reader.locator(f"{MAIN} mark").all_inner_texts()}
    assert marked & forms, marked


@pytest.mark.parametrize(
    ("typed", "apart"),
    [
        ("penyidikan", "penyelidikan"),
        ("penyelidikan", "penyidikan"),
        ("pengadilan", "peradilan"),
        ("keadilan", "pengadilan"),
        ("diversi", "versi"),
    ],
)
def test_words_that_the_law_keeps_apart_are_not_joined(opened, typed, apart) -> None:
    reader = opened("id/")
    search(reader, typed)
    marked = {mark.lower() for mark in reader.locator(f"{MAIN} mark").all_inner_texts()}
    assert typed in marked and apart not in marked, marked


def test_the_words_alone_can_be_searched(reader: Page, address: str) -> None:
    open_search(reader, address + "id/")
    more = search(reader, "ditahan")
    expect(dialog(reader).locator(".search__notes")).to_contain_text("Juga dicari")
    dialog(reader).get_by_role("button", name="Cari hanya kata yang diketik").click()
    settle(dialog(reader))
    expect(dialog(reader).locator(".search__notes")).not_to_contain_text("Juga dicari")
    marked = {mark.lower() for mark in reader.locator(f"{MAIN} mark").all_inner_texts()}
    assert marked == {"ditahan"}
    assert more


@pytest.mark.parametrize(("start", "words", "language"), [("", "diversion", "id"), ("id/", "diversi", "en")])
def test_the_other_language_stands_in_a_group_that_names_it(reader: Page, address: str, start, words, language) -> None:
    open_search(reader, address + start)
    search(reader, words)
    group = dialog(reader).locator(".search__other")
    expect(group.get_by_role("heading")).to_contain_text("Bahasa Indonesia" if language == "id" else "bahasa Inggris")
    expect(group.locator("ol")).to_have_attribute("lang", language)
    links = [link.get_attribute("href") for link in group.locator("a").all()]
    assert links and all(("/id/" in href) == (language == "id") for href in links)


def test_a_word_of_the_other_language_finds_the_reader_s_own_pages(reader: Page, address: str) -> None:
    open_search(reader, address)
    assert any("diversion" in href for href in search(reader, "kesepakatan diversi")[:5])
    open_search(reader, address + "id/")
    found = search(reader, "social inquiry report deadline")
    assert any("social-inquiry-report" in href or "art-28" in href for href in found[:5]), found


@pytest.mark.parametrize(
    ("start", "typed", "used"),
    [
        ("", "diverson", "diversion"),
        ("", "rehabiltation", "rehabilitation"),
        ("id/", "kemasyarkatan", "kemasyarakatan"),
    ],
)
def test_a_misspelt_word_is_replaced_and_the_results_say_so(opened, start, typed, used) -> None:
    reader = opened(start)
    assert search(reader, typed)
    notes = dialog(reader).locator(".search__notes").inner_text()
    assert f"“{used}”" in notes and f"“{typed}”" in notes


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
        ("", "res 1612 para 2", "instruments/security-council-resolutions/#s-1612-para-2"),
        ("", "RA 9344 section 20-A", "law/philippines/#sec-20a"),
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
def test_search_goes_to_the_provision_that_is_cited(opened, address: str, start, words, first) -> None:
    assert search(opened(start), words)[0] == address + first


@pytest.mark.parametrize("words", ["detention", "14 years", "article", "pasal"])
def test_words_that_cite_nothing_are_searched_as_words(opened, words: str) -> None:
    search(opened(""), words)
    assert dialog(opened("")).locator(".search__cited").count() == 0


def test_a_result_names_its_place_and_type(reader: Page, address: str) -> None:
    open_search(reader, address)
    search(reader, "CRC 37")
    expect(reader.locator(f"{MAIN} li").first).to_contain_text("CRC")
    search(reader, "detention")
    expect(reader.locator(f"{MAIN} li").first.locator("small")).to_contain_text("Protocol")
    # Words that machines need, such as the numbers of notes, stay out of the excerpts.
    expect(reader.locator(f"{MAIN} p").first).to_be_visible()
    assert not any(re.search(r"\[\d+\]|#", text) for text in reader.locator(f"{MAIN} p").all_inner_texts())


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_a_result_leads_to_its_section_with_the_words_marked(reader: Page, address: str, way: str) -> None:
    open_search(reader, address)
    search(reader, "guarantee of parents")
    expect(reader.locator(f"{MAIN} mark").first).to_be_visible()
    link = reader.locator(f"{MAIN} a[href*='#']").first
    target = link.get_attribute("href")
    if way == "mouse":
        link.click()
    else:
        link.focus()
        reader.keyboard.press("Enter")
    reader.wait_for_url(target)
    heading = reader.locator(f"[id='{target.split('#')[1]}']")
    expect(heading).to_be_in_viewport()
    section = reader.locator("section", has=heading).last
    assert section.locator("mark").count() > 0
    assert reader.locator("article mark").count() == section.locator("mark").count()
    expect(dialog(reader)).to_be_hidden()


def test_search_works_by_keyboard_alone(reader: Page, address: str) -> None:
    for key in ("/", "Control+k"):
        reader.goto(address)
        button = reader.locator("header [data-search-open]")
        button.focus()
        reader.keyboard.press(key)
        search(reader, "detention")
        reader.keyboard.press("ArrowDown")
        assert reader.evaluate("document.activeElement.closest('.search__results') !== null")
        reader.keyboard.press("ArrowUp")
        assert reader.evaluate("document.activeElement.type") == "search"
        reader.keyboard.press("Escape")
        reader.keyboard.press("Escape")
        expect(dialog(reader)).to_be_hidden()
        expect(button).to_be_focused()
    reader.keyboard.press("/")
    first = search(reader, "diversion")[0]
    dialog(reader).get_by_role("searchbox").press("Enter")
    reader.wait_for_url(f"{first}**")


def test_escape_closes_the_dialog_also_where_the_field_keeps_that_key_for_itself(reader: Page, address: str) -> None:
    """As Safari's does: a key that a script presses closes nothing by itself in any browser."""
    open_search(reader, address)
    search(reader, "detention")
    field = dialog(reader).get_by_role("searchbox")
    field.dispatch_event("keydown", {"key": "Escape", "bubbles": True})
    expect(dialog(reader)).to_be_visible()  # first the browser empties the field
    field.fill("")
    field.dispatch_event("keydown", {"key": "Escape", "bubbles": True})
    expect(dialog(reader)).to_be_hidden()


def test_more_results_are_shown_where_the_reader_is(reader: Page, address: str) -> None:
    open_search(reader, address)
    assert len(search(reader, "detention")) == 10
    dialog(reader).get_by_role("button", name="Show more results").click()
    expect(reader.locator(f"{MAIN} > li")).to_have_count(30)
    expect(reader.locator(f"{MAIN} > li").nth(10).locator("a")).to_be_focused()


def test_nothing_found_offers_ways_on(reader: Page, address: str) -> None:
    open_search(reader, address + "id/")
    assert search(reader, "xylofonqq") == []
    notes = dialog(reader).locator(".search__notes")
    links = [link.get_attribute("href") for link in notes.locator("a").all()]
    assert links == [address + f"id/{page}/" for page in ("reference/glossary", "reference/concordance", "protocols")]
    expect(notes).to_contain_text("xylofonqq")


def test_the_home_page_s_field_searches(reader: Page, address: str) -> None:
    reader.goto(address)
    reader.get_by_role("main").get_by_role("searchbox").fill("diversion")
    reader.keyboard.press("Enter")
    expect(reader.locator(f"{MAIN} a").first).to_be_visible(timeout=10_000)


def test_parallel_pages_are_not_found_but_can_search(reader: Page, address: str) -> None:
    open_search(reader, address + "protocols/detention-decision/parallel/")
    found = search(reader, "guarantee of parents")
    assert found and not any("/parallel/" in href for href in found)


def test_no_query_leaves_the_device_and_nothing_of_it_is_stored(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(unquote(request.url + (request.post_data or ""))))
    open_search(page, address)
    search(page, "penahanan zebrafinch")
    page.goto(address + "reference/search/#q=zebrafinch")
    settle(page.locator(".search-page"))
    page.goto(address)
    open_search(page, address)
    search(page, "zebrafinch detention")
    page.locator(f"{MAIN} a").first.click()
    page.wait_for_load_state("networkidle")
    assert asked and not [url for url in asked if "zebrafinch" in url.split("#")[0] or not url.startswith(address)]
    stored = "JSON.stringify([Object.values(localStorage), Object.values(sessionStorage), document.cookie])"
    assert "zebrafinch" not in page.evaluate(stored)
    assert "zebrafinch" not in page.evaluate("caches.keys().then(JSON.stringify)")
    context.close()


def test_the_search_page_narrows_by_several_filters_and_can_be_sent(reader: Page, address: str) -> None:
    reader.goto(address + "reference/search/")
    box = reader.locator(".search-page")
    box.get_by_role("searchbox").fill("detention")
    settle(box)

    def total() -> int:
        return int(box.locator(".search__status").inner_text().split()[0])

    everything = total()
    for label in ("Type", "For"):
        box.locator("summary", has_text=label).first.click()
    promised = int(re.search(r"\((\d+)\)", box.locator("label", has_text="Protocol").inner_text())[1])
    box.get_by_label("Protocol").check()
    protocols = total()
    assert protocols == promised < everything
    box.get_by_label("Law (").check()
    assert protocols < total() < everything
    box.get_by_label("Judges").check()
    sent, narrowed = reader.url, total()
    titles = box.locator(".search__results a").all_inner_texts()
    assert "q=detention" in sent and "type=law" in unquote(sent) and "role=judge" in sent

    reader.goto("about:blank")
    reader.goto(sent)
    settle(box)
    assert total() == narrowed
    assert box.locator(".search__results a").all_inner_texts() == titles


@pytest.mark.parametrize("start", ["", "id/"])
def test_the_search_page_is_open_to_all(browser: Browser, address: str, start: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address + start + "reference/search/#q=diversion")
    settle(page.locator(".search-page"))
    page.locator(".search-page summary").first.click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "kb-words"
    context.close()


def test_the_dialog_with_results_is_open_to_all(reader: Page, address: str) -> None:
    open_search(reader, address + "id/")
    search(reader, "menahan")
    assert violations(reader) == []


def test_without_scripts_the_search_page_offers_terms_and_themes(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "id/reference/search/")
    expect(page.locator(".search-page")).to_be_hidden()
    page.get_by_role("link", name="pendampingan", exact=True).click()
    assert page.url == address + "id/reference/glossary/#accompaniment"
    context.close()


def test_the_home_page_s_field_sends_nothing_where_there_are_no_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("main").get_by_role("searchbox").fill("zebrafinch")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reference/search/**")
    assert "zebrafinch" not in page.url
    context.close()
