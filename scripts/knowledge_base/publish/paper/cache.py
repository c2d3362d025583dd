"""What was laid out before is not laid out again: files named by a hash over all that went into them."""

import hashlib
import os
from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from weasyprint.text.ffi import pango

MOST = 1_000_000_000  # bytes; beyond, what was not used for longest goes
LIBRARIES = ("weasyprint", "pikepdf", "pydyf", "fonttools", "pyphen", "tinycss2", "tinyhtml5")


class Cache:
    """A folder of made files. Several processes may use it at once."""

    def __init__(self, folder: Path, style: Path):
        self.folder = folder
        self._salt = _salt(style)

    def made(self, ingredients: tuple[str, ...], make: Callable[[], bytes]) -> Path:
        """Return the file made from `ingredients`; where there is none yet, `make` gives its content."""
        key = hashlib.sha256(self._salt + "\0".join(ingredients).encode()).hexdigest()
        path = self.folder / key[:2] / key[2:]
        try:
            os.utime(path)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            partial = path.with_suffix(f".{os.getpid()}")
            content = make()
            try:
                with partial.open("wb") as file:
                    file.write(content)
                    # After a power cut, a name without its content would never be made anew.
                    os.fsync(file.fileno())
                partial.replace(path)
            finally:
                partial.unlink(missing_ok=True)  # of a full disk
        return path

    def trim(self) -> None:
        """Remove the files that were not used for longest, as long as all together are too large."""
        files = [(path.stat(), path) for path in self.folder.glob("*/*")]
        size = sum(stat.st_size for stat, _ in files)
        for stat, path in sorted(files, key=lambda entry: entry[0].st_mtime_ns):
            if size <= MOST:
                return
            path.unlink(missing_ok=True)
            size -= stat.st_size


@lru_cache(maxsize=2)
def _salt(style: Path) -> bytes:
    """Return a hash over what shapes every PDF: our code, the style sheets and fonts, the libraries' versions."""
    digest = hashlib.sha256()
    for folder, pattern in ((Path(__file__).parent, "*.py"), (style, "**/*.*")):
        for path in sorted(folder.glob(pattern)):
            digest.update(path.name.encode() + path.read_bytes())
    digest.update(" ".join(version(name) for name in LIBRARIES).encode())
    digest.update(str(pango.pango_version()).encode())
    return digest.digest()
