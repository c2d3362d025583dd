"""Word files (.docx), with python-docx: text, also in tables, with the numbers that Word counts itself."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
from docx.oxml.ns import qn
from lxml.etree import _Element

from knowledge_base.editor.importing.limits import CHARACTERS, UNPACKED_BYTES
from knowledge_base.editor.importing.model import Doubt, Line, Place, Reading
from knowledge_base.editor.importing.reading.word_numbers import Numbering
from knowledge_base.editor.importing.refused import UnreadableError

PARAGRAPH, DELETED, INSERTED = qn("w:p"), qn("w:del"), qn("w:ins")
# What stands in the file twice, or beside the text.
LEFT_OUT = frozenset(
    {
        DELETED,
        qn("w:moveFrom"),
        qn("w:txbxContent"),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
DAMAGED = "Open it in Word or LibreOffice and save it anew."


def read(path: Path, progress: Callable[[], None]) -> Reading:
    """Return the paragraphs of a Word file; a place is the number of a paragraph.

    Raises UnreadableError for one that is damaged, holds a document type or unpacks to too much.
    """
    _check(path)
    try:
        document = docx.Document(str(path))
        body = document.element.body
        numbering = Numbering(document)
        lines: list[Line] = []
        for number, paragraph in enumerate(_paragraphs(body), start=1):
            if number % 500 == 0:
                progress()
            text, label = _text(paragraph), numbering.label(paragraph)
            parts = [" ".join(part.split()) for part in text.split("\n")]
            parts[0] = f"{label} {parts[0]}".strip() if label else parts[0]
            level = _level(paragraph)
            lines += [Line(part, Place(number, word="paragraph"), level) for part in parts]
        title = document.core_properties.title or ""
    except UnreadableError:
        raise
    except Exception as error:  # python-docx raises many kinds for broken files
        raise UnreadableError(f"is a damaged Word file ({type(error).__name__}).", DAMAGED) from None
    if not any(line.text for line in lines):
        mend = "Save the text itself as .docx; a Word file of scanned pages needs text recognition (OCR) first."
        raise UnreadableError("has no text.", mend)
    return Reading(tuple(lines), title if len(title) > 8 else "", tuple(_doubts(body)))


def _check(path: Path) -> None:
    """Raise UnreadableError for what would unpack to too much, is encrypted or brings entities along."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > UNPACKED_BYTES:
                raise UnreadableError(
                    "unpacks to more than a text needs.", "Remove its pictures, or save it as plain text."
                )
            if any(entry.flag_bits & 1 for entry in entries):
                raise UnreadableError("is locked with a password.", "Save it as .docx without a password.")
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(entry)[:4096]:
                    raise UnreadableError("holds a document type, which no Word file has.", DAMAGED)
            if sum(len(archive.read(name)) for name in ("word/document.xml",)) > CHARACTERS * 8:
                raise UnreadableError("has too much text.", "Give the law alone.")
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise UnreadableError(f"is a damaged Word file ({type(error).__name__}).", DAMAGED) from None
    except Exception as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(f"is a damaged Word file ({type(error).__name__}).", DAMAGED) from None


def _paragraphs(body: _Element) -> Iterator[_Element]:
    for paragraph in body.iter(PARAGRAPH):
        if not any(above.tag in LEFT_OUT for above in paragraph.iterancestors()):
            yield paragraph


def _text(paragraph: _Element) -> str:
    """Return a paragraph's words, inserted ones included, deleted ones not."""
    words: list[str] = []
    tab, breaks, word, hyphen = qn("w:tab"), (qn("w:br"), qn("w:cr")), qn("w:t"), qn("w:noBreakHyphen")
    for node in paragraph.iter(word, tab, *breaks, hyphen):
        above = list(node.iterancestors())
        inner = above[: above.index(paragraph)]
        if any(one.tag in LEFT_OUT for one in inner) or node.getparent().tag == qn("w:tabs"):
            continue
        if node.tag == word:
            words.append(node.text or "")
        else:
            words.append("\t" if node.tag == tab else "-" if node.tag == hyphen else "\n")
    return "".join(words)


def _level(paragraph: _Element) -> int:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    name = style.get(qn("w:val"), "") if style is not None else ""
    digits = name.removeprefix("Heading")
    return int(digits) if name.startswith("Heading") and digits.isdigit() else 1 if name == "Title" else 0


def _doubts(body: _Element) -> Iterator[Doubt]:
    if next(body.iter(INSERTED, DELETED), None) is not None:
        yield Doubt(None, "The Word file has tracked changes: it was read as if all were accepted")
