"""Feeds of what was published: an entry for each edition, and one for each change of substance in it.

`feed.xml` (Atom, RFC 4287) and `feed.json` (JSON Feed 1.1) for each language. Only published editions count: a draft's
feed tells what stands in the editions before it. Entries keep their ids (RFC 4151) and addresses for good.
"""

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree

from knowledge_base.addresses import locale_root, page_url
from knowledge_base.editions import Edition
from knowledge_base.pages import Change, Page
from knowledge_base.publish.copies import Texts
from knowledge_base.registers import Registers

ATOM = "http://www.w3.org/2005/Atom"
NAMES = {"atom": "feed.xml", "json": "feed.json"}
LONGEST = 100  # entries, the newest
MINTED = "2026"  # the year in which the site's name was ours: part of every id, never changed


@dataclass(frozen=True)
class Entry:
    """What a reader of the feed is told. `updated` is the day on which it was published, or withdrawn."""

    id: str
    title: str
    text: str
    address: str
    published: datetime.date
    updated: datetime.date


@dataclass(frozen=True)
class Feed:
    """One language's feed. `home` is the page that it tells about, `root` the feed's own folder, both moving."""

    id: str
    locale: str
    title: str
    author: str
    home: str
    updated: str
    entries: tuple[Entry, ...]


def write_feeds(
    site: Path, pages: Texts, registers: Registers, addresses: Mapping[str, str], names: Mapping[str, str], seconds: int
) -> None:
    """Write the feeds of each language of `names`, the site's names, into the built `site`.

    `addresses` are those of the `root` above all editions and of the `moving` text; `seconds` is the time of the build.
    """
    for locale, name in names.items():
        words = registers.interface(locale)
        found = entries(registers.editions, pages, locale, words, addresses["root"])
        made = feed(found, locale, words, name, addresses, seconds)
        folder = site / locale_root(locale)
        (folder / NAMES["atom"]).write_bytes(as_atom(made))
        (folder / NAMES["json"]).write_text(as_json(made), encoding="utf-8")


def entries(
    editions: Sequence[Edition], pages: Texts, locale: str, words: Mapping[str, str], root: str
) -> tuple[Entry, ...]:
    """Return the entries of a language, newest first: of each edition first that it is there, then what changed."""
    published = [edition for edition in editions if not edition.is_draft]
    found: list[Entry] = []
    for edition in reversed(published):
        found.append(_of_edition(edition, locale, words, root))
        changes = [
            (line.date, page.stem, _of_change(page, order, edition, words, root))
            for twins in pages.values()
            if (page := twins.get(locale))
            for order, line in enumerate(page.front_matter.history)
            if _first_with(line, published) == edition and _counts(order, line, published[0])
        ]
        found += [entry for _, _, entry in sorted(changes, key=lambda change: (-change[0].toordinal(), change[1]))]
    return tuple(found[:LONGEST])


def feed(
    found: tuple[Entry, ...],
    locale: str,
    words: Mapping[str, str],
    name: str,
    addresses: Mapping[str, str],
    seconds: int,
) -> Feed:
    """Return the feed of these entries; without any it is as old as the build."""
    built = datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    updated = max((moment(entry.updated) for entry in found), default=built)
    home = addresses["moving"] + locale_root(locale)
    title = words["feed_title"].format(site=name)
    return Feed(_tag(addresses["root"], f"feed/{locale}"), locale, title, name, home, updated, found)


def _first_with(line: Change, published: Sequence[Edition]) -> Edition | None:
    """Return the edition in which a change was first published, if any."""
    return next((edition for edition in published if line.date <= edition.date), None)


def _counts(order: int, line: Change, first: Edition) -> bool:
    """Tell whether a line of a page's history is news: how a page began is so only after the first edition."""
    return order > 0 or line.date > first.date


def _of_edition(edition: Edition, locale: str, words: Mapping[str, str], root: str) -> Entry:
    title, text, updated = words["feed_edition"].format(number=edition.number), edition.summary[locale], edition.date
    if edition.withdrawn:
        text += " " + words["feed_withdrawn"].format(reason=edition.withdrawn.reason[locale])
        updated = edition.withdrawn.date
    address = f"{root}{edition.number}/{locale_root(locale)}"
    return Entry(_tag(root, f"edition/{edition.number}/{locale}"), title, text, address, edition.date, updated)


def _of_change(page: Page, order: int, edition: Edition, words: Mapping[str, str], root: str) -> Entry:
    history = page.front_matter.history
    line, said = history[order], "feed_change" if order else "feed_new"
    before = sum(earlier.version == line.version for earlier in history[:order])
    name = f"{page.locale}/{page.stem}/{line.version}" + (f"-{before + 1}" if before else "")
    return Entry(
        id=_tag(root, f"change/{name}"),
        title=words[said].format(title=page.front_matter.title, version=line.version),
        text=line.change,
        address=f"{root}{edition.number}/{page_url(page.locale, page.stem)}",
        published=edition.date,
        updated=edition.date,
    )


def _tag(root: str, name: str) -> str:
    return f"tag:{urlsplit(root).hostname},{MINTED}:{name}"


def moment(day: datetime.date) -> str:
    """Return the beginning of a day as RFC 3339 writes it."""
    return f"{day.isoformat()}T00:00:00Z"


def as_atom(made: Feed) -> bytes:
    """Return the feed as Atom."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", made.locale)

    def add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
        node = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
        node.text = text
        return node

    add(root, "id", made.id)
    add(root, "title", made.title)
    add(root, "updated", made.updated)
    add(add(root, "author"), "name", made.author)
    add(root, "link", rel="self", type="application/atom+xml", href=made.home + NAMES["atom"])
    add(root, "link", rel="alternate", type="text/html", href=made.home)
    for entry in made.entries:
        node = add(root, "entry")
        add(node, "id", entry.id)
        add(node, "title", entry.title)
        add(node, "published", moment(entry.published))
        add(node, "updated", moment(entry.updated))
        add(node, "link", rel="alternate", type="text/html", href=entry.address)
        add(node, "summary", entry.text)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def as_json(made: Feed) -> str:
    """Return the feed as JSON."""
    shown = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": made.title,
        "home_page_url": made.home,
        "feed_url": made.home + NAMES["json"],
        "language": made.locale,
        "authors": [{"name": made.author}],
        "items": [
            {
                "id": entry.id,
                "url": entry.address,
                "title": entry.title,
                "content_text": entry.text,
                "date_published": moment(entry.published),
                "date_modified": moment(entry.updated),
            }
            for entry in made.entries
        ],
    }
    return json.dumps(shown, ensure_ascii=False, indent=1) + "\n"
