"""Links of a built folder: every address that its files name leads to a file, and to the place in it.

Any tree can be looked at: an edition, a host with all its editions, the package that is opened from a stick. Nothing is
asked of a network: addresses of others are listed, not tried.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

TAG = re.compile(r"<(?:a|area|form|iframe|image|img|link|meta|script|source|use)\b[^>]*>")
ATTRIBUTE = re.compile(r'\s(?P<name>href|src|srcset|action|content|data-index)="(?P<value>[^"]*)"')
REFRESH = re.compile(r"\d+;\s*url=(.*)", re.IGNORECASE)
PLACE = re.compile(r'\s(?:id|xml:id)="([^"]+)"')
IMPORT = re.compile(r"""\b(?:from|import)\s*\(?\s*["'](\.{1,2}/[^"']+)["']""")
STYLE = re.compile(r"""url\(\s*["']?(?!data:)([^"')]+)["']?\s*\)""")
REDIRECT = re.compile(r"^(/\S*) (/\S*) 30[0-8]$", re.MULTILINE)
SEARCHED = re.compile(r'kbData\("(?P<name>[^"]+)",')
ROW = re.compile(r'\["(?P<page>(?:[a-z0-9-]+/)*)",(?:"(?:[^"\\]|\\.)*",){3}"(?P<section>[\w-]*)",')
# A full stop or bracket behind an address in running text belongs to the sentence.
AFTER = ".,;:)]}"
READ = frozenset({".html", ".css", ".js", ".json", ".jsonld", ".xml", ".csv", ".svg", ".bib", ".ris", ".webmanifest"})
ELSEWHERE = Path("elsewhere")  # ours, and not at hand
OF_OTHERS = ("http", "https", "mailto")


@dataclass(frozen=True)
class Links:
    """What the files of a folder lead to: how many addresses were tried, which lead nowhere, which lead to others."""

    files: int
    tried: int
    broken: tuple[str, ...]
    outside: Mapping[str, str]  # address: the first file that names it


@dataclass(frozen=True)
class Published:
    """A folder and the address at which it stands; `index` tells whether a server adds index.html to a folder."""

    address: str
    folder: Path
    index: bool = True


def check_links(folder: Path, published: Mapping[str, Path], elsewhere: tuple[str, ...] = (), index=True) -> Links:
    """Return what the files below `folder` lead to.

    `published` gives, by address, the folders that stand there; `folder` is, or lies in, the first. `elsewhere` are
    beginnings of addresses of ours that are not at hand, such as other editions. Without `index` no server adds
    index.html to the name of a folder.
    """
    places = [Published(address, root, index) for address, root in published.items()]
    return _Check(folder, places, elsewhere).run()


class _Check:
    def __init__(self, folder: Path, places: list[Published], elsewhere: tuple[str, ...]):
        self.folder, self.places, self.elsewhere = folder, places, elsewhere
        # The longest address first: an edition's folder before that of the host.
        self.by_length = sorted(places, key=lambda place: -len(place.address))
        self.own = re.compile(rf"{_host(places[0].address)}[^\s\"'<>\\`|]*")
        # Kept for one look: the files may be others the next time.
        self.found, self.identifiers = cache(self._find), cache(_identifiers)

    def run(self) -> Links:
        files, tried, broken, outside = 0, 0, [], {}
        first = self.places[0]
        for path in sorted(self.folder.rglob("*")):
            if path.suffix not in READ and path.name != "_redirects":
                continue
            files += 1
            name = path.relative_to(first.folder).as_posix()
            base = urljoin(first.address, name)
            for target in _targets(path, self.own, self.places):
                if urlsplit(target).scheme in OF_OTHERS and not self.own.match(target):
                    outside.setdefault(target, name)
                    continue
                tried += 1
                if why := self._fault(base, target, path):
                    broken.append(f"{name}: “{target}” {why}")
        return Links(files, tried, tuple(broken), outside)

    def _fault(self, base: str, target: str, path: Path) -> str | None:
        """Return why an address leads nowhere; None where it leads somewhere."""
        place, _, fragment = target.partition("#")
        found = self.found(urljoin(base, place)) if place else path
        if not isinstance(found, Path):
            return found
        wanted = unquote(fragment)
        if found is ELSEWHERE or not wanted or found.suffix not in (".html", ".svg", ".xml"):
            return None
        # What stands behind “~” tells a script what to mark.
        return (
            None if wanted.split("~")[0] in self.identifiers(found) else f"names “{wanted}”, which {found.name} lacks"
        )

    def _find(self, address: str) -> Path | str:
        address = address.partition("?")[0]
        for place in self.by_length:
            if address.startswith(place.address) or f"{address}/" == place.address:
                file = place.folder / unquote(address[len(place.address) :])
                if not file.is_dir():
                    return file if file.is_file() else "leads to no file"
                if not place.index or not address.endswith("/"):
                    return "leads to a folder, not to a file"
                return file / "index.html" if (file / "index.html").is_file() else "leads to a folder without a page"
        return ELSEWHERE if address.startswith(self.elsewhere) else "leads out of the folder"


def _host(address: str) -> str:
    parts = urlsplit(address)
    return re.escape(f"{parts.scheme}://{parts.netloc}/")


def _identifiers(path: Path) -> frozenset[str]:
    return frozenset(PLACE.findall(path.read_text("utf-8")))


def _targets(path: Path, own: re.Pattern, places: list[Published]) -> set[str]:
    """Return the addresses that a file names, as it names them; those of the site itself also in running text."""
    text = path.read_text("utf-8")
    found = {unescape(address).rstrip(AFTER) for address in own.findall(text)}
    if path.suffix in (".html", ".svg"):
        found.update(_in_tags(text))
    elif path.suffix == ".css":
        found.update(STYLE.findall(text))
    elif path.suffix == ".js":
        found.update(IMPORT.findall(text))
        found.update(_in_search(path, text, places))
    elif path.name == "_redirects":
        found.update(urljoin(places[0].address, new) for _, new in REDIRECT.findall(text))
    return {address for address in found if "{" not in address}


def _in_tags(text: str) -> Iterator[str]:
    for tag in TAG.finditer(text):
        for attribute in ATTRIBUTE.finditer(tag[0]):
            value = unescape(attribute["value"])
            if attribute["name"] == "srcset":
                yield from (part.split()[0] for part in value.split(",") if part.strip())
            elif attribute["name"] == "content":
                yield from (match[1] for match in [REFRESH.fullmatch(value)] if match)
            elif attribute["name"] != "data-index" and not value.startswith("data:"):
                yield value


def _in_search(path: Path, text: str, places: list[Published]) -> Iterator[str]:
    """Yield the places that the search leads to: in its files each section stands with its page."""
    named = SEARCHED.match(text)
    if named and "/passages-" in named["name"]:
        # Written from the root of the edition, which is three folders up: search/HASH/en/.
        up = "../" * 3
        index = "" if places[0].index else "index.html"
        for row in ROW.finditer(text):
            yield f"{up}{row['page']}{index}" + (f"#{row['section']}" if row["section"] else "")
