"""Zensical, in an environment of its own: its packages are no part of the project."""

import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.bench.exit.configuration import CONFIGURATION
from knowledge_base.publish.errors import PublishError

VERSION = "0.0.73"  # the newest whose own requirements could be had when this was written
# Both render with these: the same versions, so that a difference is Zensical's and not theirs.
SHARED = ("Markdown", "pymdown-extensions")


def install(wanted: str = VERSION, root: Path = REPOSITORY) -> Path:
    """Return Zensical's command, installed under `root`/.cache by the first call, the only one to need a network.

    Raises PublishError when it cannot be installed.
    """
    requirements = [f"zensical=={wanted}", *(f"{name}=={version(name)}" for name in SHARED)]
    folder = root / ".cache" / "zensical"
    stamp, programs = folder / "kb.stamp", folder / ("Scripts" if sys.platform == "win32" else "bin")
    asked = "\n".join([*requirements, sys.version])
    if not stamp.exists() or stamp.read_text("utf-8") != asked:
        shutil.rmtree(folder, ignore_errors=True)
        _run([sys.executable, "-m", "venv", str(folder)], root)
        _run(
            [str(programs / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check", *requirements], root
        )
        stamp.write_text(asked, encoding="utf-8")
    if command := shutil.which("zensical", path=str(programs)):
        return Path(command)
    raise PublishError(f"Zensical {wanted} brings no command.")


def build(command: Path, folder: Path) -> str:
    """Build the project in `folder`. Return Zensical's own verdict, such as “No issues found”.

    Raises PublishError when it stops.
    """
    said = _run([str(command), "build", "--clean", "-f", CONFIGURATION], folder)
    frame = ("Build started", "Build finished")
    return "; ".join(line.strip() for line in said.splitlines() if line.strip() and not line.startswith(frame))


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    if done.returncode:
        raise PublishError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr
