"""What two generators made of the same page, side by side: pure functions over their HTML."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from knowledge_base.article.tree import parse

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
CODE = re.compile(r"<code\b.*?</code>", re.DOTALL)
# Typed in the Markdown and filled by our article steps, whoever renders it.
TYPED = {
    "citations, [@source, art. 1]": re.compile(r"\[@"),
    "time limits, [=key]": re.compile(r"\[=\w"),
    "registers, ::: name": re.compile(r"<p>:::\s"),
    "drawings": re.compile(r"<img\b[^>]*\.svg"),
    "notes: gap, differ, open, never": re.compile(r'class="admonition (?:gap|differ|open|never)\b'),
    "checklists": re.compile(r'type="checkbox"'),
}


@dataclass(frozen=True)
class Heading:
    """A heading of a page, with its id, if it has one."""

    level: int
    identifier: str
    text: str


@dataclass(frozen=True)
class Likeness:
    """How much of what we have another build has too: `same` of `ours`; `extra` is what only the other has."""

    ours: int
    same: int
    extra: int

    def __add__(self, other: "Likeness") -> "Likeness":
        return Likeness(self.ours + other.ours, self.same + other.same, self.extra + other.extra)


NOTHING = Likeness(0, 0, 0)


def headings(markup: str) -> list[Heading]:
    """Return the headings of a fragment in reading order, without the spaces that no reader sees."""
    return [
        Heading(int(node.tag[1]), node.get("id") or "", " ".join(node.text_content().split()))
        for node in parse(markup).iter(*HEADINGS)
    ]


def identifiers(markup: str) -> list[str]:
    """Return all ids of a fragment in reading order."""
    return [node.get("id") for node in parse(markup).iterfind(".//*[@id]")]


def alike(ours: Collection, theirs: Collection) -> Likeness:
    """Compare two lists as to what is in them; what stands twice counts twice."""
    mine, others = Counter(ours), Counter(theirs)
    return Likeness(mine.total(), (mine & others).total(), (others - mine).total())


def equality(ours: str, theirs: str) -> str:
    """Return “identical”, “whitespace” when only that differs, or “different”."""
    if ours == theirs:
        return "identical"
    return "whitespace" if ours.split() == theirs.split() else "different"


def first_difference(ours: str, theirs: str, around: int = 60) -> str:
    """Return the first place at which two texts part, as “ours → theirs”; empty when they are the same."""
    if ours == theirs:
        return ""
    shorter = min(len(ours), len(theirs))
    place = next((at for at in range(shorter) if ours[at] != theirs[at]), shorter)
    start = max(0, place - around // 2)
    return f"{ours[start : place + around]!r} → {theirs[start : place + around]!r}"


def typed(markup: str) -> Iterator[str]:
    """Yield the kinds of our own notation that stand in a rendered page as they were typed, examples apart."""
    markup = CODE.sub("", markup)
    return (kind for kind, pattern in TYPED.items() if pattern.search(markup))


def links(markup: str) -> list[str]:
    """Return the links of a fragment to pages of the site and to places in them, as written.

    What does not end like a page is a file: the publishing steps write those.
    """
    found = (node.get("href") for node in parse(markup).iterfind(".//a[@href]"))
    return [href for href in found if not urlsplit(href).netloc and not urlsplit(href).scheme and _is_page(href)]


def _is_page(href: str) -> bool:
    return urlsplit(href).path.rpartition("/")[2] in ("", ".", "..")


def leads_nowhere(href: str, address: str, places: Mapping[str, Collection[str]]) -> bool:
    """Tell whether a link of the page at `address` leads to a page or an id that is not there.

    `places` holds the ids of all pages by address, such as `id/law/crc/`; the first page's is empty.
    """
    path, identifier = urlsplit(href).path, unquote(urlsplit(href).fragment)
    target = f"{normpath(f'/{address}{path}')}/".lstrip("/")
    return target not in places or (bool(identifier) and identifier not in places[target])
