"""Words of a proposal in a comment that others read: shown as they are, and nothing in them does anything.

What somebody proposes may hold @names, which GitHub writes to, links, HTML, or characters that turn a line round. Only
code is left alone by all of GitHub's filters, so every word of a proposal stands in code. Mentions in plain text cannot
be escaped: GitHub looks for them after it has read the escapes.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

# GitHub takes 65,536 characters; the workflow adds a few lines, and other hosts count bytes.
LIMIT = 60_000
SHOWN = 420  # characters of a sentence
# Controls, and what cannot be seen or turns the order of letters: shown as their numbers.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def plain(text: str) -> str:
    """Return `text` on one line, with characters that cannot be seen as their numbers: `⟨U+202E⟩`."""
    return "".join(
        f"⟨U+{ord(character):04X}⟩" if unicodedata.category(character) in UNSEEN else character
        for character in " ".join(text.split())
    )


def code(text: str, limit: int = SHOWN) -> str:
    """Return `text` as inline code, at most about `limit` characters of it."""
    shown = clipped(plain(text), limit)
    if not shown:
        return "(nothing)"
    fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    # GitHub takes one blank off each side where there is one on both.
    pad = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def few(texts: Sequence[str], shown: int = 10) -> str:
    """Return some of `texts` as code, and how many more there are."""
    more = f" and {len(texts) - shown} more" if len(texts) > shown else ""
    return ", ".join(code(text) for text in texts[:shown]) + more


def cell(text: str) -> str:
    """Return Markdown for a cell of a table, which a pipe would end even within code."""
    return text.replace("|", "\\|")


def diff(pairs: Iterable[tuple[str, str]]) -> str:
    """Return what was and what is, line by line, as GitHub colours it. Each line begins with a sign: none ends it."""
    lines = []
    for before, now in pairs:
        old, new = _around(plain(before), plain(now))
        lines += [f"- {old}"] if old else []
        lines += [f"+ {new}"] if new else []
    return "\n".join(["```diff", *lines, "```"])


def clipped(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[:limit].rstrip()} …"


def _around(before: str, now: str) -> tuple[str, str]:
    """Return both texts cut to where they differ, with a few words on each side."""
    if not before or not now or max(len(before), len(now)) <= SHOWN:
        return clipped(before, SHOWN), clipped(now, SHOWN)
    same = next((at for at, (one, two) in enumerate(zip(before, now, strict=False)) if one != two), 0)
    start = max(0, same - 60)
    start = before.rfind(" ", 0, start) + 1 if start else 0
    mark = "… " if start else ""
    return tuple(mark + clipped(text[start:], SHOWN) for text in (before, now))


def within(blocks: Iterable[str], rest: str, limit: int = LIMIT) -> str:
    """Return the blocks as one text of at most `limit` bytes; where they do not fit, `rest` says how many do not.

    `rest` is a line with “{left}” and “{all}” in it.
    """
    wanted = list(blocks)
    room = limit - len(rest.encode()) - 40
    kept: list[str] = []
    for block in wanted:
        room -= len(block.encode()) + 2
        if room < 0:
            break
        kept.append(block)
    if len(kept) < len(wanted):
        kept.append(rest.format(left=len(wanted) - len(kept), all=len(wanted)))
    return "\n\n".join(kept) + "\n"
