"""Where the glossary's terms are used: for each term, the texts with one of its forms, most uses first."""

import re
from collections import Counter
from collections.abc import Sequence

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
    longest_first = sorted(owners, key=lambda form: (-len(form), form))
    body = "|".join(map(re.escape, longest_first)).replace(r"\ ", r"\s+")
    pattern = re.compile(rf"(?<![\w-])(?:{body})(?![\w-])")
    counts: dict[str, Counter[int]] = {key: Counter() for key in terms}
    for number, text in enumerate(texts):
        for match in pattern.finditer(text.casefold()):
            for key in owners[" ".join(match[0].split())]:
                counts[key][number] += 1
    return {key: sorted(found, key=lambda number: (-found[number], number)) for key, found in counts.items()}


def _forms(term: Term, locale: str) -> set[str]:
    words = term.words(locale)
    named = [words.term, words.abbreviation, *words.aliases, *term.marks(locale)]
    return {form for form in named if form}
