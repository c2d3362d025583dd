"""Claims: what a paragraph of a law, instrument or protocol page states must have a source.

A list or table is covered by the paragraphs around it, and a paragraph by what follows it. What calls itself our
reading or advice, says what we did not find, or leads to another page, needs no source.
"""

import re
from collections.abc import Iterator

from knowledge_base.pages import Page
from knowledge_base.prose import QUOTED, Block, blocks
from knowledge_base.registers import Registers
from knowledge_base.substance import find_forms

TYPES = frozenset({"law", "instrument", "protocol"})
NOTES = frozenset({"gap", "open", "differ", "note"})
CITED = re.compile(r"\[@")
LINKED = re.compile(r"\]\([^()]+\)")
# What speaks of our own reading, or says how to cite and quote.
OURS = {
    "en": re.compile(
        r"\b(?:we|us|our|ours|advice|unofficial|this (?:page|protocol)|(?:was|were) read|cited?|quote)\b", re.IGNORECASE
    ),
    "id": re.compile(
        r"\b(?:kami|saran|tidak resmi|(?:halaman|protokol) ini|dibaca|dikutip|mengutip|dirujuk|merujuk)\b",
        re.IGNORECASE,
    ),
}
NUMBER = re.compile(r"(?<![\w/-])\d")


def without_source(page: Page, registers: Registers) -> Iterator[Block]:
    """Yield each paragraph, list or table that states a duty or a number and names no source."""
    if page.front_matter.type not in TYPES:
        return
    found = list(blocks(page))
    for index, block in enumerate(found):
        if _is_claim(block, page, registers) and not _is_covered(found, index, page.locale):
            yield block


def _is_claim(block: Block, page: Page, registers: Registers) -> bool:
    text = block.text
    if CITED.search(text) or block.note in NOTES or LINKED.search(text) or OURS[page.locale].search(text):
        return False
    said = QUOTED.sub(" ", text)
    duties = [form for duty in registers.duties.values() if duty.parity for form in duty.words(page.locale)]
    return bool(find_forms(said, duties) or NUMBER.search(re.sub(r"^\s*\d+\.", "", said, flags=re.MULTILINE)))


def _is_covered(found: list[Block], index: int, locale: str) -> bool:
    """Tell whether a neighbour in the same section covers a block: what follows, for lists also what leads to them."""
    block = found[index]
    after = [other for other in found[index + 1 : index + 2] if other.section == block.section]
    before = [other for other in found[max(0, index - 1) : index] if other.section == block.section]
    if any(CITED.search(other.text) for other in after):
        return True
    return (block.is_list or block.is_table) and any(
        CITED.search(other.text) or OURS[locale].search(other.text) for other in before
    )
