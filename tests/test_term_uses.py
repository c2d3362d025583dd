"""Where terms are used: pages by number of uses, the longer form before the shorter."""

from knowledge_base.pages import parse_page
from knowledge_base.registers import load_registers
from knowledge_base.term_uses import term_uses
from samples import FRONT_MATTER

TERMS = {key: load_registers().terms[key] for key in ("diversion", "bapas")}


def pages(*bodies: str) -> list:
    return [parse_page(FRONT_MATTER + body, f"docs/en/{n}.md", "en", str(n)) for n, body in enumerate(bodies)]


def stems(found: list) -> list[str]:
    return [page.stem for page in found]


def test_pages_come_in_the_order_of_their_uses_and_then_of_reading() -> None:
    uses = term_uses(pages("diversion", "none", "Diversion, diversion", "diversion"), TERMS, "en")
    assert stems(uses["diversion"]) == ["2", "0", "3"]


def test_a_term_that_no_page_uses_has_no_pages() -> None:
    assert term_uses(pages("nothing"), TERMS, "en") == {"diversion": [], "bapas": []}


def test_a_word_inside_another_does_not_count() -> None:
    assert stems(term_uses(pages("prediversion", "diversion-like"), TERMS, "en")["diversion"]) == []


def test_another_name_counts_for_its_term() -> None:
    other = TERMS["bapas"].words("en").aliases[0]
    assert stems(term_uses(pages(f"the {other} reports"), TERMS, "en")["bapas"]) == ["0"]
