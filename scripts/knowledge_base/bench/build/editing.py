"""How long an editor waits for a saved page under `kb serve`."""

import os
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from knowledge_base.bench.meter import python
from knowledge_base.publish.errors import PublishError

PAGE = "law/crc"
EDITS = 3
REST = 20.0  # seconds between two edits; who writes looks at what was written
PATIENCE = 600.0  # seconds; beyond, something is broken
LOOK = 0.05


def seconds_until_shown(repository: Path, environment: Mapping[str, str]) -> float:
    """Return the median of the seconds from saving a page to its being served. Raises PublishError if it never is."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    source, served = repository / f"docs/en/{PAGE}.md", f"http://{address}/{PAGE}/"
    with tempfile.TemporaryFile() as said:
        command = python("knowledge_base.cli", "serve", "--address", address)
        server = subprocess.Popen(command, env=os.environ | environment, stdout=said, stderr=said)
        try:
            _await(served, "</html>", server)
            return median(_edit(source, served, server, number) for number in range(EDITS))
        finally:
            server.terminate()
            server.wait()


def _edit(source: Path, served: str, server: subprocess.Popen, number: int) -> float:
    time.sleep(REST)
    sentence = f"Sentence {number} of this measurement."
    text = source.read_text("utf-8").replace("\n## ", f"\n{sentence}\n\n## ", 1)
    started = time.monotonic()
    source.write_text(text, encoding="utf-8")
    _await(served, sentence, server)
    return time.monotonic() - started


def _await(address: str, words: str, server: subprocess.Popen) -> None:
    end = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                if words in answer.read().decode():
                    return
        except OSError:  # it does not answer yet
            pass
        time.sleep(LOOK)
    raise PublishError(f"kb serve did not show “{words}” at {address}.")
