"""Claims: a paragraph of a law, instrument or protocol page that states a duty or a number cites its source."""

from collections.abc import Iterator

from knowledge_base.claims import without_source
from knowledge_base.findings import Finding
from knowledge_base.pages import Page
from knowledge_base.prose import plain
from knowledge_base.registers import Registers


def check(page: Page, registers: Registers) -> Iterator[Finding]:
    """Yield a finding for each paragraph, list or table that claims something and names no source."""
    for block in without_source(page, registers):
        what = f"claims something without a source: “{' '.join(plain(block.text).split()[:7])} …”"
        mend = "Cite the provision, [@source, art. 1], or say that it is our reading or advice."
        yield Finding(page.shown, block.line, what, mend)
