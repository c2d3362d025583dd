"""A new line in `nav:` of mkdocs.yml. Comments and formatting of the file stay as they are."""

import re
from dataclasses import dataclass

from knowledge_base.editor.refused import RefusedError

ENTRY = re.compile(r"^(?P<indent>[ \t]+)- (?:[^#\n]*: )?[\"']?(?P<stem>[\w./-]+)\.md[\"']?[ \t]*(?:#.*)?$")


@dataclass(frozen=True)
class Entry:
    """A page's line in the navigation: the index of the line, its indentation and its stem."""

    index: int
    indent: str
    stem: str


def entries(lines: list[str]) -> list[Entry]:
    """Return the pages that `nav:` lists, in their order; `lines` are those of mkdocs.yml."""
    found, inside = [], False
    for index, line in enumerate(lines):
        if line[:1] not in ("", " ", "\t", "#", "-"):
            inside = line.startswith("nav:")
        elif inside and (match := ENTRY.match(line)):
            found.append(Entry(index, match["indent"], match["stem"]))
    return found


def with_page(config: str, stem: str, after: str | None = None) -> str:
    """Return mkdocs.yml with the page `stem` in its navigation: after the page `after`, or last of its folder.

    Raises RefusedError where neither is in the navigation, or the page is already.
    """
    lines = config.split("\n")
    listed = entries(lines)
    reasons = []
    if any(entry.stem == stem for entry in listed):
        reasons.append(f"{stem}: is in nav: of mkdocs.yml already. Take the line out, or choose another name.")
    folder = stem.rpartition("/")[0]
    beside = [entry for entry in listed if (entry.stem == after if after else entry.stem.rpartition("/")[0] == folder)]
    if not beside:
        wanted = after or f"{folder}/…"
        reasons.append(f"{wanted}: is not in nav: of mkdocs.yml. Name with --after a page that is, such as law/crc.")
    if reasons:
        raise RefusedError(reasons)
    place = beside[-1]
    lines.insert(place.index + 1, f"{place.indent}- {stem}.md")
    return "\n".join(lines)
