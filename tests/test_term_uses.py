"""Where terms are used: texts by number of uses, the longer form before the shorter."""

from knowledge_base.registers import load_registers
from knowledge_base.term_uses import term_uses

TERMS = {key: load_registers().terms[key] for key in ("diversion", "bapas")}


def test_texts_come_in_the_order_of_their_uses_and_then_of_reading() -> None:
    uses = term_uses(["diversion", "none", "Diversion, diversion", "diversion"], TERMS, "en")
    assert uses["diversion"] == [2, 0, 3]


def test_a_term_that_nothing_uses_has_no_texts() -> None:
    assert term_uses(["nothing"], TERMS, "en") == {"diversion": [], "bapas": []}


def test_a_word_inside_another_does_not_count() -> None:
    assert term_uses(["prediversion", "diversion-like"], TERMS, "en")["diversion"] == []


def test_another_name_counts_for_its_term() -> None:
    other = TERMS["bapas"].words("en").aliases[0]
    assert term_uses([f"the {other} reports"], TERMS, "en")["bapas"] == [0]
