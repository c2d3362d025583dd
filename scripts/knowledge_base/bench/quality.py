"""`kb bench quality`: links, validity, weight and PDFs of the built site, for the register of results.

It looks at site/ as `kb build` left it, and refuses one that was built from another state: a result would belong to
text that nobody measured.
"""

import json
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version as version_of
from pathlib import Path
from statistics import median

from knowledge_base import REPOSITORY
from knowledge_base.bench.tables import table
from knowledge_base.build_time import build_time
from knowledge_base.editions import LATEST
from knowledge_base.editor.refused import RefusedError
from knowledge_base.publish.offline.package import pack
from knowledge_base.publish.open_data.quality import NAME as FIGURES
from knowledge_base.quality import pdfs, validity, weights
from knowledge_base.quality.links import Links, check_links
from knowledge_base.quality.report import load_quality
from knowledge_base.registers import load_registers
from knowledge_base.results import record, state

SAMPLE = 8  # PDFs that are handed to the checker at once


@dataclass(frozen=True)
class Found:
    """What one measurement found: figures by name, faults a line each."""

    measure: str
    tool: str
    figures: Mapping[str, int | float | str]
    faults: list[str]


def run(recording: bool) -> None:
    """Print what was found, and with `recording` keep it in docs/data/results.yml."""
    site = REPOSITORY / "site"
    root = address_of(site)
    for step in (_links, _validity, _sizes, _pdfs):
        for found in step(site, root):
            rows = [
                (name, f"{value:,}" if isinstance(value, int) else str(value)) for name, value in found.figures.items()
            ]
            table(f"{found.measure}, with {found.tool}: {len(found.faults)} faults", ("figure", "value"), rows)
            print("\n".join(found.faults[:20]))
            if recording:
                record(REPOSITORY, found.measure, found.tool, found.figures, found.faults)


def address_of(site: Path) -> str:
    """Return the address of the site's edition. Raises RefusedError for a site of another state, or none."""
    file = site / "data" / FIGURES
    if not file.is_file():
        raise RefusedError(["There is no built site. First: scripts/kb build"])
    figures = json.loads(file.read_text("utf-8"))
    if figures["state"] != state(REPOSITORY):
        raise RefusedError(["site/ was built from another state of text or programs. First: scripts/kb build"])
    return figures["$schema"].partition("data/schema/")[0]


def places(site: Path, address: str) -> tuple[dict[str, Path], tuple[str, ...]]:
    """Return where a built site stands, for its links: at its own address and at that of the newest text.

    The second is the root, below which the other editions stand.
    """
    return {address: site, f"{_above(address)}{LATEST}/": site}, (_above(address),)


def package_links(folder: Path) -> Links:
    """Return the links of the unpacked package, in which no server adds index.html to a folder."""
    return check_links(folder, {"file:///": folder}, index=False)


def _above(address: str) -> str:
    return address.removesuffix("/").rpartition("/")[0] + "/"


def _links(site: Path, address: str) -> Iterator[Found]:
    found = check_links(site, *places(site, address))
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder, "package.zip")
        pack(site, package, load_registers(), build_time(), _above(address))
        with zipfile.ZipFile(package) as archive:
            archive.extractall(Path(folder, "package"))
        packed = package_links(Path(folder, "package"))
    figures = {
        "pages": sum(1 for _ in site.rglob("*.html")),
        "links": found.tried,
        "links-in-package": packed.tried,
        "broken": len(found.broken) + len(packed.broken),
        "outside": len(load_quality().outside),
    }
    yield Found("links", "kb bench quality", figures, [*found.broken, *packed.broken])


def _validity(site: Path, address: str) -> Iterator[Found]:
    pages = sorted(site.rglob("*.html"))
    yield Found(
        "validity", f"Nu HTML Checker {validity.version()}", {"pages": len(pages)}, _short(validity.faults(pages), site)
    )


def _sizes(site: Path, address: str) -> Iterator[Found]:
    views, beside = weights.first_views(site), weights.first_views(site, beside=True)
    page, most = weights.heaviest(views)
    figures = {
        "pages": len(views),
        "median": round(median(views.values())),
        "heaviest": most,
        "heaviest-page": page,
        "heaviest-beside": weights.heaviest(beside)[1],
        "limit": weights.LIMIT,
    }
    faults = [f"{name}: {size} bytes" for name, size in views.items() if size > weights.LIMIT]
    yield Found("sizes", "gzip, level 9", figures, faults)


def _pdfs(site: Path, address: str) -> Iterator[Found]:
    """Yield what was found of the PDFs; nothing for a site that was built without them."""
    found = list(pdfs.read_pdfs(site))
    if not found:
        print("\nNo PDFs: the site was built without them, and what was recorded of PDFs stays.")
        return
    addresses, _ = places(site, address)
    faults = [f"{one.path.name}: {link} leads nowhere" for one in found for link in pdfs.without_target(one, addresses)]
    for start in range(0, len(found), SAMPLE):
        faults += pdfs.broken_rules(*(one.path for one in found[start : start + SAMPLE]))
    largest = max(found, key=lambda one: one.size)
    figures = {
        "pdfs": len(found),
        "pages": sum(one.pages for one in found),
        "bytes": sum(one.size for one in found),
        "largest": largest.size,
    }
    tool = f"outloud {pdfs.version()}, pikepdf {version_of('pikepdf')}"
    yield Found("pdf", tool, figures, _short(faults, site))


def _short(faults: list[str], site: Path) -> list[str]:
    return [fault.replace(f"{site}/", "") for fault in faults]
