"""Writing a file so that it is there whole or not at all."""

from pathlib import Path


def write_whole(target: Path, content: bytes) -> None:
    """Write `content` beside `target` and then put it in its place."""
    partial = target.with_suffix(".part")
    partial.write_bytes(content)
    partial.replace(target)
