"""One book per language: cover, contents with page numbers, and every page as a chapter."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from knowledge_base.publish.paper.layout import margin_words, whole_document
from knowledge_base.publish.paper.sheet import Sheet, book_sheet, page_address
from knowledge_base.registers import Registers


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


def book_markup(plan: Plan, site: Path, root_address: str, registers: Registers) -> str:
    """Return the whole book as one HTML document."""
    paths = [path for part in plan.parts for path in part.pages]
    printed = {page_address(path, site, root_address): f"page-{number}" for number, path in enumerate(paths, 1)}
    contents: list[str] = []
    chapters: list[str] = []
    for number, part in enumerate(plan.parts, 1):
        sheets = [book_sheet(path, site, root_address, printed) for path in part.pages]
        contents.append(_contents_part(part, number, sheets, printed))
        chapters.append(_part(part, number, sheets, printed))
    words = registers.interface(plan.locale)
    toc = f'<nav class="contents"><h1>{escape(words["book_contents"])}</h1><ul>{"".join(contents)}</ul></nav>'
    return whole_document(
        plan.site_name,
        plan.locale,
        cover(plan, registers, root_address) + toc + "".join(chapters),
    )


def cover(plan: Plan, registers: Registers, root_address: str) -> str:
    """Return the cover: title, edition, language, disclaimer, licence."""
    words = registers.interface(plan.locale)
    return (
        f'<section class="cover"><p class="cover__title">{escape(plan.site_name)}</p>'
        f'<p class="cover__edition">{escape(registers.edition_line(plan.locale))}</p>'
        f"<p>{escape(words[f'language_{plan.locale}'])}</p>"
        f'<p class="cover__note">{escape(words["about_site"])}</p>'
        f"<p>{escape(root_address)}</p></section>"
    )


def running_heads(site_name: str, registers: Registers, locale: str, address: str) -> str:
    """Return the CSS for the margins: site and edition in the head, the permanent address in the foot."""
    words = registers.interface(locale)
    return margin_words(f"{site_name} · {registers.edition_line(locale)}", f"{words['printed_from']}: {address}")


def _contents_part(part: Part, number: int, sheets: list[Sheet], printed: dict[str, str]) -> str:
    lines = "".join(f"<li>{_contents_entry(sheet.title, printed[sheet.address])}</li>" for sheet in sheets)
    return f"<li>{_contents_entry(part.title, f'part-{number}')}<ul>{lines}</ul></li>"


def _contents_entry(title: str, key: str) -> str:
    # The number stands outside the link: text made inside one would leave an empty tag.
    return f'<a href="#{key}">{escape(title)}</a><span class="number" data-target="#{key}"></span>'


def _part(part: Part, number: int, sheets: list[Sheet], printed: dict[str, str]) -> str:
    chapters = "".join(
        f'<section class="chapter" id="{printed[sheet.address]}">{sheet.body}</section>' for sheet in sheets
    )
    title = f'<h1 class="part__title" id="part-{number}">{escape(part.title)}</h1>'
    return f'<section class="part">{title}{chapters}</section>'
