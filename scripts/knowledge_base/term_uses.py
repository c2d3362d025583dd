"""Where the glossary's terms are used: for each term, the texts with one of its forms, most uses first."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from knowledge_base.models import Term


def term_uses(texts: Sequence[str], terms: dict[str, Term], locale: str) -> dict[str, list[int]]:
    """Return, by term, which of `texts`, all of one language, use it; their order decides between equals.

    A form counts for every term that has it: its word, its abbreviation, its aliases, the forms it marks. Where
    one form holds another (“diversion agreement”), only the longer one counts.
    """
    owners: dict[str, list[str]] = {}
    for key, term in terms.items():
        for form in _forms(term, locale):
            owners.setdefault(form.casefold(), []).append(key)
    if not owners:
        return {}
    pattern = _pattern(owners)
    counts: dict[str, Counter[int]] = {key: Counter() for key in terms}
    for number, text in enumerate(texts):
        for match in pattern.finditer(text.casefold()):
            for key in owners[" ".join(match[0].split())]:
                counts[key][number] += 1
    return {key: sorted(found, key=lambda number: (-found[number], number)) for key, found in counts.items()}


def _pattern(forms: Iterable[str]) -> re.Pattern:
    """Return what finds each of `forms`, the longest first; by first letters, so that few are tried at each word."""
    starting: dict[str, list[str]] = {}
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        starting.setdefault(form[0], []).append(re.escape(form[1:]).replace(r"\ ", r"\s+"))
    body = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in starting.items())
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])")


def _forms(term: Term, locale: str) -> set[str]:
    words = term.words(locale)
    named = [words.term, words.abbreviation, *words.aliases, *term.marks(locale)]
    return {form for form in named if form}
