"""What the tests share: the real site, built once with its PDFs; a server for it; Debian's Chromium."""

import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from filelock import FileLock
from knowledge_base import REPOSITORY
from knowledge_base.building import commit_time, render
from knowledge_base.registers import load_registers
from lxml import html
from playwright.sync_api import Browser, Page, expect, sync_playwright

# Where the built site is to be published: SITE_URL of mkdocs.yml, below it the edition that is being written.
ROOT_ABOVE = "https://child-protection.example/"
ROOT = f"{ROOT_ABOVE}{load_registers().edition.folder}/"
CHROMIUM = next(path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name)))
# Where “Improve this text” leads on the built sites, as on one that is published.
WAYS = {"REPOSITORY_URL": "https://git.example/owner/kb", "CONTACT": "desk@site.example"}
# Debian's Chromium as root in a container, and without its own calls to the network.
CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


# Files that take minutes come first, so that no process is left with one at the end: one builds the site with its PDFs,
# and the other does what needs none, so that it does not wait for them.
SLOW = ("test_books", "test_build", "test_editions", "test_offline", "test_fuzz", "test_search", "test_cite")
SLOW += ("test_browser", "test_access_browser", "test_epub", "test_paper")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: SLOW.index(item.path.stem) if item.path.stem in SLOW else len(SLOW))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The complete site, PDFs included, built from the text as it is; once for all processes of a run."""
    return _built(tmp_path_factory.getbasetemp(), "site", pdf=True)


@pytest.fixture(scope="session")
def light_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same without PDFs, which stands minutes earlier: for tests that need none. Plain MkDocs builds it."""
    return _built(tmp_path_factory.getbasetemp(), "light", pdf=False)


def _built(folder: Path, name: str, pdf: bool) -> Path:
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # each process has a folder of its own in the run's
    target, partial = folder / name, folder / f"{name}.part"
    with FileLock(folder / f"{name}.lock"):
        if not target.exists():
            os.environ["SOURCE_DATE_EPOCH"] = commit_time(REPOSITORY)
            partial.mkdir()
            if pdf:
                os.environ["ENABLE_PDF_EXPORT"] = "1"
                with pytest.MonkeyPatch.context() as settings:
                    for key, value in WAYS.items():
                        settings.setenv(key, value)
                    render(REPOSITORY, partial)
            else:
                _plain_mkdocs(partial)
            partial.rename(target)
    return target


def _plain_mkdocs(target: Path) -> None:
    """Build the site as somebody would who knows MkDocs and not our command."""
    ours = ("PYTHONPATH", "ENABLE_PDF_EXPORT")
    environment = {name: value for name, value in os.environ.items() if name not in ours} | WAYS
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(target)]
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files as a plain static host would, the 404 page included: `lost`, or the one at the top."""

    def __init__(self, *arguments, lost: Path | None = None, **named):
        self.lost = lost
        super().__init__(*arguments, **named)

    def log_message(self, *arguments) -> None:
        pass

    def send_error(self, code, message=None, explain=None) -> None:
        page = self.lost or Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class QuietServer(http.server.ThreadingHTTPServer):
    """Keeps silent about browsers that leave in the middle of an answer."""

    def handle_error(self, request, client_address) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address at which the site is served."""
    yield from _served(site)


@pytest.fixture(scope="session")
def light_address(light_site: Path) -> Iterator[str]:
    """The address at which the site without PDFs is served."""
    yield from _served(light_site)


def _served(site: Path) -> Iterator[str]:
    """Serve an edition where it belongs, below the root of its host."""
    own = urlsplit(ROOT).path
    with tempfile.TemporaryDirectory() as root:
        place = Path(root, own.strip("/"))
        place.symlink_to(site)
        handler = functools.partial(QuietHandler, directory=root, lost=site / "404.html")
        server = QuietServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{own}"
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        yield chromium
        chromium.close()


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A reader at a desk: a fresh profile, 1280 px wide."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A reader with a phone: a fresh profile, 360 px wide, touch."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


# What a reader waits for is measured in kb bench; here only whether it comes, on a machine with much else to do.
expect.set_options(timeout=20_000)
QUIET = 6000  # milliseconds; whatever begins by itself once a page is idle has begun by then
STORED = """async () => ({
    localStorage: Object.keys(localStorage),
    sessionStorage: Object.keys(sessionStorage),
    indexedDB: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
})"""


