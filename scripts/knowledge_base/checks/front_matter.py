"""Front matter: the vocabulary's words, and dates in their order."""

from collections.abc import Iterator

from knowledge_base.body import THEMES, Line
from knowledge_base.findings import Finding
from knowledge_base.pages import Page
from knowledge_base.registers import Registers


def check(page: Page, registers: Registers) -> Iterator[Finding]:
    """Yield a finding for each unknown word of the vocabulary, date out of order and version without history."""
    document, data = page.front_document, page.front_matter
    for key in ("roles", "stages", "themes"):
        known = getattr(registers.vocabulary, key)
        for index, word in enumerate(getattr(data, key)):
            if word not in known:
                mend = f"Use one of: {', '.join(known)}."
                yield document.finding((key, index), f"has “{word}” in {key}, which the vocabulary lacks.", mend)
    for line in page.lines:
        yield from _theme_attributes(page, registers, line)
    if data.instrument is not None and data.instrument not in registers.instruments:
        what = f"names the instrument “{data.instrument}”, which docs/data/instruments.yml lacks."
        yield document.finding(("instrument",), what, "Correct the key or add the entry.")
    if data.review_due <= data.reviewed:
        yield document.finding(("review_due",), "is due for review before it was reviewed.", "Correct one date.")
    if data.version not in {change.version for change in data.history}:
        what = f"has version {data.version}, which its history does not name."
        yield document.finding(("version",), what, "Add a line to the history.")


def _theme_attributes(page: Page, registers: Registers, line: Line) -> Iterator[Finding]:
    for word in " ".join(THEMES.findall(line.text)).split():
        if word not in registers.vocabulary.themes:
            mend = f"Use one of: {', '.join(registers.vocabulary.themes)}."
            yield Finding(page.shown, line.number, f"has the unknown theme “{word}”.", mend)
