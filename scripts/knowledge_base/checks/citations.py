"""Citations: known sources, readable pinpoints, no numbered source without one."""

from collections.abc import Iterator

from knowledge_base.citations import PINPOINT_KINDS, CitationError, find_groups, parse_group
from knowledge_base.findings import Finding
from knowledge_base.pages import Line, Page
from knowledge_base.registers import Registers


def check(page: Page, registers: Registers) -> Iterator[Finding]:
    """Yield a finding for each citation that cannot be read, found or followed."""
    for line in page.lines:
        for _, body in find_groups(line.text):
            yield from _group(page, registers, line, body)


def _group(page: Page, registers: Registers, line: Line, body: str) -> Iterator[Finding]:
    try:
        citations = parse_group(body)
    except CitationError as error:
        yield Finding(page.shown, line.number, f"has the citation [{body}]: {error}", error.mend)
        return
    for citation in citations:
        source = registers.sources.get(citation.source)
        if source is None:
            what = f"cites the unknown source “{citation.source}”."
            yield Finding(page.shown, line.number, what, "Add it to docs/data/sources.yml or correct the id.")
        elif citation.locator is None and source.kind in PINPOINT_KINDS and source.seen != "reported":
            what = f"cites “{citation.source}” without a pinpoint."
            mend = f"This source has numbered parts: [@{citation.source}, art. 32(2)] or para., rule, principle."
            yield Finding(page.shown, line.number, what, mend)
