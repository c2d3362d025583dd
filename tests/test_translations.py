"""Translations: what a section says is remembered, a change of substance is noticed, a comma is not."""

import json
import subprocess
from pathlib import Path

import pytest
from conftest import Workshop
from knowledge_base import LOCALES
from knowledge_base.checks.parity import check, named_numbers
from knowledge_base.editor.translated import substance
from knowledge_base.pages import Page, parse_page
from knowledge_base.registers import load_registers
from knowledge_base.substance import citations_of, find_forms, fingerprint, passages, words_of
from knowledge_base.translations import State, state
from samples import FRONT_MATTER

REGISTERS = load_registers()
TEXT = "An officer **must** tell the child, within 24 hours, why [@crc, art. 37(d)]; see [the law](../crc.md#art-37)."


def page(body: str, locale: str = "en", front_matter: str = FRONT_MATTER) -> Page:
    return parse_page(front_matter + body, f"docs/{locale}/about/x.md", locale, "about/x")


# What a text says


@pytest.mark.parametrize(
    "other",
    [
        TEXT.replace("**", ""),
        TEXT.replace("child, within 24 hours, why", "child within 24 hours why"),
        TEXT.replace("An officer", "an OFFICER"),
        TEXT.replace(" must", "\n    must"),
        TEXT.replace("../crc.md#art-37", "../../en/crc.md"),
        TEXT.replace("the law", "*the law*"),
        TEXT.replace(" [@crc, art. 37(d)]; see", "; see") + " [@crc, art. 37(d)]",
    ],
)
def test_markup_punctuation_case_and_white_space_change_nothing(other: str) -> None:
    assert fingerprint(other) == fingerprint(TEXT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("must", "should"),
        ("must", "must not"),
        ("24", "48"),
        ("hours", "days"),
        ("art. 37(d)", "art. 37(b)"),
        (" [@crc, art. 37(d)]", ""),
        ("child", "parents"),
        ("An officer must tell the child", "The child must tell an officer"),
    ],
)
def test_a_change_of_words_numbers_or_citations_is_noticed(old: str, new: str) -> None:
    text = TEXT.replace("**", "")
    assert old in text
    assert fingerprint(text.replace(old, new)) != fingerprint(text)


def test_a_time_limit_counts_by_its_key() -> None:
    assert "[=arrest]" in words_of("within [=arrest]")
    assert fingerprint("within [=arrest]") != fingerprint("within [=release]")


def test_the_longer_form_of_a_duty_hides_the_shorter() -> None:
    assert find_forms("must not, must", ["must", "must not"]) == ["must not", "must"]
    assert find_forms("mustard, must-have", ["must"]) == []


def test_a_page_opens_with_its_title_summary_and_answer() -> None:
    opening, section = passages(page("The answer [@crc, art. 1].\n\n## A { #a }\n\nText.\n"))
    assert (opening.id, section.id) == ("opening", "a")
    assert opening.text.split("\n")[:3] == ["Title", "One sentence.", "The answer [@crc, art. 1]."]
    assert citations_of(opening.text) == {"crc, art. 1": 1}


# How far a translation is


def twins(body: str, other: str, original: str = "en") -> dict[str, Page]:
    front = FRONT_MATTER.replace("history:", f"original: {original}\nhistory:")
    return {"en": page(body, "en", front), "id": page(other, "id", front)}


def recorded(body: str, locale: str = "en") -> dict[str, str]:
    return {f"about/x#{one.id}": fingerprint(one.text) for one in passages(page(body, locale))}


def test_a_section_is_stale_when_its_original_says_something_else_today() -> None:
    old = "Answer.\n\n## A { #a }\n\nHe should.\n\n## B { #b }\n\nOne, two.\n"
    new = old.replace("should", "must").replace("One, two", "One two")
    pair = twins(new, old)
    assert state(pair, recorded(old)) == State("en", ("opening", "a", "b"), frozenset({"a"}))


def test_a_section_that_nobody_confirmed_is_stale() -> None:
    assert state(twins("Answer.\n", "Jawaban.\n"), {}).stale == {"opening"}


