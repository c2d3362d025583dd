"""One at a time: what two processes in one folder would spoil for each other."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge_base.editor.refused import RefusedError

try:
    import fcntl
except ImportError:  # Windows, which has no locks on folders
    fcntl = None


@contextmanager
def alone(folder: Path, refusal: str) -> Iterator[None]:
    """Hold `folder` for this process. Raises RefusedError with the sentence `refusal` where another one holds it.

    The folder itself is locked: no file is left behind, and the lock ends with its process, however that ends.
    """
    handle = None if fcntl is None else os.open(folder, os.O_RDONLY)
    try:
        if handle is not None and not _held(handle):
            raise RefusedError([refusal])
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _held(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system without locks: better without one than not at all
    return True
