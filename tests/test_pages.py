"""Pages: front matter that says everything and nothing else, sections with permanent ids, code apart from text."""

import dataclasses
import datetime
from pathlib import Path

import pytest
from knowledge_base.body import KEPT
from knowledge_base.findings import InputError
from knowledge_base.pages import Page, kept_page, page_paths, parse_page, read_page
from samples import FRONT_MATTER

SHOWN = "docs/en/about/x.md"
BODY = FRONT_MATTER.count("\n") + 1  # the line on which a body begins


def parse(text: str) -> Page:
    return parse_page(text, SHOWN, "en", "about/x")


def refusal(text: str) -> list[str]:
    with pytest.raises(InputError) as error:
        parse(text)
    return [str(finding) for finding in error.value.findings]


def section_faults(body: str) -> list[str]:
    page = parse(FRONT_MATTER + body)
    with pytest.raises(InputError) as error:
        _ = page.sections
    return [str(finding) for finding in error.value.findings]


# Front matter


def test_a_page_is_its_front_matter_and_its_body() -> None:
    page = parse(FRONT_MATTER + "Answer.\n")
    assert (page.locale, page.stem, page.shown) == ("en", "about/x", SHOWN)
    assert page.front_matter.title == "Title"
    assert page.front_matter.reviewed == datetime.date(2026, 11, 21)
    assert page.front_matter.original == "en"
    assert page.body == "Answer.\n"
    assert page.body_line == BODY


@pytest.mark.parametrize("text", ["", "Answer.", "\n" + FRONT_MATTER, "--- \ntitle: x\n", "---\n---\n"])
def test_a_page_without_front_matter_is_refused(text: str) -> None:
    mend = "Begin the file with --- and the keys shown in docs/en/about/editing.md."
    assert refusal(text) == [f"{SHOWN}:1: has no front matter.\n    {mend}"]


@pytest.mark.parametrize("inside", ["- a\n- b", "just text", "# comment"])
def test_front_matter_is_a_list_of_keys(inside: str) -> None:
    finding = f"{SHOWN}:2: has front matter that is not a list of keys.\n    Write key: value."
    assert refusal(f"---\n{inside}\n---\n") == [finding]


def changed(old: str, new: str) -> str:
    assert FRONT_MATTER.count(old) == 1
    return FRONT_MATTER.replace(old, new)


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        (
            "title: Title",
            "title: Title: subtitle",
            "2: is not valid YAML: mapping values are not allowed in this context.\n"
            "    Check quotes, colons and indentation on this line and above.",
        ),
        ("summary:", "sumary:", "3: has the unknown key “sumary”.\n    Remove the key or correct its spelling."),
        ("themes: []\n", "", "2: lacks the key “themes”.\n    Add the key."),
        ("stages: []", "roles: []", "6: has the key “roles” twice.\n    Keep one of them."),
        (
            "reviewed: 2026-11-21",
            "reviewed: 2026-11-31",
            "9: has a value that cannot be read: day is out of range for month.\n"
            "    Write a date as 2026-11-21, or use quotes.",
        ),
        (
            "review_due: 2027-05-21",
            "review_due: next spring",
            "10: has a wrong value for “review_due”: Input should be a valid date or datetime, "
            "invalid character in year.\n    Write a date as 2026-11-21.",
        ),
        (
            "roles: []",
            "roles: judge",
            "5: has a wrong value for “roles”: Input should be a valid list.\n    Write a list: [a, b].",
        ),
        (
            'version: "1.0"\n',
            "version: 1.0\n",
            "8: has a wrong value for “version”: Input should be a valid string.\n"
            "    Write text here, in quotes if it looks like a number.",
        ),
        ("roles: []", "roles: &loop [*loop]", "5: has an alias (*).\n    Write the value out."),
    ],
)
def test_each_fault_of_front_matter_is_named_at_its_line(old: str, new: str, finding: str) -> None:
    assert f"{SHOWN}:{finding}" in refusal(changed(old, new))


@pytest.mark.parametrize(
    ("old", "new", "line", "key"),
    [
        ("type: about", "type: house", 4, "type"),
        ('version: "1.0"\n', 'version: "1"\n', 8, "version"),
        ("summary: One sentence.", f"summary: {'x' * 221}", 3, "summary"),
        ("history:\n  -", "history: []\nold:\n  -", 11, "history"),
        ('{version: "1.0", date', '{version: "one", date', 12, "history.0.version"),
        ("themes: []", "themes: []\noriginal: fr", 8, "original"),
    ],
)
def test_a_wrong_value_is_named_at_its_line(old: str, new: str, line: int, key: str) -> None:
    assert any(f.startswith(f"{SHOWN}:{line}: has a wrong value for “{key}”") for f in refusal(changed(old, new)))


