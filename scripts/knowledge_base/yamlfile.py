"""YAML with the line of every key, so that a fault can be named where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from knowledge_base.findings import Finding, InputError, read_text, relative

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Location = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)

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

    Raises InputError for text that is not YAML, for duplicate keys and for aliases.
    """
    lines: dict[Location, int] = {}
    findings: list[Finding] = []

    walked: set[int] = set()

    def walk(node: yaml.Node, location: Location) -> None:
        # An alias is the same node again; a few of them in one another would never end.
        if id(node) in walked:
            line = lines.get(location, lines[location[:-1]])
            findings.append(Finding(shown, line, "has an alias (*).", "Write the value out."))
            return
        walked.add(id(node))
        lines.setdefault(location, node.start_mark.line + first_line)
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key_node, value_node in node.value:
                key, line = str(key_node.value), key_node.start_mark.line + first_line
                if key in seen:
                    findings.append(Finding(shown, line, f"has the key “{key}” twice.", "Keep one of them."))
                seen.add(key)
                lines[(*location, key)] = line
                walk(value_node, (*location, key))
        elif isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                walk(item, (*location, index))
        else:
            try:
                loader.construct_object(node)
            except (ValueError, KeyError, AttributeError) as error:  # PyYAML's own, from dates and tags
                what = f"has a value that cannot be read: {error}."
                findings.append(Finding(shown, lines[location], what, "Write a date as 2026-11-21, or use quotes."))

    loader = Loader(text)
    try:
        node = loader.get_single_node()
        if node is not None:
            walk(node, ())
        if findings:
            raise InputError(findings)
        data = loader.construct_document(node) if node is not None else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = (mark.line if mark else 0) + first_line
        problem = getattr(error, "problem", None) or "cannot be read"
        what, mend = f"is not valid YAML: {problem}.", "Check quotes, colons and indentation on this line and above."
        raise InputError([Finding(shown, line, what, mend)]) from None
    except (ValueError, RecursionError) as error:
        what = f"has a value that cannot be read: {error}."
        raise InputError([Finding(shown, first_line, what, "Check dates and nesting.")]) from None
    finally:
        loader.dispose()
    return Document(shown, data, lines, first_line)


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
