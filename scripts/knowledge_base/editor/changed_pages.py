"""Rendering single pages anew into a site that stands, as `kb serve` does with each that is saved."""

import os
import sys
from pathlib import Path

from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.addresses import built_page
from knowledge_base.other_language import render_language
from knowledge_base.provisions import bilingual, load_pages
from knowledge_base.publish import originals, parallel, search
from knowledge_base.registers import load_registers

EXTRA = {"serving": True, "only_changed": True}


def show(site: Path, stems: set[str]) -> None:
    """Render pages anew into a built site. Raises what MkDocs raises, InputError for pages that cannot be read."""
    texts = load_pages(drafts=True)
    stems &= texts.keys()
    for locale in LOCALES:
        for stem in stems:
            if locale in texts[stem]:
                # What is older than its source, MkDocs renders again when told to render only that.
                os.utime(built_page(site, locale, stem), (0, 0))
        for warned in render_language(REPOSITORY / "mkdocs.yml", site, locale, EXTRA).warned:
            print(f"WARNING: {warned.text}", file=sys.stderr)
    pages = load_pages()
    both = [stem for stem in bilingual(pages) if stem in stems]
    originals.fill_notices(site, both)
    with_sections = [stem for stem in both if stem != "index" and pages[stem][LOCALES[0]].sections]
    parallel.write_parallel_pages(site, with_sections, load_registers())
    version = next((site / search.FOLDER).iterdir()).name
    for locale in LOCALES:
        for stem in stems:
            page = built_page(site, locale, stem)
            beside = page.parent / parallel.FOLDER / page.name
            for path in filter(Path.exists, (page, beside)):
                path.write_text(search.name_version(path.read_text("utf-8"), version), encoding="utf-8")