def stored(page: Page) -> dict[str, list[str]]:
    """Return what the site of `page` keeps in its reader's browser, by the kind of store; empty if nothing."""
    found = page.evaluate(STORED) | {"cookies": [cookie["name"] for cookie in page.context.cookies()]}
    return {kind: names for kind, names in found.items() if names}


FEW_PAGES = re.compile(r"(id/)?((law/crc|law/opac|about/offline|reference/search)/(parallel/)?)?index\.html")


EXCERPTS = re.compile(r"/passages-\d*[1-9]\.js$")


def copy_few_pages(site: Path, folder: Path, excerpts: bool = True) -> None:
    """Copy a few pages of the site, all styles and scripts, and the search. The worker's list is still to be made.

    Without most of the excerpts that the search shows, which are two files of three, a copy is soon kept whole.
    """
    for path in [*site.rglob("*.js"), *site.rglob("*.css"), *site.rglob("*.svg"), *site.rglob("index.html")]:
        name = path.relative_to(site).as_posix()
        if not excerpts and EXCERPTS.search(name):
            continue
        if path.suffix != ".html" or FEW_PAGES.fullmatch(name):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, folder / name)


def accessibility_faults(browser: Browser, address: str, width: int, scheme: str) -> list[tuple[str, str]]:
    """Return the rules of WCAG 2.2 A and AA that a page breaks, with the first place of each, as axe-core sees them."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(address)
    # axe-core is put into the page by the test, which our policy would refuse.
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}}).response["violations"]
    context.close()
    return [(rule["id"], rule["nodes"][0]["html"][:160]) for rule in found]


class Workshop:
    """A copy of the repository that a test may change and build."""

    def __init__(self, root: Path):
        self.root = root

    def write(self, path: str, text: str) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text("utf-8")
        assert old in text
        self.write(path, text.replace(old, new, 1))

    def append(self, path: str, text: str) -> None:
        """Add text at the end of a file."""
        self.write(path, (self.root / path).read_text("utf-8") + text)

    def kb(self, *arguments: str) -> subprocess.CompletedProcess:
        """Run a verb of the copy, as scripts/kb would after preparing .venv."""
        return subprocess.run(**self._call(arguments), capture_output=True, text=True, check=False)

    def start(self, *arguments: str) -> subprocess.Popen:
        """Start a verb that does not end by itself."""
        return subprocess.Popen(**self._call(arguments), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _call(self, arguments: tuple[str, ...]) -> dict:
        environment = {**os.environ, "PYTHONPATH": str(self.root / "scripts"), "PYTHONHASHSEED": "0"}
        environment |= {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
        return {"args": [sys.executable, "-m", "knowledge_base.cli", *arguments], "cwd": "/", "env": environment}


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return make_workshop(tmp_path / "copy")


def make_workshop(root: Path) -> Workshop:
    """Return a copy of the repository in the folder `root`, without what git and builds keep."""
    names = ("docs", "overrides", "scripts", "mkdocs.yml", "requirements.in", "requirements.txt")
    for name in names:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, root / name)
    # A test may change what a page says without raising its version.
    (root / "docs/data/versions.yml").write_text("{}\n", encoding="utf-8")
    return Workshop(root)


def read(path: Path) -> html.HtmlElement:
    """Return a built page as a tree."""
    return html.document_fromstring(path.read_text("utf-8"))


def pages_of(site: Path) -> list[Path]:
    """Return every built page of the site but the 404 page; not what stands beside a page."""
    beside = {*parallels_of(site), *cites_of(site), *improves_of(site)}
    return sorted(set(site.rglob("index.html")) - beside)


def parallels_of(site: Path) -> list[Path]:
    """Return every page that shows both languages side by side."""
    return sorted(site.rglob("parallel/index.html"))


def cites_of(site: Path) -> list[Path]:
    """Return every page that lists how a page and its sections are cited."""
    return sorted(site.rglob("cite/index.html"))


def improves_of(site: Path) -> list[Path]:
    """Return every page that leads from a page and its sections to their source."""
    return sorted(site.rglob("improve/index.html"))
