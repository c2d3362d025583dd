"""Terminology: words that our texts do not use, in running text of pages and registers.

They stand with the reason in docs/data/glossary.yml, under their concept, and in docs/data/wording.yml. Quotations,
text in italics, code and official titles keep their own words.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from knowledge_base import LOCALES
from knowledge_base.findings import Finding
from knowledge_base.models import Avoided
from knowledge_base.pages import Page
from knowledge_base.prose import LINK_TARGET, QUOTED, blank
from knowledge_base.registers import Registers
from knowledge_base.yamlfile import Document

# Registers of our own words. The others hold titles of sources, what readers type, or the words themselves.
REGISTERS = (
    "instruments", "timeline", "time-limits", "institutions", "path", "vocabulary", "interface", "editions", "moved",
)  # fmt: skip
BLOCK_QUOTE = re.compile(r"^\s*>.*$", re.MULTILINE)


def check(page: Page, registers: Registers) -> Iterator[Finding]:
    """Yield a finding for each word to avoid, in the page's text and in what its front matter says."""
    words = avoided(registers, page.locale)
    for position, what, mend in _found(blank(BLOCK_QUOTE, page.text), words, registers):
        yield Finding(page.shown, page.line_at(position), what, mend)
    data = page.front_matter
    texts = {("title",): data.title, ("summary",): data.summary}
    texts |= {("history", index, "change"): change.change for index, change in enumerate(data.history)}
    for location, text in texts.items():
        for _, what, mend in _found(text, words, registers):
            yield page.front_document.finding(location, what, mend)


def check_register(name: str, document: Document, registers: Registers) -> Iterator[Finding]:
    """Yield a finding for each word to avoid in what a register says in one of our languages."""
    if name not in REGISTERS:
        return
    said = list(_said(document.data, ()))
    for locale in LOCALES:
        words = avoided(registers, locale)
        texts = {location: text for location, own, text in said if own == locale}
        if _present("\n".join(texts.values()), words):  # most registers are done with one look
            for location, text in texts.items():
                for _, what, mend in _found(text, words, registers):
                    yield document.finding(location, what, mend)


def _said(data: object, location: tuple) -> Iterator[tuple[tuple, str, str]]:
    """Yield place, language and text of each value under a key that is a language."""
    if isinstance(data, list):
        for index, value in enumerate(data):
            yield from _said(value, (*location, index))
    elif isinstance(data, dict):
        for key, value in data.items():
            if key in LOCALES and isinstance(value, str):
                yield (*location, key), key, value
            else:
                yield from _said(value, (*location, key))


def _found(text: str, words: Mapping[str, Avoided], registers: Registers) -> Iterator[tuple[int, str, str]]:
    """Yield position, fault and mend of each word to avoid."""
    if not (present := _present(text, words)):
        return
    pattern = _pattern(tuple(words), tuple(phrase for word in words.values() for phrase in word.but))
    for match in pattern.finditer(blank(LINK_TARGET, blank(QUOTED, _without_titles(text, present, registers)))):
        if match["word"]:
            form = " ".join(match["word"].split())
            yield match.start(), f"writes “{form}”, which our texts avoid.", words[form.casefold()].why


def _present(text: str, words: Iterable[str]) -> list[str]:
    """Return those of `words` that `text` may hold."""
    joined = " ".join(text.casefold().split())
    return [word for word in words if word in joined]


def avoided(registers: Registers, locale: str) -> Mapping[str, Avoided]:
    """Return the words to avoid in one language, in small letters."""
    of_terms: Iterable[Avoided] = (word for term in registers.terms.values() for word in term.words(locale).avoid)
    return {word.word.casefold(): word for word in (*of_terms, *registers.wording.words(locale))}


def _without_titles(text: str, words: Collection[str], registers: Registers) -> str:
    """Return `text` with spaces in place of the titles of sources that hold one of `words`."""
    for source in registers.sources.values():
        for title in (source.title, source.short.en, source.short.id):
            if any(word in title.casefold() for word in words):
                text = text.replace(title, " " * len(title))
    return text


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...], phrases: tuple[str, ...]) -> re.Pattern:
    """Return the pattern of all words, longest first; phrases in which they may stand are read past."""
    forms = ["|".join(re.escape(form).replace(r"\ ", r"\s+") for form in _longest(some)) for some in (phrases, words)]
    allowed = rf"(?:{forms[0]})|" if forms[0] else ""
    return re.compile(rf"(?<![\w-])(?:{allowed}(?P<word>{forms[1]}))(?![\w-])", re.IGNORECASE)


def _longest(forms: Iterable[str]) -> list[str]:
    return sorted(forms, key=lambda form: (-len(form), form))
