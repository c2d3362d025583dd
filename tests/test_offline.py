"""Reading without a connection: the package opened from file://, and the copy that the service worker keeps."""

import functools
import os
import re
import shutil
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import (
    QUIET,
    ROOT_ABOVE,
    QuietHandler,
    cites_of,
    copy_few_pages,
    improves_of,
    pages_of,
    parallels_of,
    stored,
)
from knowledge_base.publish.errors import PublishError
from knowledge_base.publish.offline.bundle import bundle
from knowledge_base.publish.offline.package import START, pack, package_name, with_file_name
from knowledge_base.publish.offline.worker import write_worker
from knowledge_base.quality.links import check_links
from knowledge_base.quality.validity import faults
from knowledge_base.registers import load_registers
from playwright.sync_api import Browser, BrowserContext, Page, expect

SECONDS = 1_795_318_200
OUTCOME = re.compile(r"\d+ (results|hasil)")


@pytest.fixture(scope="module")
def site(light_site: Path) -> Path:
    """The site without PDFs, which are not kept and are packed as they are."""
    return light_site


# The package


@pytest.fixture(scope="module")
def zipped(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("dist") / "package.zip"
    pack(site, target, load_registers(), SECONDS, ROOT_ABOVE)
    return target


@pytest.fixture(scope="module")
def package(zipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the pages, unpacked as a reader would."""
    folder = tmp_path_factory.mktemp("usb stick")
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(folder)
    assert sorted(path.name for path in folder.iterdir()) == [START, package_name(load_registers().edition)]
    return folder / package_name(load_registers().edition)


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """A reader who asks nothing of a network: any request but for a file, and any error, fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("request", lambda asked: urlsplit(asked.url).scheme in ("file", "data") or faults.append(asked.url))
    # What a page still loads when the reader leaves it is broken off, which is no fault.
    page.on("requestfailed", lambda asked: "ERR_ABORTED" in (asked.failure or "") or faults.append(asked.url))
    page.on("console", lambda message: message.type in ("error", "warning") and faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def test_the_start_file_opens_both_languages(desk: Page, package: Path) -> None:
    for language, locale in (("Open in English", "en"), ("Buka dalam bahasa Indonesia", "id")):
        desk.goto((package.parent / START).as_uri())
        desk.get_by_role("link", name=language).click()
        expect(desk.locator("html")).to_have_attribute("lang", locale)
        expect(desk.locator("h1")).to_be_visible()


def test_from_a_file_the_language_link_keeps_the_section_and_terms_show_their_meaning(desk, package) -> None:
    desk.goto((package / "law/crc/index.html").as_uri() + "#art-37")
    desk.locator("header [data-language-link]").click()
    expect(desk).to_have_url((package / "id/law/crc/index.html").as_uri() + "#art-37")
    desk.locator("a.term").first.hover()
    expect(desk.get_by_role("tooltip")).to_be_visible()


def test_from_a_file_the_search_finds_jumps_and_marks(desk: Page, package: Path) -> None:
    desk.goto((package / "index.html").as_uri())
    desk.keyboard.press("/")
    desk.get_by_role("dialog").get_by_role("searchbox").fill("detention of a child")
    expect(desk.locator(".search__status")).to_have_text(OUTCOME, timeout=10_000)
    expect(desk.locator(".search__results p").first).to_be_visible()
    desk.locator(".search__results a").first.click()
    expect(desk.locator("article mark").first).to_be_visible()
    assert urlsplit(desk.url).path.endswith("/index.html")


def test_from_a_file_lists_and_results_are_narrowed(desk: Page, package: Path) -> None:
    desk.goto((package / "id/reference/search/index.html").as_uri() + "#q=penahanan")
    status = desk.locator(".search-page .search__status")
    expect(status).to_have_text(OUTCOME, timeout=10_000)
    everything = status.inner_text()
    desk.locator(".search__facets summary").first.click()
    desk.locator(".search__facets label:not(.search__empty) input").first.check()
    expect(status).not_to_have_text(everything)
    desk.goto((package / "protocols/index.html").as_uri())
    desk.locator("form.filter select").first.select_option(index=1)
    expect(desk.locator(".filter__count")).to_have_text(re.compile(r"\d+ shown"))


def test_from_a_file_both_languages_stand_side_by_side(desk: Page, package: Path) -> None:
    desk.goto((package / "law/crc/index.html").as_uri())
    desk.get_by_role("link", name="Side by side").click()
    expect(desk.locator(".pair__twin").first).to_be_visible()
    desk.locator(".page-tools a").click()
    expect(desk).to_have_url((package / "law/crc/index.html").as_uri())


def test_from_a_file_citations_are_listed_and_permanent_links_lead_to_their_places(desk: Page, package: Path) -> None:
    desk.goto((package / "law/crc/index.html").as_uri())
    desk.locator(".cite-page").get_by_role("link", name="Cite a section").click()
    expect(desk.locator("#art-37 + .cite__text")).to_contain_text("article 37")
    target = (package / "id/protocols/arrest/index.html").as_uri() + "#time-limits"
    for typed, address in (
        ("id/protocols/arrest#time-limits", target),
        (target, target),
        # Another edition is not on the stick.
        ("2999.1/law/crc", "https://child-protection.example/2999.1/law/crc/index.html"),
    ):
        desk.keyboard.press("/")
        desk.get_by_role("dialog").get_by_role("searchbox").fill(typed)
        expect(desk.locator(".search__results li").first.locator("a")).to_have_attribute("href", address)
        desk.keyboard.press("Escape")


def test_from_a_file_nothing_is_kept(desk: Page, package: Path) -> None:
    desk.goto((package / "about/offline/index.html").as_uri())
    expect(desk.locator(".kept-state")).to_contain_text("which needs no copy")
    assert desk.evaluate("[localStorage.length, document.cookie.length]") == [0, 0]


def test_nothing_in_the_package_leads_nowhere(package: Path, site: Path) -> None:
    kinds = (pages_of, parallels_of, cites_of, improves_of)
    assert [len(kind(package)) for kind in kinds] == [len(kind(site)) for kind in kinds]
    found = check_links(package.parent, {"file:///": package.parent}, index=False)
    assert found.broken == ()
    assert found.tried > 170_000


def test_the_package_leaves_out_what_only_a_server_needs(package: Path) -> None:
    names = {path.name for path in package.iterdir()}
    assert not names & {"404.html", "sitemap.xml", "sitemap.xml.gz", "sw.js", "offline"}
    assert sorted(path.name for path in package.glob("assets-*/js/*")) == ["exit.js", "scheme.js", "site.js"]


def test_what_is_packed_is_valid(package: Path) -> None:
    """Of the pages, which are all changed in the same way, some of each kind."""
    kinds = ("*.html", "*/*/index.html", "*/*/cite/index.html", "*/*/improve/index.html", "*/*/parallel/index.html")
    some = [page for kind in kinds for root in (package, package / "id") for page in sorted(root.glob(kind))[:60:12]]
    assert len(some) > 40
    assert faults([package.parent / START, *some]) == []


def test_two_packings_give_the_same_bytes(site: Path, zipped: Path, tmp_path: Path) -> None:
    pack(site, tmp_path / "again.zip", load_registers(), SECONDS, ROOT_ABOVE)
    assert (tmp_path / "again.zip").read_bytes() == zipped.read_bytes()


def test_a_failing_build_leaves_the_last_package_untouched(workshop) -> None:
    workshop.write("dist/child-protection-ct-draft.zip", "the last good package")
    workshop.replace("docs/en/index.md", "summary: ", "sumary: ")
    assert workshop.kb("build", "--no-pdf", "--offline").returncode == 1
    assert (workshop.root / "dist/child-protection-ct-draft.zip").read_text() == "the last good package"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("../crc/#art-37", "../crc/index.html#art-37"),
        ("./", "./index.html"),
        ("..", "../index.html"),
        ("../..?role=judge", "../../index.html?role=judge"),
        ("#art-37", "#art-37"),
        ("crc.pdf", "crc.pdf"),
        ("../../data/sources.yml", "../../data/sources.yml"),
    ],
)
def test_an_address_of_a_folder_names_its_file(address: str, expected: str) -> None:
    assert with_file_name(address) == expected


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('import all from "./other.js";', "site.js:2"),
        ('import * as all from "./other.js";', "site.js:2"),
        ("export default 1;", "site.js:2"),
        ("export { a };", "site.js:2"),
        ("export let a = 1;", "site.js:2"),
        ("const data = await fetch(a);", "site.js:2"),
        ("import(name);", "site.js:2"),
        ('import { a } from "./site.js";', "circle"),
        ('import { a } from "./missing.js";', "missing.js"),
    ],
)
def test_a_script_that_the_package_does_not_know_is_refused(tmp_path: Path, line: str, fault: str) -> None:
    (tmp_path / "site.js").write_text(f'// import and export are "words" here.\n{line}\nconst text = "import it";\n')
    with pytest.raises(PublishError, match=re.escape(fault)):
        bundle(tmp_path, "site.js")


