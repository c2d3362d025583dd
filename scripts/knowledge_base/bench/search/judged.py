"""Judged queries: reading tests/search/*.yml, telling a right result from a wrong one, and counting."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote

from pydantic import Field, RootModel

from knowledge_base import LOCALES, REPOSITORY, yamlfile
from knowledge_base.findings import Finding
from knowledge_base.models import Locale, Strict
from knowledge_base.pages import Page
from knowledge_base.registers import Registers

TUNED = REPOSITORY / "tests/search/queries.yml"
# Never looked at while the search is tuned: its figures say what a reader meets whose words nobody foresaw.
UNSEEN = REPOSITORY / "tests/search/queries-unseen.yml"

GROUPS = ("english", "indonesian", "mixed", "misspelt", "abbreviation", "citation", "question")
Group = Literal["english", "indonesian", "mixed", "misspelt", "abbreviation", "citation", "question"]

# As many as a reader sees before asking for more; a right result further down counts as not found.
DEPTH = 10
# The id of a page's title; a result that leads there leads to the page.
TITLE = "kb-text"


class Query(Strict):
    """What a reader types on a page of language `locale`, and the places that answer it, the best first."""

    query: str
    locale: Locale
    group: Group
    answers: Annotated[list[str], Field(min_length=1)]


class Queries(RootModel[list[Query]]):
    """A file of judged queries."""


@dataclass(frozen=True)
class Score:
    """What a list of queries came to: their number, and the shares and mean that the tables show."""

    asked: int
    first: float
    five: float
    reciprocal: float


def read_queries(path: Path) -> list[Query]:
    """Return the queries of a file. Raises InputError with the line of each fault."""
    return yamlfile.validated(yamlfile.load(path, REPOSITORY), Queries).root


def missing_answers(path: Path, pages: Mapping[str, Mapping[str, Page]], registers: Registers) -> Iterator[Finding]:
    """Yield a finding for each answer that one of the two languages does not hold; it names the query."""
    document = yamlfile.load(path, REPOSITORY)
    for number, query in enumerate(yamlfile.validated(document, Queries).root):
        for answer in query.answers:
            stem, _, section = answer.partition("#")
            for locale in LOCALES:
                page = pages.get(stem, {}).get(locale)
                if page is None or (section and section not in _sections(page, registers)):
                    what = f"the query “{query.query}” is answered by {answer}, which docs/{locale} does not hold."
                    mend = "Name the place that answers it now: page#section, as in the address."
                    yield document.finding((number, "answers"), what, mend)


def _sections(page: Page, registers: Registers) -> set[str]:
    # Registers are shown on these pages, each entry a section of its own.
    shown: Mapping[str, Iterable[str]] = {
        "reference/glossary": registers.terms,
        "reference/institutions": registers.institutions,
        "reference/sources": registers.sources,
        "reference/sources-web": registers.sources,
        "reference/sources-press": registers.sources,
    }
    return {section.id for section in page.sections} | set(shown.get(page.stem, ()))


def place(address: str) -> str:
    """Return page and section of a result's address below the site's root: “id/law/crc/#art-37” is “law/crc#art-37”."""
    path, _, fragment = unquote(address).lstrip("/").partition("#")
    path = path.removeprefix("id/").removesuffix("index.html").strip("/")
    section = fragment.partition("~")[0]  # behind the tilde stand words to mark
    return f"{path}#{section}" if section not in ("", TITLE) else path


def answers(found: str, wanted: str) -> bool:
    """Tell whether a place is an answer; a page stands for all of its sections."""
    page, mark, section = wanted.partition("#")
    page = "" if page == "index" else page.removesuffix("/index")
    return found == page + mark + section if mark else found.partition("#")[0] == page


def rank(places: Sequence[str], query: Query) -> int:
    """Return at which place, from 1, the first right result stands; 0 if none does among the first ten."""
    shown = list(dict.fromkeys(places))[:DEPTH]
    right = (order for order, one in enumerate(shown, 1) if any(answers(one, wanted) for wanted in query.answers))
    return next(right, 0)


def score(ranks: Sequence[int]) -> Score:
    """Return success at 1 and 5 and the mean reciprocal rank of queries by the ranks of their right results."""
    asked = max(1, len(ranks))
    return Score(
        len(ranks),
        sum(one == 1 for one in ranks) / asked,
        sum(1 <= one <= 5 for one in ranks) / asked,
        sum(1 / one for one in ranks if one) / asked,
    )


def scores(queries: Sequence[Query], ranks: Sequence[int]) -> dict[str, Score]:
    """Return the score of each group that has queries, and of all together."""
    by_group = {
        group: [rank for query, rank in zip(queries, ranks, strict=True) if query.group == group] for group in GROUPS
    }
    return {group: score(own) for group, own in by_group.items() if own} | {"all": score(ranks)}
