"""All PDFs of a site: the pages side by side on the cores there are, then the books."""

import gc
import multiprocessing
import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.progress import Progress
from knowledge_base.publish.errors import PublishError
from knowledge_base.publish.paper import book, card, sheet
from knowledge_base.publish.paper.layout import load_styles, whole_document, write_fitting_pdf, write_pdf
from knowledge_base.registers import Registers, load_registers

STYLES = REPOSITORY / "overrides" / "print"
CARD_NAME = "card.pdf"
BOOK_NAMES = {"en": "book.pdf", "id": "buku.pdf"}


@dataclass(frozen=True)
class PageJob:
    """One PDF to write from one built page."""

    page: Path
    target: Path
    address: str
    site_name: str


@dataclass(frozen=True)
class CardJob:
    """The card of one built protocol."""

    page: Path
    target: Path
    address: str
    site_name: str


@dataclass(frozen=True)
class BookJob:
    """One book to write."""

    plan: book.Plan
    site: Path
    target: Path
    address: str


Job = PageJob | CardJob | BookJob


def export(jobs: Iterable[Job], progress: Progress | None = None) -> None:
    """Write every PDF. Raises PublishError naming each one that failed; none is left half written."""
    # The books take longest: they start first.
    ordered = sorted(jobs, key=lambda job: not isinstance(job, BookJob))
    if progress:
        progress.expect("PDFs", len(ordered))
    failures: list[str] = []
    context = multiprocessing.get_context("spawn")
    workers = os.cpu_count() or 1
    # Layout makes no reference cycles worth collecting, and looking for them costs a twelfth of the time.
    with ProcessPoolExecutor(max_workers=workers, mp_context=context, initializer=gc.disable) as pool:
        running = {pool.submit(work, job): job for job in ordered}
        for done in as_completed(running):
            if error := done.exception():
                failures.append(f"{_name(running[done])}: {error}")
            if progress:
                progress.tick("PDFs")
    if failures:
        raise PublishError("these PDFs could not be made:\n" + "\n".join(sorted(failures)))


def _name(job: Job) -> str:
    return "/".join(job.target.parts[-3:])


def work(job: Job) -> None:
    """Write one PDF."""
    registers = load_registers()
    make = {PageJob: _page, CardJob: _card, BookJob: _book}[type(job)]
    partial = job.target.with_suffix(".part")
    partial.write_bytes(make(job, registers))
    partial.replace(job.target)


def _page(job: PageJob, registers: Registers) -> bytes:
    article = sheet.page_sheet(job.page, job.address)
    body = f'<main class="single">{article.body}</main>'
    markup = whole_document(article.title, article.locale, body, article.description)
    margins = book.running_heads(job.site_name, registers, article.locale, job.address)
    return write_pdf(markup, _styles(), margins)


def _card(job: CardJob, registers: Registers) -> bytes:
    article = card.card_sheet(job.page, job.address, registers)
    markup = whole_document(article.title, article.locale, article.body)
    margins = book.running_heads(job.site_name, registers, article.locale, job.address)
    return write_fitting_pdf(markup, _styles(), margins, card.FONT_SIZES, card.SIDES)


def _book(job: BookJob, registers: Registers) -> bytes:
    markup = book.book_markup(job.plan, job.site, job.address, registers)
    margins = book.running_heads(job.plan.site_name, registers, job.plan.locale, job.address)
    return write_pdf(markup, _styles(), margins)


@lru_cache(maxsize=1)
def _styles():
    return load_styles(STYLES)
