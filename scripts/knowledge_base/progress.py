"""How far long work has come: one line on a terminal, nothing elsewhere."""

import sys
import time
from typing import TextIO


class Progress:
    """Counts pages and PDFs done. `stream` is asked whether it is a terminal."""

    def __init__(self, stream: TextIO = sys.stderr):
        self.stream = stream
        self.shown = stream.isatty()
        self.started = time.monotonic()
        self.done: dict[str, int] = {}
        self.total: dict[str, int] = {}

    def expect(self, what: str, count: int) -> None:
        """Add `count` pieces of work named `what`."""
        self.total[what] = self.total.get(what, 0) + count
        self._show(what)

    def tick(self, what: str) -> None:
        """Count one piece as done."""
        self.done[what] = self.done.get(what, 0) + 1
        self._show(what)

    def _show(self, what: str) -> None:
        if not self.shown:
            return
        seconds = time.monotonic() - self.started
        line = f"{what} {self.done.get(what, 0)}/{self.total.get(what, 0)}, {seconds:.0f} s"
        self.stream.write(f"\r{line:<60}")
        self.stream.flush()

    def finish(self, text: str) -> None:
        """End the line with `text` and the seconds it all took."""
        seconds = time.monotonic() - self.started
        line = f"{text} ({seconds:.1f} s)"
        self.stream.write((f"\r{line:<60}" if self.shown else line) + "\n")
