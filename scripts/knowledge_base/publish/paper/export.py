"""All PDFs of a site: the pages side by side on the cores there are, then the books from them."""

import gc
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import pikepdf

from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.progress import Progress
from knowledge_base.publish.errors import PublishError
from knowledge_base.publish.paper import card, margins, stamps
from knowledge_base.publish.paper.bilingual import bilingual_sheet
from knowledge_base.publish.paper.bindings import binding_of, card_key, chapter_key, pair_key
from knowledge_base.publish.paper.book import bind
from knowledge_base.publish.paper.cache import Cache
from knowledge_base.publish.paper.jobs import BundleJob, CardJob, Job, Joined, PageJob, PairJob, Single
from knowledge_base.publish.paper.layout import load_styles, whole_document, write_fitting_pdf, write_pdf
from knowledge_base.publish.paper.sheet import Sheet, page_sheet
from knowledge_base.publish.paper.tags import saved
from knowledge_base.registers import load_registers
from knowledge_base.workers import workers
from knowledge_base.writing import write_whole

STYLES = REPOSITORY / "overrides" / "print"
CACHE = REPOSITORY / ".cache" / "print"
ENDED = "A process that lays out PDFs was ended from outside, mostly for want of memory. "
ENDED += "Close other programs and build again: what was laid out is kept. Or: scripts/kb build --no-pdf"


@dataclass(frozen=True)
class Chapter:
    """A page laid out, without page numbers, and the name under which books find it."""

    key: str
    title: str
    path: Path


def export(wanted: Iterable[Job], progress: Progress | None = None, cache: Path | None = CACHE) -> None:
    """Write every PDF. Raises PublishError naming each one that failed; none is left half written.

    What was laid out before is taken from the folder `cache`; None lays out everything.
    """
    jobs = list(wanted)
    # The longest take longest: they start first.
    single = sorted((job for job in jobs if isinstance(job, Single)), key=lambda job: -_length(job))
    joined = sorted((job for job in jobs if isinstance(job, Joined)), key=lambda job: isinstance(job, BundleJob))
    if progress:
        progress.expect("PDFs", len(jobs))
    with ExitStack() as stack:
        folder = cache or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        pool = stack.enter_context(workers())
        laid_out = _all(pool, partial(print_single, cache=folder), single, progress)
        chapters = {chapter.key: chapter for chapter in laid_out}
        for _ in _all(pool, partial(print_joined, cache=folder, chapters=chapters), joined, progress):
            pass
        if cache:
            Cache(cache, STYLES).trim()


def _length(job: Single) -> int:
    return job.page.stat().st_size if isinstance(job, PageJob) else _length(job.own) + _length(job.twin)


def _all(pool: ProcessPoolExecutor, work: Callable, jobs: list, progress: Progress | None) -> Iterator:
    """Yield what `work` returns for each job. Raises PublishError with all that failed once all are done.

    What the machine lacks, room or memory, ends it at once: it would be said of each job.
    """
    failures: list[str] = []
    running = {pool.submit(work, job): job for job in jobs}
    for done in as_completed(running):
        error = done.exception()
        if isinstance(error, OSError):
            raise error
        if isinstance(error, BrokenProcessPool):
            raise PublishError(ENDED) from error
        if error:
            failures.append(f"{_name(running[done])}: {error}")
        else:
            yield done.result()
        if progress:
            progress.tick("PDFs")
    if failures:
        raise PublishError("these PDFs could not be made:\n" + "\n".join(sorted(failures)))


def _name(job: Job) -> str:
    target = job.own.target if isinstance(job, PairJob) else job.target
    return "/".join(target.parts[-3:])


def print_single(job: Single, cache: Path) -> Chapter:
    """Lay out one page, card or page in both languages, and write the PDF that is read by itself."""
    make = {PageJob: _page, CardJob: _card, PairJob: _pair}[type(job)]
    return make(job, Cache(cache, STYLES))


def _page(job: PageJob, cache: Cache) -> Chapter:
    article = page_sheet(job.page, job.address)
    path = _made(cache, write_pdf, article, margins.page_frame(job.site_name, article, job.stand, load_registers()))
    _write_numbered(path, job.target, stamps.PAGE_EDGE)
    return Chapter(job.address, article.title, path)


def _card(job: CardJob, cache: Cache) -> Chapter:
    registers = load_registers()
    article = card.card_sheet(job.page, job.address, registers)
    make = partial(write_fitting_pdf, sizes=card.FONT_SIZES, most=card.SIDES)
    path = _made(cache, make, article, margins.page_frame(job.site_name, article, job.stand, registers))
    _write_numbered(path, job.target, stamps.CARD_EDGE)
    return Chapter(card_key(job.address), article.title, path)


def _pair(job: PairJob, cache: Cache) -> Chapter:
    registers, halves = load_registers(), dict(zip(LOCALES, (job.own, job.twin), strict=True))
    pages, addresses = (
        {locale: getattr(half, name) for locale, half in halves.items()} for name in ("page", "address")
    )
    article = bilingual_sheet(pages, addresses, registers)
    stands = {locale: (half.address, half.stand) for locale, half in halves.items()}
    make = partial(write_pdf, edge=stamps.BILINGUAL_EDGE)
    path = _made(cache, make, article, margins.pair_frame(job.own.site_name, article, stands, registers))
    return Chapter(pair_key(job.own.address), article.title, path)


def _made(cache: Cache, make: Callable, article: Sheet, frame: margins.Frame) -> Path:
    markup = whole_document(article.title, article.locale, article.body, article.description)

    def content() -> bytes:
        styles = _styles()
        # Layout makes few reference cycles, and looking for them meanwhile costs a twelfth of the time.
        gc.disable()
        try:
            return make(markup, styles, frame)
        finally:
            gc.enable()
            gc.collect()

    return cache.made((markup, repr(frame)), content)


def _write_numbered(path: Path, target: Path, edge: stamps.Edge) -> None:
    with pikepdf.open(path) as pdf:
        font, count = stamps.add_font(pdf), len(pdf.pages)
        for number, page in enumerate(pdf.pages, 1):
            stamps.stamp_words(pdf, page, font, [stamps.number_line(number, count, edge)])
        write_whole(target, saved(pdf))


def print_joined(job: Joined, cache: Path, chapters: Mapping[str, Chapter]) -> None:
    """Write one book or the cards of one role."""
    registers = load_registers()
    binding = binding_of(job, registers, {key: chapter.title for key, chapter in chapters.items()})
    files = Cache(cache, STYLES)

    def lay_out(title: str, body: str) -> Path:
        article = Sheet(binding.locale, title, job.address, body)
        return _made(files, write_pdf, article, margins.book_frame(job.site_name, article, registers))

    content = bind(binding, lambda address: chapters[chapter_key(job, address)].path, lay_out)
    write_whole(job.target, content)


@lru_cache(maxsize=1)
def _styles():
    styles = load_styles(STYLES)
    gc.freeze()  # what is loaded by now stays; looking through it again after each page would take longer than a page
    return styles
