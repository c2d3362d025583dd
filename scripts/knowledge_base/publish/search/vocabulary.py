"""The words of a language by their roots: for word families, for words typed in part, and for misspellings."""

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from knowledge_base.publish.search.postings import Postings
from knowledge_base.publish.search.words import Families, tokens

BRITISH = re.compile(r"(?<=\w{3})is(?=(?:e|ed|er|ers|es|ing|ation|ations)$)")
FOREIGN = 4
MOST = 5500  # the most frequent; a rarer word is found in its chunk of the postings under itself


def kept_words(postings: Postings, families: Families, terms: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the most frequent words, those of the glossary, and the forms that the register adds to their families."""
    frequency = postings.frequency
    typed = {word for phrases in terms.values() for phrase in phrases for word in tokens(phrase)}
    words = [word for word in frequency if not word[0].isdigit()]
    common = sorted(words, key=lambda word: (-frequency[word], word))
    kept = set(common[:MOST]) | {word for word in typed if word in frequency}
    known = {families.root(word) for word in kept}
    return kept | {word for word in families.forms if families.root(word) in known}


def vocabulary(kept: set[str], postings: Postings, families: Families, other: Postings) -> list[str]:
    """Return lines “tahan +an5 men+9 ditahan0”: a root and its forms, in which “+” stands for the root.

    The digit is the word's frequency in steps; 0 is for words only typed. A word that the `other` language uses far
    more often, as in a title left in the original, ends with “~” instead.
    """
    frequency = postings.frequency
    by_root: dict[str, list[str]] = defaultdict(list)
    for word in sorted(kept):
        foreign = other.frequency[word] > FOREIGN * frequency[word]
        root = families.root(word)
        by_root[root].append(_form(word, root) + ("~" if foreign else str(_magnitude(frequency[word]))))
        american = BRITISH.sub("iz", word) if families.locale == "en" else word
        if american not in kept:
            by_root[root].append(f"{_form(american, root)}0")
    return [f"{root} {' '.join(forms)}" for root, forms in sorted(by_root.items())]


def _form(word: str, root: str) -> str:
    return word.replace(root, "+", 1)


def _magnitude(times: int) -> int:
    return min(9, 1 + int(math.log2(times) / 1.5)) if times else 0
