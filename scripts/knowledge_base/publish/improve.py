"""Beside each page one that leads from each of its sections to its source: into the repository's editor, or by mail.

`…/improve/` is made from the built page, as the list of citations is. Its links name the section and the edition, and
nothing else goes along. Where the site knows neither a repository nor a mail address there are no such pages.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from posixpath import relpath
from urllib.parse import quote

from knowledge_base import REPOSITORY, yamlfile
from knowledge_base.addresses import page_url
from knowledge_base.article.blocks import MARK
from knowledge_base.editions import Edition
from knowledge_base.models import RESERVED
from knowledge_base.pages import Page
from knowledge_base.publish.cite import with_style
from knowledge_base.publish.errors import PublishError
from knowledge_base.publish.frame import beside
from knowledge_base.publish.sections import PageText
from knowledge_base.registers import Registers

FOLDER = "improve"
HOME = "index"
CONTRIBUTE = "about/contribute"
# The register whose entries a block shows, each under its key.
SHOWN = {"glossary": "glossary", "index": "glossary", "sources": "sources", "institutions": "institutions"}
Entries = dict[str, tuple[str, int]]
MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")


@dataclass(frozen=True)
class Ways:
    """Where a proposal goes: the repository's address and how it addresses a line in its editor; a mail address.

    Each may be empty. `edit` holds {path}, {line} and {edition}.
    """

    repository: str
    edit: str
    contact: str

    def __post_init__(self) -> None:
        """Raise PublishError for values that would make links that lead nowhere."""
        if self.repository and not self.repository.startswith("https://"):
            raise PublishError(f"REPOSITORY_URL is “{self.repository}”: write an address that begins with https://.")
        if self.contact and not MAIL.fullmatch(self.contact):
            raise PublishError(f"CONTACT is “{self.contact}”: write a mail address, such as desk@example.org.")

    @property
    def any(self) -> bool:
        return bool(self.repository or self.contact)

    def editor(self, path: str, line: int, edition: Edition) -> str:
        """Return the address that opens a file of the main branch at a line."""
        return f"{self.repository.rstrip('/')}/" + self.edit.format(path=path, line=line, edition=edition.number)

    def mail(self, place: str, edition: str) -> str:
        """Return the address of a mail whose subject is a section and its edition in words."""
        return f"mailto:{self.contact}?subject={quote(f'{place} ({edition})', safe='')}"


@dataclass(frozen=True)
class Source:
    """A section, or with an empty id the page, and where its source stands."""

    id: str
    title: str
    path: str
    line: int


def write_improve_pages(
    site: Path,
    texts: Sequence[PageText],
    pages: Mapping[str, Mapping[str, Page]],
    registers: Registers,
    ways: Ways,
) -> None:
    """Write the page of each page of the built `site` but the home pages; nothing if there is no way to lead to."""
    if not ways.any:
        return
    entries = register_entries()
    for text in texts:
        if text.page != HOME:
            folder = site / page_url(text.language, text.page)
            words = registers.interface(text.language)
            rows = places(text, pages[text.page][text.language], entries)
            content = listing(text, rows, registers, ways)
            built = (folder / "index.html").read_text("utf-8")
            (folder / FOLDER).mkdir(exist_ok=True)
            shown = beside(built, FOLDER, words["improve"], "improve-list", content, words)
            (folder / FOLDER / "index.html").write_text(with_style(shown), encoding="utf-8")


def listing(text: PageText, rows: Iterable[Source], registers: Registers, ways: Ways) -> str:
    """Return the content of the page: how to propose a change, and the links of the page and of each section."""
    words, own = registers.interface(text.language), page_url(text.language, text.page)
    guide = f"{relpath(page_url(text.language, CONTRIBUTE), own + FOLDER)}/"
    how = [words["improve_edit_how"] if ways.repository else "", words["improve_mail_how"] if ways.contact else ""]
    frozen = words["improve_frozen"] if ways.repository and not registers.edition.is_draft else ""
    told = " ".join(filter(None, [*how, words["improve_carries"], frozen]))
    shown = "".join(_row(source, text, registers, ways) for source in rows)
    return (
        f'<h1 id="kb-text" tabindex="-1">{words["improve"]}: {escape(text.title, quote=False)}</h1>'
        f'<p>{told}</p><p><strong>{words["improve_never"]}</strong> <a href="{guide}">{words["improve_guide"]}</a></p>'
        f"<ul>{shown}</ul>"
    )


def places(text: PageText, page: Page, registers: Mapping[str, Entries]) -> Iterator[Source]:
    """Yield the page and each of its sections with a permanent id, and the line where its source begins.

    An entry of one of the `registers` is mended there; a list that is made from other pages, where it is called for.
    """
    lines = {section.id: section.line for section in page.sections}
    blocks = [line for line in page.lines if line.text.startswith(MARK)]
    entries: Entries = {}
    for block in blocks:
        entries |= registers.get(SHOWN.get(block.text.split()[1], ""), {})
    for section in text.sections:
        if section.id.startswith(RESERVED):
            continue
        if section.id in lines:
            yield Source(section.id, section.title, page.shown, lines[section.id])
        elif section.id in entries:
            yield Source(section.id, section.title, *entries[section.id])
        elif section.id:
            yield Source(section.id, section.title, page.shown, blocks[0].number if blocks else page.body_line)
        else:
            yield Source("", text.title, page.shown, _answer_line(page))


def _answer_line(page: Page) -> int:
    return next((line.number for line in page.lines if line.text.strip()), page.body_line)


def register_entries() -> dict[str, Entries]:
    """Return the file and line of each entry of the registers that pages show, by register."""
    found: dict[str, Entries] = {}
    for name in set(SHOWN.values()):
        document = yamlfile.load(REPOSITORY / "docs" / "data" / f"{name}.yml", REPOSITORY)
        found[name] = {keys[0]: (document.shown, line) for keys, line in document.lines.items() if len(keys) == 1}
    return found


def _row(source: Source, text: PageText, registers: Registers, ways: Ways) -> str:
    words, edition = registers.interface(text.language), registers.edition
    mark = f"#{source.id}" if source.id else ""
    links = []
    if ways.repository:
        links.append((ways.editor(source.path, source.line, edition), words["improve_edit"]))
    if ways.contact:
        place = page_url(text.language, text.page).rstrip("/") + mark
        links.append((ways.mail(place, registers.edition_line(text.language)), words["improve_mail"]))
    shown = " · ".join(f'<a href="{escape(address)}" rel="noreferrer">{label}</a>' for address, label in links)
    own = f' id="{source.id}"' if source.id else ""
    return f'<li{own}><a href="../{mark}">{escape(source.title, quote=False)}</a><br>{shown}</li>'
