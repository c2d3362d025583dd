"""Fills the notices of stale sections with the original's current text, from the other language's built page."""

import posixpath
import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from knowledge_base import LOCALES
from knowledge_base.addresses import built_page, page_url
from knowledge_base.publish.parallel import TITLE, Piece, as_twin, cut
from knowledge_base.substance import OPENING

PLACE = re.compile(r'<div lang="(?P<locale>[a-z]+)" data-current="(?P<id>[^"]+)"></div>')
REFERENCES = re.compile(r'<sup class="cite">.*?</sup>', re.DOTALL)
HEADING = re.compile(r"<h[1-4][ >].*?</h[1-4]>", re.DOTALL)
NAME = re.compile(r' data-section="[^"]*"')


def fill_notices(site: Path, stems: list[str]) -> None:
    """Write the current original into each notice of the pages in `stems`."""
    for stem in stems:
        for locale in LOCALES:
            path = built_page(site, locale, stem)
            page = path.read_text("utf-8")
            if PLACE.search(page):
                other = next(code for code in LOCALES if code != locale)
                folder = posixpath.relpath(page_url(other, stem) or ".", page_url(locale, stem) or ".")
                pieces = cut(built_page(site, other, stem).read_text("utf-8"))
                path.write_text(PLACE.sub(partial(_filled, _texts(pieces, other, folder)), page), encoding="utf-8")


def _texts(pieces: Iterable[Piece], locale: str, folder: str) -> dict[str, str]:
    """Return each section's text without heading and references, as it reads from the translated page."""
    texts = {OPENING if piece.id == TITLE else piece.id: _headless(piece.markup) for piece in pieces}
    return {key: as_twin(REFERENCES.sub("", text), f"{locale}-now", folder) for key, text in texts.items()}


def _headless(markup: str) -> str:
    """Return a section without its heading, and without the name that the heading gave it."""
    return NAME.sub("", HEADING.sub("", markup, count=1), count=1)


def _filled(texts: dict[str, str], place: re.Match) -> str:
    return f'<div lang="{place["locale"]}">{texts.get(place["id"], "")}</div>'