# The copy that the browser keeps

CONNECTIONS = 6  # that Chromium opens to one host at a time


class Host:
    """A host that can be stopped, and counts what it was asked for."""

    def __init__(self, folder: Path):
        self.folder, self.port, self.asked, self.answered = folder, 0, Counter(), set()
        self.limit: int | None = None
        self.silent = threading.Event()  # set while no answer comes at all
        self.start()

    def start(self) -> None:
        host = self

        class Handler(QuietHandler):
            def do_GET(self) -> None:  # noqa: N802
                host.asked[self.path] += 1
                while host.silent.is_set():
                    time.sleep(0.05)
                if host.limit is not None and host.asked.total() > host.limit:
                    self.close_connection = True  # the line breaks: no answer at all
                    return
                host.answered.add(self.path)
                super().do_GET()

        handler = functools.partial(Handler, directory=str(self.folder))
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.port = self.server.server_port
        self.address = f"http://127.0.0.1:{self.port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def small(site: Path, tmp_path: Path) -> Path:
    """The site with few of its pages; who does not search does not miss the excerpts."""
    folder = tmp_path / "small"
    copy_few_pages(site, folder, excerpts=False)
    publish(folder)
    return folder


def publish(folder: Path) -> str:
    """Write the list and the worker anew, as a build would. Return the name of the cache."""
    shutil.rmtree(folder / "offline", ignore_errors=True)
    write_worker(folder, load_registers(), next(folder.glob("assets-*")).name, SECONDS)
    return f"copy / {next((folder / 'offline').iterdir()).stem}"


