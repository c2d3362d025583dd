"""What a reader loads before a page is there: its HTML and all that it asks for at once, compressed as hosts do."""

import gzip
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

LIMIT = 45_000  # bytes of the first view of a page
BESIDE = frozenset({"parallel", "cite", "improve"})  # pages beside a page, for those who ask for them
TAG = re.compile(r"<(?:link|script)\b[^>]*>")
SOURCE = re.compile(r'\s(?:href|src)="([^"]*)"')
LOADED = re.compile(r'\srel="(?:stylesheet|icon|modulepreload)"')
STATIC = re.compile(r"""(?:^|[;}\s])(?:import|from)\s*["'](\.[^"']+)["']""")


def first_views(site: Path, beside: bool = False) -> dict[str, int]:
    """Return the bytes of the first view of each page of a built site, by its address.

    With `beside` those of the pages beside a page: both languages, citations, ways to improve.
    """
    weight, imports = cache(_weight), cache(_with_imports)  # for one look: the files may be others the next time
    found: dict[str, int] = {}
    for page in sorted(site.rglob("index.html")):
        if (page.parent.name in BESIDE) == beside:
            loaded = {file for own in _loaded(page) for file in imports(own)}
            address = f"{page.parent.relative_to(site).as_posix()}/".removeprefix("./")
            found[address] = _weight(page) + sum(weight(path) for path in loaded)
    return found


def heaviest(views: Mapping[str, int]) -> tuple[str, int]:
    """Return address and bytes of the page that weighs most."""
    return max(views.items(), key=lambda item: item[1])


def _loaded(page: Path) -> Iterator[Path]:
    """Yield the files that a page asks for by itself, drawings are part of its HTML."""
    for tag in TAG.finditer(page.read_text("utf-8")):
        source = SOURCE.search(tag[0])
        if source and (tag[0].startswith("<script") or LOADED.search(tag[0])):
            yield (page.parent / unquote(urlsplit(source[1]).path)).resolve()


def _with_imports(path: Path) -> frozenset[Path]:
    """Return a file with the modules that it cannot start without."""
    found = {path}
    if path.suffix == ".js":
        for name in STATIC.findall(path.read_text("utf-8")):
            found |= _with_imports((path.parent / name).resolve())
    return frozenset(found)


def _weight(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))
