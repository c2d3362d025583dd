"""Redirects for static hosts: what is cited is found again though its page or section moved (docs/data/moved.yml).

A page that moved leaves a page in its old place that leads on, by script with its section, without scripts to the top
of the new page. A section that moved within its page leaves its id there; one that went elsewhere is named, with a
link, at the end of its old page, under its old id.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from posixpath import relpath
from string import Template

from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.addresses import built_page, page_url, way_up
from knowledge_base.banner import CHANGES, Known, Place, banner
from knowledge_base.moved import Target, lost, target
from knowledge_base.publish.errors import PublishError
from knowledge_base.registers import Registers
from knowledge_base.texts import Frozen, SectionText, Texts

PAGE = "moved.html"
ARTICLE_END = '<section class="cite-page"'


def write_redirects(
    site: Path,
    registers: Registers,
    now: Texts,
    former: Frozen | None,
    moving_address: str,
    site_names: Mapping[str, str],
) -> None:
    """Write what leads from old places to new ones. `moving_address` is where the newest text stands.

    `site_names` are the site's name in each language.

    Raises PublishError for a place of the edition before that could not be found any more.
    """
    if former:
        _keep(registers, now, former)
    for locale in LOCALES:
        view = _View(locale, registers, now, former, site_names[locale])
        by_page: dict[str, list[tuple[str, Target]]] = {}
        for place in registers.moved:
            page, _, section = place.partition("#")
            if section:
                by_page.setdefault(page, []).append((section, target(place, registers.moved)))
        for page, sections in by_page.items():
            if locale in now.get(page, {}):
                _add_sections(site, page, sections, view)
        for place in registers.moved:
            if "#" not in place and locale not in now.get(place, {}):
                _write_page(site, place, by_page.get(place, []), view, moving_address)


class _View:
    """The text in one language, for naming and addressing places."""

    def __init__(self, locale: str, registers: Registers, now: Texts, former: Frozen | None, site_name: str):
        self.locale, self.registers, self.former, self.site_name = locale, registers, former, site_name
        self.words = registers.interface(locale)
        self.pages = {page: twins[locale] for page, twins in now.items() if locale in twins}

    def title(self, place: str) -> str:
        page, _, section = place.partition("#")
        text = self.pages.get(page)
        if text is None:
            return place
        return _title(text.sections, section) or text.title

    def old_title(self, page: str, section: str) -> str:
        """Return the title that a section had in the edition before; the id of one that went earlier."""
        twins = self.former.pages.get(page, {}) if self.former else {}
        return (_title(twins[self.locale].sections, section) if self.locale in twins else "") or section

    def link(self, place: str, origin: str, attributes: str = "") -> str:
        page, mark, section = place.partition("#")
        way = f"{relpath(page_url(self.locale, page) or '.', page_url(self.locale, origin) or '.')}/{mark}{section}"
        return f'<a href="{way}"{attributes}>{escape(self.title(place), quote=False)}</a>'


def _title(sections: tuple[SectionText, ...], identifier: str) -> str:
    return next((section.title for section in sections if section.id == identifier), "")


def _add_sections(site: Path, page: str, sections: list[tuple[str, Target]], view: _View) -> None:
    path = built_page(site, view.locale, page)
    text = path.read_text("utf-8")
    elsewhere: list[str] = []
    for section, goal in sections:
        if isinstance(goal, str) and goal.partition("#")[0] == page:
            new = re.escape(goal.partition("#")[2])
            text, count = re.subn(rf'(<h[1-6] id="{new}")', rf'<span id="{section}"></span>\1', text, count=1)
            if not count:
                raise PublishError(f"docs/data/moved.yml: {page}#{section} leads to {goal}, which no heading has.")
        else:
            elsewhere.append(_item(page, section, goal, view))
    if elsewhere:
        heading = f'<h2 id="kb-moved">{view.words["moved_heading"]}</h2>'
        added = f'<section class="moved" data-search-ignore>{heading}'
        text = text.replace(ARTICLE_END, f"{added}<ul>{''.join(elsewhere)}</ul></section>{ARTICLE_END}", 1)
    path.write_text(text, encoding="utf-8")


def _item(page: str, section: str, goal: Target, view: _View) -> str:
    old = escape(view.old_title(page, section), quote=False)
    if isinstance(goal, str):
        return f'<li id="{section}" data-moved>{old}: {view.link(goal, page)}</li>'
    why = escape(goal[view.locale], quote=False)
    return f'<li id="{section}">{old}: {view.words["moved_section_gone"]} {why}</li>'


def _write_page(site: Path, page: str, sections: list[tuple[str, Target]], view: _View, moving_address: str) -> None:
    """Write the page that stands in the place of one that moved or is gone."""
    address = page_url(view.locale, page)
    goal = target(page, view.registers.moved)
    lines = list(_page_lines(page, goal, view))
    if sections:
        lines.append(f"<ul>{''.join(_item(page, section, where, view) for section, where in sections)}</ul>")
    refresh = canonical = ""
    if isinstance(goal, str):
        way = relpath(page_url(view.locale, goal) or ".", address)
        refresh = f'<noscript><meta http-equiv="refresh" content="0; url={way}/"></noscript>'
        canonical = f'<link rel="canonical" href="{moving_address}{page_url(view.locale, goal)}">'
    template = Template((REPOSITORY / "overrides" / PAGE).read_text("utf-8"))
    target_path = built_page(site, view.locale, page)
    target_path.parent.mkdir(parents=True, exist_ok=True)
    content = template.substitute(
        locale=view.locale,
        title=view.words["moved_page" if isinstance(goal, str) else "moved_gone"],
        site_name=escape(view.site_name, quote=False),
        root=way_up(address),
        refresh=refresh,
        canonical=canonical,
        banner=banner(view.registers, Place(address, address, view.registers.edition), Known()),
        lines="\n".join(lines),
    )
    target_path.write_text(content, encoding="utf-8")


def _page_lines(page: str, goal: Target, view: _View) -> Iterator[str]:
    if isinstance(goal, str):
        yield f"<p>{view.words['moved_to']} {view.link(goal, page, ' data-moved-page')}</p>"
        return
    yield f"<p>{escape(goal[view.locale], quote=False)}</p>"
    address = page_url(view.locale, page)
    up = way_up(address)
    if view.former and page in view.former.pages:
        title = escape(view.former.pages[page][view.locale].title, quote=False)
        line = view.words["moved_last"].format(number=view.former.number)
        yield f'<p>{line} <a href="{up}../{view.former.number}/{address}">{title}</a></p>'
    yield f'<p><a href="{up}{page_url(view.locale, CHANGES.rstrip("/"))}">{view.words["moved_changes"]}</a></p>'


def _keep(registers: Registers, now: Texts, former: Frozen) -> None:
    """Raise PublishError if a place of the edition before is lost, entries of registers included."""
    places = [_places(texts) for texts in (former.pages, now)]
    if missing := lost(*places, registers.moved):
        shown = "\n".join(f"    {place}: page#section" for place in missing)
        what = f"docs/data/moved.yml: edition {former.number} has these places, which others cite, and this text lacks"
        raise PublishError(f"{what}. Give them back, or say where they went:\n{shown}")


def _places(texts: Texts) -> set[str]:
    found = set(texts)
    for page, twins in texts.items():
        for text in twins.values():
            ids = (section.id for section in text.sections)
            found |= {f"{page}#{identifier}" for identifier in ids if identifier and not identifier.startswith("kb-")}
    return found
