"""Front and back matter of the books: covers, indexes, the word about the copy."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from knowledge_base.body import Section
from knowledge_base.pages import Page
from knowledge_base.provisions import Provision
from knowledge_base.publish.paper.book import Numbers
from knowledge_base.registers import Registers
from knowledge_base.term_uses import term_uses

MOST = 12  # sections named for a term: those that use it most


def cover(names: Mapping[str, str], registers: Registers, root_address: str, subtitle: str = "") -> str:
    """Return the cover, in each language of `names`, the site's: title, edition, language, disclaimer, licence.

    `subtitle` is the key of an interface word.
    """
    titles, notes = [], []
    for locale, name in names.items():
        words = registers.interface(locale)
        lines = [f'<p class="cover__title">{escape(name)}</p>']
        if subtitle:
            lines.append(f'<p class="cover__edition">{escape(words[subtitle])}</p>')
        lines.append(f'<p class="cover__edition">{escape(registers.edition_line(locale))}</p>')
        lines.append(f"<p>{escape(words[f'language_{locale}'])}</p>")
        titles.append(f'<div lang="{locale}">{"".join(lines)}</div>')
        notes.append(f'<p lang="{locale}">{escape(words["about_site"])}</p>')
    note = f'<div class="cover__note">{"".join(notes)}</div><p>{escape(root_address)}</p>'
    return f'<section class="cover">{"".join(titles)}{note}</section>'


def about_copy(registers: Registers, checks: Mapping[str, str]) -> str:
    """Return the page that says how to tell whether the copy is current. `checks` has by language where to check it."""
    parts: list[str] = []
    for locale, address in checks.items():
        words = registers.interface(locale)
        link = f'<a href="{escape(address)}">{escape(address)}</a>'
        lines = (f"{escape(registers.edition_line(locale))}.", escape(words["copy_how"]), link)
        body = "".join(f"<p>{line}</p>" for line in (*lines, escape(words["about_site"])))
        parts.append(f'<div lang="{locale}"><h1>{escape(words["book_about"])}</h1>{body}</div>')
    return f"<main>{''.join(parts)}</main>"


def provision_index(
    provisions: Sequence[Provision], addresses: dict[str, str], title: str, locale: str, number: Numbers
) -> str:
    """Return the provisions with the numbers of their pages. `addresses` has those of the stems in the book."""
    groups: dict[str, list[str]] = {}
    for provision in provisions:
        if provision.stem in addresses and locale in provision.titles:
            address = f"{addresses[provision.stem]}#{provision.id}"
            entry = f'<a href="{escape(address)}">{escape(provision.titles[locale])}</a> {number(address)}'
            groups.setdefault(provision.page_titles[locale], []).append(f"<li>{entry}</li>")
    body = "".join(f"<h2>{escape(name)}</h2><ul>{''.join(entries)}</ul>" for name, entries in groups.items())
    return f'<main class="index"><h1>{escape(title)}</h1>{body}</main>'


def term_index(
    pages: Sequence[Page], addresses: dict[str, str], registers: Registers, title: str, locale: str, number: Numbers
) -> str:
    """Return the glossary's terms, each with the numbers of the pages on which a section that uses it begins."""
    places = [place for page in pages if page.stem in addresses for place in _places(page, addresses[page.stem])]
    uses = term_uses([text for _, text in places], registers.terms, locale)
    entries: list[tuple[str, str]] = []
    for key, term in registers.terms.items():
        numbers = sorted({number(places[index][0]) for index in uses[key][:MOST]})
        if numbers:
            word = term.words(locale).term
            entries.append((word.casefold(), f"<li>{escape(word)} {', '.join(map(str, numbers))}</li>"))
    body = "".join(line for _, line in sorted(entries))
    return f'<main class="index"><h1>{escape(title)}</h1><ul>{body}</ul></main>'


def _places(page: Page, address: str) -> Iterator[tuple[str, str]]:
    """Yield address and text of a page's sections."""
    for section in page.sections:
        yield f"{address}#{section.id}", _text(section)


def _text(section: Section) -> str:
    return "\n".join([section.title, *(line.text for line in section.lines)])
