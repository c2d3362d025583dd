"""Citations: known sources, readable pinpoints, no numbered source without one."""

import re
from collections.abc import Iterator

from knowledge_base.citations import PINPOINT_KINDS, CitationError, find_groups, parse_group
from knowledge_base.findings import Finding
from knowledge_base.pages import Page
from knowledge_base.registers import Registers

OPENING = re.compile(r"\[@")
# The text of a link, whose brackets may hold one more pair, or a citation that stands where the text should.
LINKED = re.compile(r"\[(?:[^\[\]]*\[@[^\[\]]*\][^\[\]]*|@[^\[\]]*)\][(\[](?!@)")


def check(page: Page, registers: Registers) -> Iterator[Finding]:
    """Yield a finding for each citation that cannot be read, found or followed."""
    groups = dict(find_groups(page.text))
    for position, body in groups.items():
        yield from _group(page, registers, page.line_at(position), " ".join(body.split()))
    for opening in OPENING.finditer(page.text):
        if opening.start() not in groups:
            what, mend = "has a citation that does not end.", "Close it with ], and write no brackets inside."
            yield Finding(page.shown, page.line_at(opening.start()), what, mend)
    for link in LINKED.finditer(page.text):
        what, mend = "has a citation in the text of a link, where no note is made of it.", "Put it behind the link."
        yield Finding(page.shown, page.line_at(link.start()), what, mend)


def _group(page: Page, registers: Registers, line: int, body: str) -> Iterator[Finding]:
    try:
        citations = parse_group(body)
    except CitationError as error:
        yield Finding(page.shown, line, f"has the citation [{body}]: {error}", error.mend)
        return
    for citation in citations:
        source = registers.sources.get(citation.source)
        if source is None:
            what = f"cites the unknown source “{citation.source}”."
            yield Finding(page.shown, line, what, "Add it to docs/data/sources.yml or correct the id.")
        elif citation.locator is None and source.kind in PINPOINT_KINDS and source.seen != "reported":
            what = f"cites “{citation.source}” without a pinpoint."
            mend = f"This source has numbered parts: [@{citation.source}, art. 32(2)] or para., rule, principle."
            yield Finding(page.shown, line, what, mend)
