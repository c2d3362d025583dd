"""Processes that work for this one, side by side on the cores there are, and never outlive it."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import wait
from typing import TypeVar

Given = TypeVar("Given")

# What a build makes lives to its end: looking through all of it for garbage as often as Python does takes 3 % of it.
SELDOM = (50_000, 20, 20)


def cores() -> int:
    """Return on how many cores this process may run."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_copy() -> bool:
    """Tell whether a process may begin as a copy of this one."""
    # A copy has none of the threads, but what they were about to give back; on macOS libraries forbid copies.
    return sys.platform == "linux" and threading.active_count() == 1


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Have Python look for garbage seldom while the block runs."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def workers(count: int | None = None, copies: bool = False) -> Iterator[ProcessPoolExecutor]:
    """Give a pool of `count` processes, or of as many as there are cores.

    Where it can be done safely, `copies` has each begin as a copy of this process at the moment when the first work is
    given: it loads nothing again, and what both leave unchanged is in memory once. Work that has not begun when the
    block ends, by a fault or a signal, is not begun.
    """
    context = multiprocessing.get_context("fork" if copies and can_copy() else "spawn")
    pool = ProcessPoolExecutor(count or cores(), mp_context=context, initializer=_begin)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def begun(pool: ProcessPoolExecutor | None, work: Callable[..., Given], *arguments: object) -> Callable[[], Given]:
    """Begin work in another process. Return what waits for its result; without a pool, what does the work."""
    return pool.submit(work, *arguments).result if pool else partial(work, *arguments)


def _begin() -> None:
    gc.set_threshold(*SELDOM)
    for number in signal.valid_signals():
        if callable(signal.getsignal(number)):  # a copy has what its parent does when it is stopped
            signal.signal(number, signal.SIG_DFL)
    # A terminal sends Ctrl-C to all; the parent decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # A pool's processes wait for work for ever when the one that gives it was killed.
    wait([multiprocessing.parent_process().sentinel])
    os._exit(1)
