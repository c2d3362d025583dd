"""sitemap.xml, with each page's twin in the other language, at the addresses under which readers find the newest text.

In the form of https://www.sitemaps.org/protocol.html, with links to other languages as search engines read them. MkDocs
writes one too, of the pages of one language; it is replaced.
"""

import gzip
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from knowledge_base import LOCALES
from knowledge_base.addresses import page_url
from knowledge_base.pages import Page

NAME = "sitemap.xml"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
"""


def write_sitemap(site: Path, pages: Mapping[str, Mapping[str, Page]], moving_address: str, moment: int) -> None:
    """Write the list of all pages, and the same compressed with `moment` in seconds since 1970."""
    entries = (
        _entry(twins, locale, moving_address) for locale in LOCALES for twins in pages.values() if locale in twins
    )
    text = (HEAD + "".join(entries) + "</urlset>\n").encode()
    (site / NAME).write_bytes(text)
    (site / f"{NAME}.gz").write_bytes(gzip.compress(text, mtime=moment))


def _entry(twins: Mapping[str, Page], locale: str, root: str) -> str:
    page = twins[locale]
    lines = "".join(f"    {line}\n" for line in _lines(page, twins, root))
    return f"  <url>\n{lines}  </url>\n"


def _lines(page: Page, twins: Mapping[str, Page], root: str) -> Iterator[str]:
    yield f"<loc>{escape(root + page_url(page.locale, page.stem))}</loc>"
    yield f"<lastmod>{page.front_matter.reviewed.isoformat()}</lastmod>"
    if len(twins) > 1:
        for locale in LOCALES:
            address = quoteattr(root + page_url(locale, page.stem))
            names = (locale, "x-default") if locale == LOCALES[0] else (locale,)
            for name in names:
                yield f'<xhtml:link rel="alternate" hreflang="{name}" href={address}/>'
