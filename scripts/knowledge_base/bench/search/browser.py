"""Debian's Chromium, as a reader's browser: fresh profiles, if wanted a slow line and a slow processor."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from knowledge_base.publish.errors import PublishError

NAMES = ("chromium", "chromium-browser", "google-chrome")
# As in tests/conftest.py: as root in a container, and without Chromium's own calls to the network.
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

# Chromium's own presets.
SLOW_4G = {"offline": False, "latency": 562, "downloadThroughput": 1_440_000 / 8, "uploadThroughput": 675_000 / 8}
PROCESSOR = 4
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}

# What a reader's browser says who asked for less data; the page then fetches nothing before it is asked to.
SAVING = """Object.defineProperty(Navigator.prototype, "connection", {
  get: () => ({ saveData: true, effectiveType: "4g", addEventListener() {} }) });"""


def program() -> str:
    """Return where Chromium is. Raises PublishError where there is none."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        raise PublishError("this measurement needs Chromium. Install: apt-get install chromium")
    return path


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium. Raises PublishError where there is none."""
    path = program()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        yield browser
        browser.close()


@contextmanager
def reader(
    browser: Browser, slow: bool = False, saving: bool = False, script: str = "", phone: bool = False
) -> Iterator[Page]:
    """A reader with a fresh profile.

    `slow` has a phone's line and processor, `phone` its screen; `saving` asks for less data.
    """
    # The worker that keeps a copy of the site fetches the index, too; what a search costs must not depend on it.
    screen = PHONE if phone else {"viewport": {"width": 1280, "height": 800}}
    context = browser.new_context(**screen, service_workers="block")
    for one in filter(None, (SAVING if saving else "", script)):
        context.add_init_script(one)
    page = context.new_page()
    if slow:
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_4G)
        session.send("Emulation.setCPUThrottlingRate", {"rate": PROCESSOR})
    try:
        yield page
    finally:
        context.close()
