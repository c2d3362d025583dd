"""Pinpoints: where in a source a claim stands, written once and shown in each language.

The written form is English and the same in both language trees, so that citations can be compared:
`art. 32(2)(a)`, `arts. 33-35, 37`, `art. 1 no. 7`, `elucidation of art. 30(1)`, `para. 12`, `p. 2`,
`rule 17.1`, `section "Voices of Commitment"`. Indonesian forms (`Pasal 32 ayat (2) huruf a`) follow
the numbering of Law 12/2011 on law-making: pasal, ayat, huruf, angka.
"""

import re
from dataclasses import dataclass

# word in the text -> kind
WORDS = {
    "art.": "article", "arts.": "article",
    "para.": "paragraph", "paras.": "paragraph",
    "op.": "operative", "ops.": "operative",
    "p.": "page", "pp.": "page",
    "rule": "rule", "rules": "rule",
    "principle": "principle", "principles": "principle",
    "guideline": "guideline", "guidelines": "guideline",
    "practice": "practice", "practices": "practice",
    "chapter": "chapter", "chapters": "chapter",
    "sec.": "sec", "secs.": "sec",
    "annex": "annex",
}  # fmt: skip

SHOWN = {
    "article": {"en": ("article", "articles"), "id": ("Pasal", "Pasal")},
    "paragraph": {"en": ("paragraph", "paragraphs"), "id": ("paragraf", "paragraf")},
    "operative": {"en": ("operative paragraph", "operative paragraphs"), "id": ("paragraf operatif",) * 2},
    "page": {"en": ("page", "pages"), "id": ("hlm.", "hlm.")},
    "rule": {"en": ("rule", "rules"), "id": ("aturan", "aturan")},
    "principle": {"en": ("principle", "principles"), "id": ("prinsip", "prinsip")},
    "guideline": {"en": ("guideline", "guidelines"), "id": ("pedoman", "pedoman")},
    "practice": {"en": ("good practice", "good practices"), "id": ("praktik baik", "praktik baik")},
    "chapter": {"en": ("chapter", "chapters"), "id": ("bab", "bab")},
    "sec": {"en": ("section", "sections"), "id": ("bagian", "bagian")},
    "annex": {"en": ("annex", "annexes"), "id": ("lampiran", "lampiran")},
}
SHOWN_BARE = {
    "preamble": {"en": "preamble", "id": "pembukaan"},
    "cover": {"en": "cover", "id": "sampul"},
    "opening": {"en": "opening part", "id": "bagian awal"},
    "quotation": {"en": "quotation", "id": "kutipan"},
    "annex": {"en": "annex", "id": "lampiran"},
    "general elucidation": {"en": "general elucidation", "id": "Penjelasan Umum"},
    "title": {"en": "title", "id": "judul"},
    "summary": {"en": "summary", "id": "ringkasan"},
    "imprint": {"en": "imprint", "id": "kolofon"},
}
ELUCIDATION = "elucidation of "
NAMED = re.compile(r'section ["“](?P<name>[^"”]+)["”]')
ITEM = re.compile(
    r"(?P<number>[0-9]+[A-Z]?(?:\.[0-9]+)*|[IVXLC]+)(?P<parts>(?:\([0-9a-z]+\))*)(?: no\. (?P<no>[0-9]+[a-z]?))?"
)
TAIL = re.compile(r"(?P<parts>(?:\([0-9a-z]+\))+)")


class LocatorError(ValueError):
    """A pinpoint that cannot be read."""


@dataclass(frozen=True)
class Locator:
    """A pinpoint in its written form, already checked."""

    text: str

    def shown(self, locale: str) -> str:
        """Return the pinpoint as readers of `locale` see it."""
        return ", ".join(_shown(part, locale) for part in _parts(self.text))


def parse_locator(text: str) -> Locator:
    """Return the locator written as `text`. Raises LocatorError saying what cannot be read."""
    text = re.sub(r"\s+", " ", text.strip()).replace("–", "-")
    if not text:
        raise LocatorError("the pinpoint is empty")
    locator = Locator(text)
    locator.shown("en")
    return locator


def _parts(text: str) -> list[str]:
    """Split `arts. 3, 4, annex, para. 2` where a new kind of pinpoint begins."""
    parts: list[str] = []
    for piece in re.split(r", (?![^\"“]*[\"”](?:,|$))| and (?=elucidation|para|art|annex)", text):
        starts_anew = piece in SHOWN_BARE or piece.startswith((ELUCIDATION, "section ")) or piece.split(" ")[0] in WORDS
        if starts_anew or not parts:
            parts.append(piece)
        else:
            parts[-1] += ", " + piece
    return parts


def _shown(part: str, locale: str) -> str:
    if part.startswith(ELUCIDATION):
        word = {"en": "elucidation of", "id": "Penjelasan"}[locale]
        return f"{word} {_shown(part.removeprefix(ELUCIDATION), locale)}"
    if part in SHOWN_BARE:
        return SHOWN_BARE[part][locale]
    if named := NAMED.fullmatch(part):
        return {"en": "section “{}”", "id": "bagian “{}”"}[locale].format(named["name"])
    word, _, rest = part.partition(" ")
    if word not in WORDS or not rest:
        known = "art., para., p., rule, principle, guideline, chapter, annex, elucidation of art."
        raise LocatorError(f"the pinpoint “{part}” starts with none of: {known}")
    kind = WORDS[word]
    items = [_item(item, kind, locale) for item in rest.split(", ")]
    singular, plural = SHOWN[kind][locale]
    several = len(items) > 1 or re.search(r"[0-9A-Z]-[0-9IVX]", rest)
    # Indonesian statutes repeat the word where an item has steps: Pasal 33, Pasal 37 ayat (1).
    between = f", {singular} " if locale == "id" and kind == "article" and "(" in rest else ", "
    return f"{plural if several else singular} {between.join(items)}"


def _item(item: str, kind: str, locale: str) -> str:
    """Return one number or range, such as `32(2)(a)-(b)` or `33-35`."""
    first, dash, last = item.partition("-")
    shown = _number(first, kind, locale)
    if not dash:
        return shown
    if tail := TAIL.fullmatch(last):
        # A range inside one article: the last step of the first number names the kind of step.
        steps = _steps(tail["parts"], kind, locale, depth=_depth(first) - 1)
        return f"{shown}–{steps.strip().split(' ', 1)[-1] if locale == 'id' and kind == 'article' else steps}"
    return f"{shown}–{_number(last, kind, locale)}"


def _depth(text: str) -> int:
    return text.count("(")


def _number(text: str, kind: str, locale: str) -> str:
    match = ITEM.fullmatch(text)
    if not match:
        raise LocatorError(f"the pinpoint “{text}” is not a number such as 32, 32(2)(a), 17.1 or 1 no. 7")
    shown = match["number"] + _steps(match["parts"], kind, locale)
    if match["no"]:
        shown += {"en": " number ", "id": " angka "}[locale] + match["no"]
    return shown


def _steps(parts: str, kind: str, locale: str, depth: int = 0) -> str:
    if locale != "id" or kind != "article":
        return parts
    shown = ""
    for position, step in enumerate(re.findall(r"\(([0-9a-z]+)\)", parts), start=depth):
        if step.isdigit():
            shown += f" ayat ({step})"
        elif (position > 1 or "huruf" in shown) and re.fullmatch(r"[ivx]+", step):
            shown += f" butir ({step})"
        else:
            shown += f" huruf {step}"
    return shown
