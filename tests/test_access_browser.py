"""What no rule engine sees: the keyboard's way, 400 % zoom, wider spacing, forced colours, reduced motion."""

import itertools
from collections.abc import Callable, Iterator

import pytest
from knowledge_base.bench.accessibility.axe import examine, page_with_axe
from knowledge_base.bench.accessibility.views import views
from playwright.sync_api import Browser, Page, expect

ARREST = "protocols/arrest/"
# One page of each kind, both languages.
KINDS = [
    "id/",
    "protocols/",
    "id/protocols/arrest/",
    "protocols/for-judges/",
    "id/protocols/path/",
    "id/law/indonesia/child-justice-detention/",
    "instruments/bali-call-for-action/",
    "reference/glossary/",
    "id/reference/sources/",
    "reference/concordance/",
    "id/reference/timeline/",
    "reference/search/",
    "id/protocols/detention-decision/parallel/",
    "law/crc/cite/",
    "id/law/crc/improve/",
    "about/current/",
    "about/data/",
    "404.html",
]
# 1280 by 1024 pixels at 400 per cent.
ZOOMED = {"width": 320, "height": 256}

# Words of drawings, each with its contrast to what is painted behind its middle.
DRAWN = """() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => channels(colour).slice(0, 3).map((value) => value / 255)
    .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const paints = (colour) => colour !== "none" && (channels(colour)[3] ?? 1) > 0;
  const paper = (node) => {
    const colour = getComputedStyle(node).backgroundColor;
    return paints(colour) ? colour : paper(node.parentElement);
  };
  const behind = (drawing, words) => {
    const { x, y, width, height } = words.getBBox();
    const middle = new DOMPoint(x + width / 2, y + height / 2);
    const fills = [...drawing.querySelectorAll("rect, path, circle, ellipse, polygon")]
      .filter((shape) => words.compareDocumentPosition(shape) & Node.DOCUMENT_POSITION_PRECEDING)
      .filter((shape) => paints(getComputedStyle(shape).fill) && shape.isPointInFill(middle))
      .map((shape) => getComputedStyle(shape).fill);
    return fills.at(-1) ?? paper(drawing);
  };
  return [...document.querySelectorAll("svg:has(text)")].flatMap((drawing) =>
    [...drawing.querySelectorAll("text")].map((words) => {
      const inks = [words, ...words.children].map((part) => getComputedStyle(part).fill).filter(paints);
      const ink = light(inks.at(-1)), ground = light(behind(drawing, words));
      return [words.textContent, (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05)];
    }));
}"""

# What the criterion 1.4.12 has a reader set.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""

# Words that are cut off, and controls that lie on each other. Tables and code scroll within themselves.
LOST = """() => {
  const lost = [];
  const seen = (node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const hidden = (style) => style.clipPath !== "none"; // for screen readers alone
  if (document.documentElement.scrollWidth > innerWidth) lost.push(`page ${document.documentElement.scrollWidth} px`);
  for (const node of document.querySelectorAll("body *")) {
    if (!seen(node) || node.closest(".table-frame, pre, svg, .md-sidebar--primary")) continue;
    const style = getComputedStyle(node);
    if (hidden(style)) continue;
    const wide = node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 2 && style.overflowX !== "visible";
    const high = node.scrollHeight > node.clientHeight + 2 && node.clientHeight > 2;
    const cut = wide || (high && ["hidden", "clip"].includes(style.overflowY));
    if (cut) lost.push(`cut: ${node.outerHTML.slice(0, 80)}`);
  }
  const controls = [...document.querySelectorAll("a[href], button, select, input, summary")]
    .filter((node) => seen(node) && !node.closest(".exit, .md-sidebar--primary"))
    .flatMap((node) => [...node.getClientRects()].map((box) => [node, box]));
  for (const [index, [one, box]] of controls.entries()) {
    for (const [two, other] of controls.slice(index + 1)) {
      if (one.contains(two) || two.contains(one)) continue;
      const x = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const y = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      if (x > 3 && y > 6) lost.push(`over each other: ${one.outerHTML.slice(0, 60)} ${two.outerHTML.slice(0, 60)}`);
    }
  }
  return lost.slice(0, 5);
}"""

