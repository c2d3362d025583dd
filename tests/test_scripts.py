"""Scripts as they are published: less to load, and the same lines."""

import pytest
from knowledge_base.publish.errors import PublishError
from knowledge_base.publish.scripts import bare


def test_comments_and_indentation_go_and_each_line_keeps_its_number() -> None:
    code = """\
// What it does.
/** Two lines
 * of comment. */
export function one() {
    const address = "https://a.example/"; // stays: part of a line of code
    return `${address}//not a comment`;
}
"""
    assert bare(code, "one.js") == (
        '\n\n\nexport function one() {\n const address = "https://a.example/"; // stays: part of a line of code\n'
        " return `${address}//not a comment`;\n}\n"
    )


def test_text_over_several_lines_is_refused_since_its_spaces_would_go() -> None:
    with pytest.raises(PublishError, match=r"js/two\.js:2: "):
        bare("// why\nconst a = `\n    spaces`;\n", "two.js")
