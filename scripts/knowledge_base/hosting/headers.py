"""The headers with which a host sends the site: the same for every file, but for caching, open data and the draft.

The policy for content is written once, in overrides/main.html: each page carries it, also where a host sends no headers
of its own. The header adds what a page cannot say of itself, and holds for the editions of years past as well: make it
stricter only if their pages keep working.
"""

from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.editions import NUMBER
from knowledge_base.publish.errors import PublishError
from knowledge_base.publish.offline.package import POLICY
from knowledge_base.publish.page_styles import STYLE_SOURCE

PAGE = Path("overrides/main.html")
NOT_FRAMED = "; frame-ancestors 'none'"  # browsers obey it in a header only
# Each page carries its styles, and its own policy names their hash. A header that named the hashes of all pages would
# have to change with every edition, or show the new one without styles: this part is left to the page.
STYLES = f"{STYLE_SOURCE} 'unsafe-inline'; style-src-attr 'none'"
# What no page uses. Names that Chromium does not know make it complain on each page.
UNUSED = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb")

LASTING = "public, max-age=31536000, immutable"
ASK = "no-cache"  # kept, but the host is asked each time whether it is still the same
# Below the root, as regular expressions. The names of these files are made from their content …
BY_CONTENT = r"[^/]+/(?:(?:assets-|search/)[0-9a-f]+/|offline/[0-9a-f]+\.json$)"
# … and these belong to an edition that never changes. Its pages are not among them: their banner is renewed.
OF_AN_EDITION = rf"{NUMBER.pattern}/(?:data/|.*\.(?:pdf|epub|bib|ris|jsonld)$)"
DATA = r"[^/]+/data/"  # other sites may read it

# Type of content, with the ends of names it belongs to. Whole names stand in BY_NAME.
TYPES = {
    "text/html": ("html",),
    "text/css": ("css",),
    "text/javascript": ("js",),
    "text/plain": ("txt", "conf"),
    "text/csv": ("csv",),
    "application/json": ("json",),
    "application/ld+json": ("jsonld",),
    "application/manifest+json": ("webmanifest",),
    "application/xml": ("xml",),
    "application/yaml": ("yml",),
    "application/x-bibtex": ("bib",),
    "application/x-research-info-systems": ("ris",),
    "image/svg+xml": ("svg",),
    "image/png": ("png",),
    "application/pdf": ("pdf",),
    "application/epub+zip": ("epub",),
    "application/zip": ("zip",),
    "application/gzip": ("gz",),
}
BY_NAME = {"feed.xml": "application/atom+xml", "feed.json": "application/feed+json"}
PACKED = frozenset({"image/png", "application/pdf", "application/epub+zip", "application/zip", "application/gzip"})


def common_headers() -> dict[str, str]:
    """Return the headers of every file. Raises PublishError if the pages' own policy cannot be read."""
    found = POLICY.findall((REPOSITORY / PAGE).read_text("utf-8"))
    if len(found) != 1:
        raise PublishError(f"{PAGE}: expected one policy for content, which hosts send too, but found {len(found)}.")
    return {
        "Content-Security-Policy": found[0].replace(STYLE_SOURCE, STYLES) + NOT_FRAMED,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
