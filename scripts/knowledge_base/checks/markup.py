"""Markup that a page may not hold: raw HTML, event handlers, scripts in links, remote images."""

import re
from collections.abc import Iterator

from knowledge_base.findings import Finding
from knowledge_base.pages import Page
from knowledge_base.registers import Registers

RAW_HTML = re.compile(r"<(?:/?[A-Za-z][A-Za-z0-9-]*(?=[\s/>])|!--|!\[CDATA|\?)")
AUTOLINK = re.compile(r"<https?://[^\s<>]+>")
ATTRIBUTES = re.compile(r"\{:?(?P<inside>[^{}]*)\}")
ACTIVE_ATTRIBUTE = re.compile(r"(?:^|\s)(?:on[a-z]+|style|srcdoc|formaction)\s*=", re.IGNORECASE)
ACTIVE_LINK = re.compile(r"(?:\]\(|\]:)\s*<?\s*(?:javascript|data|vbscript)\s*:", re.IGNORECASE)
REMOTE_IMAGE = re.compile(r"!\[[^\]]*\]\(\s*<?(?:https?:)?//")
EMPTY_ALT = re.compile(r"!\[\s*\]\(")

PLAIN = "Write plain Markdown; CONTRIBUTING.md lists what there is."


def check(page: Page, registers: Registers) -> Iterator[Finding]:
    """Yield a finding for each line with markup that could act, load or hide something."""
    for line in page.lines:
        text = AUTOLINK.sub("", line.text)
        if match := RAW_HTML.search(text):
            yield Finding(page.shown, line.number, f"has raw HTML ({text[match.start() :][:24].strip()}…).", PLAIN)
        if any(ACTIVE_ATTRIBUTE.search(found["inside"]) for found in ATTRIBUTES.finditer(text)):
            mend = "Keep only an id, classes and data-themes in { }."
            yield Finding(page.shown, line.number, "has an attribute that could run a script or set a style.", mend)
        if ACTIVE_LINK.search(text):
            yield Finding(page.shown, line.number, "has a link that could run a script.", "Link to an address.")
        if REMOTE_IMAGE.search(text):
            mend = "Put the picture into docs/assets/images."
            yield Finding(page.shown, line.number, "loads an image from another site.", mend)
        if EMPTY_ALT.search(text):
            yield Finding(page.shown, line.number, "has an image without a description.", "Write ![what it shows](…).")
