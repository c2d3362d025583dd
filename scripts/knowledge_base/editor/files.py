"""Several files written together: all of them or none."""

import contextlib
from collections.abc import Mapping
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.editor.refused import RefusedError
from knowledge_base.reading import relative


def write_all(files: Mapping[Path, str], root: Path = REPOSITORY) -> None:
    """Write each text to its path, as UTF-8 with Unix line ends. If one cannot be written, all stay as they were.

    Raises RefusedError for a path outside the repository and for one that cannot be written.
    """
    outside = [relative(path, root) for path in files if not path.resolve().is_relative_to(root.resolve())]
    if outside:
        raise RefusedError(f"{shown}: leads out of the repository. Put a plain folder there." for shown in outside)
    before: dict[Path, bytes | None] = {}
    aside = {path: path.with_name(f".{path.name}.tmp") for path in files}
    current = next(iter(files), root)
    try:
        for current, text in files.items():
            before[current] = current.read_bytes() if current.exists() else None
            aside[current].write_text(text, encoding="utf-8", newline="\n")
        for current in files:
            aside[current].replace(current)
    except BaseException as error:
        for path, content in before.items():
            with contextlib.suppress(OSError):
                aside[path].unlink(missing_ok=True)
                _restore(path, content)
        if isinstance(error, OSError):
            what = f"{relative(current, root)}: cannot be written ({error.strerror}). Nothing was changed."
            raise RefusedError([what]) from None
        raise


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    elif path.read_bytes() != content:
        path.write_bytes(content)
