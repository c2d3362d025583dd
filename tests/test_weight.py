"""What a first visit loads: budgets by kind over all pages, compressed; nothing waits for a script, nothing moves."""

import gzip
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import pages_of, parallels_of
from knowledge_base.bench.web.visit import WATCH
from lxml import html
from playwright.sync_api import Browser

# Bytes: what the heaviest page has, and about 3 % beside it. Who needs more says here what for.
BUDGETS = {"HTML": 27_600, "CSS": 9_450, "JavaScript": 3_900, "images": 220}
WHOLE = 39_800
TYPICAL = 30_000  # half of the pages are lighter
FOR_ALL = 45_000  # what issue 10 allows
IMPORT = re.compile(r'^import \{[^{}]*\} from "\./([\w-]+\.js)";$', re.MULTILINE)
STYLE = re.compile(r"<style>.*?</style>\n", re.DOTALL)


@cache
def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def with_imports(script: Path) -> Iterator[Path]:
    """Yield a script and the modules that it loads at once."""
    yield script
    for name in IMPORT.findall(script.read_text("utf-8")):
        yield from with_imports(script.parent / name)


def first_view(path: Path) -> dict[str, int]:
    """Return the bytes of each kind that a first visit to the page loads; styles that it carries are CSS."""
    text = path.read_text("utf-8")
    page = html.document_fromstring(text)

    def named(addresses: str) -> set[Path]:
        return {(path.parent / address).resolve() for address in page.xpath(addresses)}

    bare = len(gzip.compress(STYLE.sub("", text).encode(), 9))
    scripts = {module for script in named("//script/@src") for module in with_imports(script)}
    return {
        "HTML": bare,
        "CSS": packed(path) - bare + sum(map(packed, named("//link[@rel='stylesheet']/@href"))),
        "JavaScript": sum(map(packed, scripts)),
        "images": sum(map(packed, named("//img/@src | //link[@rel='icon']/@href"))),
    }


@pytest.fixture(scope="module")
def views(light_site: Path) -> dict[str, dict[str, int]]:
    return {path.parent.relative_to(light_site).as_posix(): first_view(path) for path in pages_of(light_site)}


@pytest.mark.parametrize("kind", BUDGETS)
def test_no_page_loads_more_of_a_kind_than_its_budget(views: dict[str, dict[str, int]], kind: str) -> None:
    assert {page: sizes[kind] for page, sizes in views.items() if sizes[kind] > BUDGETS[kind]} == {}


def test_the_first_view_of_every_page_is_light(views: dict[str, dict[str, int]]) -> None:
    totals = {page: sum(sizes.values()) for page, sizes in views.items()}
    assert {page: size for page, size in totals.items() if size > WHOLE} == {}
    assert sorted(totals.values())[len(totals) // 2] <= TYPICAL
    assert WHOLE <= FOR_ALL


def test_a_page_waits_for_no_other_file_before_it_is_drawn(light_site: Path) -> None:
    for path in pages_of(light_site) + parallels_of(light_site):
        page = html.document_fromstring(path.read_text("utf-8"))
        waiting = page.xpath("//head/link[@rel='stylesheet'] | //head/link[@rel='preload']")
        waiting += page.xpath("//script[@src and not(@async or @defer or @type='module')]")
        assert [node.get("href") or node.get("src") for node in waiting] == [], path
        (later,) = page.xpath("//link[@rel='stylesheet']")
        assert later.getparent().tag == "body" and later.getnext() is None, path


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_a_page_loads(browser: Browser, light_address: str, width: int) -> None:
    for address in ("", "protocols/detention-decision/", "id/law/crc/", "reference/timeline/"):
        page = browser.new_page(viewport={"width": width, "height": 740})
        page.add_init_script(WATCH)
        page.goto(light_address + address, wait_until="networkidle")
        assert page.evaluate("kbSeen.first") > 0
        assert page.evaluate("kbSeen.moved") == 0, address
        page.close()


def test_every_picture_says_how_large_it_is(light_site: Path) -> None:
    for path in light_site.rglob("*.html"):
        page = html.document_fromstring(path.read_text("utf-8"))
        assert page.xpath("//img[not(@width and @height)]/@src") == [], path


# Faces of type that are seen before the reader scrolls: family, size, weight, slant.
FACES = """() => {
  const faces = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const range = document.createRange();
    range.selectNode(node);
    const box = range.getBoundingClientRect();
    if (!node.data.trim() || !node.parentElement.checkVisibility() || !box.width || box.top > innerHeight) continue;
    const style = getComputedStyle(node.parentElement);
    faces.add([style.fontFamily, style.fontSize, style.fontWeight, style.fontStyle].join());
  }
  return [...faces];
}"""


@pytest.mark.parametrize(
    "address",
    ["", "protocols/detention-decision/", "id/law/crc/", "law/crc/parallel/", "toolkit/rehabilitation-sources/"],
)
def test_a_first_screen_is_set_in_few_faces_of_type(browser: Browser, light_address: str, address: str) -> None:
    # A slow phone measures the glyphs of each anew before it draws the page: thirteen took 30 ms longer than six.
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(light_address + address)
    faces = page.evaluate(FACES)
    assert 4 <= len(faces) <= 8, faces
    page.close()
