"""What a section says, without how it is written: words, numbers, duties, negations, citations.

Two texts with the same `fingerprint` differ at most in markup, punctuation, case and white space.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from knowledge_base.citations import GROUP, CitationError, find_groups, parse_group
from knowledge_base.models import Duty
from knowledge_base.pages import Page

LINK_TARGET = re.compile(r"\]\([^()\s]*\)")
ATTRIBUTES = re.compile(r"\{[^{}]*\}")
WORD = re.compile(r"\[=[\w+-]+\]|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*")
NUMBER = re.compile(r"\d")

NEGATIONS = {
    "en": ("not", "no", "never", "none", "nor", "without", "cannot"),
    "id": ("tidak", "bukan", "jangan", "tanpa", "belum", "tak"),
}

# How the meaning of a text may have changed; the last for changes that leave all words and places as they are.
Kind = Literal[
    "duty-stronger", "duty-weaker", "duty-new", "duty-gone", "duty-turned", "negation", "number", "citation",
    "wording", "editorial",
]  # fmt: skip

# The part of a page before its first section: what the page is called and its answer.
OPENING = "opening"


@dataclass(frozen=True)
class Passage:
    """A section of a page in one language: its id, where it begins, and its text in Markdown."""

    id: str
    line: int
    text: str


def passages(page: Page) -> list[Passage]:
    """Return the page's sections in their order, after its title, summary and answer as one passage."""
    front = page.front_matter
    first = page.sections[0].line if page.sections else page.body_line + len(page.lines)
    answer = "\n".join(line.text for line in page.lines if line.number < first)
    opening = Passage(OPENING, 1, f"{front.title}\n{front.summary}\n{answer}")
    rest = (Passage(s.id, s.line, f"{s.title}\n{s.text}") for s in page.sections)
    return [opening, *rest]


@lru_cache(maxsize=16_384)
def fingerprint(text: str) -> str:
    """Return eight hexadecimal digits that stand for what `text` says."""
    said = _words(text) + "\n" + " ".join(sorted(citations_of(text).elements()))
    return hashlib.sha256(said.encode()).hexdigest()[:8]


def words_of(text: str) -> list[str]:
    """Return the words and numbers of `text` in their order, in small letters, without citations and markup."""
    return _words(text).split()


def words_once(text: str) -> list[str]:
    """Return the same for a text that is asked for once: nothing of it is kept."""
    return _words_in(_without_marks(text))


def forget() -> None:
    """Free what was kept of texts: checks and rendering ask for the same ones again and again, later steps do not."""
    for kept in (fingerprint, _words, _plain):
        kept.cache_clear()


def citations_of(text: str) -> Counter:
    """Return the places that `text` cites, as `source, pinpoint`."""
    found: Counter = Counter()
    for _, body in find_groups(text):
        try:
            cited = parse_group(body)
        except CitationError:
            cited = []
        found.update(f"{one.source}, {one.locator.text}" if one.locator else one.source for one in cited)
    return found


def numbers_of(text: str) -> Counter:
    """Return the numbers in `text`; time limits count by their keys."""
    return Counter(word for word in words_of(text) if NUMBER.match(word) or word.startswith("[="))


def find_forms(text: str, forms: Iterable[str]) -> list[str]:
    """Return those of `forms`, in small letters, that stand in `text`, as often as they do.

    Where one form holds another, only the longer one counts: “must not” is no “must”.
    """
    ordered = tuple(sorted(forms, key=lambda form: (-len(form), form)))
    if not ordered:
        return []
    pattern = _forms_pattern(ordered)
    return [" ".join(found.casefold().split()) for found in pattern.findall(_plain(text))]


def kinds(
    before: str, now: str, locale: str, duties: Mapping[str, Duty], cited: tuple[Counter, Counter] | None = None
) -> list[Kind]:
    """Return how the meaning of a text changed; nothing for two texts that are the same.

    The texts are Markdown, or plain text with the places that each of them cites as `cited`.
    """
    places = cited or (citations_of(before), citations_of(now))
    found: list[Kind] = list(_duty_kinds(*(strengths_of(text, locale, duties) for text in (before, now)), duties))
    if Counter(find_forms(before, NEGATIONS[locale])) != Counter(find_forms(now, NEGATIONS[locale])):
        found.append("negation")
    if numbers_of(before) != numbers_of(now):
        found.append("number")
    if places[0] != places[1]:
        found.append("citation")
    if found:
        return found
    if words_of(before) != words_of(now):
        return ["wording"]
    return ["editorial"] if before != now else []


def strengths_of(text: str, locale: str, duties: Mapping[str, Duty]) -> Counter:
    """Return how often each strength of duty stands in `text`."""
    forms = {form: name for name, duty in duties.items() for form in duty.words(locale)}
    return Counter(forms[form] for form in find_forms(text, forms))


def _duty_kinds(before: Counter, now: Counter, duties: Mapping[str, Duty]) -> Iterator[Kind]:
    gone, new = (max((duties[name].rank for name in rest), default=0) for rest in (before - now, now - before))
    if gone and new:
        yield "duty-turned" if gone == new else "duty-stronger" if new > gone else "duty-weaker"
    elif max(gone, new) > 1:  # a permission alone is a matter of wording
        yield "duty-new" if new else "duty-gone"


@lru_cache(maxsize=16)
def _forms_pattern(forms: tuple[str, ...]) -> re.Pattern:
    body = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])", re.IGNORECASE)


@lru_cache(maxsize=8_192)  # each check asks for the same passages
def _words(text: str) -> str:
    # As one text: word by word they would hold nine times as much.
    return " ".join(_words_in(_plain(text)))


def _words_in(plain: str) -> list[str]:
    return WORD.findall(plain.casefold().replace("’", "'"))


@lru_cache(maxsize=8_192)
def _plain(text: str) -> str:
    return _without_marks(text)


def _without_marks(text: str) -> str:
    """Return `text` without citations, link targets, attributes and the marks of emphasis."""
    text = GROUP.sub(" ", text)
    return ATTRIBUTES.sub(" ", LINK_TARGET.sub("]", text)).replace("*", "").replace("`", "")
