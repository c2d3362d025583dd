"""What is to be printed: pages, cards, books, the cards of a role. Collected while MkDocs walks the pages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge_base import LOCALES
from knowledge_base.addresses import locale_of, locale_root
from knowledge_base.copies import CopyCode, qr_address
from knowledge_base.publish.paper.margins import Stand
from knowledge_base.publish.paper.sheet import page_address

CARD_NAME = "card.pdf"
CARDS_NAME = "cards.pdf"
BOOK_NAMES = {"en": "book.pdf", "id": "buku.pdf"}
BILINGUAL_NAME = "bilingual.pdf"
# What lawyers compare in both languages: the instruments, and the Indonesian law on child justice.
BILINGUAL = ("instruments/", "law/indonesia/child-justice-")


@dataclass(frozen=True)
class PageJob:
    """One PDF to write from one built page."""

    page: Path
    target: Path
    address: str
    site_name: str
    stand: Stand


@dataclass(frozen=True)
class CardJob(PageJob):
    """The card of one built protocol."""


@dataclass(frozen=True)
class PairJob:
    """One page in both languages, a chapter of the bilingual book."""

    own: PageJob
    twin: PageJob


@dataclass(frozen=True)
class Part:
    """A section of the site: its title and the built pages in reading order."""

    title: str
    pages: tuple[Path, ...]


@dataclass(frozen=True)
class Plan:
    """What a book is made of."""

    locale: str
    site_name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class BookJob:
    """One book to write, of pages that are printed too, from the site built into `site` and published at `address`."""

    plan: Plan
    site: Path
    target: Path
    address: str

    @property
    def site_name(self) -> str:
        """The site's name in the book's language."""
        return self.plan.site_name

    @property
    def addresses(self) -> dict[Path, str]:
        """The web addresses of the pages."""
        paths = [path for part in self.plan.parts for path in part.pages]
        return {path: page_address(path, self.site, self.address) for path in paths}


@dataclass(frozen=True)
class BilingualJob(BookJob):
    """The book of pages in both languages. Its plan is of those in the first; `twin_name` is the other site's name."""

    twin_name: str


@dataclass(frozen=True)
class BundleJob:
    """The cards of the protocols to which a built page leads, as one file."""

    page: Path
    target: Path
    address: str
    site_name: str


Single = PageJob | PairJob
Joined = BookJob | BundleJob
Job = Single | Joined


def with_codes(jobs: Iterable[Job], codes: Mapping[str, CopyCode], root_address: str, check_address: str) -> list[Job]:
    """Return the jobs with the codes of their pages, by the pages' addresses in the site published at `root_address`.

    A copy is checked against the newest text, which stands at `check_address`.

    On a card, where the code is small, it holds no marks of sections.
    """
    return [_with_code(job, codes, root_address, check_address) if isinstance(job, PageJob) else job for job in jobs]


def _with_code(job: PageJob, codes: Mapping[str, CopyCode], root_address: str, check_address: str) -> PageJob:
    address = job.address.removeprefix(root_address)
    code = codes[address]
    check = qr_address(code, check_address, locale_of(address), marks=not isinstance(job, CardJob))
    return replace(job, stand=replace(job.stand, code=code.short, check=check))


def with_bilingual_book(jobs: list[Job]) -> list[Job]:
    """Return the jobs with those for the bilingual book: its chapters and the book itself."""
    books = {job.plan.locale: job for job in jobs if isinstance(job, BookJob)}
    single = {job.address: job for job in jobs if isinstance(job, PageJob) and not isinstance(job, CardJob)}
    own, twin = (books[locale] for locale in LOCALES)
    titles = [" · ".join(dict.fromkeys(pair)) for pair in zip(*_titles(own, twin), strict=True)]
    parts = [
        Part(title, tuple(path for path in part.pages if own.addresses[path].startswith(_wanted(own.address))))
        for title, part in zip(titles, own.plan.parts, strict=True)
    ]
    plan = replace(own.plan, parts=tuple(part for part in parts if part.pages))
    target = own.target.with_name(BILINGUAL_NAME)
    book = BilingualJob(plan, own.site, target, own.address, twin.site_name)
    pairs = [
        PairJob(single[address], single[twin_address(address, own.address)]) for address in book.addresses.values()
    ]
    return [*jobs, *pairs, book]


def twin_address(address: str, root_address: str) -> str:
    """Return the address of the same page in the second language."""
    return f"{root_address}{locale_root(LOCALES[1])}{address.removeprefix(root_address)}"


def _titles(*books: BookJob) -> Iterator[list[str]]:
    for book in books:
        yield [part.title for part in book.plan.parts]


def _wanted(root_address: str) -> tuple[str, ...]:
    return tuple(root_address + start for start in BILINGUAL)
