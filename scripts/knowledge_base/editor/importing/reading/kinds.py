"""What kind of file it is: by its content, since names mislead."""

import zipfile
from pathlib import Path

from knowledge_base.editor.importing.limits import FILE_BYTES
from knowledge_base.editor.importing.refused import UnreadableError

HEAD = 4096
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
FORMATS = "PDF, Word (.docx), HTML, Akoma Ntoso XML, Markdown or plain text"


def kind_of(path: Path) -> str:
    """Return “pdf”, “docx”, “xml”, “html” or “text”.

    Raises UnreadableError for a file that is empty, too large or of another kind.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise UnreadableError(f"cannot be read ({error.strerror}).", "Correct the name of the file.") from None
    if not head.strip():
        raise UnreadableError("is empty.", "Fetch the file again.")
    if size > FILE_BYTES:
        what = f"has {size / 1e6:.0f} MB; at most {FILE_BYTES / 1e6:.0f} are read."
        raise UnreadableError(what, "Take the text alone, without pictures, or save it as plain text.")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK"):
        return _zipped(path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        mend = "Open it in Word or LibreOffice and save it as .docx without a password."
        raise UnreadableError("is an old Word file (.doc) or a Word file with a password.", mend)
    if head.startswith(b"{\\rtf"):
        raise UnreadableError("is a Rich Text file.", "Open it in Word or LibreOffice and save it as .docx.")
    return _text(path, head)


def _zipped(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            if "word/document.xml" in archive.namelist():
                return "docx"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        mend = "Fetch it again, or open it in Word and save it anew."
        raise UnreadableError("is a damaged Word file or zip.", mend) from None
    raise UnreadableError("is a zip without a Word text in it.", f"Give one file: {FORMATS}.")


def _text(path: Path, head: bytes) -> str:
    start = head
    for bom in BOMS:
        start = start.removeprefix(bom)
    start = start.lstrip().lower()
    utf16 = head.startswith(BOMS[1:])
    if b"\0" in head and not utf16:
        raise UnreadableError("is no text that can be read.", f"Give one of: {FORMATS}.")
    if path.suffix.lower() in (".html", ".htm", ".xhtml") or start.startswith((b"<!doctype html", b"<html")):
        return "html"
    if path.suffix.lower() in (".xml", ".akn") or start.startswith((b"<?xml", b"<akomantoso")):
        return "html" if b"<html" in start[:1000] else "xml"
    if utf16:
        raise UnreadableError("is not UTF-8.", "Save the file with the encoding UTF-8.")
    if path.suffix.lower() == ".pdf":
        raise UnreadableError("is no PDF, though its name says so.", "Fetch it again; it may be a page with an error.")
    if path.suffix.lower() == ".docx":
        raise UnreadableError("is no Word file, though its name says so.", "Fetch it again.")
    return "text"
