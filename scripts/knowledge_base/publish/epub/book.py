"""One EPUB per language, from the same plan as the printed book.

Written by hand with lxml and zipfile: ebooklib, the library at hand, is under the AGPL, dates books by the clock
and would still leave us the chapters, the notes and the accessibility metadata to make.
"""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.publish.epub import front
from knowledge_base.publish.epub.chapter import join, read_chapter
from knowledge_base.publish.epub.package import About, Item, package
from knowledge_base.publish.epub.xhtml import STYLES, document
from knowledge_base.publish.paper.jobs import Plan
from knowledge_base.registers import Registers
from knowledge_base.writing import write_whole

NAMES = {"en": "book.epub", "id": "buku.epub"}
MEDIA_TYPE = "application/epub+zip"
STYLE_SHEET = REPOSITORY / "overrides" / "epub" / STYLES
FOLDER = "EPUB"
CONTAINER = f"""<?xml version="1.0" encoding="UTF-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
  <rootfiles>
    <rootfile full-path="{FOLDER}/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""
EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip knows no earlier day; the package says when the book was modified


@dataclass(frozen=True)
class EpubJob:
    """One EPUB to write from the site built into the folder `site`, which is published at `address`."""

    plan: Plan
    site: Path
    target: Path
    address: str


def write_epub(job: EpubJob, registers: Registers, seconds: int) -> None:
    """Write one EPUB, modified `seconds` after 1970. A failure leaves no half of it."""
    write_whole(job.target, epub(job, registers, seconds))


def epub(job: EpubJob, registers: Registers, seconds: int) -> bytes:
    """Return the EPUB: the same bytes for the same site and moment."""
    plan, locale = job.plan, job.plan.locale
    words = registers.interface(locale)
    parts: front.Parts = [
        (part.title, [read_chapter(path, job.site, job.address) for path in part.pages]) for part in plan.parts
    ]
    chapters = [chapter for _, found in parts for chapter in found]
    join(chapters)
    about = About(
        locale=locale,
        title=plan.site_name,
        description=f"{registers.edition_line(locale)}. {words['about_site']}",
        accessibility=words["epub_access"],
        address=job.address,
        edition=registers.edition.number,
        seconds=seconds,
    )
    cover = front.cover(plan.site_name, locale, job.address, registers)
    contents = front.contents(parts, locale, registers)
    items = [
        Item(front.COVER),
        Item(front.CONTENTS, properties="nav"),
        *(Item(chapter.file, properties="svg" if chapter.has_drawing else "") for chapter in chapters),
        Item(STYLES, kind="text/css", read=False),
    ]
    files = {
        "package.opf": package(about, items),
        front.COVER: document(plan.site_name, locale, cover, "cover"),
        front.CONTENTS: document(words["book_contents"], locale, contents, "contents"),
        STYLES: STYLE_SHEET.read_bytes(),
    }
    files |= {chapter.file: document(chapter.title, locale, chapter.article, "page") for chapter in chapters}
    return _zip(files)


def _zip(files: dict[str, bytes]) -> bytes:
    """Return the container: first its type, unpacked (EPUB Open Container Format, section 4.3)."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(_entry("mimetype"), MEDIA_TYPE, zipfile.ZIP_STORED)
        archive.writestr(_entry("META-INF/container.xml"), CONTAINER, zipfile.ZIP_DEFLATED, 9)
        for name in sorted(files):
            archive.writestr(_entry(f"{FOLDER}/{name}"), files[name], zipfile.ZIP_DEFLATED, 9)
    return target.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.create_system = 3  # on Windows too: the same bytes everywhere
    entry.external_attr = 0o644 << 16
    return entry
