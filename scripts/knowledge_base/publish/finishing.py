"""The last steps over every page, in two passes: a page is read and written twice, however many steps there are.

Each language by itself, so that two processes can share the work. The first pass may go on while another process reads
the pages for the search: each is replaced whole, and what the search reads of it stays as it was.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from knowledge_base.addresses import locale_of
from knowledge_base.memory import give_back
from knowledge_base.provisions import load_pages
from knowledge_base.publish import assets, page_styles, search
from knowledge_base.publish.open_data.linked import describe_pages
from knowledge_base.publish.open_data.publication import Publication
from knowledge_base.publish.page_styles import Held, Sheets, held_by
from knowledge_base.publish.styles import style_words
from knowledge_base.publish.whitespace import without_indentation
from knowledge_base.registers import load_registers
from knowledge_base.writing import write_whole

HeldBy = dict[Path, Held]


def bare(site: Path, locale: str, address: str, names: Mapping[str, str]) -> HeldBy:
    """Describe the pages of a language for programs and take the templates' indentation out of them.

    `address` is the site's, `names` its names by language. Return what decides which styles each page uses.
    """
    give_back()  # with what steps before have freed
    publication = Publication(site, address, load_pages(), load_registers(), names)
    styled = style_words(site)
    held: HeldBy = {}
    alike: dict[Held, Held] = {}
    for path, page in _marked(publication, locale):
        bared = without_indentation(page)
        write_whole(path, bared.encode())
        one = held_by(bared, styled)
        held[path] = alike.setdefault(one, one)  # pages of a kind hold the same; those of all pages are kept
    return held


def _marked(publication: Publication, locale: str) -> Iterator[tuple[Path, str]]:
    """Yield each page of a language: those of the text with their description, then what stands beside them."""
    described = set()
    for path, page in describe_pages(publication, locale):
        described.add(path)
        yield path, page
    site = publication.site
    own = (path for path in html_files(site) if locale_of(path.relative_to(site).as_posix()) == locale)
    yield from ((path, path.read_text("utf-8")) for path in sorted(own) if path not in described)


def html_files(site: Path) -> Iterator[Path]:
    """Yield the HTML files of a site; not below the search's folder, which another process may be renaming."""
    for path in site.iterdir():
        if path.suffix == ".html":
            yield path
        elif path.is_dir() and path.name != search.FOLDER:
            yield from path.rglob("*.html")


def finish(held: HeldBy, sheets: Sheets | None, version: str, named: str) -> None:
    """Give pages their styles, if `sheets` are to be carried, and the names of the search's and the assets' folders."""
    give_back()
    carried = page_styles.carrying(sheets) if sheets else None
    for path, one in held.items():
        page = search.name_version(path.read_text("utf-8"), version)
        if carried and page_styles.carries(path, one):
            page = carried(page, one)
        path.write_text(assets.follow(page, named), encoding="utf-8")
