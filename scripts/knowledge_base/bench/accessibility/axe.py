"""axe-core in a page: what it finds against WCAG 2.2 A and AA, and what it leaves undecided."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

from playwright.sync_api import Browser, Page

from knowledge_base.bench.accessibility.views import HEIGHT, View

EXAMINE = """choice => axe.run(document, {runOnly: choice, resultTypes: ["violations", "incomplete"]}).then((found) => {
  const places = (results) => results.flatMap((rule) => rule.nodes.map((node) => [rule.id, node.target.join(" ")]));
  return { broken: places(found.violations), undecided: places(found.incomplete) };
})"""


@dataclass(frozen=True)
class Place:
    """An element of a page in one view that breaks a rule, or of which axe-core cannot say whether it does."""

    rule: str
    address: str
    view: View
    target: str
    decided: bool = True

    def __str__(self) -> str:
        return f"{self.rule}: {self.address} ({self.view}): {self.target}"


def source() -> str:
    """Return the program of axe-core, as the tests' requirements carry it."""
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def version() -> str:
    """Return the version of axe-core."""
    return re.match(r"/\*! axe v([\d.]+)", source())[1]


def page_with_axe(browser: Browser) -> Page:
    """Open a page that has axe-core at every address it goes to.

    Movement is off, as the site keeps it where a reader asks for that: a colour is not measured while it changes.
    """
    context = browser.new_context(
        viewport={"width": 1280, "height": HEIGHT}, reduced_motion="reduce", service_workers="block"
    )
    context.set_default_timeout(120_000)
    context.add_init_script(source())
    return context.new_page()


def examine(page: Page, address: str, name: str, views: Sequence[View]) -> Iterator[Place]:
    """Yield what axe-core finds at `address` in each view; it is loaded once."""
    page.goto(address)
    for view in views:
        page.set_viewport_size({"width": view.width, "height": HEIGHT})
        page.emulate_media(color_scheme=view.scheme)
        found = page.evaluate(EXAMINE, view.choice)
        for state, places in found.items():
            for rule, target in places:
                yield Place(rule, name, view, target, state == "broken")
