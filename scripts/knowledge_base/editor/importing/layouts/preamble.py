"""What stands before the first provision of an English text: its title and its preamble."""

import re

from knowledge_base.editor.importing.model import Provision, Stream

BEGINS = re.compile(
    r"(?m)(?:^|\n)[ \t]*(?:PREAMBLE|Preamble)[ \t]*(?:\n|$)|"
    r"(?m:^)[ \t]*(?:The (?:States? Part(?:y|ies)|General Assembly|Security Council|Economic and Social Council|"
    r"Commission|Conference|Human Rights Council|Heads)\b|WHEREAS\b)"
)
OPENS = (
    r"(?:Also |Further |Deeply |Gravely |Strongly |Fully |Bearing |Taking |Having )?"
    r"(?:[A-Z]?[a-z]+ing\b|[Aa]ware\b|[Mm]indful\b|[Aa]larmed\b|[Cc]oncerned\b|[Cc]onvinced\b|[Dd]etermined\b|"
    r"[Gg]uided\b|[Cc]onscious\b|[Dd]esirous\b|[Ee]ncouraged\b|[Dd]isturbed\b|[Cc]ognizant\b|[Rr]esolved\b)"
)
CONSIDERATION = re.compile(rf"(?:^|[.,;]\s+|\n\s*)(?={OPENS})")
SHORTEST = 60


def find(stream: Stream, start: int, end: int) -> tuple[Provision, int] | None:
    """Return the preamble between `start` and `end` as a provision without number, and where it begins."""
    match = BEGINS.search(stream.text, start, end)
    if not match or end - match.start() < SHORTEST:
        return None
    begin = match.start() + len(match[0]) - len(match[0].lstrip())
    wording = stream.text[begin:end].strip()
    place = stream.place(begin)
    return Provision("preamble", "preamble", "", place, wording, position=begin), begin


def considerations(wording: str) -> int:
    """Return how many paragraphs a preamble has, by the words with which UN texts begin them."""
    return len(re.findall(rf"(?:^|\n|[,;] )(?:\s*)(?={OPENS})", wording))


def title(stream: Stream, start: int, end: int) -> str:
    """Return the title before the first provision: the last heading of the file's markup, or the first lines."""
    first, last = stream.line(start), stream.line(end)
    lines = stream.lines[first:last]
    headings = [
        line.text.strip() for line in lines if line.level and not re.match(r"(?i)preamble|part\b|chapter\b", line.text)
    ]
    if headings:
        return headings[-1]
    words: list[str] = []
    for line in lines:
        text = line.text.strip()
        if BEGINS.match(text + "\n") or re.match(r"(?i)(?:part|chapter)\s+[IVX1]|adopted|entry into force", text):
            break
        if text:
            words.append(text)
        elif words:
            break
    return " ".join(words)[:300]
