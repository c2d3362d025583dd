"""Renews, on the published branch, the banners of all editions; nothing else of them may change, and nothing did."""

import re
from pathlib import Path

from knowledge_base import LOCALES
from knowledge_base.addresses import locale_root
from knowledge_base.banner import BANNER, CHANGES, Known, Place, banner
from knowledge_base.copies import load_records
from knowledge_base.editions import Edition
from knowledge_base.editor.hosting import Branch
from knowledge_base.manifest import NAME as MANIFEST
from knowledge_base.manifest import differences, sha256
from knowledge_base.publish.errors import PublishError
from knowledge_base.registers import Registers, load_registers

DERIVED = ("parallel/", "cite/")  # made from a page, in a folder below it


def renew(root: Path, branch: Branch) -> int:
    """Write the banners anew where they differ. Return the number of pages whose banner changed.

    Raises PublishError, and writes nothing, if any file of a published edition is not what its list says.
    """
    registers = load_registers(root)
    published = {edition: verified(edition, branch) for edition in registers.editions if not edition.is_draft}
    held = load_records(root / "docs" / "data" / "printed", root)
    known = Known(held, {edition.number: _ids(files) for edition, files in published.items()})
    changed: dict[str, str | bytes] = {}
    for edition, files in published.items():
        changed |= _renewed(edition, files, registers, known)
    if changed:
        branch.write(changed, "Banners: which edition this is, which is the newest")
    return len(changed)


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


def _renewed(edition: Edition, files: dict[str, bytes], registers: Registers, known: Known) -> dict[str, str | bytes]:
    changed: dict[str, str | bytes] = {}
    for path, content in files.items():
        if not path.endswith("index.html"):
            continue
        text = content.decode()
        line = banner(registers, _place(path.removesuffix("index.html"), edition), known)
        renewed = BANNER.sub(lambda _, line=line: line, text, count=1)
        if renewed != text:
            changed[f"{edition.number}/{path}"] = renewed
    return changed


def _ids(files: dict[str, bytes]) -> dict[str, frozenset[str]]:
    """Return the ids on an edition's page about/changes, by language."""
    pages = {locale: files.get(f"{locale_root(locale)}{CHANGES}index.html", b"").decode() for locale in LOCALES}
    return {locale: frozenset(re.findall(r' id="([^"]+)"', page)) for locale, page in pages.items()}


def _place(address: str, edition: Edition) -> Place:
    page = next((address.removesuffix(name) for name in DERIVED if address.endswith(f"/{name}")), address)
    return Place(address, page, edition)
