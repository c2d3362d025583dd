"""A static server as a plain host would be: gzip, keep-alive, caching; it counts what it sends."""

import functools
import gzip
import http.server
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}


@dataclass
class Log:
    """What was sent: path and body bytes of each answer; and what is held back until `released`.

    `kept` says whether browsers may keep what they are sent.
    """

    sent: list[tuple[str, int]] = field(default_factory=list)
    open: int = 0
    kept: bool = True
    held: tuple[str, ...] = ()
    released: threading.Event = field(default_factory=threading.Event)

    def restart(self, held: tuple[str, ...] = ()) -> None:
        """Forget what was sent. Addresses that hold a text of `held` wait for `released`."""
        self.sent = []
        self.held = held
        self.released.clear()


class Handler(http.server.BaseHTTPRequestHandler):
    """Sends files of one folder."""

    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16  # head and body in one packet: else the kernel waits between them

    def __init__(self, *arguments, folder: Path, log: Log, **more):
        self.folder, self.log = folder, log
        super().__init__(*arguments, **more)

    def do_GET(self) -> None:  # the name that http.server calls
        name = unquote(self.path.partition("?")[0])
        path = self.folder / name.lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        self.log.open += 1
        try:
            if any(part in name for part in self.log.held):
                self.log.released.wait(120)
            self._answer(name, path)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            self.log.open -= 1

    def _answer(self, name: str, path: Path) -> None:
        if not path.is_file():
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        kind = TYPES.get(path.suffix)
        body = _packed(path) if kind else path.read_bytes()
        self.log.sent.append((name, len(body)))
        self.send_response(200)
        self.send_header("Content-Type", kind or "application/octet-stream")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600" if self.log.kept else "no-store")
        if kind:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments) -> None:
        pass


class Server(http.server.ThreadingHTTPServer):
    """Keeps silent about browsers that leave in the middle of an answer."""

    daemon_threads = True

    def handle_error(self, request, client_address) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@functools.lru_cache(maxsize=2000)
def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0)


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, Log]]:
    """Serve a folder. Yields its address, which ends with a slash, and the log of what is sent."""
    log = Log()
    _packed.cache_clear()
    server = Server(("127.0.0.1", 0), functools.partial(Handler, folder=folder, log=log))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", log
    finally:
        server.shutdown()
        server.server_close()