# How much of the screen's height stays covered while a reader scrolls.
COVERED = """() => {
  scrollTo(0, document.documentElement.scrollHeight / 2);
  const stuck = [...document.querySelectorAll("body *")].filter((node) => {
    const box = node.getBoundingClientRect();
    const style = getComputedStyle(node);
    if (!["fixed", "sticky"].includes(style.position) || !node.checkVisibility({ opacityProperty: true })) return false;
    return style.visibility === "visible" && box.right > 0 && box.top <= parseFloat(style.top) + 1 && box.bottom > 0;
  });
  return stuck.reduce((sum, node) => sum + node.getBoundingClientRect().height, 0) / innerHeight;
}"""

# Where the keyboard is: which control, where on the screen, whether it is seen and whether its focus is.
HERE = """() => {
  const node = document.activeElement;
  if (node === document.body) return null;
  const shown = node.id === "__drawer" ? document.querySelector(".top__menu") : node;
  const box = shown.getClientRects()[0] ?? shown.getBoundingClientRect();
  const style = getComputedStyle(shown);
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth); // of a long table a part is in view
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const points = [[.5, .5], [.1, .5], [.9, .5], [.5, .15], [.5, .85]].map(([x, y]) =>
    [left + (right - left) * x, top + (bottom - top) * y])
    .filter(([x, y]) => x >= 0 && x < innerWidth && y >= 0 && y < innerHeight)
    .map((place) => document.elementFromPoint(...place));
  window.kbNumber ??= new Map();
  if (!window.kbNumber.has(node)) window.kbNumber.set(node, window.kbNumber.size);
  return {
    number: window.kbNumber.get(node), markup: node.outerHTML.slice(0, 110), top: box.top + scrollY, left: box.left,
    text: node.closest("article") !== null, offer: node.matches(".improve"),
    uncovered: points.length && points.every((point) => point && (shown.contains(point) || point.contains(shown))),
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    height: box.height, width: box.width,
  };
}"""


@pytest.fixture
def at(browser: Browser, light_address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of the site, by its path and what the reader's browser is set to."""
    contexts = []

    def opened(path: str, width: int = 1280, height: int = 800, **settings) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.goto(light_address + path)
        return page

    yield opened
    for context in contexts:
        context.close()


# By keyboard


def journey(page: Page, most: int = 400) -> list[dict]:
    """Return the stops of the key Tab from the top of a page until it leaves the page or begins anew."""
    stops: list[dict] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(HERE)
        if stop is None or (stops and stop["number"] == stops[0]["number"]):
            return stops
        assert stop["number"] == len(stops), f"the keyboard turns back at {stop['markup']}"
        stops.append(stop)
    raise AssertionError(f"the keyboard does not leave {page.url}")


@pytest.mark.parametrize(
    ("path", "width", "height"),
    [
        ("", 1280, 800),
        ("id/protocols/", 1280, 800),
        ("protocols/for-legal-aid/", 320, 256),
        ("id/reference/search/", 360, 740),
        ("law/ilo-convention-182/parallel/", 1280, 800),
        ("404.html", 320, 256),
    ],
)
def test_the_keyboard_reaches_all_in_order_with_its_place_in_view(at, path: str, width: int, height: int) -> None:
    page = at(path, width, height, reduced_motion="reduce")
    page.evaluate(
        "window.kbAll = [...document.querySelectorAll(`a[href], button, select, input, summary, [tabindex='0']`)]"
    )
    stops = journey(page)
    missed = """kbAll.filter((node) => node.isConnected && node.checkVisibility({ visibilityProperty: true })
      && !node.disabled && node.type !== "radio" && !kbNumber.has(node)).map((node) => node.outerHTML.slice(0, 110))"""
    assert page.evaluate(missed) == []
    assert [stop["markup"] for stop in stops if not stop["marked"]] == []
    assert [stop["markup"] for stop in stops if not stop["uncovered"]] == []
    in_text = [stop for stop in stops if stop["text"] and not stop["offer"]]
    if "parallel" not in path:  # two columns, each in its order
        after = itertools.pairwise(in_text)
        jumps = [(one["markup"], two["markup"]) for one, two in after if behind(one, two)]
        assert jumps == []


def behind(one: dict, two: dict) -> bool:
    """Return whether the keyboard goes back to what stands above, other than to the next column."""
    return two["top"] < one["top"] - 40 and two["left"] <= one["left"]


def test_the_first_stop_leads_past_the_head_to_the_text(at) -> None:
    page = at("id/" + ARREST)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.answer') !== null")


def test_the_menu_shows_the_whole_branch_and_closes_behind_the_keyboard(at) -> None:
    page = at(ARREST, **ZOOMED)
    menu = page.get_by_role("checkbox", name="Menu", exact=True)
    menu.focus()
    page.keyboard.press("Enter")
    branch = page.locator("#kb-pages")
    for name in ("Home", "What to do", "By role", "Questioning a child", "The law"):
        expect(branch.get_by_role("link", name=name, exact=True)).to_be_visible()
    branch.get_by_role("link", name="About", exact=True).focus()
    expect(branch.get_by_role("link", name="About", exact=True)).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(menu).not_to_be_checked()
    assert page.evaluate("document.activeElement.closest('main') !== null")
    expect(branch).to_be_hidden()


def test_the_search_dialog_holds_the_keyboard_and_gives_it_back(at) -> None:
    page = at("law/opac/", **ZOOMED)
    opener = page.locator("header a[data-search-open]")
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("detention")
    expect(dialog.locator(".search__status")).to_contain_text("results")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || document.activeElement.closest('dialog') !== null"
        )
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_term_tells_its_meaning_without_covering_itself_and_escape_takes_it_away(at) -> None:
    page = at(ARREST, **ZOOMED)
    page.locator("h1").focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('a.term')"):
            break
    term, card = page.locator("a.term:focus"), page.get_by_role("tooltip")
    expect(card).to_be_visible()
    assert term.get_attribute("aria-describedby") == card.get_attribute("id")
    here, there = term.bounding_box(), card.bounding_box()
    assert there["x"] >= 0 and there["x"] + there["width"] <= ZOOMED["width"]
    assert there["y"] >= here["y"] + here["height"] or there["y"] + there["height"] <= here["y"]
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(term).to_be_focused()


