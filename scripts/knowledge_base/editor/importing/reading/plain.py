"""Plain text and Markdown."""

import re
from pathlib import Path

from knowledge_base.editor.importing.model import Line, Place, Reading
from knowledge_base.reading import read_text

HEADING = re.compile(r"^(#{1,6})\s*(.*?)\s*#*\s*$")
LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s[^)]*)?\)")
STRONG = re.compile(r"\*\*|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")
EMPHASIS = re.compile(r"(?<![^\W_])_+(?=\S)|(?<=\S)_+(?![^\W_])|(?<=\s)_+(?=\s)")
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>])")
RULE = re.compile(r"^\s*(?:-{3,}|\*{3,}|_{3,})\s*$")
FIELD = re.compile(r"^[A-Z][\w ]*:( |$)")


def read(path: Path) -> Reading:
    """Return the lines of a text file. Raises InputError for one that cannot be read or is not UTF-8."""
    rows = read_text(path, path.parent, longest=None).split("\n")
    if path.suffix.lower() not in (".md", ".markdown"):
        return Reading(tuple(Line(row.rstrip().lstrip("\ufeff"), Place(number)) for number, row in enumerate(rows, 1)))
    first, title = _after_fields(rows)
    lines = [_line(row, number) for number, row in enumerate(rows, 1) if number > first]
    return Reading(tuple(lines), title)


def _after_fields(rows: list[str]) -> tuple[int, str]:
    """Return the number of the last line of the fields that open the file, and the title that they name."""
    last, title = 0, ""
    while last < len(rows) and rows[last].strip() == "---":
        close = next((at for at in range(last + 1, min(last + 60, len(rows))) if rows[at].strip() == "---"), None)
        if close is None or not any(FIELD.match(row) for row in rows[last + 1 : close]):
            break
        for row in rows[last + 1 : close]:
            if row.lower().startswith("title:"):
                title = row.partition(":")[2].strip().strip("\"'")
        last = close + 1
    return last, title


def _line(row: str, number: int) -> Line:
    heading = HEADING.match(row)
    level, text = (len(heading[1]), heading[2]) if heading else (0, row)
    if RULE.match(text):
        return Line("", Place(number))
    text = TAG.sub("", LINK.sub(r"\1", text))
    text = ESCAPED.sub(r"\1", EMPHASIS.sub("", STRONG.sub("", text)))
    return Line(text.rstrip(), Place(number), level)
