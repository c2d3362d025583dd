"""Each page carries the rules that it uses, so that it is drawn as soon as it arrives, without a second round trip.

Its policy allows this one sheet, by its hash, and no other. What only scripts bring onto pages comes in one file at
the page's end. Pages beside a page (side by side, citations, improving) keep their links: who comes there has read a
page before, and the same rules in each of them would double the site.
"""

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge_base.publish import cite, improve, parallel
from knowledge_base.publish.errors import PublishError
from knowledge_base.publish.rules import Rule, joined, rules
from knowledge_base.publish.styles import CLASS_ATTRIBUTE, drop_unread, script_words

LATER = "assets/later.css"
BESIDE = frozenset({parallel.FOLDER, cite.FOLDER, improve.FOLDER})
LINK = re.compile(r'<link rel="stylesheet" href="(?P<root>(?:\.\./)*)(?P<name>assets/[^"]*)">\n?')
STYLE_SOURCE = "style-src 'self'"
ELEMENT = re.compile(r"<([a-z][a-z0-9]*)")
VALUE = re.compile(r'="([\w-]+)"')
ELSEWHERE = re.compile(r"""url\((?!["']?data:)|@import""")


@dataclass(frozen=True)
class Sheets:
    """The rules of each sheet by its name, and what they are judged by.

    `on_all` are the sheets that every page links, `scripts` the names that stand in scripts, `either` those of them
    that also stand on some page: a script may bring them onto any other.
    """

    rules: Mapping[str, Sequence[Rule]]
    on_all: frozenset[str]
    scripts: frozenset[str]
    either: frozenset[str]

    def for_page(self, names: Sequence[str], held: frozenset[str]) -> str:
        """Return what a page uses that links these sheets and holds these names."""
        # Of a sheet that few pages have, what a script needs stays with the rest.
        may_hold = {name: held | (self.either if name in self.on_all else self.scripts) for name in names}
        return joined(rule for name in names for rule in self.rules[name] if rule.needs <= may_hold[name])

    def for_scripts(self) -> str:
        """Return the rules of the sheets on all pages that match only what scripts bring."""
        only = self.scripts - self.either
        return joined(
            rule for name in self.rules if name in self.on_all for rule in self.rules[name] if rule.needs & only
        )


def carry(site: Path) -> None:
    """Put into every page of the text the rules that it uses, and what is left for scripts into one file.

    Raises PublishError for a sheet that names another file, which would not be found from within a page.
    """
    paths = [path for path in sorted(site.rglob("index.html")) if path.parent.name not in BESIDE]
    built = {path: path.read_text("utf-8") for path in paths}
    pages = {path: page for path, page in built.items() if "<article" in page}  # others say where a page went
    linked = {path: tuple(found["name"] for found in LINK.finditer(page)) for path, page in pages.items()}
    names = dict.fromkeys(name for own in linked.values() for name in own)
    present = {path: names_on(page) for path, page in pages.items()}
    scripts = script_words(site)
    every = Sheets(
        rules={name: _read(site, name) for name in names},
        on_all=frozenset(name for name in names if all(name in own for own in linked.values())),
        scripts=scripts,
        either=scripts & frozenset().union(*present.values()),
    )
    (site / LATER).write_text(every.for_scripts(), encoding="utf-8")
    unlinked = sorted(path for path in (site / "assets").glob("*.css") if f"assets/{path.name}" not in names)
    others = "".join(path.read_text("utf-8") for path in unlinked)

    @cache
    def sheet(own: tuple[str, ...], held: frozenset[str]) -> tuple[str, str]:
        css = drop_unread(every.for_page(own, held), others)
        return css, base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()

    judged = frozenset().union(*(rule.needs for own in every.rules.values() for rule in own))
    for path, page in pages.items():
        path.write_text(_carrying(page, *sheet(linked[path], present[path] & judged)), encoding="utf-8")


def _read(site: Path, name: str) -> tuple[Rule, ...]:
    css = (site / name).read_text("utf-8")
    if found := ELSEWHERE.search(css):
        raise PublishError(f"{name} names another file ({found[0]}…), which pages that carry it would not find.")
    return rules(css)


def names_on(page: str) -> frozenset[str]:
    """Return the names of elements, classes and values of attributes of a page as `Rule.needs` has them."""
    classes = (f".{name}" for names in CLASS_ATTRIBUTE.findall(page) for name in names.split())
    return frozenset({*ELEMENT.findall(page), *classes, *(f"={value}" for value in VALUE.findall(page))})


def _carrying(page: str, css: str, digest: str) -> str:
    """Return the page with the sheet in the place of its links, the hash in its policy and the rest at its end."""
    first = LINK.search(page)
    head, rest = page[: first.start()], LINK.sub("", page[first.start() :])
    head = head.replace(STYLE_SOURCE, f"{STYLE_SOURCE} 'sha256-{digest}'", 1)
    before, end, after = rest.rpartition("</body>")
    later = f'<link rel="stylesheet" href="{first["root"]}{LATER}">\n'
    return f"{head}<style>{css}</style>\n{before}{later}{end}{after}"
