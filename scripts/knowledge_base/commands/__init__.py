"""The verbs of `scripts/kb`, by what they are for. Each is one sentence; the work is done elsewhere."""

import argparse
import datetime
from collections.abc import Callable

Verb = Callable[..., argparse.ArgumentParser]  # (function, *examples): a verb with its sentence, named as the function


def day(parser: argparse.ArgumentParser, what: str) -> None:
    """Let a verb be given the day that it writes down. Commands may ask the clock; builds never do."""
    parser.add_argument("--date", type=datetime.date.fromisoformat, help=f"{what} (default: today)")


def count(text: str) -> int:
    """Return a whole number that is not negative."""
    if (number := int(text)) < 0:
        raise ValueError(text)
    return number
