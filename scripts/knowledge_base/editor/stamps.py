"""Renews, on the published branch, the banners of all editions and the files at the root.

Nothing else of a published edition may change: its list of files is asked first whether anything did.
"""

import re
from pathlib import Path

from knowledge_base import LOCALES, yamlfile
from knowledge_base.addresses import locale_root, page_url
from knowledge_base.banner import BANNER, CHANGES, Known, Place, banner
from knowledge_base.building import site_address
from knowledge_base.copies import load_records
from knowledge_base.editions import LATEST, Edition
from knowledge_base.editor.hosting import Branch
from knowledge_base.hosting.root import root_files
from knowledge_base.manifest import NAME as MANIFEST
from knowledge_base.manifest import differences, sha256
from knowledge_base.moved import target
from knowledge_base.publish import cite, parallel
from knowledge_base.publish.errors import PublishError
from knowledge_base.registers import Registers, load_registers, validated

MOVED = "data/moved.yml"
DERIVED = (f"{parallel.FOLDER}/", f"{cite.FOLDER}/")  # made from a page, in a folder below it


def renew(root: Path, branch: Branch) -> int:
    """Write banners and the files at the root anew where they differ. Return the number of pages with another banner.

    Raises PublishError, and writes nothing, if any file of a published edition is not what its list says.
    """
    registers = load_registers(root)
    published = {edition: verified(edition, branch) for edition in registers.editions if not edition.is_draft}
    held = load_records(root)
    known = Known(held, {edition.number: _ids(files) for edition, files in published.items()})
    if registers.newest:
        branch.point(LATEST, registers.newest.folder)
    changed: dict[str, str | bytes] = {}
    for edition, files in published.items():
        renewed = _renewed(edition, files, registers, known)
        folders = (edition.folder, LATEST) if edition == registers.newest else (edition.folder,)
        changed |= {f"{folder}/{path}": text for folder in folders for path, text in renewed.items()}
    newest = registers.newest or registers.editions[-1]
    branch.write(changed | _root(newest, registers, branch, site_address(root)), "Banners, and the files at the root")
    return sum(path.partition("/")[0] != LATEST for path in changed)


def verified(edition: Edition, branch: Branch) -> dict[str, bytes]:
    """Return an edition's files. Raises PublishError for each that is not as it was published."""
    manifest = branch.read(f"{edition.number}/{MANIFEST}")
    if manifest is None:
        raise PublishError(f"Edition {edition.number} is not on {branch.name}: fetch the branch.")
    files = branch.files(edition.number)
    wrong = differences(files, manifest)
    if edition.manifest and edition.manifest != sha256(manifest):
        wrong.insert(0, f"{MANIFEST} is not the list that was published")
    if wrong:
        shown = "\n".join(f"    {line}" for line in wrong[:20])
        mend = f"Restore {branch.name} to the commit before that."
        raise PublishError(f"Edition {edition.number} on {branch.name} was changed. {mend}\n{shown}")
    return files


def _renewed(edition: Edition, files: dict[str, bytes], registers: Registers, known: Known) -> dict[str, str]:
    changed: dict[str, str] = {}
    for path, content in files.items():
        if not path.endswith("index.html"):
            continue
        text = content.decode()
        line = banner(registers, _place(path.removesuffix("index.html"), edition), known)
        renewed = BANNER.sub(lambda _, line=line: line, text, count=1)
        if renewed != text:
            changed[path] = renewed
    return changed


def _root(newest: Edition, registers: Registers, branch: Branch, address: str) -> dict[str, str]:
    """Return the files at the root of the host, which lead to the newest edition, or to the draft before the first."""
    lost, sitemap, moved = (branch.read(f"{newest.folder}/{name}") for name in ("404.html", "sitemap.xml", MOVED))
    if lost is None or sitemap is None:
        return {}  # a draft that is not published
    places = validated(yamlfile.parse(moved or "{}", f"{newest.folder}/{MOVED}"), "moved").places
    redirects = {
        page_url(locale, place): page_url(locale, goal)
        for locale in LOCALES
        for place in places
        if "#" not in place and isinstance(goal := target(place, places), str)
    }
    return root_files(registers.editions, address, lost, sitemap, redirects)


def _ids(files: dict[str, bytes]) -> dict[str, frozenset[str]]:
    """Return the ids on an edition's page about/changes, by language."""
    pages = {locale: files.get(f"{locale_root(locale)}{CHANGES}index.html", b"").decode() for locale in LOCALES}
    return {locale: frozenset(re.findall(r' id="([^"]+)"', page)) for locale, page in pages.items()}


def _place(address: str, edition: Edition) -> Place:
    page = next((address.removesuffix(name) for name in DERIVED if address.endswith(f"/{name}")), address)
    return Place(address, page, edition)