def test_indonesian_law_is_the_original_and_english_the_translation() -> None:
    pair = twins("Answer.\n", "Jawaban.\n", "id")
    current = state(pair, recorded("Jawaban.\n", "id"))
    assert (current.original, current.translation, current.stale) == ("id", "en", frozenset())


def test_a_page_without_a_twin_has_no_translation() -> None:
    assert state({"en": page("Answer.\n")}, {}) is None


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("must", "should", ["the strength of a duty changed"]),
        ("24", "48", ["the numbers changed"]),
        ("within [=arrest]", "within [=release]", ["the numbers changed"]),
        ("art. 37(d)", "art. 37(b)", ["the citations changed"]),
        ("is told", "is not told", ["a negation changed"]),
        ("the child", "a child", []),
    ],
)
def test_what_changes_in_meaning_is_named(old: str, new: str, what: list[str]) -> None:
    text = "Within 24 hours, within [=arrest], the child must know and is told [@crc, art. 37(d)]."
    assert old in text
    assert list(substance(text, text.replace(old, new), "en", REGISTERS.duties)) == what


# Parity


def differences(english: str, indonesian: str) -> list[str]:
    pair = {"en": page(english), "id": page(indonesian, "id")}
    return [f"{found.path}:{found.line}: {found.what}" for found in check(pair["en"], pair["id"], REGISTERS)]


ENGLISH = "Answer.\n\n## A { #a }\n\n- He must wait 7 days [@crc, art. 37].\n- He waits.\n\n## B { #b }\n\nText.\n"
INDONESIAN = ENGLISH
for words in (
    ("Answer", "Jawaban"),
    ("He must wait 7 days", "Ia wajib menunggu tujuh hari"),
    ("He waits", "Ia menunggu"),
):
    INDONESIAN = INDONESIAN.replace(*words)
LINE = FRONT_MATTER.count("\n") + 3  # of section a
HERE, THERE = f"docs/id/about/x.md:{LINE}", f"docs/en/about/x.md:{LINE}"


def test_twins_that_agree_pass() -> None:
    assert differences(ENGLISH, INDONESIAN) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("- Ia menunggu.\n", "", "lists and tables from {there}: list items: 2 in English, 1 in Indonesian."),
        ("art. 37", "art. 38", "citations from {there}: crc, art. 37: 1 in English, 0 in Indonesian; crc, art. 38: 0"),
        ("tujuh hari", "delapan hari", "numbers from {there}: 7: 1 in English, 0 in Indonesian; 8: 0 in English"),
        ("wajib ", "sebaiknya ", "duties from {there}: must: 1 in English, 0 in Indonesian; should: 0 in English"),
        ("wajib ", "tidak boleh ", "duties from {there}: must: 1 in English, 0 in Indonesian; must-not: 0 in English"),
    ],
)
def test_a_difference_is_named_with_both_places(old: str, new: str, what: str) -> None:
    [found] = differences(ENGLISH, INDONESIAN.replace(old, new))
    assert found.startswith(f"{HERE}: differs in {what.format(there=THERE)}")


def test_a_difference_that_is_meant_is_declared_with_its_reason() -> None:
    other = INDONESIAN.replace("{ #a }", '{ #a data-differs="the decree counts otherwise" }').replace(
        "tujuh", "delapan"
    )
    assert differences(ENGLISH, other) == []


def test_a_section_under_another_id_is_named_with_both_places() -> None:
    [found] = differences(ENGLISH, INDONESIAN.replace("{ #a }", "{ #c }"))
    assert found == f"{HERE}: has “c” here, where the English has “a” ({THERE})."


def test_a_section_that_one_language_lacks_is_named() -> None:
    [found] = differences(ENGLISH, INDONESIAN.replace("\n## B { #b }\n\nText.\n", ""))
    assert "lacks the section “b” (docs/en/about/x.md:" in found
    [found] = differences(ENGLISH.replace("\n## B { #b }\n\nText.\n", ""), INDONESIAN)
    assert "has “b” here, where the English has the end of docs/en/about/x.md" in found


