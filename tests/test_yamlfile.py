"""YAML: each fault is named at its own line, in an editor's words."""

import datetime

import pytest
from knowledge_base import yamlfile
from knowledge_base.findings import InputError
from knowledge_base.models import Strict


def refusal(text: str, first_line: int = 1) -> list[str]:
    with pytest.raises(InputError) as error:
        yamlfile.parse(text, "docs/data/x.yml", first_line)
    return [str(finding) for finding in error.value.findings]


def test_values_keep_their_kinds() -> None:
    document = yamlfile.parse("a: 1\nb: [x, y]\nc: 2026-11-21\n", "x.yml")
    assert document.data == {"a": 1, "b": ["x", "y"], "c": datetime.date(2026, 11, 21)}


@pytest.mark.parametrize("text", ["", "# only a comment\n"])
def test_an_empty_text_has_no_data(text: str) -> None:
    assert yamlfile.parse(text, "x.yml").data is None


@pytest.mark.parametrize(
    ("location", "line"),
    [
        (("a",), 2),
        (("a", "b"), 3),
        (("a", "b", 1), 5),
        (("a", "c"), 2),
        (("z", "y"), 2),
    ],
)
def test_a_place_is_the_line_of_its_nearest_key(location: tuple, line: int) -> None:
    document = yamlfile.parse("# comment\na:\n  b:\n    - x\n    - y\n", "x.yml")
    assert document.line(location) == line


def test_lines_count_from_where_the_text_begins() -> None:
    assert yamlfile.parse("a: 1\nb: 2", "x.yml", first_line=10).line(("b",)) == 11


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: [1\nb: 2", 2, "is not valid YAML: did not find expected ',' or ']'."),
        ("a: 1\n\tb: 2", 2, "is not valid YAML: found a tab character that violates indentation."),
        ("a: b: c", 1, "is not valid YAML: mapping values are not allowed in this context."),
        ("a: 1\nb: *gone", 2, "is not valid YAML: found undefined alias."),
        ("a: 1\n---\nb: 2", 2, "is not valid YAML: but found another document."),
        ("a: 1\n? [b]\n: 2", 2, "is not valid YAML: found unhashable key."),
        ("a: \x07", 1, "is not valid YAML: cannot be read."),
    ],
)
def test_text_that_is_not_yaml_is_refused_at_its_line(text: str, line: int, what: str) -> None:
    mend = "Check quotes, colons and indentation on this line and above."
    assert refusal(text) == [f"docs/data/x.yml:{line}: {what}\n    {mend}"]


def test_yaml_cannot_make_objects() -> None:
    [finding] = refusal("a: 1\nb: !!python/object/apply:os.system [true]")
    assert finding.startswith("docs/data/x.yml:2: is not valid YAML: could not determine a constructor")


@pytest.mark.parametrize(
    ("text", "lines"), [("a: 1\nb: 2\na: 3", [3]), ("a:\n  b: 1\n  b: 2\nc: 1\nc: 2\nc: 3", [3, 5, 6])]
)
def test_each_repeated_key_is_named_at_its_line(text: str, lines: list[int]) -> None:
    found = refusal(text)
    assert [int(finding.split(":")[1]) for finding in found] == lines
    assert all("twice.\n    Keep one of them." in finding for finding in found)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: &self [*self]", 1),
        ("a: &self\n  b: *self", 2),
        ("a: 1\nb: &self\n  c:\n    d: *self", 4),
        ("a: &x 1\nb: *x", 2),
        ("a: &x {c: 1}\n<<: *x", 2),
        ("a: &x 1\nb: [1, *x]", 2),
    ],
)
def test_an_alias_is_refused_where_it_stands(text: str, line: int) -> None:
    assert refusal(text) == [f"docs/data/x.yml:{line}: has an alias (*).\n    Write the value out."]


def test_aliases_of_aliases_are_refused_without_following_them() -> None:
    rows = ["a0: &a0 [x, x]", *(f"a{row}: &a{row} [{', '.join([f'*a{row - 1}'] * 9)}]" for row in range(1, 20))]
    assert [int(finding.split(":")[1]) for finding in refusal("\n".join(rows))] == list(range(2, 21))


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a: 1\nb: 2026-13-01", 2, "month must be in 1..12"),
        ("a:\n  - 2026-01-01\n  - 2026-02-30", 3, "day is out of range for month"),
        ("a: 1\nb: !!int x", 2, "invalid literal for int() with base 10: 'x'"),
        ("a: 1\nb: !!bool x", 2, "'x'"),
    ],
)
def test_a_value_that_cannot_be_read_is_named_at_its_line(text: str, line: int, problem: str) -> None:
    mend = "Write a date as 2026-11-21, or use quotes."
    assert refusal(text) == [f"docs/data/x.yml:{line}: has a value that cannot be read: {problem}.\n    {mend}"]


@pytest.mark.parametrize("depth", [40, 2_000, 100_000])
@pytest.mark.parametrize(
    ("nested", "line"),
    [
        (lambda depth: "a: " + "[" * depth + "]" * depth, 1),
        (lambda depth: "b: 1\na: " + "{a: " * depth + "}" * depth, 2),
        (lambda depth: "- " * depth + "x", 1),
        (lambda depth: "\n".join(" " * level + "a:" for level in range(min(depth, 2_000))), 31),
    ],
)
def test_deep_nesting_is_refused_and_does_not_end_the_program(depth: int, nested, line: int) -> None:
    mend = "Write what it holds as plain keys and lists, as the entries beside it do."
    assert refusal(nested(depth)) == [f"docs/data/x.yml:{line}: is nested too deeply.\n    {mend}"]


def test_brackets_in_texts_are_no_nesting() -> None:
    rows = [f'- "text [{number}"' for number in range(900)]
    assert len(yamlfile.parse("\n".join(rows), "x.yml").data) == 900


def test_findings_follow_the_lines_of_the_file() -> None:
    lines = [finding.split(":")[1] for finding in refusal("a: 1\na: 2\nb: 2026-13-01", first_line=8)]
    assert lines == ["9", "10"]


class Shape(Strict):
    name: str
    words: list[str] | None = None
    day: datetime.date | None = None


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("name: x\nnmae: y", "f.yml:2: has the unknown key “nmae”.\n    Remove the key or correct its spelling."),
        ("# c\nwords: []", "f.yml:2: lacks the key “name”.\n    Add the key."),
        (
            "name: 2012",
            "f.yml:1: has a wrong value for “name”: Input should be a valid string.\n"
            "    Write text here, in quotes if it looks like a number.",
        ),
        (
            "name: x\nwords: y",
            "f.yml:2: has a wrong value for “words”: Input should be a valid list.\n    Write a list: [a, b].",
        ),
    ],
)
def test_a_fault_of_shape_is_named_with_its_mend(text: str, finding: str) -> None:
    document = yamlfile.parse(text, "f.yml")
    with pytest.raises(InputError) as error:
        yamlfile.validated(document, Shape)
    assert [str(found) for found in error.value.findings] == [finding]


def test_a_wrong_date_is_named_with_an_example() -> None:
    with pytest.raises(InputError) as error:
        yamlfile.validated(yamlfile.parse("name: x\nday: soon", "f.yml"), Shape)
    [finding] = error.value.findings
    assert (finding.line, finding.mend) == (2, "Write a date as 2026-11-21.")


def test_an_empty_text_lacks_its_keys() -> None:
    with pytest.raises(InputError, match=r"f\.yml:1: lacks the key “name”"):
        yamlfile.validated(yamlfile.parse("", "f.yml"), Shape)
