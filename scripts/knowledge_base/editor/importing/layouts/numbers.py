"""Numbers of provisions as sources write them: 59A, II, ৮৫, and as bad scans show them: 2O, l1, T."""

import re

BENGALI_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
BENGALI_LETTERS = dict(zip("কখগঘঙচছজঝঞ", "ABCDEFGHIJ", strict=True))
# What scans make of a digit, as a class of a regular expression.
MISREAD = {
    "0": "0OoQ",
    "1": "1IlLi|!tJ",
    "2": "2Zz",
    "3": "3",
    "4": "4A",
    "5": "5Ss",
    "6": "6b",
    "7": "7T",
    "8": "8B",
    "9": "9g",
}
ROMAN = re.compile(r"M*(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}

# Words for numbers in the divisions of Indonesian statutes.
ORDINALS = {
    "Kesatu": 1, "Kedua": 2, "Ketiga": 3, "Keempat": 4, "Kelima": 5, "Keenam": 6, "Ketujuh": 7, "Kedelapan": 8,
    "Kesembilan": 9, "Kesepuluh": 10, "Kesebelas": 11,
}  # fmt: skip

Key = tuple[int, int]


def key(number: str) -> Key:
    """Return what numbers are ordered by: (59, 1) for 59A, (59, 0) for 59. Raises ValueError for another form."""
    match = re.fullmatch(r"(\d+)(?:[ -]?([A-Za-z]))?", number)
    if not match:
        raise ValueError(number)
    return int(match[1]), ord(match[2].upper()) - 64 if match[2] else 0


def shown(order: Key) -> str:
    """Return the number of a key: 59A."""
    return f"{order[0]}{chr(64 + order[1]) if order[1] else ''}"


def roman_value(text: str) -> int:
    """Return 4 for IV, 0 for what is no Roman number."""
    if not text or not ROMAN.fullmatch(text):
        return 0
    total = 0
    for one, two in zip(text, [*text[1:], ""], strict=True):
        value = VALUES[one]
        total += -value if two and VALUES[two] > value else value
    return total


def follows(before: Key, after: Key) -> bool:
    """Return whether nothing is missing between two numbers: 59 and 60, 59 and 59A, 59A and 59B, 59C and 60."""
    if before[0] == after[0]:
        return after[1] == before[1] + 1
    return after[0] == before[0] + 1 and after[1] == 0


def missing(before: Key, after: Key) -> list[Key]:
    """Return the whole numbers and letters that are lacking between two numbers."""
    if before[0] == after[0]:
        return [(before[0], letter) for letter in range(before[1] + 1, after[1])]
    whole = [(number, 0) for number in range(before[0] + 1, after[0] + (1 if after[1] else 0))]
    return whole + [(after[0], letter) for letter in range(1, after[1])]


def misread(number: str) -> str:
    """Return a regular expression for a number as a bad scan may show it, with gaps between its digits."""
    return r"\s?".join(f"[{MISREAD[sign]}]" if sign in MISREAD else sign for sign in number)


def from_bengali(text: str) -> str:
    """Return 15A for ১৫ক."""
    text = text.translate(BENGALI_DIGITS)
    return text[:-1] + BENGALI_LETTERS[text[-1]] if text and text[-1] in BENGALI_LETTERS else text