def test_front_matter_is_the_same_in_both_languages() -> None:
    other = parse_page(FRONT_MATTER.replace('"1.0"', '"1.1"') + INDONESIAN, "docs/id/about/x.md", "id", "about/x")
    [found] = check(page(ENGLISH), other, REGISTERS)
    assert found.what.startswith("has another “version” than docs/en/about/x.md:")


@pytest.mark.parametrize(
    ("text", "locale", "numbers"),
    [
        ("at most seven working days", "en", {"7"}),
        ("tiga ratus orang, tiga bulan", "id", {"3"}),
        ("Rp500.000 and 1,000 children aged 15", "en", {"500000", "1000", "15"}),
        ("three ways", "en", set()),
    ],
)
def test_numbers_count_whatever_they_are_written_with(text: str, locale: str, numbers: set[str]) -> None:
    assert named_numbers(text, locale) == numbers


# Seeded faults, in the real text


STEM = "toolkit/prevention"


@pytest.fixture
def repository(workshop: Workshop) -> Workshop:
    """A copy of the repository under git, with its text committed."""
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=T", "-c", "user.email=t@t", "commit", "-qm", "Text"],
    ):
        subprocess.run(["git", "-C", str(workshop.root), *command], check=True, capture_output=True)
    return workshop


def stale(workshop: Workshop) -> dict[str, list[str]]:
    done = workshop.kb("status", "--json")
    assert done.returncode == 0, done.stderr
    return {locale: numbers["stale"] for locale, numbers in json.loads(done.stdout).items()}


def first_with(workshop: Workshop, word: str) -> tuple[str, str]:
    """Return a line of the English page with `word`, and the id of its section."""
    english = parse_page((workshop.root / f"docs/en/{STEM}.md").read_text("utf-8"), "x", "en", STEM)
    section = next(s for s in english.sections if any(f" {word} " in line.text for line in s.lines))
    return next(line.text for line in section.lines if f" {word} " in line.text), section.id


def test_should_made_must_marks_one_section_and_is_called_a_change_of_substance(repository: Workshop) -> None:
    line, section = first_with(repository, "should")
    repository.replace(f"docs/en/{STEM}.md", line, line.replace(" should ", " must ", 1))
    assert stale(repository) == {"en": [], "id": [f"{STEM}#{section}"]}
    done = repository.kb("translated", STEM)
    assert done.returncode == 1
    assert "[-should-] {+must+}" in done.stdout
    assert "the strength of a duty changed" in done.stdout
    assert stale(repository)["id"] == [f"{STEM}#{section}"]
    # Once the Indonesian has changed as well, it can be recorded.
    lines = (repository.root / f"docs/id/{STEM}.md").read_text("utf-8").split("\n")
    heading = next(number for number, text in enumerate(lines) if f"#{section}" in text)
    lines[heading] = lines[heading].replace("## ", "## Kini: ", 1)
    repository.write(f"docs/id/{STEM}.md", "\n".join(lines))
    assert repository.kb("translated", f"{STEM}#{section}").returncode == 0
    assert stale(repository) == {"en": [], "id": []}


def test_a_comma_makes_nothing_stale(repository: Workshop) -> None:
    line, _ = first_with(repository, "and")
    repository.replace(f"docs/en/{STEM}.md", line, line.replace(" and ", ", and ", 1))
    assert stale(repository) == {"en": [], "id": []}


def test_a_minor_change_is_recorded_as_it_is(repository: Workshop) -> None:
    line, section = first_with(repository, "and")
    repository.replace(f"docs/en/{STEM}.md", line, line.replace(" and ", " and also ", 1))
    assert stale(repository)["id"] == [f"{STEM}#{section}"]
    done = repository.kb("translated", f"docs/en/{STEM}.md")
    assert done.returncode == 0, done.stdout
    assert "{+also+}" in done.stdout
    assert stale(repository)["id"] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_section_of_the_real_text_is_confirmed(locale: str) -> None:
    from knowledge_base.editor.status import status

    assert status()[locale]["stale"] == []
    assert status()[locale]["missing"] == []


def test_the_register_is_one_sorted_line_for_each_section() -> None:
    path = Path(__file__).parent.parent / "docs/data/translations.yml"
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert lines == sorted(lines)
    assert len(lines) == len(REGISTERS.translations)
