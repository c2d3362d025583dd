"""The sites that are measured: ours and the others' over one text, real or synthetic; the offline package."""

import shutil
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.bench.search import rivals
from knowledge_base.bench.search.corpus import write_corpus
from knowledge_base.publish import search
from knowledge_base.registers import load_registers

# A page of the real site from which searches are made.
SHELL = "protocols/arrest/"
LUNR_MOST = 1500  # pairs; beyond, one answer of lunr takes minutes on a slow line


@dataclass(frozen=True)
class Sites:
    """Three sites over one text. `lunr` is None for a text that is too large for it."""

    ours: Path
    lunr: Path | None
    pagefind: Path


def with_rivals(ours: Path, plain: Path, target: Path, lunr: bool = True) -> Sites:
    """Make the others' sites below `target` from plain copies of our articles."""
    target.mkdir()
    sites = Sites(ours, target / "lunr" if lunr else None, target / "pagefind")
    rivals.make_pagefind(plain, sites.pagefind)
    if sites.lunr:
        rivals.make_lunr(plain, sites.lunr)
    return sites


@contextmanager
def synthetic(real: Path, folder: Path, pairs: int) -> Iterator[Sites]:
    """Make the three sites over a synthetic text; afterwards they are removed, for the largest fill gigabytes.

    MkDocs has no part in it. Our index is written by the publishing step itself, which reads built pages: here
    generated ones. It is asked from a page of the real site, with the real scripts.
    """
    started = time.monotonic()
    pages = write_corpus(folder / "plain", pairs)
    shutil.copytree(folder / "plain", folder / "ours")
    for assets in real.glob("assets*"):
        shutil.copytree(assets, folder / "ours" / assets.name)
    version = next((real / search.FOLDER).iterdir()).name
    shell = (real / SHELL / "index.html").read_text("utf-8")
    target = folder / "ours" / SHELL / "index.html"
    target.parent.mkdir(parents=True)
    target.write_text(shell.replace(f'"{search.FOLDER}/{version}/"', f'"{search.FOLDER}/"'), encoding="utf-8")
    search.index(folder / "ours", pages, load_registers(), "", {})
    ours = time.monotonic() - started
    sites = with_rivals(folder / "ours", folder / "plain", folder / "rivals", lunr=pairs <= LUNR_MOST)
    theirs = time.monotonic() - started - ours
    print(f"{pairs:,} pairs: text and our index in {ours:.0f} s, the others' in {theirs:.0f} s", flush=True)
    yield sites
    shutil.rmtree(folder)


def offline_package(site: Path, target: Path) -> Path | str:
    """Unpack the newest offline package and return its folder, or say in a sentence why there is none to ask."""
    packages = sorted((REPOSITORY / "dist").glob("*.zip"), key=lambda path: path.stat().st_mtime)
    if not packages:
        return "Over file:// not measured: there is no offline package in dist/. First: scripts/kb build --offline"
    with zipfile.ZipFile(packages[-1]) as package:
        package.extractall(target)
    roots = [path.parent.parent for path in target.rglob("id/index.html")]
    if not roots:
        return f"Over file:// not measured: {packages[-1].name} holds no site."
    root = min(roots, key=lambda path: len(path.parts))
    # The index's folder is named after its content: under another name it holds another text.
    if {path.name for path in root.glob("search/*/")} != {path.name for path in site.glob("search/*/")}:
        return f"Over file:// not measured: {packages[-1].name} holds another text. First: scripts/kb build --offline"
    return root
