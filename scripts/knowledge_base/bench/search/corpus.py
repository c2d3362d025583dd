"""A synthetic text of any size, to measure how cost grows: grammatical nonsense with the statistics of a real text.

Per pair one English and one Indonesian page with as many words and sections as a page of the real text has (124 pairs
in November 2026: 1,900 words, 22 sections with those that registers fill), two words that no other page holds. 6,000
word forms a language, drawn by Zipf's law: Indonesian roots of Sastrawi's list with affixes by the nasal rules,
invented English roots with endings. Same seed, same text.
"""

import datetime
import itertools
import random
from pathlib import Path

from knowledge_base import LOCALES, yamlfile
from knowledge_base.addresses import page_url
from knowledge_base.bench.search.rivals import plain_page
from knowledge_base.pages import FrontMatter, Page

FORMS = 6000
WORDS = 1900
SECTIONS = (20, 24)
SENTENCE = 17
VOWELS, CONSONANTS = "aeiou", "bcdfghjklmnprstvw"
ENDINGS = ("", "s", "ed", "ing")
# Before a root that begins so: the prefix me-, and whether the root's first letter gives way to it.
NASALS = {"p": ("mem", 1), "b": ("mem", 0), "f": ("mem", 0), "t": ("men", 1), "d": ("men", 0), "c": ("men", 0)}
NASALS |= {"j": ("men", 0), "s": ("meny", 1), "k": ("meng", 1)} | dict.fromkeys("aiueogh", ("meng", 0))
# Ranks of the words that are asked for: a frequent one first, then two that are rarer.
FIRST_QUERY, LATER_QUERY = (60,), (150, 400)


class Corpus:
    """The words of both languages with their frequencies, and pages made of them."""

    def __init__(self, seed: int = 6):
        self.random = random.Random(seed)
        self.words = {"en": self._english(), "id": self._indonesian()}
        self._weights = list(itertools.accumulate(1 / rank for rank in range(1, FORMS + 1)))

    def query(self, ranks: tuple[int, ...]) -> str:
        """Return the English words of these ranks."""
        return " ".join(self.words["en"][rank] for rank in ranks)

    def _english(self) -> list[str]:
        roots: dict[str, None] = {}
        while len(roots) < FORMS // len(ENDINGS):
            pairs = range(self.random.choice((2, 3)))
            syllables = (self.random.choice(CONSONANTS) + self.random.choice(VOWELS) for _ in pairs)
            roots["".join(syllables) + self.random.choice(CONSONANTS)] = None
        return self._mixed([root + ending for root in roots for ending in ENDINGS])

    def _indonesian(self) -> list[str]:
        from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

        roots = [word for word in sorted(StemmerFactory().get_words()) if word.isalpha() and 4 <= len(word) <= 8]
        self.random.shuffle(roots)
        forms: dict[str, None] = {}
        for root in roots[: FORMS // 3]:
            forms |= dict.fromkeys((root, *self.random.sample(affixed(root), 3)))
        return self._mixed(list(forms))

    def _mixed(self, forms: list[str]) -> list[str]:
        self.random.shuffle(forms)
        return forms[:FORMS]

    def _draw(self, locale: str, count: int) -> list[str]:
        return self.random.choices(self.words[locale], cum_weights=self._weights, k=count)

    def article(self, locale: str, number: int) -> str:
        """Return a page's article, built as ours are: title, answer, sections with permanent ids."""
        text = self._draw(locale, WORDS)
        text[100:100] = [f"unik{locale}{number}a"]
        text[500:500] = [f"unik{locale}{number}b"]
        sections = self.random.randint(*SECTIONS)
        share = len(text) // (sections + 1)
        pieces = [_sentences(text[start : start + share]) for start in range(0, share * (sections + 1), share)]
        title = " ".join(self._draw(locale, 4)).capitalize()
        head = f'<h1 id="kb-text">{title}</h1><div class="answer">{pieces[0]}</div>'
        body = "".join(
            f'<section class="section" data-section="part-{order}"><h2 id="part-{order}">'
            f"{' '.join(self._draw(locale, 4)).capitalize()}</h2>{piece}</section>"
            for order, piece in enumerate(pieces[1:], 1)
        )
        return f"<article>{head}{body}</article>"


def affixed(root: str) -> list[str]:
    """Return forms of an Indonesian root."""
    prefix, lost = NASALS.get(root[0], ("me", 0))
    active = prefix + root[lost:]
    return [active, f"{active}kan", f"di{root}", f"p{active[1:]}an", f"ke{root}an", f"ber{root}", f"{root}nya"]


def _sentences(words: list[str]) -> str:
    groups = (words[start : start + SENTENCE] for start in range(0, len(words), SENTENCE))
    return f"<p>{' '.join(' '.join(group).capitalize() + '.' for group in groups)}</p>"


def write_corpus(site: Path, pairs: int) -> dict[str, dict[str, Page]]:
    """Write that many pairs of built pages below `site` and return them as the publishing steps know pages."""
    corpus = Corpus()
    pages: dict[str, dict[str, Page]] = {}
    for number in range(pairs):
        stem = f"law/synthetic-{number}"
        pages[stem] = {}
        for locale in LOCALES:
            article = corpus.article(locale, number)
            target = site / page_url(locale, stem) / "index.html"
            target.parent.mkdir(parents=True)
            target.write_text(plain_page(locale, article), encoding="utf-8")
            pages[stem][locale] = _page(locale, stem, article)
    return pages


def _page(locale: str, stem: str, article: str) -> Page:
    title = article.partition('<h1 id="kb-text">')[2].partition("</h1>")[0]
    day = datetime.date(2024, 1, 1)
    change = {"version": "1.0", "date": day, "change": "first"}
    dates = {"version": "1.0", "reviewed": day, "review_due": day, "history": [change]}
    front = FrontMatter(title=title, summary=title, type="law", roles=[], stages=[], themes=[], **dates)
    return Page(locale, stem, f"{stem}.md", front, yamlfile.Document("", None, {}), 1, "")
