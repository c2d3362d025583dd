"""Characters that readers cannot see: they turn the direction of text, hide words in it or break searching for it."""

import re
import unicodedata
from collections.abc import Iterator

from knowledge_base.findings import Finding
from knowledge_base.models import Safety

# Controls but tab and line feed, format characters (direction, zero width, tags), private and unassigned ones.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\uffff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# Joiners belong to the spelling of these scripts: Arabic, and those of India and its neighbours.
JOINED = re.compile("[\u0600-\u06ff\u0900-\u0dff][\u200c\u200d]")
# A letter of another alphabet in a Latin word looks the same and is not.
OTHER = re.compile("[\u0370-\u03ff\u0400-\u052f]+")


def check(shown: str, text: str, safety: Safety) -> Iterator[Finding]:
    """Yield a finding for each such character in the text of a file, front matter and code included."""
    for match in UNSEEN.finditer(text):
        if JOINED.fullmatch(text[max(0, match.start() - 1) : match.end()]):
            continue
        character = match[0]
        name = unicodedata.name(character, "a character without a name").lower()
        what = f"has a character that cannot be seen: U+{ord(character):04X} ({name})."
        yield Finding(shown, _line(text, match.start()), what, f"Delete it {_after(text, match.start())}.")
    for match in OTHER.finditer(text):
        around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
        if re.search("[A-Za-z]", around):
            what = f"mixes alphabets in one word ({text[max(0, match.start() - 1) : match.end() + 1].strip()})."
            yield Finding(shown, _line(text, match.start()), what, "Type the word again, in Latin letters.")


def _after(text: str, position: int) -> str:
    line = text[text.rfind("\n", 0, position) + 1 : position]
    words = " ".join("".join(character for character in line if character.isprintable()).split()[-3:])
    return f"after “{words}”" if words else "at the beginning of the line"


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