def test_every_fault_of_front_matter_is_named_not_only_the_first() -> None:
    text = FRONT_MATTER.replace("type: about", "type: house").replace("summary:", "sumary:")
    assert [finding.split(":")[1] for finding in refusal(text)] == ["2", "3", "4"]


# Sections


def test_sections_come_in_reading_order_each_with_its_id_and_lines() -> None:
    body = (
        "Answer.\n\n"
        '## First part { #first .provision data-themes="diversion" }\n\nText.\n\n'
        "### Inside {: #inside }\nMore.\n## `Last` one { #last }\n"
    )
    first, inside, last = parse(FRONT_MATTER + body).sections
    assert (first.id, first.level, first.title, first.line) == ("first", 2, "First part", BODY + 2)
    assert [line.text for line in first.lines] == ["", "Text.", ""]
    assert (inside.id, inside.level, inside.title) == ("inside", 3, "Inside")
    assert [line.number for line in inside.lines] == [BODY + 7]
    assert (last.id, last.level) == ("last", 2)


def test_a_provision_is_a_section_with_that_class() -> None:
    first, second = parse(FRONT_MATTER + "## A { #a .provision }\n## B { #provision }\n").sections
    assert first.is_provision
    assert not second.is_provision


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("## Conditions", "Conditions"),
        ("##Conditions", "Conditions"),
        ("### Conditions { .provision }", "Conditions"),
        ("## Conditions{ #conditions }", "Conditions{ #conditions }"),
    ],
)
def test_a_heading_without_an_id_is_refused(heading: str, title: str) -> None:
    mend = "Add one, the same in both languages: ## Title { #english-words }."
    finding = f"{SHOWN}:{BODY + 2}: has the heading “{title}” without an id.\n    {mend}"
    assert section_faults(f"Answer.\n\n{heading}\n") == [finding]


@pytest.mark.parametrize("level", [1, 4, 5, 6])
def test_only_headings_of_the_second_and_third_level_may_stand_in_a_text(level: int) -> None:
    mend = "Use ## and ###; the page's title comes from its front matter."
    finding = f"{SHOWN}:{BODY}: has a heading of level {level}.\n    {mend}"
    assert section_faults(f"{'#' * level} Title {{ #title }}\n") == [finding]


def test_an_id_is_used_once_and_each_finding_names_the_first_use() -> None:
    what, mend = f"uses the id “a” again (first on line {BODY}).", "Give this section an id of its own."
    assert section_faults("## One { #a }\n\nText.\n### Two { #a }\n## Three { #a }\n") == [
        f"{SHOWN}:{BODY + 3}: {what}\n    {mend}",
        f"{SHOWN}:{BODY + 4}: {what}\n    {mend}",
    ]


@pytest.mark.parametrize("identifier", ["Syarat", "two_words", "a--b", "-a", "a.b", "umur-é", "kb-notes", "fn-1"])
def test_an_id_is_plain_and_not_one_of_the_pages_own(identifier: str) -> None:
    mend = "Use lower-case English words with hyphens; ids do not begin with kb-, fn-, fnref-, step-."
    finding = f"{SHOWN}:{BODY}: has the id “{identifier}”.\n    {mend}"
    assert section_faults(f"## Title {{ #{identifier} }}\n") == [finding]


@pytest.mark.parametrize(
    "line", ["    ## Title { #a }", "> ## Title { #a }", "- # Title", "1. ### Title", ": ## Title", " ## Title"]
)
def test_a_heading_may_not_hide_in_a_list_a_quotation_or_a_box(line: str) -> None:
    what = "has a heading that is indented or stands in a list or quotation."
    mend = "Begin the line with ##, or write **bold** text."
    assert section_faults(f"!!! note\n{line}\n") == [f"{SHOWN}:{BODY + 1}: {what}\n    {mend}"]


@pytest.mark.parametrize("body", ["Title\n-----\n", "Title\n=\n", "`Title`\n---\n"])
def test_a_heading_may_not_be_made_by_underlining(body: str) -> None:
    what = "has a line that makes the text above it a heading."
    mend = "Write ## Title { #english-words }, or leave a line free."
    assert section_faults(body) == [f"{SHOWN}:{BODY + 1}: {what}\n    {mend}"]


def test_a_rule_between_paragraphs_and_a_table_are_no_headings() -> None:
    assert parse(FRONT_MATTER + "One.\n\n---\n\nTwo.\n\n| A |\n|---|\n| 1 |\n").sections == ()


def test_every_faulty_heading_is_named_not_only_the_first() -> None:
    found = section_faults("# A { #a }\n## B\n## C { #a }\n")
    assert [int(finding.split(":")[1]) for finding in found] == [BODY, BODY + 1, BODY + 2]


# Code


def text_of(body: str) -> dict[int, str]:
    """Return the lines of `body` that hold text, numbered from 1."""
    page = parse(FRONT_MATTER + body)
    return {line.number - BODY + 1: line.text for line in page.lines if line.text.strip()}


