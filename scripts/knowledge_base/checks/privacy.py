"""Privacy: nothing by which a child or another private person could be found.

Only forms are found that can be told by their shape. Who is private, and whether a description gives somebody away, is
for the person who reviews the change: docs/en/about/contribute.md#never.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge_base.findings import Finding
from knowledge_base.models import Safety

ADDRESS = re.compile(r"(?:https?:)?//[^\s<>\"')\]]+")
# Domains that are kept free for examples (RFC 2606).
EXAMPLE = re.compile(r"@(?:[\w-]+\.)*(?:example(?:\.(?:org|com|net))?|invalid|test)$", re.IGNORECASE)

AGE = r"(?:[4-9]|1\d)"
WHO = (
    r"(?:child|boy|girl|teenager|suspect|defendant|victim|witness|pupil|student|"
    r"anak(?:\ korban|\ saksi|\ binaan)?|bocah|remaja|korban|saksi|tersangka|terdakwa|pelaku|"
    r"siswa|siswi|pelajar|santri)"
)
NAME = r"[A-Z][a-z]+(?:\ [A-Z][a-z]+){0,3}"
INITIALS = r"(?:[A-Z]{2,4}|[A-Z](?:\.[A-Z])*\.?)"


@dataclass(frozen=True)
class Pattern:
    """A form of personal data, what it is called, and how a text does without it.

    `sign` is a short piece that each such text has: only lines with one are looked at closely.
    """

    sign: re.Pattern
    expression: re.Pattern
    called: str
    mend: str


def _pattern(sign: str, expression: str, called: str, mend: str) -> Pattern:
    return Pattern(re.compile(sign), re.compile(expression, re.VERBOSE), called, mend)


NOT_A_PERSON = "Leave the person out: write of the situation, never of one child."
PUBLIC = "add it to `public` in docs/data/safety.yml with the reason."
# Day and month of birth in an identity number, with 40 added to the day for women. A number in groups must have them:
# years and numbers of resolutions stand in rows too.
BIRTH = (r"(?:[04][1-9]|[1256]\d|[37][01])", r"(?:0[1-9]|1[0-2])")
PATTERNS = (
    _pattern(
        r"[0-9]{4}(?:[0-9]{12}|[ .-][0-9]{4}[ .-][0-9]{4})",
        rf"""(?<![\w/.,-]) \d{{16}} (?![\w/-])
        | (?<![\w.-]) \d{{4}} (?P<gap>[ .-]) \d\d{BIRTH[0]} (?P=gap) {BIRTH[1]}\d\d (?P=gap) \d{{4}} (?![\w-])""",
        "a number of 16 digits, like an identity number",
        "Delete it, also from the history of your change.",
    ),
    _pattern(
        r"\+[0-9]|\(0[0-9]|0 ?8[0-9]{2}|0[0-9]{2,3}-[0-9]{5}",
        r"""(?<![\w/=.-]) (?: \+\d{1,3}[ .-]?\(?\d{1,4}\)?(?:[ .-]?\d{2,4}){2,4} | 0\ ?8\d{2}(?:[ .-]?\d{3,4}){2}
        | \(0\d{1,3}\)\ ?\d{3,4}[ .-]?\d{3,4} | 0\d{2,3}-\d{5,8} ) (?![\w/-])""",
        "a telephone number",
        f"Name the service; if the number is a public one, {PUBLIC}",
    ),
    _pattern(
        r"@[A-Za-z0-9-]+\.",
        r"(?<![\w.+%-])[\w.+%-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?<![.-])",
        "an e-mail address",
        f"Name the office; if the address is a public one, {PUBLIC}",
    ),
    _pattern(
        r"(?:Jalan|Jln?|Gang|Gg|RT|Street|Road|Avenue|Lane)\b",
        r"""\b(?:Jalan|Jl\.?|Jln\.?|Gang|Gg\.?)\ [A-Z][\w.\ ]{2,40}?,?\ (?:No\.?|Nomor|Kav\.?)\ ?\d+
        | \bRT\.?\ ?\d{1,3}\ ?/\ ?(?:RW\.?\ ?)?\d{1,3}\b
        | \b\d{1,4}\ (?:[A-Z][a-z]+\ ){1,3}(?:Street|Road|Avenue|Lane)\b""",
        "a street address",
        f"Name the town at most; if it is a public office's, {PUBLIC}",
    ),
    _pattern(
        r"\.[0-9]{3}|°|geo:",
        r"""(?<![\w.])-?\d{1,2}\.\d{3,}°?\ ?[NSLU]?,\ ?-?\d{1,3}\.\d{3,}(?![\w.])
        | \d{1,3}°\ ?\d{1,2}['′]\ ?(?:\d{1,2}(?:[.,]\d+)?[\"″])? | \bgeo:-?\d""",
        "coordinates",
        "Name the region.",
    ),
    _pattern(
        r"nisial|nitials",
        rf"\b(?i:berinisial|inisial|initials)\ [\"“(]?{INITIALS}(?![a-z])",
        "somebody's initials",
        NOT_A_PERSON,
    ),
    _pattern(
        rf"\({AGE}\b|, {AGE}[,. ]",
        rf"""\b(?i:{WHO}),?\ (?:(?:{NAME}|[\"“]?{INITIALS}[\"”]?)\ ?\({AGE}(?:\ \w+)?\) | {NAME},\ {AGE}(?=[,.\ ]))
        | \b{NAME}\ \({AGE}\ (?:years?(?:\ old)?|tahun|thn?)\)""",
        "a person with an age",
        NOT_A_PERSON,
    ),
    _pattern(
        r"named|called|whose name|bernama",
        rf"\b(?i:{WHO}),?\ (?:named|called|whose\ name\ is|bernama)\ {NAME}",
        "a child or person by name",
        NOT_A_PERSON,
    ),
)


def check(shown: str, text: str, safety: Safety) -> Iterator[Finding]:
    """Yield a finding for each piece of personal data in the text of a file, front matter and code included."""
    for pattern in PATTERNS:
        end = 0
        for sign in pattern.sign.finditer(text):
            if sign.start() < end:
                continue  # on a line that was looked at
            start = text.rfind("\n", 0, sign.start()) + 1
            end = text.find("\n", sign.start())
            end = len(text) if end < 0 else end
            line = ADDRESS.sub(lambda address: " " * len(address[0]), text[start:end])
            for match in pattern.expression.finditer(line):
                if match[0].strip() not in safety.public and not EXAMPLE.search(match[0]):
                    number = text.count("\n", 0, start) + 1
                    yield Finding(shown, number, f"has {pattern.called} ({_veiled(match[0])}).", pattern.mend)


def _veiled(found: str) -> str:
    """Return the beginning of what was found: a report must not spread it."""
    found = found.strip()
    return f"{found[: max(2, len(found) // 3)]}…"
