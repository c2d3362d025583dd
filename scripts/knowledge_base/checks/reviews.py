"""Reviews: a page whose review was due is looked at again. A release refuses it (editor/edition.py), here it warns."""

from collections.abc import Iterator

from knowledge_base.checks.rule import Text
from knowledge_base.findings import Finding
from knowledge_base.pages import Page


def check(page: Page, text: Text) -> Iterator[Finding]:
    """Yield a finding for a review date that has passed. Without a day to compare with there is none."""
    due = page.front_matter.review_due
    if text.today is not None and due < text.today:
        what = f"was due for review on {due}."
        mend = "Compare it with its sources and set new dates in both languages; no edition is published before."
        yield page.front_document.finding(("review_due",), what, mend)
