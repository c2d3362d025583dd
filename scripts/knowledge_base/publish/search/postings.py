"""Which passages hold a word, and how much it says there: an inverted index with BM25F's weights.

Robertson and Zaragoza, “The Probabilistic Relevance Framework: BM25 and Beyond” (2009): counts are weighted by field
and by the length of the passage, added up over the fields and only then saturated, which js/search-engine.js does.
"""

import json
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from sys import intern

from knowledge_base.publish.search.concepts import MARK, Finder
from knowledge_base.publish.search.passages import Passage
from knowledge_base.publish.search.words import Families

TITLE, NAMES, ASKED, PAGE_TITLE, PAGE_ASKED, BODY = 5.0, 4.0, 1.5, 2.5, 0.5, 1.0
# A title that many sections have (“Decide”, “Who acts”) says how a page is built and not what a section is about.
FORMULA, FORMULAIC = 1.0, 5
LENGTH_COUNTS = 0.6
# Weights are kept as the nearest of these steps; a step is one digit in the file.
LEVELS = (0.3, 0.6, 1.0, 1.6, 2.6, 4.2, 6.8, 11.0)
MIDDLES = [(one + other) / 2 for one, other in pairwise(LEVELS)]
MOST = 3000  # passages kept for a form; in a text fifty times as large the best of them
CHUNK = 1_350  # bytes of a chunk before compression; a query fetches one for each of its words and phrases
FIRST = 35  # printable characters from “#”, without the backslash
BACKSLASH = 92


class Places:
    """Passages, in their order, and what a word weighs in each. Arrays: in a large text there are millions of them."""

    def __init__(self, weights: Mapping[int, float] | None = None) -> None:
        self.passages, self.weights = array("I", weights or ()), array("f", weights.values() if weights else ())

    def add(self, passage: int, weight: float) -> None:
        self.passages.append(passage)
        self.weights.append(weight)


class Postings:
    """For each root of one language its forms, and for each form the passages that hold it with their weights."""

    def __init__(self, passages: Sequence[Passage | None], families: Families, terms: Mapping[str, Sequence[str]]):
        self._families = families
        self.by_root: dict[str, dict[str, Places]] = defaultdict(lambda: defaultdict(Places))
        self.frequency: Counter[str] = Counter()
        # Interned: each word once, not at each of its places.
        texts = [list(map(intern, families.searched(passage.text))) if passage else [] for passage in passages]
        self._concepts = Finder(terms, families)
        self._titled = Counter(passage.title for passage in passages if passage)
        average = sum(map(len, texts)) / max(1, len(texts))
        for number, (passage, text) in enumerate(zip(passages, texts, strict=True)):
            if passage:
                self._add(number, passage, text, average)

    @property
    def phrases(self) -> Mapping[str, list[str]]:
        """The phrases by which a query may name each concept."""
        return self._concepts.phrases

    def _add(self, number: int, passage: Passage, text: list[str], average: float) -> None:
        length = 1 - LENGTH_COUNTS + LENGTH_COUNTS * len(text) / average
        weights: Counter[str] = Counter()
        concepts: Counter[str] = Counter()
        # The page's beginning answers for the page: there its title is the passage's own.
        own_title, above = (passage.title, passage.page_title) if passage.section else (passage.page_title, "")
        searched = self._families.searched
        own = FORMULA if passage.section and self._titled[passage.title] >= FORMULAIC else TITLE
        fields = (
            (searched(own_title), own),
            (list(dict.fromkeys(searched(passage.names))), NAMES),
            (searched(passage.asked), ASKED),
            (searched(above), PAGE_TITLE),
            (list(dict.fromkeys(searched(passage.page_asked))), PAGE_ASKED),
            (text, BODY / length),
        )
        for words, factor in fields:
            for word, count in Counter(words).items():
                weights[word] += count * factor
                self.frequency[word] += count
            for key in self._concepts.concepts(self._families.roots(words)):
                concepts[key] += factor
        for word, weight in weights.items():
            self.by_root[self._families.root(word)][word].add(number, weight)
        for key, weight in concepts.items():
            self.by_root[MARK + key][""].add(number, weight)


def chunks(postings: Postings, families: Families, kept: Collection[str]) -> Iterator[dict[str, object]]:
    """Yield the postings by ranges of roots: for each root its number of passages and its forms' passages.

    A word that is not among the `kept` words of the vocabulary stands here too, with its root.
    """
    rare = {word: families.root(word) for word in postings.frequency if word not in kept}
    entries: dict[str, object] = {word: root for word, root in rare.items() if word not in postings.by_root}
    for root, forms in postings.by_root.items():
        held = len({number for places in forms.values() for number in places.passages})
        entries[root] = [held, {form: encode(places) for form, places in sorted(forms.items())}]
    chunk: dict[str, object] = {}
    size = 0
    for key in sorted(entries):
        chunk[key] = entries[key]
        size += len(json.dumps(entries[key]))
        if size > CHUNK:
            yield chunk
            chunk, size = {}, 0
    if chunk:
        yield chunk


def encode(places: Places) -> str:
    """Return passages and weights as text: for each the step from the last passage, times eight, plus the level.

    Numbers are written in base 45 with the low digit first; digits from 45 up say that more follow.
    """
    kept: Iterable[tuple[int, float]] = zip(places.passages, places.weights, strict=True)
    if len(places.passages) > MOST:
        kept = sorted(sorted(kept, key=lambda place: (-place[1], place[0]))[:MOST])
    text, last = "", -1
    for number, weight in kept:
        rest = (number - last - 1) * len(LEVELS) + bisect_left(MIDDLES, weight)
        last = number
        while rest >= 45:
            text += _digit(45 + rest % 45)
            rest //= 45
        text += _digit(rest)
    return text


def _digit(value: int) -> str:
    code = FIRST + value
    return chr(code + (code >= BACKSLASH))
