"""Fills the page about/changes, which compares this text with the edition before, and links to it from what changed.

Two blocks hold its places, `::: changes` for the list and `::: redline` for the words; see article/blocks/changes.py.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from posixpath import relpath

from knowledge_base import LOCALES
from knowledge_base.addresses import built_page, page_url, way_up
from knowledge_base.article.blocks.changes import CHANGED_PLACE, LIST_PLACE, REDLINE_PLACE
from knowledge_base.banner import CHANGES, anchor
from knowledge_base.changes import PageChange, SectionChange, compare, is_substance
from knowledge_base.dates import show_date
from knowledge_base.models import Source
from knowledge_base.pages import Page
from knowledge_base.redline import is_changed, redline
from knowledge_base.registers import Registers
from knowledge_base.texts import Frozen, Texts
from knowledge_base.versions import number

STEM = CHANGES.rstrip("/")
Pages = Mapping[str, Mapping[str, Page]]


@dataclass(frozen=True)
class View:
    """The page about/changes in one language: its words, the text, and the edition that it is compared with."""

    locale: str
    words: Mapping[str, str]
    pages: Pages
    sources: Mapping[str, Source]
    former: Frozen

    def cited(self, place: str) -> str:
        """Return a cited place as readers know it: `crc, art. 1` is “CRC, art. 1”."""
        source, mark, pinpoint = place.partition(", ")
        return f"{self.sources[source].short[self.locale] if source in self.sources else source}{mark}{pinpoint}"

    def address(self, stem: str) -> str:
        """Return the way from the page to another page of the same edition."""
        return f"{relpath(page_url(self.locale, stem) or '.', page_url(self.locale, STEM))}/"

    def former_address(self, stem: str) -> str:
        """Return the way to a page of the edition before."""
        return f"{way_up(page_url(self.locale, STEM))}../{self.former.number}/{page_url(self.locale, stem)}"


def fill_changes(
    site: Path, pages: Pages, registers: Registers, now: Texts, former: Frozen | None, order: Sequence[str]
) -> None:
    """Write what changed since `former` into the page about/changes, and the links to it into the changed pages."""
    for locale in LOCALES:
        own = built_page(site, locale, STEM)
        if not own.exists():
            continue
        found: list[PageChange] = []
        words = registers.interface(locale)
        listed = lines = f"<p>{words['changes_first']}</p>"
        if former:
            found = compare(former.pages, now, locale, registers.moved, registers.duties, order)
            view = View(locale, words, pages, registers.sources, former)
            listed, lines = _list(found, view), "".join(_redlines(found, view)) or f"<p>{words['changes_none']}</p>"
        page = own.read_text("utf-8").replace(LIST_PLACE, listed, 1).replace(REDLINE_PLACE, lines, 1)
        own.write_text(page, encoding="utf-8")
        _link(site, pages, locale, {change.page for change in found if change.now}, former, words)


def _link(
    site: Path, pages: Pages, locale: str, changed: set[str], former: Frozen | None, words: Mapping[str, str]
) -> None:
    for stem, twins in pages.items():
        if locale not in twins:
            continue
        address = page_url(locale, stem)
        path = built_page(site, locale, stem)
        link = ""
        if stem in changed and former:
            way = relpath(page_url(locale, STEM), address or ".")
            link = f', <a href="{way}/#{anchor(address)}">{words["changed_since"].format(number=former.number)}</a>'
        if CHANGED_PLACE in (text := path.read_text("utf-8")):
            path.write_text(text.replace(CHANGED_PLACE, link), encoding="utf-8")


def _list(found: list[PageChange], view: View) -> str:
    sections = [section for page in found for section in page.sections]
    substance = sum(is_substance(change) for change in (*found, *sections))
    form = sum(change.kinds == ("editorial",) for change in sections)
    counts = view.words["changes_counts"].format(
        number=view.former.number, pages=len(found), substance=substance, form=form
    )
    return f"<p>{counts}</p>" + "".join(_page(page, view) for page in found)


def _page(change: PageChange, view: View) -> str:
    """Return a page's part of the list: what happened to it, the editors' words, its sections."""
    title = escape(change.title, quote=False)
    key = anchor(page_url(view.locale, change.page))
    where = view.address(change.page) if change.now else view.former_address(change.page)
    lines = "".join(f"<li>{line}</li>" for line in _page_lines(change, view))
    rows = "".join(f"<li>{_row(section, view)}</li>" for section in change.sections)
    listed = f"<ul>{lines}{rows}</ul>" if lines or rows else ""
    # An older edition's banner looks for the page under the name that it had.
    old = f'<span id="{anchor(page_url(view.locale, change.before.page))}"></span>' if change.what == "moved" else ""
    return f'{old}<h3 id="{key}"><a href="{where}">{title}</a></h3>{listed}'


def _page_lines(change: PageChange, view: View) -> Iterator[str]:
    words = view.words
    if change.what == "new":
        yield words["changes_page_new"]
    elif change.what == "removed":
        yield words["changes_page_removed"] + (f" {escape(change.why[view.locale], quote=False)}" if change.why else "")
    elif change.what == "moved":
        former = f"<code>{change.before.page}</code>"
        yield words["changes_page_moved"].format(place=former)
    if not change.now or not change.before:
        return
    versions = (change.before.version, change.now.version)
    if versions[0] != versions[1]:
        yield words["changes_version"].format(before=versions[0], now=versions[1])
    page = view.pages[change.page][view.locale]
    for line in page.front_matter.history:
        if number(line.version) > number(change.before.version):
            yield f"{line.version}, {show_date(line.date, view.locale)}: {escape(line.change, quote=False)}"


def _row(change: SectionChange, view: View) -> str:
    title = escape(change.title, quote=False)
    if change.to:
        page, _, section = change.to.partition("#")
        where = escape(view.pages[page][view.locale].front_matter.title, quote=False)
        return f'{title}: {view.words["change_moved"]}: <a href="{view.address(page)}#{section}">{where}</a>'
    return f'<a href="#{_key(change, view)}">{title}</a>: {", ".join(_kinds(change, view))}'


def _kinds(change: SectionChange, view: View) -> list[str]:
    words = view.words
    said = [words[f"change_{change.what}"]] if change.what != "changed" else []
    if change.was and change.what == "changed":
        said.append(words["change_moved"])
    return said + [words[f"change_{kind.replace('-', '_')}"] for kind in change.kinds]


def _key(change: SectionChange, view: View) -> str:
    stem, _, section = change.place.partition("#")
    page = anchor(page_url(view.locale, stem))
    return f"{page}--{section or 'opening'}"


def _redlines(found: list[PageChange], view: View) -> Iterator[str]:
    for page in found:
        for section in page.sections:
            if not section.to:
                yield _redline(page, section, view)


def _redline(page: PageChange, change: SectionChange, view: View) -> str:
    key, title, words = _key(change, view), escape(change.title, quote=False), view.words
    stem, _, section = change.place.partition("#")
    where = view.address(stem) if change.now else view.former_address(stem)
    name = f'{escape(page.title, quote=False)}: <a href="{where}#{section}">{title}</a>' if section else title
    lines = [f"<p>{words['changes_kinds']} {', '.join(_kinds(change, view))}.</p>"]
    if change.why:
        lines.append(f"<p>{escape(change.why[view.locale], quote=False)}</p>")
    before, now = ([one.title, *one.text] if one else [] for one in (change.before, change.now))
    kept = 0
    for paragraph in redline(before, now):
        if not is_changed(paragraph):
            kept += 1
            continue
        if kept:
            lines.append(_unchanged(kept, words))
            kept = 0
        marked = " ".join(_marked(run.side, run.text, words) for run in paragraph)
        lines.append(f'<p class="redline">{marked}</p>')
    if kept and len(lines) > 1:
        lines.append(_unchanged(kept, words))
    lines += _places(change, view)
    return f'<h3 id="{key}">{name}</h3>{"".join(lines)}'


def _unchanged(count: int, words: Mapping[str, str]) -> str:
    return f'<p class="unchanged">{words["changes_unchanged"].format(count=count)}</p>'


def _marked(side: str, text: str, words: Mapping[str, str]) -> str:
    text = escape(text, quote=False)
    if side == "same":
        return text
    return f'<{side}><span class="said">{words[f"changes_{side}"]} </span>{text}</{side}>'


def _places(change: SectionChange, view: View) -> Iterator[str]:
    """Yield a line on the cited places that came or went."""
    before, now = (list(one.cited) if one else [] for one in (change.before, change.now))
    for side, own, other in (("del", before, now), ("ins", now, before)):
        rest = list(other)
        changed = [place for place in own if place not in rest or rest.remove(place)]
        if changed:
            marked = " ".join(_marked(side, view.cited(place), view.words) for place in changed)
            yield f'<p class="redline">{view.words["changes_cited"]} {marked}</p>'
