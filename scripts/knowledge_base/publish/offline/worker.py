"""What the service worker needs: the list of files to keep, each with its hash, and the list's own version.

`offline/VERSION.json`   edition and line to show on kept pages; names that change with each build; the files in groups
`sw.js`                  overrides/sw.js with that version, which is a hash over the list: new text makes a new worker

A page names the folders of scripts and of the search index, which change with every change anywhere. Its hash is taken
over the text without those names and without the edition's banner, and the worker puts the new names into the page it
has: what did not change is not fetched again. PDFs and open data are not kept.
"""

import datetime
import hashlib
import json
from html import escape
from pathlib import Path

from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.addresses import locale_of, locale_root
from knowledge_base.banner import BANNER
from knowledge_base.dates import show_date
from knowledge_base.publish import cite, improve, parallel
from knowledge_base.publish.errors import PublishError
from knowledge_base.registers import Registers

FOLDER = "offline"
WORKER = "sw.js"
VERSION_MARK = '"VERSION"'
NOTICE_PLACE = "<main"  # as in overrides/sw.js
ABOUT = "about/offline/#kept-copy"
DIGITS = 16  # of each file's hash; the worker compares as many


def write_worker(site: Path, registers: Registers, assets: str, seconds: int) -> None:
    """Write the list of `site`'s files and the worker that keeps them. `assets` is the folder of styles and scripts."""
    search = next(path for path in (site / "search").iterdir() if path.is_dir()).name
    names = {"search/*/": f"search/{search}/", "assets-*/": f"{assets}/"}
    day = datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()
    found = {
        "copy": {locale: _copy(registers, locale, day) for locale in LOCALES},
        "notice": {locale: _notice(registers, locale, day) for locale in LOCALES},
        "names": names,
        "files": _files(site, assets, search, names),
    }
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"
    version = hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
    (site / FOLDER).mkdir(exist_ok=True)
    (site / FOLDER / f"{version}.json").write_text(text, encoding="utf-8")
    worker = (REPOSITORY / "overrides" / WORKER).read_text("utf-8")
    (site / WORKER).write_text(worker.replace(VERSION_MARK, json.dumps(version), 1), encoding="utf-8")


def _files(site: Path, assets: str, search: str, names: dict[str, str]) -> dict[str, list[list[str]]]:
    """Return [address, hash] of each file to keep, by the group in which it is fetched."""
    files: dict[str, list[list[str]]] = {group: [] for group in ("first", *LOCALES, parallel.FOLDER)}
    for path in sorted((site / assets).rglob("*")):
        if path.is_file():
            files["first"].append([path.relative_to(site).as_posix(), _digest(path.read_bytes())])
    for path in sorted((site / "search" / search).rglob("*.js")):
        group = path.parent.name if path.parent.name in LOCALES else "first"
        files[group].append([path.relative_to(site).as_posix(), _digest(path.read_bytes())])
    for path in sorted(site.rglob("index.html")):
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        if path.parent.name in (cite.FOLDER, improve.FOLDER):
            continue
        text = path.read_text("utf-8")
        if text.count(NOTICE_PLACE) != 1:
            raise PublishError(f"{address}index.html: the worker's line for kept pages stands before {NOTICE_PLACE}.")
        text = BANNER.sub("", text)  # renewed when a later edition is published
        for mark, name in names.items():
            text = text.replace(name, mark)
        group = parallel.FOLDER if path.parent.name == parallel.FOLDER else locale_of(address)
        files[group].append([address, _digest(text.encode())])
    return files


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:DIGITS]


def _copy(registers: Registers, locale: str, day: datetime.date) -> str:
    """Return which text the copy holds: “edition 2026.1 (draft, do not cite), text of 22 November 2026”."""
    words, edition = registers.interface(locale), registers.edition
    state = f" ({words['draft']})" if edition.is_draft else ""
    return words["kept_copy"].format(edition=edition.number + state, date=show_date(day, locale))


def _notice(registers: Registers, locale: str, day: datetime.date) -> str:
    """Return the line that the worker puts on a page from the copy; it knows where the site's root is."""
    words = registers.interface(locale)
    line = escape(words["kept_notice"].format(copy=_copy(registers, locale, day)))
    link = f'<a href="{{root}}{locale_root(locale)}{ABOUT}">{escape(words["kept_more"])}</a>'
    return f"{line} {link}"
