"""The glossary's concepts: phrases that mean one thing in both languages, so that a query in either finds both."""

from collections.abc import Iterator, Mapping, Sequence

from knowledge_base import LOCALES
from knowledge_base.publish.search.words import Families, tokens
from knowledge_base.registers import Registers

# Before a concept's key among the roots: no word begins with it.
MARK = "="


def phrases(registers: Registers) -> dict[str, dict[str, list[str]]]:
    """Return, by language and concept of the glossary or of everyday speech, its term and what else readers type."""
    found: dict[str, dict[str, list[str]]] = {locale: {} for locale in LOCALES}
    for key, term in registers.terms.items():
        for locale in LOCALES:
            words = term.words(locale)
            typed = [words.term, *term.marks(locale), *words.aliases]
            typed += [words.abbreviation] if words.abbreviation else []
            typed += registers.search_only[key].words(locale) if key in registers.search_only else []
            found[locale][key] = list(dict.fromkeys(typed))
    for key, row in registers.everyday_words.items():
        for locale in LOCALES:
            found[locale][key] = row.words(locale)
    return found


class Finder:
    """Finds the concepts that a text speaks of, in one language; forms of a word count as the word.

    Left out are phrases that differ from an earlier one in forms only, and those of which a single word remains without
    the words that say nothing: “what about the children” would find every passage on children.
    """

    def __init__(self, terms: Mapping[str, Sequence[str]], families: Families):
        self.phrases: dict[str, list[str]] = {}
        self._by_start: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for key, typed in terms.items():
            kept: dict[tuple[str, ...], str] = {}
            for phrase in typed:
                roots = tuple(families.roots(families.searched(phrase)))
                if roots and (len(roots) > 1 or len(tokens(phrase)) == 1):
                    kept.setdefault(roots, phrase)
            self.phrases[key] = list(kept.values())
            for roots in kept:
                self._by_start.setdefault(roots[0], []).append((roots, key))

    def concepts(self, roots: Sequence[str]) -> Iterator[str]:
        """Yield a concept's key for each place in a row of roots where one of its phrases begins."""
        starts = self._by_start
        for place in [place for place, root in enumerate(roots) if root in starts]:
            for phrase, key in starts[roots[place]]:
                if tuple(roots[place : place + len(phrase)]) == phrase:
                    yield key
