"""YAML with the line of every key, so that a fault can be named where it stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from knowledge_base.findings import Finding, InputError
from knowledge_base.reading import read_text, relative

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Location = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)

TEXT, MAPPING, SEQUENCE, MERGE = (f"tag:yaml.org,2002:{name}" for name in ("str", "map", "seq", "merge"))
DEEPEST = 30  # keys and list items in one another; the deepest register has 6
MOST_BRACKETS = 1000  # open at once; those in quoted text count too
BRACKET = re.compile(r"[\[\]{}]")
DASHES = re.compile(r"(?:[-?:][ \t]+){100}")
MEND_FORM = "Check quotes, colons and indentation on this line and above."
DEEP, FLATTEN = "is nested too deeply.", "Write what it holds as plain keys and lists, as the entries beside it do."

# Pydantic's own words are for programmers; these are for editors.
MEND = {
    "extra_forbidden": "Remove the key or correct its spelling.",
    "missing": "Add the key.",
    "string_type": "Write text here, in quotes if it looks like a number.",
    "list_type": "Write a list: [a, b].",
    "date_from_datetime_parsing": "Write a date as 2026-11-21.",
    "date_type": "Write a date as 2026-11-21.",
}


@dataclass(frozen=True)
class Document:
    """A parsed YAML text, with the line (from 1) of each key and list item."""

    shown: str
    data: Any
    lines: Mapping[Location, int]
    first_line: int = 1

    def line(self, location: Location) -> int:
        """Return the line of the nearest key that `location` names."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, self.first_line)

    def finding(self, location: Location, what: str, mend: str) -> Finding:
        """Return a finding at the line of `location`."""
        return Finding(self.shown, self.line(location), what, mend)


def parse(text: str, shown: str, first_line: int = 1) -> Document:
    """Parse one YAML document. `first_line` is the line of the file on which `text` starts.

    Raises InputError for text that is not YAML or nested too deeply, for duplicate keys and for aliases.
    """
    if (line := _too_deep(text)) is not None:
        raise InputError([Finding(shown, line + first_line, DEEP, FLATTEN)])
    loader = Loader(text)
    try:
        node = loader.get_single_node()
        reader = _Reader(loader, shown, first_line)
        data = reader.read(node, ()) if node is not None else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = (mark.line if mark else 0) + first_line
        problem = getattr(error, "problem", None) or "cannot be read"
        raise InputError([Finding(shown, line, f"is not valid YAML: {problem}.", MEND_FORM)]) from None
    except (ValueError, RecursionError) as error:
        what = f"has a value that cannot be read: {error}."
        raise InputError([Finding(shown, first_line, what, "Check dates and nesting.")]) from None
    finally:
        loader.dispose()
    if reader.findings:
        raise InputError(reader.findings)
    return Document(shown, data, reader.lines, first_line)


class _Reader:
    """Builds the values of one document, and notes their lines and what is wrong with them, in one walk."""

    def __init__(self, loader: yaml.SafeLoader, shown: str, first_line: int):
        self.loader, self.shown, self.first_line = loader, shown, first_line
        self.lines: dict[Location, int] = {}
        self.findings: list[Finding] = []
        self.walked: set[int] = set()

    def read(self, node: yaml.Node, location: Location) -> Any:
        lines = self.lines
        # An alias is the same node again; a few of them in one another would never end.
        if id(node) in self.walked:
            self._found(lines.get(location, lines[location[:-1]]), "has an alias (*).", "Write the value out.")
            return None
        self.walked.add(id(node))
        if location not in lines:
            lines[location] = node.start_mark.line + self.first_line
        if node.tag == TEXT:
            return node.value
        if len(location) > DEEPEST:
            self._found(lines[location], DEEP, FLATTEN)
            return None
        if node.tag == MAPPING:
            return self._mapping(node, location)
        if node.tag == SEQUENCE:
            return [self.read(item, (*location, index)) for index, item in enumerate(node.value)]
        return self._value(node, lines[location])

    def _mapping(self, node: yaml.MappingNode, location: Location) -> dict:
        read: dict = {}
        seen: set[str] = set()
        for key_node, value_node in node.value:
            name, line = str(key_node.value), key_node.start_mark.line + self.first_line
            if name in seen:
                self._found(line, f"has the key “{name}” twice.", "Keep one of them.")
            seen.add(name)
            self.lines[(*location, name)] = line
            key = name if key_node.tag in (TEXT, MERGE) else self._value(key_node, line)
            value = self.read(value_node, (*location, name))
            try:
                read[key] = value
            except TypeError:
                self._found(line, "is not valid YAML: found unhashable key.", MEND_FORM)
        return read

    def _value(self, node: yaml.Node, line: int) -> Any:
        """Return a number, date, truth value or nothing; the loader knows how they are written."""
        try:
            return self.loader.construct_object(node, deep=True)
        except (ValueError, KeyError, AttributeError) as error:  # PyYAML's own, from dates and tags
            what = f"has a value that cannot be read: {error}."
            self._found(line, what, "Write a date as 2026-11-21, or use quotes.")
            return None

    def _found(self, line: int, what: str, mend: str) -> None:
        self.findings.append(Finding(self.shown, line, what, mend))


def _too_deep(text: str) -> int | None:
    """Return the line, from 0, on which brackets or dashes are nested beyond reason; None if nowhere.

    LibYAML composes by recursion in C, without a limit: enough brackets end the whole program.
    """
    if match := DASHES.search(text):
        return text.count("\n", 0, match.start())
    depth = 0
    for match in BRACKET.finditer(text):
        depth = depth + 1 if match[0] in "[{" else max(0, depth - 1)
        if depth > MOST_BRACKETS:
            return text.count("\n", 0, match.start())
    return None


def load(path: Path, root: Path) -> Document:
    """Read and parse a YAML file. Raises InputError."""
    return parse(read_text(path, root), relative(path, root))


def validated(document: Document, model: type[Model]) -> Model:
    """Return the document as `model`. Raises InputError with one finding for each fault."""
    data = {} if document.data is None else document.data
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise InputError(list(_findings(document, error))) from None


def _findings(document: Document, error: ValidationError):
    for fault in error.errors():
        location = tuple(part for part in fault["loc"] if part not in ("[key]", "root"))
        name = ".".join(map(str, location)) or "the file"
        what = {
            "extra_forbidden": f"has the unknown key “{name}”.",
            "missing": f"lacks the key “{name}”.",
        }.get(fault["type"], f"has a wrong value for “{name}”: {fault['msg'].removeprefix('Value error, ')}.")
        mend = MEND.get(fault["type"], "Correct the value.")
        yield document.finding(location, what.replace("..", "."), mend)
