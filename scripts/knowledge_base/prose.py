"""What a page says as blocks and sentences: paragraphs, list items and table cells as readers meet them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge_base.body import HEADING, Line
from knowledge_base.citations import GROUP
from knowledge_base.pages import Page
from knowledge_base.substance import ATTRIBUTES

NOTE = re.compile(r'^(?:!!!|\?\?\?\+?) (?P<kind>[\w-]+)(?: "(?P<title>[^"]*)")?')
ITEM = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+(?:\[[ x]\]\s+)?")
# What stands between quotation marks, or in italics: words of others, titles, words spoken of as words.
QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|«[^»\n]*»|(?<![*\w])\*(?![*\s])[^*\n]+\*(?!\*)")
LINK_TARGET = re.compile(r"\]\([^()]*\)")
LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
LIMIT = re.compile(r"\[=[\w+-]+\]")
# A point ends a sentence unless it follows one of these.
ABBREVIATIONS = ("art", "arts", "no", "nos", "para", "paras", "cf", "e.g", "i.e", "vs", "dr", "prof", "st", "hlm", "jo",
                 "dll", "dsb", "dst", "vol", "ed", "p", "pp")  # fmt: skip
SENTENCE_END = re.compile(r"[.!?]+[\"”)]*(?=\s+[\"“(*\[]*[A-Z0-9])")


@dataclass(frozen=True)
class Block:
    """Lines without a blank one between them. `note` is the kind of the note that they stand in, if any."""

    section: str
    note: str | None
    lines: tuple[Line, ...]

    @property
    def line(self) -> int:
        return self.lines[0].number

    @property
    def text(self) -> str:
        return "\n".join(line.text.strip() for line in self.lines)

    @property
    def is_list(self) -> bool:
        return bool(ITEM.match(self.lines[0].text))

    @property
    def is_table(self) -> bool:
        return self.lines[0].text.lstrip().startswith("|")


def blocks(page: Page) -> Iterator[Block]:
    """Yield the page's paragraphs, lists and tables in order; headings and lines such as `::: limits` are none."""
    section, note, open_lines = "", None, []

    def closed() -> Iterator[Block]:
        if open_lines:
            yield Block(section, note, tuple(open_lines))
            open_lines.clear()

    for line in page.lines:
        text = line.text
        heading, note_start = HEADING.match(text), NOTE.match(text)
        if not text.strip() or heading or note_start or text.startswith(":::"):
            yield from closed()
        if heading:
            found = re.search(r"#([\w-]+)", heading["attributes"] or "")
            section, note = found[1] if found else "", None
        elif note_start:
            note = note_start["kind"]
        elif text.strip() and not text.startswith(":::"):
            if note and not text.startswith("    "):
                yield from closed()
                note = None
            open_lines.append(line)
    yield from closed()


def items(block: Block) -> Iterator[tuple[int, str]]:
    """Yield line and text of each list item of a block, of each row's cells, or of its one paragraph."""
    if block.is_table:
        for line in block.lines:
            if not re.fullmatch(r"\s*\|[\s|:-]+\|?\s*", line.text):
                yield from ((line.number, cell.strip()) for cell in line.text.strip().strip("|").split("|"))
        return
    number, parts = block.line, []
    for line in block.lines:
        if ITEM.match(line.text) and parts:
            yield number, " ".join(parts)
            number, parts = line.number, []
        parts.append(ITEM.sub("", line.text).strip())
    yield number, " ".join(parts)


def blank(pattern: re.Pattern, text: str) -> str:
    """Return `text` with spaces in place of what `pattern` finds: the rest keeps its position."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def plain(text: str) -> str:
    """Return Markdown as readers read it: without citations, targets of links, attributes and marks."""
    text = LINK.sub(r"\1", GROUP.sub("", LIMIT.sub("24", text)))
    return " ".join(ATTRIBUTES.sub("", text).replace("*", "").replace("`", "").split())


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of one paragraph, which is plain text."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        before = text[text.rfind(" ", start, match.start()) + 1 : match.start()].strip('(“"').casefold()
        if before in ABBREVIATIONS or re.fullmatch(r"[a-z]", before):
            continue
        yield text[start : match.end()].strip()
        start = match.end()
    if rest := text[start:].strip():
        yield rest