@pytest.fixture
def host(small: Path) -> Iterator[Host]:
    host = Host(small)
    yield host
    host.stop()


@pytest.fixture
def searched_host(site: Path, tmp_path: Path) -> Iterator[Host]:
    """The same with all that the search shows."""
    copy_few_pages(site, tmp_path / "searched")
    publish(tmp_path / "searched")
    host = Host(tmp_path / "searched")
    yield host
    host.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


def wait_for_copy(page: Page, names: list[str]) -> None:
    """Wait until these caches are all there are, and the last of them is whole."""
    state = "async () => [await caches.keys(), Boolean(await caches.match(`${location.origin}/offline/whole`))]"
    end = time.monotonic() + 60
    while time.monotonic() < end:
        found, whole = page.evaluate(state)
        if found == names and whole:
            return
        page.wait_for_timeout(100)
    raise AssertionError(found)


def find(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.get_by_role("dialog").get_by_role("searchbox").fill(words)
    expect(page.get_by_role("dialog").locator(".search__status")).to_have_text(OUTCOME, timeout=10_000)


def ask_for_copy(page: Page, host: Host, folder: str = "") -> None:
    page.goto(f"{host.address}{folder}about/offline/")
    page.locator(".kept-state").get_by_role("button", name="Keep a copy").click()


def test_a_copy_that_was_asked_for_is_read_without_a_connection_and_renewed_with_one(context, searched_host) -> None:
    host, page = searched_host, context.new_page()
    first = publish(host.folder)
    ask_for_copy(page, host)
    page.goto(host.address + "law/crc/")
    wait_for_copy(page, [first])
    expect(page.locator(".kept")).to_have_count(0)

    host.stop()
    page.goto(host.address + "id/law/opac/#kb-text")  # never visited
    expect(page.locator(".kept")).to_contain_text("salinan yang tersimpan di perangkat ini: edisi 2026.1 (draf")
    expect(page.locator(".kept")).to_contain_text("22 November 2026")
    find(page, "anak")
    page.goto(host.address + "law/crc/parallel/")
    expect(page.locator(".kept")).to_contain_text("kept on this device")
    page.goto(host.address + "law/crc.pdf")
    expect(page).to_have_url(host.address + "about/offline/#not-kept")

    # A new text: all pages name a new index, one says something else.
    old = next((host.folder / "search").iterdir())
    old.rename(old.with_name("0123abcd"))
    for path in host.folder.rglob("index.html"):
        path.write_text(path.read_text("utf-8").replace(f"search/{old.name}/", "search/0123abcd/"), "utf-8")
    changed = host.folder / "id/law/opac/index.html"
    changed.write_text(changed.read_text("utf-8").replace("</h1>", " (yang baru)</h1>", 1), "utf-8")
    second = publish(host.folder)
    host.asked.clear()
    host.start()
    page.goto(host.address + "id/law/opac/")
    expect(page.locator("h1")).to_contain_text("(yang baru)")
    expect(page.locator(".kept")).to_have_count(0)
    wait_for_copy(page, [second])
    pages = {path for path in host.asked if path.endswith("/")}
    assert pages == {"/id/law/opac/"}  # what did not change is not fetched again
    host.stop()
    page.goto(host.address + "id/law/crc/")
    page.goto(host.address + "id/law/opac/")
    expect(page.locator("h1")).to_contain_text("(yang baru)")
    assert page.locator("#kb-search").get_attribute("data-index") == "search/0123abcd/"
    find(page, "anak")
    host.start()


def test_a_broken_line_loses_nothing_that_was_fetched(context, host) -> None:
    page = context.new_page()
    host.limit = 250
    ask_for_copy(page, host)
    expect(page.locator(".kept-state")).to_contain_text("does not answer", timeout=20_000)
    answered = set(host.answered)
    host.limit = None
    page.goto(host.address + "about/offline/")
    expect(page.locator(".kept-state")).to_contain_text("complete", timeout=60_000)
    twice = {path for path in answered if host.asked[path] > 1}
    # The page itself prepares its search at the same time.
    again = {path for path in twice if not path.endswith(("/titles.js", "/words.js"))} - {"/about/offline/", "/sw.js"}
    assert len(answered) > 200
    assert len(again) <= CONNECTIONS  # what was on its way when the line broke


def test_nothing_is_kept_before_the_reader_asks_and_nothing_after_the_copy_is_removed(context, host) -> None:
    page, other = context.new_page(), context.new_page()
    for name in ("law/crc/", "id/law/opac/", "law/crc/parallel/", "reference/search/#q=child", "about/offline/"):
        page.goto(host.address + name)
    state = page.locator(".kept-state")
    expect(state).to_contain_text("No copy is kept")
    page.wait_for_timeout(QUIET)
    assert stored(page) == {}
    assert "/sw.js" not in host.asked

    for shown in ("complete", "Kept on this device"):  # who changes their mind is heard, twice
        state.get_by_role("button", name="Keep a copy").click()
        expect(state).to_contain_text(shown, timeout=60_000)
        assert set(stored(page)) == {"caches", "workers"}
        other.goto(host.address + "law/crc/")
        state.get_by_role("button", name="Remove").click()
        expect(state).to_contain_text("has been removed")
        assert stored(page) == {}
    # Not even by a page that still stood open.
    other.evaluate("dispatchEvent(new Event('online'))")
    other.goto(host.address + "law/opac/")
    other.wait_for_timeout(QUIET)
    assert stored(other) == {}
    page.reload()
    expect(state).to_contain_text("No copy is kept")


def test_a_copy_is_removed_at_once_also_while_the_network_is_silent_and_may_be_asked_for_again(context, host) -> None:
    page = context.new_page()
    ask_for_copy(page, host)
    state = page.locator(".kept-state")
    expect(state).to_contain_text("Kept on this device", timeout=60_000)
    host.silent.set()
    page.wait_for_timeout(QUIET)  # what is fetched now waits for its answer
    state.get_by_role("button", name="Remove").click()
    expect(state).to_contain_text("has been removed")
    assert stored(page) == {}
    host.silent.clear()
    page.wait_for_timeout(QUIET)
    expect(state).to_contain_text("has been removed")  # late answers change nothing
    assert stored(page) == {}
    state.get_by_role("button", name="Keep a copy").click()
    expect(state).to_contain_text("complete", timeout=60_000)


def test_a_copy_that_was_kept_unasked_in_the_past_is_removed_with_its_worker(context, host) -> None:
    page = context.new_page()
    worker = host.folder / "sw.js"
    present = worker.read_text("utf-8")
    past = "event.waitUntil(caches.open('kept / 01').then(() => skipWaiting()))"
    worker.write_text(f"self.addEventListener('install', (event) => {past});", "utf-8")
    os.utime(worker, (0, 0))  # a host tells versions of one second apart no more than a browser that asks by date
    page.goto(host.address + "law/opac/")
    page.evaluate("navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready)")
    assert stored(page) == {"caches": ["kept / 01"], "workers": [host.address]}
    worker.write_text(present, "utf-8")
    page.goto(host.address + "law/crc/")
    end = time.monotonic() + 60
    while stored(page) and time.monotonic() < end:
        page.wait_for_timeout(100)
    page.goto(host.address + "law/opac/")
    page.wait_for_timeout(QUIET)
    assert stored(page) == {}


def test_editions_do_not_touch_each_other_s_copies(context, small: Path, tmp_path: Path) -> None:
    editions = tmp_path / "editions"
    names = []
    for number in ("2026.1", "2026.2"):
        shutil.copytree(small, editions / number)
        names.append(f"copy /{number}/ {next((editions / number / 'offline').iterdir()).stem}")
    host = Host(editions)
    page = context.new_page()
    # The second becomes whole, and so deletes what is older, while the first is not.
    for number, state in (("2026.1", "Kept on this device"), ("2026.2", "complete")):
        ask_for_copy(page, host, f"{number}/")
        expect(page.locator(".kept-state")).to_contain_text(state, timeout=60_000)
    assert page.evaluate("caches.keys()") == names
    page.get_by_role("button", name="Remove").click()
    expect(page.locator(".kept-state")).to_contain_text("has been removed")
    assert page.evaluate("caches.keys()") == names[:1]
    host.stop()
