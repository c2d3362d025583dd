"""Publishing steps: they read the built HTML and would work on any generator's."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from knowledge_base import LOCALES
from knowledge_base.build_time import build_time
from knowledge_base.provisions import bilingual, load_pages, load_provisions
from knowledge_base.publish import (
    assets,
    cite,
    copies,
    feeds,
    open_data,
    originals,
    parallel,
    scripts,
    search,
    sections,
    styles,
)
from knowledge_base.publish.epub.book import write_epub
from knowledge_base.publish.offline.worker import WORKER, write_worker
from knowledge_base.publish.paper.export import export
from knowledge_base.publish.paper.jobs import with_bilingual_book, with_codes
from knowledge_base.registers import load_registers


def publish(site: Path, config: MkDocsConfig) -> None:
    """Run all steps on the site built into the folder `site`."""
    registers, pages = load_registers(), load_pages()
    stems = bilingual(pages)
    originals.fill_notices(site, stems)
    open_data.write_concordance(site, config.site_url, load_provisions(), registers)
    texts = sections.page_texts(site, pages)
    sections.write_sections(site, texts, registers.edition.number)
    addresses = {"root": config.extra["root_address"], "moving": config.extra["moving_address"]}
    feeds.write_feeds(site, pages, registers, addresses, config.extra["site_names"], build_time())
    codes = copies.copy_codes(site, pages)
    search.index(site, pages, registers, addresses["root"], copies.script_data(codes, pages))
    copies.fill_list(site, codes, pages, registers)
    with_sections = [stem for stem in stems if stem != "index" and pages[stem][LOCALES[0]].sections]
    parallel.write_parallel_pages(site, with_sections, registers)
    cite.write_cite_pages(site, texts, pages, registers, config.site_url, config.extra["site_names"])
    scripts.slim(site)
    styles.slim(site)
    named = assets.name_by_content(site)
    if config.extra.get("serving"):
        (site / WORKER).unlink()  # live reload changes each page, and the address is shared with other projects
    else:
        write_worker(site, registers, named, build_time())
    for job in config.extra.get("epub_jobs", []):
        write_epub(job, registers, build_time())
    if jobs := config.extra.get("paper_jobs"):
        export(
            with_bilingual_book(with_codes(jobs, codes, config.site_url, config.extra["moving_address"])),
            config.extra.get("progress"),
        )
