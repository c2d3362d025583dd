"""The title that stands after the label of a chapter or part, on the same line or on the lines below it."""

import re

STOP = re.compile(
    r"\s*(?:\b(?:BAB +[IVXL]|Bagian +K|Paragraf +\d|BUKU +K|P[a-z*.]{2,4}[l1IJ] ?\d)|[(“\"]?\(\d|\d+\.\s|$)"
)
WORD = re.compile(r"\s*(\S+)")
SMALL = frozenset(
    re.findall(
        r"\w+",
        "dan atau yang di ke dari untuk dengan pada dalam oleh bagi serta terhadap melalui tentang sebagai atas secara",
    )
)
# What a scan shows of the President's letterhead between two pages.
LETTERHEAD = re.compile(r"\S*RES\s?I\s?D?\s?E\S*\s+(?:REPUB\S*)\s+\S*(?:ESI\S*)?")
LONGEST = 40


def title_after(text: str, start: int, upper_case: bool = False) -> tuple[str, int]:
    """Return the title that begins at `start` and where it ends. With `upper_case` it is written in capitals.

    The title is empty where none is found.
    """
    words: list[str] = []
    position = start
    while len(words) < LONGEST and not STOP.match(text, position):
        match = WORD.match(text, position)
        if not match or (upper_case and re.search(r"[a-z]", match[1])):
            break
        new_line = "\n" in text[position : match.start(1)]
        if new_line and not _goes_on(_line_at(text, match.start(1)), upper_case, first=not words):
            break
        words.append(match[1])
        position = match.end()
    title = LETTERHEAD.sub("", " ".join(words)).strip(" .“”\"'")
    return (title if re.search(r"[A-Za-z]{3}", title) else ""), position


def _line_at(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)]


def _goes_on(line: str, upper_case: bool, first: bool) -> bool:
    """Return whether a line below a label belongs to its title: few words with capitals, no end of a sentence."""
    words = re.findall(r"[A-Za-z]+", line)
    if upper_case:
        return bool(words) and line.isupper()
    if not words or len(words) > 14 or line.rstrip().endswith((".", ";", ":")):
        return False
    return first or all(word[0].isupper() or word in SMALL for word in words)
