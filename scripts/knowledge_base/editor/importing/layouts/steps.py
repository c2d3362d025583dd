"""The steps inside a provision: paragraphs (ayat) and letters (huruf), counted in their order."""

import re

# Words and signs before a number in brackets that is named, not begun: “ayat (1)”, “dan (2)”.
REFERS = re.compile(
    r"(?:\b(?:ayat|dan|atau|dengan|paragraphs?|subsections?|sections?|and|to|or|ধারা|এবং|ও)|,|\))\s*\^?$", re.IGNORECASE
)
REFERS_FROM_LINE_ABOVE = re.compile(r"\b(?:ayat|paragraphs?|subsections?|sections?)\s*$", re.IGNORECASE)
# What a scan makes of the digits and of the closing bracket: (l), (21, (2t, (2\; and, of “(2)”, l2l.
MISREAD = {"1": "[1lI]", "0": "[0Oo]", "4": "4", "5": "[5s]"}
OWN = re.compile(r"dimaksud\s+(?:pada|dalam)\s+ayat\s+\((\d{1,2})\)")
LONE_SECOND = re.compile(r"(?m)^[ \t]*\(2\)[ \t]+[A-Z]")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LETTER = re.compile(r"(?:(?<=[\s;:.])|^)(?:_?\(?_?(?P<letter>[a-z])_?(?:\)|\.(?=\s|$))_?)")


def bracketed(text: str, clean: bool = False) -> list[str]:
    """Return the paragraphs marked (1), (1a), (2) … in a text, in their order; a row that lacks 1 is none.

    With `clean` nothing is taken for a misread bracket.
    """
    found: list[str] = []
    number, position = 1, 0
    if LONE_SECOND.search(text) and _next(text, "1", 0, clean) is None:
        found, number = ["1"], 2  # the first lost its number
    while (match := _next(text, str(number), position, clean)) is not None:
        found.append(str(number))
        position = match.end()
        for letter in LETTERS[:6]:
            inserted = re.compile(rf"\({number}{letter}\)")
            step = next((m for m in inserted.finditer(text, position) if not _refers(text, m.start())), None)
            if step is None:
                break
            found.append(f"{number}{letter}")
            position = step.end()
        number += 1
    return found


def _next(text: str, number: str, position: int, clean: bool) -> re.Match | None:
    expressions = [re.compile(rf"(?<!\w)\({number}\)")]
    if not clean:
        digits = "".join(MISREAD.get(digit, digit) for digit in number)
        whole = rf"|[lt]{digits}l" if number != "1" else ""
        expressions.append(re.compile(rf"(?<!\w)(?:\(\^?{digits}[)\]}}1tlI|\\]{whole})(?=\s)"))
    for expression in expressions:
        for match in expression.finditer(text, position):
            if not _refers(text, match.start()):
                return match
    return None


def most_named(text: str) -> int:
    """Return the highest paragraph that an article names as its own: “sebagaimana dimaksud pada ayat (3)”."""
    return max((int(match[1]) for match in OWN.finditer(text)), default=0)


def dotted(text: str) -> list[str]:
    """Return the paragraphs marked “1.”, “2.” at the beginning of lines, in their order."""
    found: list[str] = []
    position = 0
    while True:
        expression = re.compile(rf"(?m)^\W{{0,3}}{len(found) + 1}[.)]{{1,2}}(?=\D|$)")
        match = expression.search(text, position)
        if match is None:
            return found
        found.append(str(len(found) + 1))
        position = match.end()


def letters(text: str) -> int:
    """Return how many letters a provision has: rows a, b, c …, each beginning anew with a."""
    count, expected = 0, "a"
    for match in LETTER.finditer(text):
        letter = match["letter"]
        if letter not in (expected, "a"):
            continue
        count += 1
        expected = LETTERS[(LETTERS.index(letter) + 1) % 26]
    return count


def _refers(text: str, position: int) -> bool:
    """Return whether what stands before a number names it instead of beginning it."""
    before = text[max(position - 30, 0) : position]
    pattern = REFERS_FROM_LINE_ABOVE if before.rstrip(" ").endswith("\n") or not before else REFERS
    return bool(pattern.search(before))
