"""What processes that work side by side hold of memory. On Linux with glibc; elsewhere nothing is done."""

import ctypes
import sys
from collections.abc import Callable

MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD of <malloc.h>
LARGE = 128 * 1024  # bytes; glibc begins with this and raises it to 32 MB as large blocks are freed


def keep_large_apart() -> None:
    """Have the text of each page stand by itself, so that it goes back to the system when it is freed: mallopt(3)."""
    if change := _from_system("mallopt"):
        change(MMAP_THRESHOLD, LARGE)


def give_back() -> None:
    """Give freed memory back to the system: glibc keeps what lies between blocks in use, see malloc_trim(3)."""
    if trim := _from_system("malloc_trim"):
        trim(0)


def _from_system(name: str) -> Callable[..., int] | None:
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
