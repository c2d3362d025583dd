"""Drafts: nothing unwritten on a page that readers see, and no way from such a page to a draft."""

import posixpath
import re
from collections.abc import Iterator, Mapping

from knowledge_base.drafts import UNWRITTEN
from knowledge_base.findings import Finding
from knowledge_base.pages import Page
from knowledge_base.registers import Registers

PAGE_LINK = re.compile(r"(?:\]\(|^ {0,3}\[[^\[\]]+\]:)\s*<?(?P<path>[^\s()<>#:]+)\.md(?=[#\s)>]|$)", re.MULTILINE)


def check(page: Page, registers: Registers) -> Iterator[Finding]:
    """Yield a finding for each place still to be written on a page that is no draft."""
    if page.is_draft:
        return
    front = page.front_matter
    texts = {("title",): front.title, ("summary",): front.summary}
    texts |= {("history", index, "change"): change.change for index, change in enumerate(front.history)}
    lines = [(page.front_document.line(location), text) for location, text in texts.items()]
    lines += [(line.number, line.text) for line in page.lines]
    for number, text in lines:
        if match := UNWRITTEN.search(text):
            mend = "Write it, or say status: draft in the front matter of both languages."
            yield Finding(page.shown, number, f"has {match[0]}, and is no draft.", mend)


def check_links(pages: Mapping[tuple[str, str], Page]) -> Iterator[Finding]:
    """Yield a finding for each link that leads from a page of the edition to a draft."""
    for (locale, stem), page in pages.items():
        if page.is_draft:
            continue
        for match in PAGE_LINK.finditer(page.text):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(stem), match["path"]))
            twin = pages.get((locale, target))
            if twin is not None and twin.is_draft:
                what = f"links to “{target}”, which is a draft and in no edition."
                mend = "Leave the link out until that page is published, or take status: draft out of both its files."
                yield Finding(page.shown, page.line_at(match.start()), what, mend)
