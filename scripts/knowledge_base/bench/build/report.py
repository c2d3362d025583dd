"""The figures of `kb bench build` for a terminal."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from knowledge_base.bench.tables import seconds, table

if TYPE_CHECKING:
    from knowledge_base.bench.build import Measured

HEAD = ("page pairs", "ours s", "stock s", "ours/stock", "CPU s", "stock CPU s", "MB memory", "largest", "stock MB")
HEAD += ("MB written", "stock", "kB a pair", "edit s")


def show(found: Sequence["Measured"]) -> None:
    """Print a row for each size. `largest` is the most memory that one process held."""
    busy = f"load of this machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    table(f"Builds without print ({busy})", HEAD, [_row(one) for one in found], 0)


def _row(one: "Measured") -> tuple[str, ...]:
    return (
        str(one.pairs),
        seconds(one.ours.wall),
        seconds(one.stock.wall),
        f"{one.ours.wall / one.stock.wall:.2f}",
        seconds(one.ours.cpu),
        seconds(one.stock.cpu),
        _mega(one.ours.memory),
        _mega(one.ours.largest),
        _mega(one.stock.memory),
        _mega(one.written),
        _mega(one.stock_written),
        f"{one.written / one.pairs / 1e3:.0f}",
        "–" if one.edit is None else seconds(one.edit),
    )


def _mega(size: float) -> str:
    return f"{size / 1e6:.0f}"
