"""Sources that an import began: no page that readers see may cite one before a person has completed its entry."""

from collections.abc import Iterable, Iterator

from knowledge_base.citations import CitationError, find_groups, parse_group
from knowledge_base.drafts import is_unwritten
from knowledge_base.findings import Finding
from knowledge_base.pages import Page
from knowledge_base.registers import Registers


def check(pages: Iterable[Page], registers: Registers) -> Iterator[Finding]:
    """Yield a finding for each citation, on a page that is no draft, of a source that is still to be written."""
    unfinished = {key for key, source in registers.sources.items() if is_unwritten(source.model_dump_json())}
    if not unfinished:
        return
    for page in pages:
        if not page.is_draft:
            yield from _page(page, unfinished)


def _page(page: Page, unfinished: set[str]) -> Iterator[Finding]:
    for position, body in find_groups(page.text):
        try:
            cited = parse_group(" ".join(body.split()))
        except CitationError:
            continue  # named by the check of citations
        for citation in cited:
            if citation.source in unfinished:
                what = f"cites “{citation.source}”, whose entry in docs/data/sources.yml is not complete."
                mend = "Write what is marked there, or say status: draft in the front matter of both languages."
                yield Finding(page.shown, page.line_at(position), what, mend)
