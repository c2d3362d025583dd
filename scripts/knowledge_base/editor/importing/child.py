"""The process that reads one file: `python -m knowledge_base.editor.importing.child FILE KIND TEXT`.

It writes a line for each step, and last either the document or what is wrong with the file.
"""

import contextlib
import json
import sys
from pathlib import Path

from knowledge_base.editor.importing.layouts.choose import recognise
from knowledge_base.editor.importing.limits import CHARACTERS, LINES, MEMORY
from knowledge_base.editor.importing.model import Document, Reading
from knowledge_base.editor.importing.reading.kinds import kind_of
from knowledge_base.editor.importing.refused import UnreadableError
from knowledge_base.editor.importing.transport import to_json
from knowledge_base.findings import InputError


def document_of(path: Path, kind: str | None, which: int) -> Document:
    """Return the document in a file. Raises UnreadableError or InputError for one that cannot be read."""
    found = kind_of(path)
    if found == "xml":
        from knowledge_base.editor.importing.reading import akn

        return akn.read(path)
    reading = _reading(path, found)
    if len(reading.lines) > LINES or sum(len(line.text) for line in reading.lines) > CHARACTERS:
        raise UnreadableError("has too much text.", "Give the law alone.")
    if not any(character.isalpha() for line in reading.lines for character in line.text):
        raise UnreadableError("has no text.", "Fetch the file again.")
    _step()
    try:
        return recognise(reading, kind, which)
    except ValueError as error:
        raise UnreadableError(f"{error}.", "Choose another with --text.") from None


def _reading(path: Path, found: str) -> Reading:
    if found == "pdf":
        from knowledge_base.editor.importing.reading import pdf

        return pdf.read(path, _step)
    if found == "docx":
        from knowledge_base.editor.importing.reading import word

        return word.read(path, _step)
    if found == "html":
        from knowledge_base.editor.importing.reading import web

        return web.read(path)
    from knowledge_base.editor.importing.reading import plain

    return plain.read(path)


def _step() -> None:
    print("step", flush=True)


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # not on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main(name: str, kind: str, which: str) -> int:
    """Read one file and write what it holds. Return 0 also where it cannot be read: that is an answer."""
    _limit_memory()
    sys.stdout.reconfigure(encoding="utf-8")
    _step()
    try:
        print("document " + to_json(document_of(Path(name), kind or None, int(which))), flush=True)
    except UnreadableError as error:
        print("refused " + json.dumps([error.what, error.mend, error.line]), flush=True)
    except InputError as error:
        finding = error.findings[0]
        print("refused " + json.dumps([finding.what, finding.mend, finding.line]), flush=True)
    except (MemoryError, RecursionError):
        answer = ["needs more memory than a text does.", "Save its text alone and import that.", 1]
        print("refused " + json.dumps(answer), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
