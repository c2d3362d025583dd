"""The files at the root of the hosting branch, above the editions' folders."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from knowledge_base import REPOSITORY
from knowledge_base.editions import DRAFT, LATEST, Edition, newest
from knowledge_base.hosting import headers
from knowledge_base.publish.errors import PublishError

TEMPLATES = REPOSITORY / "overrides" / "hosting"
FILES = {  # by the template each is made from
    "index.html": "index.html",
    "robots.txt": "robots.txt",
    "headers": "_headers",
    "redirects": "_redirects",
    "htaccess": ".htaccess",
    "nginx.conf": "nginx.conf",
}
NO_JEKYLL = ".nojekyll"  # else GitHub Pages builds the branch again, and leaves out names that begin with “_”
HEADER_RULES = 20  # editions whose files have rules of their own; Cloudflare Pages reads at most 100 rules


def root_files(
    editions: Sequence[Edition], root_address: str, lost_page: str, sitemap: str, redirects: Mapping[str, str]
) -> dict[str, str]:
    """Return the text of each file that belongs at the root of the hosting branch, by its name.

    `editions` is the register. `lost_page` and `sitemap` are the texts of 404.html and sitemap.xml of the newest
    edition, or of the draft while there is none. `redirects` are that edition's moved pages: old address to new one,
    both as `page_url` gives them, the new one perhaps with “#section”. `root_address` is the site's address above the
    editions. Raises PublishError if `lost_page` was made for another address.
    """
    edition = newest(editions)
    path = urlsplit(root_address).path.rstrip("/") + "/"
    folder, door = (DRAFT, DRAFT) if edition is None else (edition.folder, LATEST)
    values = {
        "root": root_address.rstrip("/") + "/",
        "host": urlsplit(root_address).hostname,
        "path": path,
        "door": door,
        "draft": DRAFT,
        "published": [one.folder for one in editions if not one.is_draft][-HEADER_RULES:],
        # What stands behind “#” is never sent to a host.
        "moved": {f"{door}/{old}": f"{door}/{new}" for old, new in sorted(redirects.items()) if "#" not in old},
        "headers": headers.common_headers(),
        "lasting": headers.LASTING,
        "ask": headers.ASK,
        "by_content": headers.BY_CONTENT,
        "of_an_edition": headers.OF_AN_EDITION,
        "data": headers.DATA,
        "types": headers.TYPES,
        "by_name": headers.BY_NAME,
        "texts": [one for one in (*headers.TYPES, *headers.BY_NAME.values()) if one not in headers.PACKED],
    }
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.filters["rx"] = re.escape
    made = {name: templates.get_template(template).render(values) for template, name in FILES.items()}
    return {
        **made,
        "404.html": _lost_page(lost_page, f"{path}{folder}/", f"{path}{door}/"),
        "sitemap.xml": sitemap,
        NO_JEKYLL: "",
    }


def _lost_page(text: str, own: str, door: str) -> str:
    """Return an edition's 404 page for the whole host: its styles, but links that lead to the newest text.

    Hosts show it for any address at any depth, so all that it names must begin with the path of the root.
    """
    relative = re.findall(rf' (?:href|src)="(?!{re.escape(own)})([^"]*)"', text)
    if relative:
        what = f"404.html names “{relative[0]}”, which is not below {own}."
        raise PublishError(f"{what} Build the edition again with the SITE_URL of the host.")
    return re.sub(rf'(<a href="){re.escape(own)}', rf"\g<1>{door}", text)
