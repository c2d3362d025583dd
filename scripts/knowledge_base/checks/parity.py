"""Parity: both languages are one text, with the same sections, citations, numbers, lists and duties.

A difference that is meant is declared on the section, in either language: { #id data-differs="why" }.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from knowledge_base.drafts import is_unwritten
from knowledge_base.findings import Finding
from knowledge_base.models import Duty
from knowledge_base.pages import Page
from knowledge_base.registers import Registers
from knowledge_base.substance import Passage, citations_of, find_forms, passages, words_of

FRONT_MATTER = (
    "type",
    "status",
    "roles",
    "stages",
    "themes",
    "instrument",
    "original",
    "version",
    "reviewed",
    "review_due",
)
SHAPES = {
    "list items": re.compile(r"^\s*(?:[-*]|\d+\.)\s", re.MULTILINE),
    "table rows": re.compile(r"^\s*\|", re.MULTILINE),
    "notes": re.compile(r"^!!! \w", re.MULTILINE),
    "blocks": re.compile(r"^::: \w", re.MULTILINE),
}
# Numbers in words count where they measure something: “three ways” need not be counted in the other language.
NUMBER_WORDS = {
    "en": "three four five six seven eight nine ten eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
    "id": "tiga empat lima enam tujuh delapan sembilan sepuluh sebelas dua_belas "
    "tiga_belas empat_belas lima_belas enam_belas tujuh_belas delapan_belas sembilan_belas dua_puluh",
}
UNITS = re.compile(r"(?:hour|day|week|month|year)s?|jam|hari|minggu|bulan|tahun|working|calendar|kali")


def check(english: Page, indonesian: Page, registers: Registers) -> Iterator[Finding]:
    """Yield a finding for each place where the twins differ."""
    yield from _front_matter(english, indonesian)
    own, other = [[(s.id, s.level) for s in page.sections] for page in (english, indonesian)]
    if own != other:
        yield _first_difference(english, indonesian)
        return
    meant = {s.id for page in (english, indonesian) for s in page.sections if s.differs}
    for one, two in zip(passages(english), passages(indonesian), strict=True):
        # A draft may be written in one language first; on other pages nothing may be unwritten.
        if one.id not in meant and not is_unwritten(one.text) and not is_unwritten(two.text):
            yield from _passage(english, one, indonesian, two, registers)


def _front_matter(english: Page, indonesian: Page) -> Iterator[Finding]:
    for name in FRONT_MATTER:
        one, two = getattr(english.front_matter, name), getattr(indonesian.front_matter, name)
        if one != two:
            line = english.front_document.line((name,))
            what = f"has another “{name}” than {english.shown}:{line}."
            yield indonesian.front_document.finding((name,), what, "Write the same in both languages.")


def _first_difference(english: Page, indonesian: Page) -> Finding:
    """Return a finding at the first section that one language has and the other lacks or has elsewhere."""
    pairs = zip([*english.sections, None], [*indonesian.sections, None], strict=False)
    one, two = next((a, b) for a, b in pairs if a is None or b is None or (a.id, a.level) != (b.id, b.level))
    missing = f"“{one.id}” ({english.shown}:{one.line})" if one else f"the end of {english.shown}"
    line = two.line if two else indonesian.body_line
    what = f"has “{two.id}” here, where the English has {missing}." if two else f"lacks the section {missing}."
    mend = "Give both languages the same sections with the same ids in the same order."
    return Finding(indonesian.shown, line, what, mend)


def _passage(english: Page, one: Passage, indonesian: Page, two: Passage, registers: Registers) -> Iterator[Finding]:
    where = f"{english.shown}:{one.line}"
    compared: list[tuple[str, Callable[[str, str], Counter]]] = [
        ("citations", lambda text, locale: citations_of(text)),
        ("numbers", lambda text, locale: Counter(named_numbers(text, locale))),
        ("lists and tables", lambda text, locale: Counter({k: len(p.findall(text)) for k, p in SHAPES.items()})),
        ("duties", lambda text, locale: duties_of(text, locale, registers.duties)),
    ]
    for name, count in compared:
        first, second = count(one.text, "en"), count(two.text, "id")
        if first != second:
            what = f"differs in {name} from {where}: {_shown(first, second)}."
            mend = 'Mend the one that is wrong, or declare it on the heading: { #id data-differs="why" }.'
            yield Finding(indonesian.shown, two.line, what, mend)


def _shown(english: Counter, indonesian: Counter) -> str:
    keys = sorted(key for key in english.keys() | indonesian.keys() if english[key] != indonesian[key])
    return "; ".join(f"{key}: {english[key]} in English, {indonesian[key]} in Indonesian" for key in keys[:3])


def named_numbers(text: str, locale: str) -> set[str]:
    """Return the numbers that a passage names, whatever the language writes them with."""
    words = {word.replace("_", " "): str(value) for value, word in enumerate(NUMBER_WORDS[locale].split(), start=3)}
    found: set[str] = set()
    said = words_of(text)
    for index, word in enumerate(said):
        if word[0].isdigit():
            found.add(re.sub(r"[.,](?=\d{3}\b)", "", word))
            continue
        for phrase in (word, " ".join(said[index : index + 2])):
            follows = said[index + len(phrase.split()) : index + len(phrase.split()) + 1]
            if phrase in words and follows and UNITS.fullmatch(follows[0]):
                found.add(words[phrase])
    return found


def duties_of(text: str, locale: str, duties: Mapping[str, Duty]) -> Counter:
    """Return which strengths of duty a passage has: 1 for each that stands in it at least once.

    How often is not compared: a list under one “must” is as strong as a “must” in each of its items.
    """
    forms = {form: name for name, duty in duties.items() for form in duty.words(locale)}
    return Counter({forms[form]: 1 for form in find_forms(text, forms) if duties[forms[form]].parity})
