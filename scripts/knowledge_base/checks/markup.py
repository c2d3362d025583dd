"""Markup that a page may not hold: raw HTML, event handlers, scripts in links, remote images.

The rules say what is allowed and refuse the rest: a list of what is dangerous is never complete.
"""

import html
import re
from collections.abc import Iterator

from knowledge_base.findings import Finding
from knowledge_base.pages import Page
from knowledge_base.registers import Registers

RAW_HTML = re.compile(r"<[A-Za-z/!?]")
AUTOLINK = re.compile(r"<(?:https?://[^\s<>]+|[\w.+-]+@[\w.-]+)>")
ATTRIBUTES = re.compile(r"""\{:?\s*(?:(?:#[\w-]+|\.[\w-]+|data-(?:themes|differs)="[^"{}]*")\s*)+\}""")
# An address may be given below, also inside a quotation, a list or a note: [here]: https://example.org
BELOW = r"^(?:[ \t>*+:-]|\d+\.)*\[[^\[\]]+\]:"
LINK = re.compile(rf"(?:\]\(|{BELOW})[\s>]*(?:<(?P<angle>[^<>]*)>|(?P<bare>[^\s()<>]*))", re.MULTILINE)
IMAGE_START = re.compile(r"!\[")
IMAGE = re.compile(r'!\[(?P<alt>[^\[\]]*)\]\((?P<target>[^\s()<>]*)(?: "[^"]*")?\)')
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
TICKED = re.compile(r"^[ \t>]*(?:[-*+]|\d+\.)[ \t]+\[[xX]\][ \t]")
LINK_SCHEMES = frozenset({"https:", "http:", "mailto:"})

PLAIN = "Write plain Markdown; docs/en/about/editing.md lists what there is."


def check(page: Page, registers: Registers) -> Iterator[Finding]:
    """Yield a finding for each place with markup that could act, load or hide something."""
    yield from _front_matter(page)
    for line in page.lines:
        text = AUTOLINK.sub("", line.text)
        if match := RAW_HTML.search(text):
            yield Finding(page.shown, line.number, f"has raw HTML ({text[match.start() :][:24].strip()}…).", PLAIN)
        if "{" in ATTRIBUTES.sub("", text):
            what = "has { } with something other than an id, classes and data-themes."
            mend = 'Write { #id .class data-themes="…" }; put other braces into `code`.'
            yield Finding(page.shown, line.number, what, mend)
        if TICKED.match(text):
            mend = "Write - [ ]: a checklist is ticked by its readers, on paper."
            yield Finding(page.shown, line.number, "has a box that is ticked.", mend)
    yield from _links(page)
    yield from _images(page)


def _front_matter(page: Page) -> Iterator[Finding]:
    # The theme's templates print these as they are.
    data = page.front_matter
    texts = {("title",): data.title, ("summary",): data.summary}
    texts |= {("history", index, "change"): change.change for index, change in enumerate(data.history)}
    for location, text in texts.items():
        if RAW_HTML.search(text):
            what = f"has raw HTML in “{location[-1]}”."
            yield page.front_document.finding(location, what, "Write plain text, without <.")


def _links(page: Page) -> Iterator[Finding]:
    for match in LINK.finditer(page.text):
        scheme = SCHEME.match(_address(match["angle"] or match["bare"] or ""))
        if scheme and scheme[0].lower() not in LINK_SCHEMES:
            what, mend = f"has a link that begins with “{scheme[0]}”.", "Link to a page, or to an address with https."
            yield Finding(page.shown, page.line_at(match.start()), what, mend)


def _images(page: Page) -> Iterator[Finding]:
    for start in IMAGE_START.finditer(page.text):
        line = page.line_at(start.start())
        match = IMAGE.match(page.text, start.start())
        if not match:
            mend = "Write ![what it shows](address)."
            yield Finding(page.shown, line, "has an image in another form than ours.", mend)
            continue
        address = _address(match["target"])
        if SCHEME.match(address) or address.replace("\\", "/").startswith("//"):
            mend = "Put the picture into docs/assets/images."
            yield Finding(page.shown, line, "loads an image from another site.", mend)
        if not match["alt"].strip():
            yield Finding(page.shown, line, "has an image without a description.", "Write ![what it shows](…).")


def _address(written: str) -> str:
    """Return an address as browsers read it: entities decoded, white space and control characters left out."""
    return re.sub(r"[\x00-\x20]", "", html.unescape(written))
