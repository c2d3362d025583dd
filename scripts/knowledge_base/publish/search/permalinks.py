"""What the search box needs to go to a permanent link: where the editions stand, and the places of some sections.

Read by js/permalink.js when a query looks like an address. Most sections it finds by their titles, which it has.
"""

from collections.abc import Mapping, Sequence

from knowledge_base import LOCALES
from knowledge_base.addresses import page_url
from knowledge_base.publish.search.passages import Passage
from knowledge_base.registers import Registers


def permalinks(registers: Registers, root_address: str, untitled: Mapping[str, Mapping[str, int]]) -> dict[str, object]:
    """Return the address above all editions, the names of this one's folder, all numbers, and what else is given."""
    edition = registers.edition
    return {
        "root": root_address,
        "here": sorted({edition.number, edition.folder}),
        "numbers": [one.number for one in registers.editions],
        "said": {locale: registers.words["edition"][locale] for locale in LOCALES},
        "untitled": untitled,
    }


def places(passages: Sequence[Passage | None], titled: Sequence[bool]) -> dict[str, dict[str, int]]:
    """Return the numbers of the passages that are not `titled`, by the English page and the section."""
    found: dict[str, dict[str, int]] = {}
    for place, (passage, has_title) in enumerate(zip(passages, titled, strict=True)):
        if passage and not has_title:
            found.setdefault(page_url(LOCALES[0], passage.stem), {})[passage.section] = place
    return found
