"""Each page carries the rules that it uses, so that it is drawn as soon as it arrives, without a second round trip.

Its policy allows this one sheet, by its hash, and no other. What only scripts bring onto pages comes in one file at
the page's end. The page beside it in both languages does the same. Citations and ways to improve keep their links: who
comes there has read a page before, and the same rules in each of them would make the site half as large again.
"""

import base64
import hashlib
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from knowledge_base.publish import cite, improve
from knowledge_base.publish.errors import PublishError
from knowledge_base.publish.rules import Rule, joined, rules
from knowledge_base.publish.styles import drop_unread, script_words

LATER = "assets/later.css"
LINKED = frozenset({cite.FOLDER, improve.FOLDER})
LINK = re.compile(r'<link rel="stylesheet" href="(?P<root>(?:\.\./)*)(?P<name>assets/[^"]*)">\n?')
CLASS_ATTRIBUTE = re.compile(r'class="(?<=\sclass=")([^"]*)"')  # begins with plain letters, which are found faster
STYLE_SOURCE = "style-src 'self'"
ELEMENT = re.compile(r"<([a-z][a-z0-9]*)")
VALUE = re.compile(r'="([\w-]+)"')
NEIGHBOURS = 16  # pages of a kind stand together, and few others use the same rules
ELSEWHERE = re.compile(r"""url\((?!["']?data:)|@import""")


@dataclass(frozen=True)
class Sheets:
    """The rules of each sheet by its name, and what they are judged by.

    `on_all` are the sheets that every page links, `scripts` the names that stand in scripts, `either` those of them
    that also stand on some page: a script may bring them onto any other. `others` is the text of further sheets, which
    may read what is set here.
    """

    rules: Mapping[str, Sequence[Rule]]
    on_all: frozenset[str]
    scripts: frozenset[str]
    either: frozenset[str]
    others: str = ""

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


@dataclass(frozen=True)
class Held:
    """What a page links of our sheets, what stands on it as `Rule.needs` has it, and whether it carries its styles."""

    linked: tuple[str, ...]
    names: frozenset[str]
    has_text: bool

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(name[1:] for name in self.names if name.startswith("."))


def held_by(page: str, styled: frozenset[str]) -> Held:
    """Return what a page links and holds; of the names on it only those among `styled`, the words of all sheets."""
    linked = tuple(found["name"] for found in LINK.finditer(page))
    names = frozenset(name for name in names_on(page) if name.lstrip(".=") in styled)
    return Held(linked, names, "<article" in page)  # others say where a page went


def sheets(site: Path, held: Mapping[Path, Held]) -> Sheets:
    """Return the style sheets of `site` for `carrying`, and write what is left for scripts into one file.

    `held` is what is on every page. Raises PublishError for a sheet that names another file, which would not be found
    from within a page.
    """
    own = [one for path, one in held.items() if carries(path, one)]
    names = dict.fromkeys(name for one in own for name in one.linked)
    scripts = script_words(site)
    found = Sheets(
        rules={name: _read(site, name) for name in names},
        on_all=frozenset(name for name in names if all(name in one.linked for one in own)),
        scripts=scripts,
        either=scripts & frozenset().union(*(one.names for one in own)),
    )
    (site / LATER).write_text(found.for_scripts(), encoding="utf-8")
    unlinked = sorted(path for path in (site / "assets").glob("*.css") if f"assets/{path.name}" not in names)
    return replace(found, others="".join(path.read_text("utf-8") for path in unlinked))


def carrying(every: Sheets) -> Callable[[str, Held], str]:
    """Return what puts into a page the rules that it uses."""
    judged = frozenset().union(*(rule.needs for rules in every.rules.values() for rule in rules))

    @lru_cache(maxsize=NEIGHBOURS)
    def sheet(linked: tuple[str, ...], on_page: frozenset[str]) -> tuple[str, str]:
        css = drop_unread(every.for_page(linked, on_page), every.others)
        return css, base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()

    return lambda page, one: _carrying(page, *sheet(one.linked, one.names & judged))


def carries(path: Path, one: Held) -> bool:
    """Tell whether a page is one of the text, or of both languages side by side."""
    return one.has_text and path.name == "index.html" and path.parent.name not in LINKED


def _read(site: Path, name: str) -> tuple[Rule, ...]:
    css = (site / name).read_text("utf-8")
    if found := ELSEWHERE.search(css):
        raise PublishError(f"{name} names another file ({found[0]}…), which pages that carry it would not find.")
    return rules(css)


def names_on(page: str) -> frozenset[str]:
    """Return the names of elements, classes and values of attributes of a page as `Rule.needs` has them."""
    classes = (f".{name}" for names in set(CLASS_ATTRIBUTE.findall(page)) for name in names.split())
    found = {*ELEMENT.findall(page), *classes, *(f"={value}" for value in set(VALUE.findall(page)))}
    return frozenset(map(sys.intern, found))  # those of all pages are held at once


def _carrying(page: str, css: str, digest: str) -> str:
    """Return the page with the sheet in the place of its links, the hash in its policy and the rest at its end."""
    first = LINK.search(page)
    head, rest = page[: first.start()], LINK.sub("", page[first.start() :])
    head = head.replace(STYLE_SOURCE, f"{STYLE_SOURCE} 'sha256-{digest}'", 1)
    before, end, after = rest.rpartition("</body>")
    later = f'<link rel="stylesheet" href="{first["root"]}{LATER}">\n'
    return f"{head}<style>{css}</style>\n{before}{later}{end}{after}"
