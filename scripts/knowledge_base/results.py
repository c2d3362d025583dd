"""Results of measurements, in docs/data/results.yml: what was found, with what, and on what state of the repository.

`kb bench … --record` writes them; the quality page shows them. A result stays true for as long as what was measured
stays the same: `state` tells, so that the page never passes off an old result as one of the text beside it.
"""

import datetime
import hashlib
import math
import os
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import get_args

import yaml

from knowledge_base import yamlfile
from knowledge_base.build_time import commit_hash, commit_time
from knowledge_base.models import Measure, Result
from knowledge_base.registers import validated
from knowledge_base.writing import write_whole

REGISTER = "docs/data/results.yml"
HEADER = """\
# Kept by scripts/kb bench … --record: what measurements found. `state` is the hash of what was measured, so that the
# quality page can say whether it is still the same. Not written by hand: a result is worth what its measurement is.

"""
MEASURED = ("docs", "overrides", "scripts", "mkdocs.yml", "requirements.txt")
# Records that commands write after the work is done: they say nothing new of the text. Editions add theirs too.
RECORDS = frozenset(f"docs/data/{name}.yml" for name in ("results", "editions", "translations", "versions"))
LEFT_OUT = ("__pycache__", "frozen", "printed")  # what Python keeps, and what editions said
LONGEST, MOST = 300, 50  # characters of a fault, and faults that are listed; the rest is counted


def record(
    repository: Path,
    measure: str,
    tool: str,
    figures: Mapping[str, int | float | str],
    faults: Sequence[str],
) -> None:
    """Keep what a measurement found, in place of what the same one found before.

    `tool` names program and version, `figures` numbers by name, `faults` what is wrong, a line each; none is good.
    Raises ValueError for a measure without a place on the quality page and for figures that are no numbers, InputError
    if the register cannot be read.
    """
    if measure not in get_args(Measure):
        raise ValueError(f"“{measure}” is no measure: {', '.join(get_args(Measure))}")
    for name, figure in figures.items():
        if isinstance(figure, float) and not math.isfinite(figure):
            raise ValueError(f"the figure “{name}” of {measure} is {figure}")
    listed = list(faults[:MOST]) + ([f"… {len(faults) - MOST} more"] if len(faults) > MOST else [])
    kept = load(repository)
    kept[measure] = Result(
        date=datetime.datetime.fromtimestamp(int(commit_time(repository)), datetime.UTC).date(),
        commit=commit_hash(repository),
        state=state(repository),
        tool=_line(tool),
        figures={_line(name): _line(figure) if isinstance(figure, str) else figure for name, figure in figures.items()},
        faults=[_line(fault) for fault in listed],
    )
    data = {name: kept[name].model_dump() for name in get_args(Measure) if name in kept}
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=4 * LONGEST)
    write_whole(repository / REGISTER, (HEADER + text).encode())


def load(repository: Path) -> dict[str, Result]:
    """Return the results by measure. Raises InputError with the line of each fault of the register."""
    return dict(validated(yamlfile.load(repository / REGISTER, repository), "results").results)


def state(repository: Path) -> str:
    """Return twelve hexadecimal digits for what is measured: text, registers, templates, programs, versions.

    Where the repository lies and when its files were written makes no difference, nor do records of the work.
    """
    digest = hashlib.sha256()
    for name, path in sorted(_files(repository)):
        content = path.read_bytes()
        digest.update(f"{name}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:12]


def _files(repository: Path) -> Iterator[tuple[str, Path]]:
    for top in MEASURED:
        place = repository / top
        if place.is_file():
            yield top, place
        for folder, folders, files in os.walk(place):
            folders[:] = [name for name in folders if name not in LEFT_OUT and not name.startswith(".")]
            for file in files:
                path = Path(folder, file)
                name = path.relative_to(repository).as_posix()
                if name not in RECORDS and not file.startswith(".") and path.suffix not in (".pyc", ".part", ".tmp"):
                    yield name, path


def _line(text: str) -> str:
    """Return `text` as a register may hold it: one line of readable characters, without HTML, not too long."""
    seen = (one if one.isprintable() and unicodedata.category(one) != "Mn" else " " for one in text)
    text = " ".join("".join(seen).split()).replace("<", "‹").replace(">", "›")
    return (text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…") or "–"
