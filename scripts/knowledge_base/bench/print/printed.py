"""What came out: files, pages, bytes, and how many of an article's words can be read back."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pymupdf
from lxml.html import HtmlElement

WORD = re.compile(r"[^\W\d_]{3,}")
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})
# Hyphens go on both sides, with the line break that follows one: a hyphenated word counts as itself.
HYPHEN = re.compile(r"[-\u00ad\u2010\u2011]\s*")


@dataclass(frozen=True)
class Printed:
    """PDFs, their pages and their bytes."""

    files: int
    pages: int
    size: int


def count(paths: Iterable[Path]) -> Printed:
    """Count PDFs that are there; a missing one is an error of the export and raises FileNotFoundError."""
    files = pages = size = 0
    for path in paths:
        with pikepdf.open(path) as pdf:
            pages += len(pdf.pages)
        files += 1
        size += path.stat().st_size
    return Printed(files, pages, size)


def words(text: str) -> Counter[str]:
    """Count the words of three letters and more."""
    return Counter(WORD.findall(HYPHEN.sub("", text.casefold().translate(LIGATURES))))


def words_of_pdf(path: Path) -> Counter[str]:
    """Count the words of a PDF. A file without pages has none."""
    with pymupdf.open(path) as document:
        return words("\n".join(page.get_text() for page in document))


def words_of_article(article: HtmlElement) -> Counter[str]:
    return words(" ".join(article.itertext()))


def kept(articles: Iterable[Counter[str]], pdfs: Iterable[Counter[str]]) -> float:
    """Return the share of the articles' words that their PDFs hold as often."""
    pairs = list(zip(articles, pdfs, strict=True))
    whole = sum(article.total() for article, _ in pairs)
    return sum((article & pdf).total() for article, pdf in pairs) / whole if whole else 1.0
