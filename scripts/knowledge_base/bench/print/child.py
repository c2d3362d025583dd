"""The two ends at which the bench holds our export; run as a process of its own, in a scratch copy of the repository.

    python -m knowledge_base.bench.print.child collect SITE CALL    builds the site; keeps the call of export in CALL
    python -m knowledge_base.bench.print.child export CALL COST     makes that call; writes what it took to COST

CALL is a pickle of the positional and the named arguments; the first argument is the list of jobs. What `export`
starts must have ended when it returns: only then are its processor seconds known.
"""

import json
import pickle
import sys
import time
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.bench.meter import processor_seconds
from knowledge_base.publish.paper import export as printing


def collect(site: Path, call: Path) -> None:
    """Build the site into `site` with everything but the PDFs."""
    from knowledge_base.building import render

    printing.export = lambda *arguments, **named: call.write_bytes(pickle.dumps((arguments, named)))
    render(REPOSITORY, site)


def export_kept(call: Path, cost: Path) -> None:
    """Write the PDFs of a kept call."""
    arguments, named = pickle.loads(call.read_bytes())
    cpu, wall = processor_seconds(), time.perf_counter()
    printing.export(*arguments, **named)
    taken = {"wall": time.perf_counter() - wall, "cpu": processor_seconds() - cpu}
    cost.write_text(json.dumps(taken), encoding="utf-8")


if __name__ == "__main__":
    {"collect": collect, "export": export_kept}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
