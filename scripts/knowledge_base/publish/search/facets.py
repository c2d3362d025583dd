"""What a search may be narrowed by: type, role, stage, theme, instrument and level of evidence."""

from collections import defaultdict
from collections.abc import Sequence

from knowledge_base.publish.search.passages import Passage
from knowledge_base.publish.search.postings import Places, encode
from knowledge_base.registers import Registers

FACETS = ("type", "role", "stage", "theme", "instrument", "evidence")


def facets(passages: Sequence[Passage | None], locale: str, registers: Registers) -> dict[str, list[list[str]]]:
    """Return, for each facet, [key, label, passages] of each value that a passage has."""
    vocabulary = registers.vocabulary
    labels = {
        "type": vocabulary.types,
        "role": vocabulary.roles,
        "stage": vocabulary.stages,
        "theme": vocabulary.themes,
        "instrument": {key: instrument.short for key, instrument in registers.instruments.items()},
        "evidence": vocabulary.seen,
    }
    holding: dict[str, dict[str, list[int]]] = {facet: defaultdict(list) for facet in FACETS}
    for number, passage in enumerate(passages):
        for facet in FACETS:
            for value in passage.facets[facet] if passage else ():
                holding[facet][value].append(number)
    return {
        facet: [
            [value, label[locale], encode(Places(dict.fromkeys(holding[facet][value], 1.0)))]
            for value, label in labels[facet].items()
            if value in holding[facet]
        ]
        for facet in FACETS
    }
