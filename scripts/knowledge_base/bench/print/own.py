"""Our export, in a scratch copy of the repository with a cache of its own: nothing is written outside it."""

import json
import pickle
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.bench.meter import Cost, python, run
from knowledge_base.build_time import VARIABLE, commit_time
from knowledge_base.building import PDF_SWITCH
from knowledge_base.publish.errors import PublishError
from knowledge_base.publish.paper.jobs import PairJob
from knowledge_base.registers import load_registers

CACHE = ".cache"  # where the export keeps pages, below the repository's root
CHILD = "knowledge_base.bench.print.child"
ROOT_URL = "https://child-protection.example/"
NOT_COPIED = frozenset({"site", "dist", "tests"})
VERSIONS = "docs/data/versions.yml"
EDITED = "docs/en/law/crc.md"
SENTENCE = "\nThis sentence was added to see what one edit costs.\n"


@dataclass(frozen=True)
class Scratch:
    """A copy of the repository below `folder`, and the site built from it."""

    folder: Path

    @property
    def root(self) -> Path:
        return self.folder / "repository"

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @property
    def cache(self) -> Path:
        return self.root / CACHE

    def copy(self, source: Path = REPOSITORY) -> None:
        """Copy the text and the programs; neither git's folder nor any cache."""
        self.root.mkdir(parents=True)
        for path in source.iterdir():
            if path.name in NOT_COPIED or path.name.startswith("."):
                continue
            if path.is_dir():
                shutil.copytree(path, self.root / path.name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(path, self.root / path.name)

    def edit(self) -> None:
        """Append a sentence to one page, whose version nobody asks about here."""
        (self.root / VERSIONS).write_text("{}\n", encoding="utf-8")
        with (self.root / EDITED).open("a", encoding="utf-8") as page:
            page.write(SENTENCE)

    def build(self) -> "Call":
        """Build the site without its PDFs, and return the call that would have written them."""
        shutil.rmtree(self.site, ignore_errors=True)
        self.site.mkdir(parents=True)
        kept = self.folder / "call.pickle"
        kept.unlink(missing_ok=True)
        run(python(CHILD, "collect", str(self.site), str(kept)), self._environment())
        if not kept.exists():
            raise PublishError("the build asked for no PDFs")
        return Call(*pickle.loads(kept.read_bytes()))

    def export(self, call: "Call", cold: bool) -> Cost:
        """Write the PDFs of a call. The site holds none before; `cold` empties the cache as well.

        Seconds are those of the export alone; memory is that of its processes.
        """
        for path in call.targets:
            path.unlink(missing_ok=True)
        if cold:
            shutil.rmtree(self.cache, ignore_errors=True)
        kept, taken = self.folder / "one.pickle", self.folder / "one.json"
        kept.write_bytes(pickle.dumps((call.arguments, call.named)))
        whole = run(python(CHILD, "export", str(kept), str(taken)), self._environment())
        return replace(whole, **json.loads(taken.read_text("utf-8")))

    def _environment(self) -> dict[str, str]:
        settings = {"PYTHONPATH": str(self.root / "scripts"), "PYTHONHASHSEED": "0", PDF_SWITCH: "1"}
        return settings | {"SITE_URL": ROOT_URL, VARIABLE: commit_time(REPOSITORY)}


@cache
def site_url() -> str:
    """Return the address of the site that is built here, with the folder of its edition."""
    return f"{ROOT_URL}{load_registers().edition.folder}/"


@dataclass(frozen=True)
class Call:
    """A call of the export: its arguments, of which the first are the jobs."""

    arguments: tuple
    named: dict

    @property
    def jobs(self) -> tuple:
        return tuple(self.arguments[0])

    @property
    def targets(self) -> list[Path]:
        """Return the PDFs that the call writes."""
        return [job.target for job in self.jobs if not isinstance(job, PairJob)]

    def of(self, jobs: Iterable) -> "Call":
        """Return the same call for other jobs."""
        return Call((list(jobs), *self.arguments[1:]), self.named)
