"""Words and their roots: what of a text is searched, and which forms are one word.

Roots come from Sastrawi (Indonesian) and Snowball's English stemmer; docs/data/word-families.yml overrules both.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from knowledge_base.models import WordFamilies

WORD = re.compile(r"[^\W_]+")


class _Accents(dict):
    """What `str.translate` leaves of each character: nothing of a combining mark."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_ACCENTS = _Accents()


def tokens(text: str) -> list[str]:
    """Return the words of a text in small letters without accents; letters that stand alone are left out.

    js/search-words.js cuts queries in the same way.
    """
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text).translate(_ACCENTS)
    return [word for word in WORD.findall(plain.casefold()) if len(word) > 1 or word.isdigit()]


class Families:
    """The word families of one language."""

    def __init__(self, register: WordFamilies, locale: str):
        self.locale = locale
        # Roots by word: the register's, and each other word's once it was asked for.
        self._roots = {form: root for root, forms in register.roots[locale].items() for form in forms}
        self.forms = sorted(self._roots)
        self._stop = frozenset(register.stop[locale])
        self._stem = _sastrawi() if locale == "id" else snowballstemmer.stemmer("english").stemWord

    def root(self, word: str) -> str:
        """Return the root that a word in small letters shares with the other forms of its family."""
        root = self._roots.get(word)
        if root is None:
            root = self._roots[word] = word if word[0].isdigit() else self._stem(word) or word
        return root

    def roots(self, words: Iterable[str]) -> list[str]:
        """Return the root of each word."""
        known, root = self._roots, self.root
        return [known.get(word) or root(word) for word in words]

    def searched(self, text: str) -> list[str]:
        """Return the words of a text that say something: those of the stop list are left out."""
        return [word for word in tokens(text) if word not in self._stop]


@lru_cache(maxsize=1)
def _sastrawi():
    return StemmerFactory().create_stemmer().stem