def test_a_note_and_its_way_back_stay_in_view(at) -> None:
    page = at("id/" + ARREST, **ZOOMED)
    reference = page.locator("#fnref-1")
    reference.focus()
    page.keyboard.press("Enter")
    assert below_what_stays(page, "#fn-1")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#fn-1') !== null")
    page.locator("#fn-1 .back").first.focus()
    page.keyboard.press("Enter")
    assert below_what_stays(page, "#fnref-1")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.answer') !== null")


def below_what_stays(page: Page, selector: str) -> bool:
    """Return whether the start of an element is on the screen and not behind the strip that stays there."""
    strip = page.locator(".exit").bounding_box()["height"]
    return page.wait_for_function(
        "([selector, strip]) => { const top = document.querySelector(selector).getBoundingClientRect().top;"
        " return top >= strip - 1 && top < innerHeight; }",
        arg=[selector, strip],
    ).json_value()


def test_side_by_side_the_twin_opens_by_keyboard_and_says_its_language(at) -> None:
    page = at(f"id/{ARREST}parallel/", **ZOOMED)
    pair = page.locator(".pair").nth(1)
    pair.locator("summary").focus()
    page.keyboard.press("Enter")
    twin = pair.locator(".pair__twin > div")
    expect(twin).to_be_visible()
    expect(twin).to_have_attribute("lang", "en")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.pair__twin > div') !== null")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(twin).to_be_hidden()


def test_results_in_the_other_language_say_so(at) -> None:
    page = at("law/opac/")
    page.keyboard.press("/")
    page.keyboard.type("diversion")
    other = page.locator("#kb-search .search__other .search__results")
    expect(other).to_have_attribute("lang", "id")
    kinds = {small.inner_text().split(" · ")[0] for small in other.locator("small").all()}
    assert kinds and kinds <= {"Protokol", "Hukum", "Instrumen", "Panduan", "Rujukan", "Tentang"}


# Zoom and spacing


def test_at_400_per_cent_nothing_is_lost_and_little_stays_covered(at) -> None:
    page = at("", **ZOOMED, reduced_motion="reduce")
    root = page.url
    found = {}
    for path in KINDS:
        page.goto(root + path)
        if lost := page.evaluate(LOST):
            found[path] = lost
        assert page.evaluate(COVERED) <= 0.16, path
    assert found == {}


