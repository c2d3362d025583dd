"""Publishing steps: they read the built HTML and would work on any generator's."""

from collections.abc import Callable, Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from knowledge_base import LOCALES
from knowledge_base.build_time import build_time
from knowledge_base.copies import CopyCode
from knowledge_base.manifest import write_manifest
from knowledge_base.memory import give_back
from knowledge_base.provisions import bilingual, load_pages, load_provisions
from knowledge_base.publish import (
    assets,
    changes,
    cite,
    copies,
    feeds,
    finishing,
    improve,
    moved,
    open_data,
    originals,
    page_styles,
    parallel,
    scripts,
    search,
    sections,
    sitemap,
    styles,
)
from knowledge_base.publish.epub.book import write_epub
from knowledge_base.publish.errors import PublishError
from knowledge_base.publish.offline.worker import WORKER, write_worker
from knowledge_base.publish.open_data.publication import Publication
from knowledge_base.publish.paper.jobs import with_bilingual_book, with_codes
from knowledge_base.publish.reading import read_pages
from knowledge_base.registers import load_registers
from knowledge_base.texts import by_page, load_frozen
from knowledge_base.workers import begun

NO_PANGO = "PDFs need a library that does not load: scripts/kb doctor names it. Or leave them out: --no-pdf"


def publish(site: Path, config: MkDocsConfig, order: Sequence[str]) -> None:
    """Run all steps on the site built into the folder `site`. `order` are the stems in the order of the navigation."""
    registers, serving = load_registers(), config.extra.get("serving")
    codes, search_version = _write_beside(site, config, order)
    named = _finish(site, config, search_version)
    if serving:
        (site / WORKER).unlink()  # live reload changes each page, and the address is shared with other projects
    else:
        write_worker(site, registers, named, build_time())
    for job in config.extra.get("epub_jobs", []):
        write_epub(job, registers, build_time())
    if jobs := config.extra.get("paper_jobs"):
        # Only now: it loads Pango, which a machine that makes no PDFs need not have.
        try:
            from knowledge_base.publish.paper.export import export
        except OSError as error:
            raise PublishError(f"{NO_PANGO} ({error})") from error
        export(
            with_bilingual_book(with_codes(jobs, codes, config.site_url, config.extra["moving_address"])),
            config.extra.get("progress"),
        )
    if not serving:
        write_manifest(site, registers.edition.number)


def _write_beside(
    site: Path, config: MkDocsConfig, order: Sequence[str]
) -> tuple[dict[str, CopyCode], Callable[[], str]]:
    """Fill in what pages say of others, and write what stands beside them.

    Return the codes of copies, and what waits for the search's version. What was read of the pages for it is let go.
    """
    registers, pages = load_registers(), load_pages()
    stems = bilingual(pages)
    originals.fill_notices(site, stems)
    worker = config.extra.get("worker")
    texts, codes = read_pages(site, worker)
    give_back()
    now, former = by_page(texts), load_frozen()
    changes.fill_changes(site, pages, registers, now, former, order)
    addresses = {"root": config.extra["root_address"], "moving": config.extra["moving_address"]}
    copies.fill_list(site, codes, pages, registers)
    # Until the search is asked for its version, new files are written, and of pages nothing changes that it reads.
    search_version = begun(worker, search.index_site, site, addresses["root"], copies.script_data(codes, pages))
    sections.write_sections(site, texts, registers.edition.number)
    names = config.extra["site_names"]
    publication = Publication(site, config.site_url, pages, registers, names)
    open_data.write_open_data(publication, load_provisions(), texts)
    feeds.write_feeds(site, pages, registers, addresses, names, build_time())
    sitemap.write_sitemap(site, pages, addresses["moving"], build_time())
    copies.write_record(site, codes)
    with_sections = [stem for stem in stems if stem != "index" and pages[stem][LOCALES[0]].sections]
    parallel.write_parallel_pages(site, with_sections, registers)
    cite.write_cite_pages(site, texts, pages, registers, config.site_url, names)
    ways = improve.Ways(*(config.extra[name] or "" for name in ("repository", "edit", "contact")))
    improve.write_improve_pages(site, texts, pages, registers, ways)
    moved.write_redirects(site, registers, now, former, addresses["moving"], names)
    return codes, search_version


def _finish(site: Path, config: MkDocsConfig, search_version: Callable[[], str]) -> str:
    """Run the last steps over every page, both languages side by side. Return the name of the assets' folder."""
    worker, names = config.extra.get("worker"), config.extra["site_names"]
    first, second = LOCALES
    others = begun(worker, finishing.bare, site, second, config.site_url, names)
    own, others = finishing.bare(site, first, config.site_url, names), others()
    version = search_version()
    scripts.slim(site)
    styles.slim(site, frozenset().union(*(one.classes for one in (own | others).values())))
    carried = None if config.extra.get("serving") else page_styles.sheets(site, own | others)
    named = assets.name_by_content(site)
    finished = begun(worker, finishing.finish, others, carried, version, named)
    finishing.finish(own, carried, version, named)
    finished()
    return named
