"""The list of an edition's files with their hashes: proof that nothing but the banners of its pages ever changed."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from knowledge_base.banner import CLOSE, OPEN

NAME = "data/manifest.json"
NOTE = (
    f"Hashes of web pages leave out what stands between {OPEN} and {CLOSE}, these marks included. "
    "They are those of the pages on the web: the package for reading without a server holds them in another form."
)


def make_manifest(files: Iterable[tuple[str, bytes]], edition: str) -> str:
    """Return the list as JSON. `files` are path and content of each file but the list itself."""
    hashes = dict(sorted((path, digest(path, content)) for path, content in files if path != NAME))
    content = {"edition": edition, "algorithm": "SHA-256", "note": NOTE, "files": hashes}
    return json.dumps(content, ensure_ascii=False, indent=0) + "\n"


def write_manifest(site: Path, edition: str) -> None:
    """Write the list of all files of the built site `site` into it. Nothing may be written after it."""
    files = ((path.relative_to(site).as_posix(), path) for path in site.rglob("*") if path.is_file())
    listed = make_manifest(((name, path.read_bytes()) for name, path in files), edition)
    (site / NAME).write_text(listed, encoding="utf-8")


def sha256(text: str) -> str:
    """Return the hash of a list, by which the register knows it."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest(path: str, content: bytes) -> str:
    """Return a file's hash in hexadecimal digits, for a page without its banner."""
    return hashlib.sha256(without_banner(content) if path.endswith(".html") else content).hexdigest()


def without_banner(page: bytes) -> bytes:
    """Return a page without what is renewed when a later edition is published."""
    before, mark, rest = page.partition(OPEN.encode())
    return before + rest.partition(CLOSE.encode())[2] if mark else page


def differences(files: Mapping[str, bytes], manifest: str) -> list[str]:
    """Return what is wrong with an edition's files, a line for each file that is gone, new or not the same."""
    listed: dict[str, str] = json.loads(manifest)["files"]
    found = {path: content for path, content in files.items() if path != NAME}
    return [
        *(f"{path} is gone" for path in sorted(listed.keys() - found.keys())),
        *(f"{path} was added" for path in sorted(found.keys() - listed.keys())),
        *(
            f"{path} was changed"
            for path in sorted(listed.keys() & found.keys())
            if digest(path, found[path]) != listed[path]
        ),
    ]
