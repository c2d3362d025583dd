"""What the site is made with, as a CycloneDX list for programs that look for known faults: data/sbom.cdx.json.

Listed is what requirements.txt pins, with the hashes it pins, and the fonts that are set into the PDFs. No moment and
no serial number: the same pins give the same bytes. Libraries of the system (Pango, HarfBuzz) are not ours to pin.
"""

import hashlib
import importlib.metadata
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.publish.open_data.publication import FOLDER, Publication

NAME = "sbom.cdx.json"
SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?P<marker> ;[^\\\n]*)?", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
PUBLISHED = frozenset({"mkdocs-material"})  # its styles and icons are part of the pages; the rest only builds them
FONTS = Path("overrides/print/fonts")
FONT_LICENCE = "OFL-1.1"  # the texts lie beside the fonts
SITE_LICENCE = "CC-BY-4.0"


@dataclass(frozen=True)
class Pin:
    """A package as requirements.txt pins it; `everywhere` unless only some systems need it."""

    name: str
    version: str
    everywhere: bool
    hashes: tuple[str, ...]

    @property
    def purl(self) -> str:
        return f"pkg:pypi/{self.name}@{self.version}"


def write_sbom(publication: Publication) -> None:
    """Write the list into the open data of the edition."""
    requirements, chosen = [(REPOSITORY / f"requirements.{end}").read_text("utf-8") for end in ("txt", "in")]
    fonts = {path.name: path.read_bytes() for path in sorted((REPOSITORY / FONTS).glob("*.woff2"))}
    site = {
        "type": "application",
        "bom-ref": "site",
        "name": publication.names["en"],
        "version": publication.registers.edition.number,
        "licenses": [{"license": {"id": SITE_LICENCE}}],
        "externalReferences": [{"type": "website", "url": publication.address}],
    }
    found = bill_of_materials(site, list(pins(requirements)), chosen, fonts, licences_of)
    text = json.dumps(found, ensure_ascii=False, indent=1)
    (publication.site / FOLDER / NAME).write_text(text + "\n", encoding="utf-8")


def pins(requirements: str) -> Iterator[Pin]:
    """Yield the packages of a compiled requirements.txt in its order."""
    starts = list(PIN.finditer(requirements))
    ends = [start.start() for start in starts[1:]] + [len(requirements)]
    for start, end in zip(starts, ends, strict=True):
        hashes = tuple(HASH.findall(requirements[start.end() : end]))
        yield Pin(_name(start["name"]), start["version"], not start["marker"], hashes)


def bill_of_materials(
    site: dict, packages: list[Pin], chosen: str, fonts: dict[str, bytes], licences: Callable[[Pin], list[dict]]
) -> dict:
    """Return the list. `chosen` is requirements.in: the packages that the `site` needs itself."""
    direct = {_name(pin["name"]) for pin in PIN.finditer(chosen)}
    listed = [_package(pin, licences(pin)) for pin in packages] + [_font(*font) for font in fonts.items()]
    needed = [pin.purl for pin in packages if pin.name in direct] + [f"font:{name}" for name in fonts]
    return {
        "$schema": SCHEMA,
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": site},
        "components": listed,
        "dependencies": [{"ref": site["bom-ref"], "dependsOn": needed}],
    }


def licences_of(pin: Pin) -> list[dict]:
    """Return what the installed package says of its licence; nothing where systems would differ in the answer."""
    try:
        installed = importlib.metadata.metadata(pin.name)
    except importlib.metadata.PackageNotFoundError:
        return []
    if not pin.everywhere or installed["Version"] != pin.version:
        return []
    if expression := installed.get("License-Expression"):
        return [{"expression": expression}]
    classified = [line for line in installed.get_all("Classifier", []) if line.startswith("License ::")]
    names = [line.rpartition(" :: ")[2] for line in classified] or [installed.get("License") or ""]
    return [{"license": {"name": name}} for name in names if name and "\n" not in name]


def _package(pin: Pin, licences: list[dict]) -> dict:
    digests = [{"alg": "SHA-256", "content": digest} for digest in pin.hashes]
    page = f"https://pypi.org/project/{pin.name}/{pin.version}/"
    return {
        "type": "library",
        "bom-ref": pin.purl,
        "name": pin.name,
        "version": pin.version,
        "scope": "required" if pin.name in PUBLISHED else "excluded",
        **({"licenses": licences} if licences else {}),
        "purl": pin.purl,
        "externalReferences": [{"type": "distribution", "url": page, "hashes": digests}],
    }


def _font(name: str, content: bytes) -> dict:
    return {
        "type": "file",
        "bom-ref": f"font:{name}",
        "name": name,
        "scope": "required",
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(content).hexdigest()}],
        "licenses": [{"license": {"id": FONT_LICENCE}}],
    }


def _name(written: str) -> str:
    """Return a package's name as registries write it."""
    return re.sub(r"[-_.]+", "-", written).lower()
