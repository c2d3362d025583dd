"""Reading a file without trusting it: in a process of its own, ended when it stops getting further."""

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path

from knowledge_base.editor.importing.limits import SILENCE
from knowledge_base.editor.importing.model import Document
from knowledge_base.editor.importing.refused import UnreadableError, refusal
from knowledge_base.editor.importing.transport import from_json

SCRIPTS = Path(__file__).resolve().parents[3]
AGAIN = "Fetch it again, or save its text as .txt and import that."


def read_document(path: Path, kind: str | None = None, which: int = 1, silence: float = SILENCE) -> Document:
    """Return the document in the file at `path`.

    `kind` is its layout if that is known, `which` its text if it holds several; a file whose reading gets no further
    for `silence` seconds is given up. Raises InputError for a file that cannot be read.
    """
    try:
        return _read(path, kind, which, silence)
    except UnreadableError as error:
        raise refusal(path, error) from None


def _read(path: Path, kind: str | None, which: int, silence: float) -> Document:
    if not path.is_file():
        raise UnreadableError("is no file." if path.exists() else "is not there.", "Correct the name of the file.")
    environment = {**os.environ, "PYTHONPATH": str(SCRIPTS), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", f"{__package__}.child", str(path.resolve()), kind or "", str(which)]
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )
    said: queue.Queue[bytes | None] = queue.Queue()

    def listen() -> None:
        for line in child.stdout:
            said.put(line)
        said.put(None)

    threading.Thread(target=listen, daemon=True).start()
    try:
        while (line := said.get(timeout=silence)) is not None:
            verb, _, rest = line.decode("utf-8").rstrip("\n").partition(" ")
            if verb == "document":
                return from_json(rest)
            if verb == "refused":
                raise UnreadableError(*json.loads(rest))
    except queue.Empty:
        raise UnreadableError(f"could not be read: no progress for {silence:.0f} seconds.", AGAIN) from None
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
    raise UnreadableError("could not be read: its reader broke off.", AGAIN)
