"""Readability: sentences that few readers follow at once. Warnings only: the measure does not know the matter."""

import re
from collections.abc import Iterator

from knowledge_base.findings import Finding
from knowledge_base.pages import Page
from knowledge_base.prose import QUOTED, blocks, items, plain, sentences
from knowledge_base.registers import Registers

MOST_WORDS = 50  # between two stops; a semicolon or colon is one
MOST_PASSIVES = {"en": 4, "id": 6}  # Indonesian law uses its passive as English uses the active
FEW_WORDS = 12  # with these a sentence is neither too long nor too full
STOP = re.compile(r"[;:](?=\s)")
WORD = re.compile(r"[\w’'/-]+")
IRREGULAR = (
    "borne|bound|brought|built|chosen|done|drawn|found|given|heard|held|kept|known|laid|left|lost|made|meant|paid|put|"
    "read|said|seen|sent|set|shown|taken|taught|told|thrown|understood|withdrawn|written"
)
SIGNS = {"en": (" is ", " are ", " am ", " was ", " were ", " be", "Is ", "Are "), "id": ("di", "Di")}
PASSIVE = {
    "en": re.compile(
        rf"\b(?:am|is|are|was|were|be|been|being)\s+(?:\w+ly\s+|not\s+|also\s+|then\s+|never\s+)?(?:\w+ed|{IRREGULAR})\b"
    ),
    # A verb with di-; words that only begin like one are left out.
    "id": re.compile(
        r"\bdi(?!rinya\b|mana\b|sini\b|situ\b|sana\b|antara|versi|vergen|skrimi|skusi|alog|gital|agnos|mensi|sabilit|"
        r"siplin|rekt|namik|nasti|lema|ploma|sertasi|stri[kb]|et\b|alek)[a-z]{4,}\b"
    ),
}


def check(page: Page, registers: Registers) -> Iterator[Finding]:
    """Yield a finding for each sentence that is too long, or that turns the doers away too often."""
    for block in blocks(page):
        for line, item in items(block):
            if item.count(" ") > FEW_WORDS:
                for sentence in sentences(plain(QUOTED.sub("X", item))):
                    yield from _sentence(page, line, sentence)


def _sentence(page: Page, line: int, sentence: str) -> Iterator[Finding]:
    for part in STOP.split(sentence):
        if part.count(" ") <= FEW_WORDS:
            continue
        if (words := len(WORD.findall(part))) > MOST_WORDS:
            what = f"has {words} words without a stop: “{_beginning(part)} …”"
            yield Finding(page.shown, line, what, "Make two sentences of it, or a list.")
        most = MOST_PASSIVES[page.locale]
        if sum(map(part.count, SIGNS[page.locale])) > most:
            passives = len(PASSIVE[page.locale].findall(part))
            if passives > most:
                what = f"has {passives} passives without a stop: “{_beginning(part)} …”"
                yield Finding(page.shown, line, what, "Say who does it, or make two sentences of it.")


def _beginning(sentence: str) -> str:
    return " ".join(sentence.split()[:6]).rstrip(".,;:")
