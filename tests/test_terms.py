"""Terms: the first use in each section links to the glossary, in any case, never inside other links or code."""

import dataclasses

import pytest
from knowledge_base.article.terms import link_terms
from knowledge_base.article.tree import parse, serialize
from knowledge_base.models import Term
from knowledge_base.registers import Registers, load_registers


def glossary(**marks: list[str]) -> Registers:
    """Return registers whose glossary marks these forms, in both languages; `_` in an id stands for a hyphen."""
    terms = {}
    for name, forms in marks.items():
        key = name.replace("_", "-")
        words = {"term": key, "definition": f"The meaning of {key}."}
        entry = {"en": words, "id": words, "mark": forms, "mark_id": forms, "source": "ours", "fact": "G-000"}
        terms[key] = Term.model_validate(entry)
    return dataclasses.replace(load_registers(), terms=terms)


def linked(markup: str, registers: Registers, locale: str = "en") -> str:
    """Return `markup` after linking, with each link written as [text→id]."""
    root = parse(markup)
    link_terms(root, registers, locale, lambda key: f"/glossary/#{key}")
    for link in list(root.iter("a")):
        if link.get("class") == "term":
            link.text = f"[{link.text}→{link.get('href').removeprefix('/glossary/#')}]"
            link.drop_tag()
    return serialize(root)


ONE = glossary(diversion=["diversion", "diverted"])


@pytest.mark.parametrize(
    ("markup", "result"),
    [
        ("<p>The diversion ends.</p>", "<p>The [diversion→diversion] ends.</p>"),
        ("<p>Diversion ends.</p>", "<p>[Diversion→diversion] ends.</p>"),
        ("<p>It was diverted.</p>", "<p>It was [diverted→diversion].</p>"),
        ("<p>(diversion), “diversion”</p>", "<p>([diversion→diversion]), “diversion”</p>"),
        ("<p>a <em>diversion</em> b</p>", "<p>a <em>[diversion→diversion]</em> b</p>"),
        ("<p>a <em>b</em> diversion c</p>", "<p>a <em>b</em> [diversion→diversion] c</p>"),
        ("<ul><li>x</li><li>diversion</li></ul>", "<ul><li>x</li><li>[diversion→diversion]</li></ul>"),
    ],
)
def test_a_term_links_to_its_entry(markup: str, result: str) -> None:
    assert linked(markup, ONE) == result


@pytest.mark.parametrize(
    "word", ["diversions", "prediversion", "non-diversion", "diversion-like", "DIVERSION", "divert"]
)
def test_only_whole_words_in_a_marked_form_are_linked(word: str) -> None:
    assert linked(f"<p>{word}</p>", ONE) == f"<p>{word}</p>"


def test_only_the_first_use_is_linked_whatever_its_form() -> None:
    markup = "<p>A diversion, diverted.</p><p>Diversion.</p>"
    assert linked(markup, ONE) == "<p>A [diversion→diversion], diverted.</p><p>Diversion.</p>"


def test_each_section_links_anew_and_so_does_the_answer_before_them() -> None:
    markup = (
        "<p>diversion diversion</p>"
        "<section><h2>One</h2><p>diversion</p>"
        "<section><h3>Two</h3><p>diversion</p></section></section>"
        "<section><p>diversion diversion</p></section>"
    )
    assert linked(markup, ONE) == (
        "<p>[diversion→diversion] diversion</p>"
        "<section><h2>One</h2><p>[diversion→diversion]</p>"
        "<section><h3>Two</h3><p>[diversion→diversion]</p></section></section>"
        "<section><p>[diversion→diversion] diversion</p></section>"
    )


@pytest.mark.parametrize(
    "markup",
    [
        '<p><a href="x">diversion</a></p>',
        "<p><code>diversion</code></p>",
        "<pre>diversion</pre>",
        "<h2>diversion</h2>",
        "<h3>diversion</h3>",
        "<p><cite>diversion</cite></p>",
        "<p><sup>diversion</sup></p>",
        "<p><label>diversion</label></p>",
        '<p class="admonition-title">diversion</p>',
        "<p><a href='x'><em>diversion</em></a></p>".replace("'", '"'),
    ],
)
def test_links_code_headings_titles_and_labels_are_left_alone(markup: str) -> None:
    assert linked(markup, ONE) == markup


def test_text_after_a_link_is_linked_again() -> None:
    assert linked('<p><a href="x">y</a> diversion</p>', ONE).endswith("</a> [diversion→diversion]</p>")


def test_the_longest_form_wins() -> None:
    registers = glossary(child=["child"], child_victim=["child victim"], victim=["victim"])
    markup = "<p>A child victim is a child and a victim.</p>"
    assert linked(markup, registers) == "<p>A [child victim→child-victim] is a [child→child] and a [victim→victim].</p>"


def test_a_form_of_several_words_may_run_over_a_line() -> None:
    registers = glossary(best_interests=["best interests"])
    assert linked("<p>The best\n  interests</p>", registers) == "<p>The [best\n  interests→best-interests]</p>"


@pytest.mark.parametrize(("text", "found"), [("LPKA", True), ("lpka", False), ("Lpka", False)])
def test_a_form_in_capitals_is_found_in_capitals_only(text: str, found: bool) -> None:
    assert ("→" in linked(f"<p>{text}</p>", glossary(lpka=["LPKA"]))) is found


@pytest.mark.parametrize("form", ["C++", "a.b", "(sic) x"])
def test_signs_in_a_form_are_signs_and_not_patterns(form: str) -> None:
    registers = glossary(sign=[form])
    assert linked(f"<p>x {form} y</p>", registers) == f"<p>x [{form}→sign] y</p>"
    assert "→" not in linked("<p>aXb CC</p>", registers)


def test_the_terms_of_a_page_are_returned_once_each() -> None:
    registers = glossary(child=["child"], diversion=["diversion"], judge=["judge"])
    root = parse("<p>diversion</p><section><p>a child, diversion</p></section>")
    used = link_terms(root, registers, "en", str)
    assert list(used) == ["diversion", "child"]
    assert used["child"] is registers.terms["child"]


def test_a_glossary_without_forms_links_nothing() -> None:
    assert linked("<p>diversion</p>", glossary(diversion=[])) == "<p>diversion</p>"


def test_each_language_has_its_own_forms() -> None:
    registers = load_registers()
    assert "[diversi→diversion]" in linked("<p>upaya diversi dan diversion</p>", registers, "id")
    assert "[diversion→diversion]" in linked("<p>diversion</p>", registers, "en")
