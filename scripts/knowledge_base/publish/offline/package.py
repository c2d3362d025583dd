"""The built site as a zip to be unpacked and opened by double-click, without a server.

What differs from the site: addresses of folders name their index.html, since there is no server to add it; our modules
are one plain script (bundle.py); the policy of each page names `file:`. What only a server needs is left out.
"""

import datetime
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from string import Template

from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.dates import show_date
from knowledge_base.editions import Edition
from knowledge_base.publish.errors import PublishError
from knowledge_base.publish.frame import ADDRESS
from knowledge_base.publish.offline.bundle import bundle
from knowledge_base.registers import Registers

NAME = "child-protection-ct"
START = "READ ME FIRST - BACA DAHULU.html"
ENTRY = "site.js"
PLAIN_SCRIPTS = frozenset({"exit.js", "scheme.js"})  # no modules: few pages have the one, the other runs first
FOR_SERVERS = re.compile(r"404\.html|sitemap\.xml(\.gz)?|sw\.js|offline/.*")
MODULE_SCRIPT = '<script type="module" '
POLICY = re.compile(r'(?<=<meta http-equiv="Content-Security-Policy" content=")[^"]*')
# 'self' means for a file nothing that browsers agree on: it has no origin. What a page may load is named by its scheme,
# and stays as strict for everything else: no inline script or style, no connection to anywhere.
FILE_POLICY = "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:"
FILE_POLICY += "; base-uri 'none'; form-action 'self' file:"
OWN_STYLES = re.compile(r"(?<=style-src 'self') 'sha256-[^']*'")  # see publish/page_styles.py
EARLIEST = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)  # a zip knows no earlier day
FOLDER_NAMES = frozenset({"", ".", ".."})


def package_name(edition: Edition) -> str:
    """Return the name of the folder and the zip: `child-protection-ct-draft`, `child-protection-ct-2026.1`."""
    return f"{NAME}-{'draft' if edition.is_draft else edition.number}"


def pack(site: Path, target: Path, registers: Registers, seconds: int, root_address: str) -> None:
    """Write the site built into the folder `site` as the zip `target`, dated `seconds` after 1970.

    `root_address` is the root above the editions: other editions are on the web, not in the package.
    """
    moment = max(EARLIEST, datetime.datetime.fromtimestamp(seconds, datetime.UTC))
    name = package_name(registers.edition)
    files = {START: _start_page(name, registers, moment.date())}
    files |= {f"{name}/{path}": content for path, content in package_files(site, root_address)}
    with zipfile.ZipFile(target, "w") as archive:
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(path, moment.timetuple()[:6])
            entry.create_system, entry.external_attr = 3, 0o100644 << 16  # the same on every system
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)


def package_files(site: Path, root_address: str) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each file of the package."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_dir() or FOR_SERVERS.fullmatch(name):
            continue
        if path.suffix == ".html":
            yield name, as_file(path.read_text("utf-8"), name, root_address).encode()
        elif path.name == ENTRY:
            yield name, bundle(path.parent, ENTRY).encode()
        elif path.parent.name != "js" or path.name in PLAIN_SCRIPTS:
            yield name, path.read_bytes()


def as_file(page: str, name: str, root_address: str) -> str:
    """Return a built page as it has to be to open from file://. Raises PublishError for a page it does not know."""
    if page.count(MODULE_SCRIPT) != 1 or len(POLICY.findall(page)) != 1:
        raise PublishError(f"{name}: expected one module script and one policy; the offline package cannot hold it.")
    own = OWN_STYLES.search(POLICY.search(page)[0])
    policy = FILE_POLICY.replace("style-src 'self'", f"style-src 'self'{own[0] if own else ''}", 1)
    page = POLICY.sub(policy, page.replace(MODULE_SCRIPT, "<script defer "))

    def placed(match: re.Match) -> str:
        outside = posixpath.normpath(posixpath.join(posixpath.dirname(name), match["path"]))
        if outside.startswith("../"):
            slash = "/" if match["path"].endswith("/") else ""
            return f'{match["name"]}{root_address}{outside.removeprefix("../")}{slash}"'
        return f'{match["name"]}{with_file_name(match["path"])}"'

    return ADDRESS.sub(placed, page)


def with_file_name(address: str) -> str:
    """Return a relative address with index.html behind a folder: `../crc/#art-37` is `../crc/index.html#art-37`."""
    path, rest = re.fullmatch(r"([^?#]*)(.*)", address, re.DOTALL).groups()
    if not path or path.rsplit("/", 1)[-1] not in FOLDER_NAMES:
        return address
    return f"{path.removesuffix('/')}/index.html{rest}"


def _start_page(name: str, registers: Registers, day: datetime.date) -> bytes:
    template = Template((REPOSITORY / "overrides" / "start.html").read_text("utf-8"))
    dates = {f"date_{locale}": show_date(day, locale) for locale in LOCALES}
    editions = {f"edition_{locale}": registers.edition_line(locale) for locale in LOCALES}
    return template.substitute(folder=name, **dates, **editions).encode()
