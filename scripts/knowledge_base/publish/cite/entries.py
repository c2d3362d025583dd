"""What can be cited of a page: the page itself and each of its sections with a permanent id."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from knowledge_base.addresses import page_url
from knowledge_base.article.setting import Setting
from knowledge_base.editions import Edition
from knowledge_base.models import RESERVED
from knowledge_base.own_citation import OwnCitation, pinpoint, within_quotes
from knowledge_base.pages import Page
from knowledge_base.publish.cite.original import original
from knowledge_base.publish.sections import PageText, SectionText

KEY = "cpct"  # begins the keys under which reference managers keep our entries


@dataclass(frozen=True)
class Entry:
    """A page, then with an empty id, or a section of it. `original` is the citation of a provision's original."""

    id: str
    title: str
    level: int
    citation: OwnCitation
    key: str
    short: str
    original: HtmlElement | None = None


def entries(text: PageText, page: Page, setting: Setting, site_name: str, root_address: str) -> Iterator[Entry]:
    """Yield the entry of a page and those of its sections in reading order.

    `text` is the page as built, `page` as written; `root_address` is the permanent address of the edition's root.
    """
    address = page_url(text.language, text.page)
    edition, reviewed = setting.registers.edition, datetime.date.fromisoformat(text.reviewed)
    written = {section.id: section for section in page.sections}
    above, level = "", 1
    for section in text.sections:
        if section.id.startswith(RESERVED):
            continue
        above = section.title if section.level == 2 else above
        level = min(section.level, level + 1)  # a heading between two may be one of the page's own parts
        mark = f"#{section.id}" if section.id else ""
        place = _place(section, above, page, setting) if section.id else ""
        yield Entry(
            id=section.id,
            title=section.title,
            level=level,
            citation=OwnCitation(
                site_name, text.title, place, edition, text.version, reviewed, f"{root_address}{address}{mark}"
            ),
            key="-".join(filter(None, (KEY, edition.number, text.language, _dashed(text.page), section.id))),
            short=short_form(edition, address, mark),
            original=original(written[section.id], page, setting) if section.provision else None,
        )


def short_form(edition: Edition, address: str, mark: str) -> str:
    """Return the permanent link as the search box takes it: `2026.1/law/crc#art-37`, in a draft `law/crc#art-37`."""
    path = address.rstrip("/") if edition.is_draft else f"{edition.number}/{address.rstrip('/')}"
    return path + mark if "/" in path or mark else f"{path}/"


def _dashed(stem: str) -> str:
    return stem.removesuffix("/index").replace("/", "-")


def _place(section: SectionText, above: str, page: Page, setting: Setting) -> str:
    """Return the section's place in the page: `article 37`, `Resolution 2427 (2018), paragraph 19`, `section “…”`."""
    place = pinpoint(section.title, setting.locale) if section.provision else None
    if place is None:
        return setting.words["cite_section"].format(title=within_quotes(section.title))
    text = _named(above) if page.front_matter.instrument is None and "/" not in place else None
    return f"{text}, {place}" if text else place


def _named(heading: str) -> str | None:
    """Return the part of a heading that names a text by its number: `Resolution 2427 (2018): primarily as victims`."""
    return next((part for part in heading.split(": ") if any(character.isdigit() for character in part)), None)