@pytest.mark.parametrize("width", [320, 1280])
def test_wider_spacing_loses_nothing(at, width: int) -> None:
    page = at("", width, 640, bypass_csp=True, reduced_motion="reduce")
    root = page.url
    found = {}
    for path in KINDS:
        page.goto(root + path)
        page.add_style_tag(content=SPACING)
        if lost := page.evaluate(LOST):
            found[path] = lost
    assert found == {}


def test_the_boxes_of_a_checklist_stand_beside_their_words(at) -> None:
    page = at("id/" + ARREST, **ZOOMED)
    for item in page.locator(".task-list-item").all():
        box, words = item.locator(".box").first.bounding_box(), item.bounding_box()
        assert words["y"] - 4 <= box["y"] <= words["y"] + 12 and 0 <= box["x"] < words["x"]


# Forced colours, movement


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["protocols/path/", "id/protocols/path/", "about/contribute/", "id/about/contribute/"])
def test_words_in_drawings_stand_out_from_what_lies_behind_them(at, path: str, scheme: str) -> None:
    """axe-core does not decide it: shapes lie on each other."""
    page = at(path)
    page.emulate_media(color_scheme=scheme)
    drawn = page.evaluate(DRAWN)
    assert len(drawn) > 5
    assert [(words, round(contrast, 2)) for words, contrast in drawn if contrast < 4.5] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_forced_colours_every_box_has_an_edge_and_the_focus_a_line(at, scheme: str) -> None:
    page = at("id/" + ARREST, forced_colors="active", color_scheme=scheme)
    root = page.url.removesuffix("id/" + ARREST)
    edged = {
        "id/" + ARREST: [".exit__go", ".top__control", ".page-facts", ".admonition", ".evidence"],
        "id/": [".find input", ".find button", ".doors > .section"],
        "protocols/": [".filter", ".filter select"],
        "instruments/bali-call-for-action/": [".status"],
        "id/reference/timeline/": [".timeline__choice", ".timeline__year"],
    }
    for path, boxes in edged.items():
        page.goto(root + path)
        for box in boxes:
            edge, colours = page.locator(box).first.evaluate(
                """node => { const style = getComputedStyle(node);
                  return [Math.max(...["Top", "Left", "Bottom"].map((side) => parseFloat(style[`border${side}Width`]))),
                    [style.borderLeftColor, getComputedStyle(document.body).backgroundColor]] }"""
            )
            assert edge >= 1 and colours[0] != colours[1], (path, box)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate(HERE)["marked"]


def test_a_result_s_words_and_the_dialog_are_marked_where_colours_are_forced(at) -> None:
    page = at("", forced_colors="active")
    page.keyboard.press("/")
    page.keyboard.type("detention")
    found = page.locator("#kb-search mark").first
    expect(found).to_have_css("text-decoration-line", "underline")
    assert page.get_by_role("dialog").evaluate("node => parseFloat(getComputedStyle(node).borderTopWidth)") >= 1


def test_nothing_moves_where_the_reader_wants_no_movement(at) -> None:
    page = at(ARREST, 360, 740, reduced_motion="reduce")
    page.locator("label.top__menu").click()
    moving = """[...document.querySelectorAll("*")].filter((node) => {
      const style = getComputedStyle(node);
      return style.transitionDuration.split(",").some((time) => parseFloat(time) > 0) || style.animationName !== "none"
        || style.scrollBehavior === "smooth";
    }).length + document.getAnimations().length"""
    assert page.evaluate(moving) == 0


# axe-core


@pytest.mark.parametrize(
    "path",
    [
        "",
        "id/protocols/",
        "id/protocols/arrest/",
        "protocols/for-judges/",
        "protocols/path/",
        "id/law/indonesia/child-justice-detention/",
        "id/reference/timeline/",
        "id/reference/search/",
        "instruments/ccpcj-resolution-2024/parallel/",
        "law/ilo-convention-182/cite/",
        "id/law/ilo-convention-182/improve/",
        "404.html",
    ],
)
def test_no_accessibility_rule_is_broken(browser: Browser, light_site, light_address: str, path: str) -> None:
    """A page of each kind in all views; `kb bench accessibility` looks at all pages."""
    page = page_with_axe(browser)
    try:
        assert [
            str(place) for place in examine(page, light_address + path, path, views(light_site)) if place.decided
        ] == []
    finally:
        page.context.close()