@pytest.mark.parametrize("fence", ["```", "~~~", "````"])
def test_a_block_of_code_is_not_text(fence: str) -> None:
    assert text_of(f"One\n{fence}\n## <b>code</b>\n\n{fence}\nTwo\n") == {1: "One", 2: fence, 6: "Two"}


def test_the_first_line_of_a_block_of_code_is_text_for_it_may_hold_attributes() -> None:
    assert text_of("``` { .yaml onclick=x }\ncode\n```\n") == {1: "``` { .yaml onclick=x }"}


@pytest.mark.parametrize(
    "body",
    [
        "```\n<b>\n",
        "``` two words\n<b>\n```\n",
        " ```\n<b>\n ```\n",
        "```\n<b>\n~~~\n",
        "````\n<b>\n```\n",
    ],
)
def test_what_markdown_does_not_take_for_code_is_text(body: str) -> None:
    assert text_of(body)[2] == "<b>"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("a `code` b", "a        b"),
        ("a ``co`de`` b", "a           b"),
        ("`x` and `y`", "    and    "),
        ("no `code here", "no `code here"),
        (r"\`no code\`", r"\`no code\`"),
        ("`` no ` code", "`` no ` code"),
    ],
)
def test_code_in_a_line_is_blanked_and_the_rest_keeps_its_place(line: str, text: str) -> None:
    assert parse(FRONT_MATTER + line).lines[0].text == text


def test_a_backtick_without_its_twin_leaves_the_rest_of_its_paragraph_text() -> None:
    body = "a `b\nc` <b> `d`\n\nnext `code`\n"
    assert text_of(body) == {1: "a `b", 2: "c` <b> `d`", 4: "next       "}


def test_lines_know_their_place_in_the_file() -> None:
    page = parse(FRONT_MATTER + "One\n```\ncode\n```\nTwo\n")
    assert page.line_at(page.text.index("One")) == BODY
    assert page.line_at(page.text.index("Two")) == BODY + 4


def test_lines_that_were_let_go_are_made_again() -> None:
    page = parse(FRONT_MATTER + "## One { #one }\nText\n")
    lines, text, sections = page.lines, page.text, page.sections
    assert page.lines is lines and page.sections is sections
    for number in range(KEPT):
        assert dataclasses.replace(page, body=f"{number}\n").sections == ()
    assert page.lines is not lines and page.sections is not sections
    assert (page.lines, page.text, page.sections) == (lines, text, sections)


# Files


def test_a_file_is_read_again_only_when_it_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text(FRONT_MATTER + "One\n")
    page = kept_page(path, "en", "x", tmp_path)
    assert kept_page(path, "en", "x", tmp_path) is page
    path.write_text(FRONT_MATTER + "Two, longer\n")
    assert kept_page(path, "en", "x", tmp_path).body == "Two, longer\n"


def test_a_file_of_any_system_reads_the_same(tmp_path: Path) -> None:
    text = FRONT_MATTER + "## A { #a }\n\nText.\n"
    path = tmp_path / "x.md"
    pages = []
    for raw in (text.encode(), text.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + text.encode()):
        path.write_bytes(raw)
        pages.append(read_page(path, "en", "x", tmp_path))
    assert pages[0].sections[0].line == BODY
    assert pages[0] == pages[1] == pages[2]


def test_a_file_that_is_not_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "docs" / "x.md"
    path.parent.mkdir()
    path.write_bytes(FRONT_MATTER.encode() + b"One\ncaf\xe9\n")
    with pytest.raises(InputError) as error:
        read_page(path, "en", "x", tmp_path)
    what = f"docs/x.md:{BODY + 1}: is not UTF-8 (byte 0xe9).\n    Save the file with the encoding UTF-8."
    assert [str(finding) for finding in error.value.findings] == [what]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read_page(tmp_path / "gone.md", "en", "gone", tmp_path)
    finding = "gone.md:1: cannot be read (No such file or directory).\n    Put the file in place."
    assert [str(found) for found in error.value.findings] == [finding]


def test_both_languages_pages_are_found_by_the_stem_they_share(tmp_path: Path) -> None:
    for name in ("en/index.md", "en/law/index.md", "id/law/index.md", "en/picture.png", "data/x.md"):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    found = [(locale, stem) for locale, stem, _ in page_paths(tmp_path)]
    assert found == [("en", "index"), ("en", "law/index"), ("id", "law/index")]


def test_findings_are_counted_and_sorted_by_place() -> None:
    text = FRONT_MATTER.replace("roles: []\n", "").replace("title:", "titel:")
    with pytest.raises(InputError) as error:
        parse(text)
    lines = str(error.value).split("\n")
    assert lines[0] == f"{SHOWN}:2: has the unknown key “titel”."
    assert lines[-1] == "3 errors."
