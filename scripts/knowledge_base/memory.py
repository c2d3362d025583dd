"""What processes that work side by side hold of memory."""

import ctypes
import sys


def give_back() -> None:
    """Give freed memory back to the system: glibc keeps what lies between blocks in use, see malloc_trim(3)."""
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)
