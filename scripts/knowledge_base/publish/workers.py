"""Processes that work for this one, side by side on the cores there are, and never outlive it."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait


@contextmanager
def workers() -> Iterator[ProcessPoolExecutor]:
    """Give a pool of processes. Work that has not begun when the block ends, by a fault or a signal, is not begun."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(os.cpu_count() or 1, mp_context=context, initializer=_depend_on_parent)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _depend_on_parent() -> None:
    # A terminal sends Ctrl-C to all; the parent decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # A pool's processes wait for work for ever when the one that gives it was killed.
    wait([multiprocessing.parent_process().sentinel])
    os._exit(1)
