"""The tables of `kb bench exit`."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge_base.addresses import page_url
from knowledge_base.article.render import Article
from knowledge_base.bench.exit.compare import (
    NOTHING,
    TYPED,
    Likeness,
    alike,
    equality,
    first_difference,
    headings,
    identifiers,
    leads_nowhere,
    links,
    typed,
)
from knowledge_base.bench.exit.ours import Built
from knowledge_base.bench.tables import table

METHOD = """The same Markdown, rendered by MkDocs with our hooks and by Zensical without them, one language at a time,
from a configuration made from mkdocs.yml. Then our article steps (citations, registers, terms …) run over both."""
MOST = 5  # differences shown in full
AIM = 0.99


@dataclass(frozen=True)
class Pair:
    """A page of ours, and what the other generator made of its Markdown; None if it made no page."""

    ours: Built
    theirs: str | None

    @property
    def name(self) -> str:
        return f"{self.ours.locale}/{self.ours.stem}"

    @property
    def address(self) -> str:
        return page_url(self.ours.locale, self.ours.stem)

    @cached_property
    def article(self) -> Article | None:
        """What our article steps make of the other generator's HTML."""
        return None if self.theirs is None else self.ours.again(self.theirs)


def whole(article: Article | None) -> str:
    return f"{article.answer}{article.body}" if article else ""


# What is compared of each page: ours and the other generator's.
STEPS: dict[str, Callable[[Pair], tuple[str, str]]] = {
    "HTML of the Markdown": lambda pair: (pair.ours.markup, pair.theirs or ""),
    "finished article": lambda pair: (whole(pair.ours.article), whole(pair.article)),
}


def show(version: str, verdicts: Mapping[str, str], pairs: Sequence[Pair]) -> None:
    """Print all tables, the differences, and whether the aim is reached."""
    print(f"Zensical {version}: " + "; ".join(f"{locale}: {said}" for locale, said in verdicts.items()))
    print(METHOD)
    built = sum(pair.theirs is not None for pair in pairs)
    ids = added(pairs, lambda pair: alike(identifiers(whole(pair.ours.article)), identifiers(whole(pair.article))))
    rows = [
        row("pages built", Likeness(len(pairs), built, 0)),
        row("headings, with level, id and words", added(pairs, compare_headings)),
        row("ids of headings", added(pairs, compare_ids)),
        row("ids of the finished articles", ids),
    ]
    table("What Zensical makes of the text", ("what", "ours", "same", "share", "only Zensical"), rows)
    head = ("what", "pages", "identical", "whitespace differs", "different")
    table("Pages that come out the same", head, [equal(name, pairs, of) for name, of in STEPS.items()])
    kinds = Counter(kind for pair in pairs for kind in typed(pair.theirs or ""))
    rows = [(kind, str(kinds[kind])) for kind in TYPED]
    table("Left by Zensical as it was typed, filled by our steps after it", ("what", "pages"), rows)
    show_links(pairs)
    show_differences(pairs)
    reached = built == len(pairs) and ids.same >= AIM * ids.ours
    print(f"\nAim: every page builds and {AIM:.0%} of ids are the same: {'reached' if reached else 'NOT reached'}.")


def added(pairs: Sequence[Pair], compared: Callable[[Pair], Likeness]) -> Likeness:
    return sum(map(compared, pairs), NOTHING)


def compare_headings(pair: Pair) -> Likeness:
    return alike(headings(pair.ours.markup), headings(pair.theirs or ""))


def compare_ids(pair: Pair) -> Likeness:
    ours, theirs = headings(pair.ours.markup), headings(pair.theirs or "")
    return alike([one.identifier for one in ours], [one.identifier for one in theirs])


def row(name: str, found: Likeness) -> tuple[str, ...]:
    share = f"{found.same / found.ours:.2%}" if found.ours else "–"
    return name, f"{found.ours:,}", f"{found.same:,}", share, f"{found.extra:,}"


def equal(name: str, pairs: Sequence[Pair], of: Callable[[Pair], tuple[str, str]]) -> tuple[str, ...]:
    counts = Counter(equality(*of(pair)) for pair in pairs)
    return name, str(len(pairs)), *(str(counts[kind]) for kind in ("identical", "whitespace", "different"))


def show_links(pairs: Sequence[Pair]) -> None:
    """Print how many links between pages lead nowhere, in the articles made of Zensical's HTML."""
    places = {pair.address: set(identifiers(whole(pair.article))) for pair in pairs if pair.article}
    asked = [(pair, href) for pair in pairs for href in links(whole(pair.article))]
    broken = [(pair, href) for pair, href in asked if leads_nowhere(href, pair.address, places)]
    print("\nLinks to pages and places of the site, in articles made of Zensical's HTML: ", end="")
    print(f"{len(asked):,}, broken: {len(broken)}")
    for pair, href in broken[:MOST]:
        print(f"  {pair.name}: {href}")


def show_differences(pairs: Sequence[Pair]) -> None:
    """Print the first pages that differ after each step, each with the first place that does."""
    for name, of in STEPS.items():
        different = [pair for pair in pairs if len(set(of(pair))) > 1]
        if different:
            print(f"\n{name}, ours → Zensical's:")
        for pair in different[:MOST]:
            print(f"  {pair.name}: {first_difference(*of(pair))}")
        if len(different) > MOST:
            print(f"  … and {len(different) - MOST} more pages")
