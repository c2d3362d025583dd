"""Files that cannot be imported: one clear line, exit code 1, nothing left behind, no network, no waiting."""

import io
import time
import zipfile
from pathlib import Path

import pikepdf
import pytest
from conftest import Workshop
from knowledge_base.editor.importing.sandbox import read_document
from knowledge_base.findings import InputError
from official_files import make_docx, make_pdf
from weasyprint import HTML

LONGEST = 10.0
LINES = [f"Article {number}" if number % 2 else f"The State shall do what {number} says." for number in range(1, 40)]
NESTED = "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
BOMB = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">{NESTED}]><akomaNtoso>&i;</akomaNtoso>'
EMPTY_PAGE = b"<html><head><title>x</title></head><body><script>1</script></body></html>"
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body><article><num>1</num>'
    "<content><p>&x;</p></content></article></body></act></akomaNtoso>"
)


def pdf(folder: Path) -> Path:
    return make_pdf(LINES, folder / "whole.pdf", "en", head="Journal")


def encrypted(folder: Path) -> Path:
    target = folder / "locked.pdf"
    with pikepdf.open(pdf(folder)) as document:
        document.save(target, encryption=pikepdf.Encryption(owner="o", user="secret"))
    return target


def scanned(folder: Path) -> Path:
    """Pages that are pictures, as a scanner without text recognition writes them."""
    shape = '<rect width="400" height="9" y="40"/>'
    picture = f'<svg width="500" height="700" xmlns="http://www.w3.org/2000/svg">{shape}</svg>'
    HTML(string=f'{picture}<p style="page-break-before:always">{picture}').write_pdf(folder / "scan.pdf")
    return folder / "scan.pdf"


def cut(path: Path, part: float) -> Path:
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * part)])
    return path


def looping(folder: Path) -> Path:
    """A PDF whose tree of pages is its own child."""
    target = folder / "loop.pdf"
    with pikepdf.open(pdf(folder)) as document:
        document.Root.Pages.Kids = pikepdf.Array([document.Root.Pages])
        document.save(target)
    return target


def word_with(folder: Path, name: str, content: bytes) -> Path:
    """A Word file in which one part is replaced."""
    target = make_docx(LINES, folder / "word.docx")
    whole = io.BytesIO(target.read_bytes())
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
        if name not in old.namelist():
            new.writestr(name, content)
    return target


def plain_zip(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "table.docx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return folder / "table.docx"


def raw(name: str, content: bytes):
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return make


BODY = "word/document.xml"
DOCTYPE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document/>'
BROKEN = {
    "empty": (raw("law.pdf", b""), "is empty"),
    "only spaces": (raw("law.txt", b" \n\n \n"), "is empty"),
    "cut PDF": (lambda folder: cut(pdf(folder), 0.6), "damaged PDF"),
    "head of a PDF": (raw("law.pdf", b"%PDF-1.7\n"), "damaged PDF"),
    "PDF with rubbish": (raw("law.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 400), "damaged PDF"),
    "looping PDF": (looping, "PDF"),
    "locked PDF": (encrypted, "locked with a password"),
    "scanned PDF": (scanned, "scanned"),
    "page named PDF": (raw("law.pdf", b"Not found. Please log in to download this file."), "is no PDF"),
    "cut Word file": (lambda folder: cut(make_docx(LINES, folder / "w.docx"), 0.5), "damaged Word file"),
    "Word file with broken XML": (lambda folder: word_with(folder, BODY, b"<w:document"), "damaged Word"),
    "Word file with entities": (lambda folder: word_with(folder, BODY, DOCTYPE), "document type"),
    "Word file that unpacks": (lambda folder: word_with(folder, "word/x.bin", bytes(160_000_000)), "unpacks"),
    "another zip": (plain_zip, "zip without a Word text"),
    "old Word file": (raw("law.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), "old Word file"),
    "rich text": (raw("law.rtf", b"{\\rtf1 Pasal 1}"), "Rich Text"),
    "binary": (raw("law.txt", bytes(range(256)) * 20), "no text that can be read"),
    "picture": (raw("law.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(99)), "no text that can be read"),
    "Latin-1": (raw("law.txt", "Pasal 1 é\n".encode("latin-1") * 9), "is not UTF-8"),
    "UTF-16": (raw("law.txt", "Pasal 1\n".encode("utf-16") * 9), "is not UTF-8"),
    "signs only": (raw("law.txt", b"... 1 2 3 --- ???\n" * 20), "has no text"),
    "empty page": (raw("law.html", EMPTY_PAGE), "without text"),
    "entity bomb": (raw("law.xml", BOMB.encode()), "law.xml:1"),
    "external entity": (raw("law.xml", OUTSIDE.encode()), "document type"),
    "broken XML": (raw("law.xml", b'<?xml version="1.0"?>\n<akomaNtoso>\n<act>'), "broken XML"),
    "other XML": (raw("law.xml", b'<?xml version="1.0"?><feed xmlns="urn:x"/>'), "not Akoma Ntoso"),
    "a folder": (lambda folder: folder, "is no file"),
    "nothing there": (lambda folder: folder / "law.pdf", "is not there"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_read_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    make, words = BROKEN[name]
    path = make(tmp_path)
    begun = time.monotonic()
    with pytest.raises(InputError) as refused:
        read_document(path)
    assert time.monotonic() - begun < LONGEST
    (finding,) = refused.value.findings
    assert words in str(finding) and finding.mend and "\n" not in finding.what
    assert "Traceback" not in str(finding)


def test_a_reader_that_gets_no_further_is_ended(tmp_path: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(InputError, match="no progress"):
        read_document(pdf(tmp_path), silence=0.01)
    assert time.monotonic() - begun < 2


def test_a_web_page_fetches_nothing_and_runs_nothing(tmp_path: Path) -> None:
    page = tmp_path / "law.html"
    outside = '<link rel="stylesheet" href="http://127.0.0.1:9/x.css"><script>Pasal 9</script>'
    body = "".join(f"<h3>Article {number}</h3><p>The State shall do it.</p>" for number in (1, 2, 3))
    page.write_text(f"<html>{outside}<img src='http://127.0.0.1:9/x.png'>{body}</html>", encoding="utf-8")
    document = read_document(page)
    assert [one.number for one in document.provisions] == ["1", "2", "3"]
    assert "Pasal 9" not in str(document)


def test_the_command_says_what_is_wrong_and_leaves_nothing(workshop: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "law.pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 9)
    before = sorted(str(file) for file in workshop.root.rglob("*") if "__pycache__" not in file.parts)
    done = workshop.kb("import", str(path))
    assert done.returncode == 1 and not done.stdout
    assert done.stderr.startswith("law.pdf:1: is a damaged PDF") and "Traceback" not in done.stderr
    assert sorted(str(file) for file in workshop.root.rglob("*") if "__pycache__" not in file.parts) == before
