"""How each kind of book is bound: its parts and chapters, what stands before and behind them."""

from collections.abc import Mapping
from urllib.parse import urljoin

from knowledge_base import LOCALES
from knowledge_base.addresses import page_url
from knowledge_base.copies import CHECK_STEM
from knowledge_base.provisions import load_pages, load_provisions
from knowledge_base.publish.paper import matter
from knowledge_base.publish.paper.book import Binding, Numbers, Part
from knowledge_base.publish.paper.jobs import BilingualJob, BookJob, BundleJob, Joined, twin_address
from knowledge_base.publish.paper.sheet import read_article
from knowledge_base.publish.paper.stamps import BILINGUAL_EDGE, CARD_EDGE
from knowledge_base.registers import Registers


def chapter_key(job: Joined, address: str) -> str:
    """Return the name of the laid out file that a book takes for the page at `address`."""
    if isinstance(job, BundleJob):
        return card_key(address)
    return pair_key(address) if isinstance(job, BilingualJob) else address


def card_key(address: str) -> str:
    """Return the name of the laid out card of the page at `address`."""
    return f"{address} card"


def pair_key(address: str) -> str:
    """Return the name of the page at `address` laid out in both languages."""
    return f"{address} in both languages"


def binding_of(job: Joined, registers: Registers, titles: Mapping[str, str]) -> Binding:
    """Return how a book is bound. `titles` has the title of each laid out file by its key."""
    make = {BookJob: _book, BilingualJob: _bilingual, BundleJob: _bundle}[type(job)]
    return make(job, registers, titles)


def _book(job: BookJob, registers: Registers, titles: Mapping[str, str]) -> Binding:
    locale, words = job.plan.locale, registers.interface(job.plan.locale)
    pages = {stem: twins[locale] for stem, twins in load_pages().items() if locale in twins}
    printed = set(job.addresses.values())
    addresses = {stem: urljoin(job.address, page_url(locale, stem)) for stem in pages}
    addresses = {stem: address for stem, address in addresses.items() if address in printed}
    in_order = [pages[stem] for stem in addresses]

    def provisions(number: Numbers) -> str:
        return matter.provision_index(load_provisions(), addresses, words["book_provisions"], locale, number)

    def terms(number: Numbers) -> str:
        return matter.term_index(in_order, addresses, registers, words["book_terms"], locale, number)

    return Binding(
        title=job.site_name,
        locale=locale,
        cover=matter.cover({locale: job.site_name}, registers, job.address),
        parts=_parts(job, titles),
        contents_title=words["book_contents"],
        page_word=words["book_page"],
        ends=(
            (words["book_provisions"], provisions),
            (words["book_terms"], terms),
            (words["book_about"], lambda number: _about(job, registers, [locale])),
        ),
    )


def _bilingual(job: BilingualJob, registers: Registers, titles: Mapping[str, str]) -> Binding:
    def both(key: str) -> str:
        return " · ".join(registers.words[key][locale] for locale in LOCALES)

    names = dict(zip(LOCALES, (job.site_name, job.twin_name), strict=True))
    return Binding(
        title=f"{job.site_name}: {both('bilingual_book')}",
        locale=LOCALES[0],
        cover=matter.cover(names, registers, job.address, "bilingual_book"),
        parts=_parts(job, titles),
        contents_title=both("book_contents"),
        page_word=registers.words["book_page"][LOCALES[0]],
        ends=((both("book_about"), lambda number: _about(job, registers, LOCALES)),),
        edge=BILINGUAL_EDGE,
        twins={twin_address(address, job.address): address for address in job.addresses.values()},
    )


def _bundle(job: BundleJob, registers: Registers, titles: Mapping[str, str]) -> Binding:
    page, article = read_article(job.page)
    locale = page.get("lang")
    words = registers.interface(locale)
    linked = dict.fromkeys(urljoin(job.address, link.get("href", "")) for link in article.iter("a"))
    cards = tuple((address, titles[card_key(address)]) for address in linked if card_key(address) in titles)
    title = f"{words['cards']}: {article.find('.//h1').text_content().strip()}"
    return Binding(title, locale, "", (Part("", cards),), title, words["book_page"], edge=CARD_EDGE)


def _parts(job: BookJob, titles: Mapping[str, str]) -> tuple[Part, ...]:
    addresses = job.addresses
    return tuple(
        Part(part.title, tuple((addresses[path], titles[chapter_key(job, addresses[path])]) for path in part.pages))
        for part in job.plan.parts
    )


def _about(job: BookJob, registers: Registers, locales) -> str:
    checks = {locale: urljoin(job.address, page_url(locale, CHECK_STEM)) for locale in locales}
    return matter.about_copy(registers, checks)
