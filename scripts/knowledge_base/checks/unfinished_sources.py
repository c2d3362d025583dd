"""Sources that an import began: no page that readers see may cite one before a person has completed its entry."""

from collections.abc import Iterator

from knowledge_base.checks.rule import Text
from knowledge_base.citations import CitationError, find_groups, parse_group
from knowledge_base.findings import Finding
from knowledge_base.pages import Page


def check(page: Page, text: Text) -> Iterator[Finding]:
    """Yield a finding for each citation, on a page that is no draft, of a source that is still to be written."""
    if page.is_draft or not text.unfinished_sources:
        return
    for position, body in find_groups(page.text):
        try:
            cited = parse_group(" ".join(body.split()))
        except CitationError:
            continue  # named by the check of citations
        for citation in cited:
            if citation.source in text.unfinished_sources:
                what = f"cites “{citation.source}”, whose entry in docs/data/sources.yml is not complete."
                mend = "Write what is marked there, or say status: draft in the front matter of both languages."
                yield Finding(page.shown, page.line_at(position), what, mend)
