"""PDFs of a built site: how many, how large, what breaks PDF/UA-1, and which of their links lead nowhere."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version as version_of
from pathlib import Path
from subprocess import run
from urllib.parse import unquote

import pikepdf

PROGRAM = "outloud"


@dataclass(frozen=True)
class Pdf:
    """A PDF: its pages, its bytes, and the addresses that it links to."""

    path: Path
    pages: int
    size: int
    links: frozenset[str]


def read_pdfs(site: Path) -> Iterator[Pdf]:
    """Yield every PDF of a built site, in the order of their names."""
    for path in sorted(site.rglob("*.pdf")):
        with pikepdf.open(path) as pdf:
            links = frozenset(address for page in pdf.pages for address in _links(page))
            yield Pdf(path, len(pdf.pages), path.stat().st_size, links)


def _links(page: pikepdf.Page) -> Iterator[str]:
    for note in page.get("/Annots", []):
        action = note.get("/A", {})
        if "/URI" in action:
            yield str(action["/URI"])


def without_target(pdf: Pdf, addresses: dict[str, Path]) -> list[str]:
    """Return the links of a PDF to pages and files that are not there.

    `addresses` are beginnings of our addresses with the folders that stand there. Sections are those of the page that
    was printed, which is looked at as a page.
    """
    missing = []
    for link in sorted(pdf.links):
        for start, folder in addresses.items():
            if link.startswith(start):
                target = folder / unquote(link.removeprefix(start).partition("#")[0].partition("?")[0])
                if not (target / "index.html" if target.is_dir() else target).is_file():
                    missing.append(link)
    return missing


def broken_rules(*paths: Path) -> list[str]:
    """Return what breaks PDF/UA-1 by outloud's conformance layer, as `file: rule: what`.

    Raises OSError where the tests' requirements are not installed.
    """
    command = [str(Path(sys.executable).with_name(PROGRAM)), "--layer", "conformance", "--json", "-", "-q"]
    done = run([*command, *map(str, paths)], capture_output=True, text=True, check=False)
    if "{" not in done.stdout:
        raise RuntimeError(f"{PROGRAM} failed: {done.stderr}")
    broken = []
    for result in json.loads(done.stdout[done.stdout.index("{") :])["results"]:
        errors = (found for found in result["findings"] if found["severity"] == "error")
        said = [f"{found['rule']}: {found['message']}" for found in errors]
        broken += [f"{result['path']}: {one}" for one in [*said, *filter(None, [result["error"]])]]
    return broken


def version() -> str:
    """Return the version of the checker."""
    return version_of(PROGRAM)
