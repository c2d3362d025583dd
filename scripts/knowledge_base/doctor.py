"""`kb doctor`: what is installed, what is missing, what to do. Standard library only: it must work where nothing does.

scripts/kb calls it before .venv is made, and hands over its own names (`launcher`), so that both look at a machine in
the same way.
"""

from __future__ import annotations  # an older Python must read this file to be told that it is too old

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

SPACE = 1_500_000_000  # .venv takes about 1 GB, a site with PDFs and its last one the rest
ALWAYS = "serve, check and build"
SECONDS = 120
Launcher = Mapping[str, object]


@dataclass(frozen=True)
class Item:
    """One thing that was looked at: what it is, whether it is there, what needs it, and the command that mends it."""

    name: str
    ok: bool
    found: str
    needed_for: str = ALWAYS
    mend: str = ""

    @property
    def stops(self) -> bool:
        """Whether serve, check or build cannot work without it."""
        return not self.ok and self.needed_for in (ALWAYS, "build")


def main(arguments: list[str], launcher: Launcher) -> int:
    """Read the options and run. Return 0 if serve, check and build can work, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="kb doctor", description=__doc__.partition(". ")[0] + ".")
    parser.add_argument("--json", action="store_true", help="for programs")
    return run(launcher, parser.parse_args(arguments).json)


def run(launcher: Launcher, as_json: bool) -> int:
    """Print what was found, one line each. Return 0 if serve, check and build can work, 1 otherwise."""
    items = list(examine(launcher))
    works = not any(item.stops for item in items)
    if as_json:
        print(json.dumps({"works": works, "items": [asdict(item) for item in items]}, ensure_ascii=False, indent=1))
    else:
        print("\n".join(map(_line, items)))
        print(
            "\nserve, check and build can work." if works else "\nMend what is missing for serve, check or build first."
        )
    return 0 if works else 1


def _line(item: Item) -> str:
    if item.ok:
        return f"ok       {item.name}: {item.found}"
    return f"missing  {item.name}: {item.found}. For: {item.needed_for}. Mend: {item.mend}"


def examine(launcher: Launcher) -> Iterator[Item]:
    """Yield everything that is looked at, from what the rest rests on to what only tests need."""
    root: Path = launcher["REPOSITORY"]
    yield _python(launcher)
    yield from _environment(launcher, root)
    yield from _libraries(launcher)
    yield _fonts(root)
    yield from _writing(root)
    yield from _git(root)
    yield from _for_tests(launcher, root)


def _python(launcher: Launcher) -> Item:
    oldest = ".".join(map(str, launcher["OLDEST_PYTHON"]))
    found, ok = sys.version.split()[0], sys.version_info >= launcher["OLDEST_PYTHON"]
    mend = f"install Python {oldest} or newer from python.org, or: apt-get install python3 python3-venv"
    return Item("Python", ok, found if ok else f"{found}, older than {oldest}", ALWAYS, mend)


def _environment(launcher: Launcher, root: Path) -> Iterator[Item]:
    """Yield the state of .venv, and whether the registers can be read with it."""
    python: Path = launcher["environment_python"]()
    again = f"rm -r {root / '.venv'}; scripts/kb check" if os.name != "nt" else "delete .venv; py scripts/kb check"
    if not python.exists():
        yield Item(
            ".venv", False, "not there yet", ALWAYS, "scripts/kb check (makes it, about a minute, with a network)"
        )
        return
    code, said = _call([str(python), "-c", "import markdown, mkdocs, pydantic, yaml, weasyprint; print('ok')"])
    said = said.strip().split("\n")[-1]
    # WeasyPrint cannot be imported without Debian's libraries, which have lines of their own.
    if code and "cannot load library" not in said:
        yield Item(".venv", False, f"broken ({said or 'its Python does not start'})", ALWAYS, again)
        return
    if not launcher["is_prepared"](root / "requirements.txt"):
        yield Item(".venv", False, "made for other requirements or another Python", ALWAYS, "scripts/kb check")
    else:
        yield Item(".venv", True, "holds what requirements.txt pins")
    load = "from knowledge_base.registers import load_registers; load_registers(); print('all')"
    code, said = _call([str(python), "-c", load], {"PYTHONPATH": str(root / "scripts")})
    count = len(list((root / "docs" / "data").glob("*.yml")))
    what = f"{count} files in docs/data can be read" if code == 0 else "cannot be read"
    yield Item("registers", code == 0, what, ALWAYS, "scripts/kb check (names file, line and mend)")


def _libraries(launcher: Launcher) -> Iterator[Item]:
    for package, library in launcher["PANGO"].items():
        ok = os.name == "nt" or launcher["loadable"](library)
        mend = f"apt-get install --no-install-recommends {package}; or: scripts/kb build --no-pdf"
        yield Item(package, ok, "loads" if ok else f"{library} does not load", "build", mend)


def _fonts(root: Path) -> Item:
    sheet = root / "overrides" / "print" / "print.css"
    named = set(re.findall(r"url\((fonts/[^)]+)\)", sheet.read_text("utf-8"))) if sheet.exists() else set()
    missing = sorted(name for name in named if not (sheet.parent / name).is_file())
    ok = bool(named) and not missing
    found = f"{len(named)} files for print" if ok else f"{', '.join(missing) or sheet.name} not there"
    return Item("fonts", ok, found, "build", "git checkout -- overrides/print")


def _writing(root: Path) -> Iterator[Item]:
    closed = [name for name in (".", "docs/en", "docs/id", "docs/data") if not os.access(root / name, os.W_OK)]
    found = f"no permission to write in {', '.join(closed)}" if closed else "permitted"
    yield Item("writing", not closed, found, ALWAYS, f"sudo chown -R $USER {root}")
    free = shutil.disk_usage(root).free
    found = f"{free / 1e9:.1f} GB free" + ("" if free >= SPACE else f" of the {SPACE / 1e9:.1f} needed")
    mend = f"make room; {root}/.cache, dist and site can be deleted"
    yield Item("disk", free >= SPACE, found, ALWAYS, mend)


def _git(root: Path) -> Iterator[Item]:
    edit = "proposing changes, translated, edition"
    if not shutil.which("git"):
        yield Item("git", False, "not installed", edit, "apt-get install git")
        return

    def git(*arguments: str) -> tuple[int, str]:
        code, said = _call(["git", "-C", str(root), *arguments])
        return code, said.strip()

    code, said = git("rev-parse", "--is-shallow-repository")
    if code:
        owner = "dubious ownership" in said
        mend = f"git config --global --add safe.directory {root}" if owner else "work in a clone: git clone ADDRESS"
        yield Item("git", False, "refuses this folder" if owner else "this folder is no clone", edit, mend)
        return
    yield Item("git", True, git("--version")[1].removeprefix("git version "))
    whole = said != "true"
    yield Item(
        "history", whole, "whole" if whole else "cut short (shallow clone)", edit, "git fetch --unshallow --tags"
    )
    lacking = [
        number for number in _editions(root) if git("rev-parse", "-q", "--verify", f"refs/tags/edition-{number}")[0]
    ]
    found = f"no tag of edition {', '.join(lacking)}" if lacking else "of all editions published"
    yield Item("tags", not lacking, found, "edition", "git fetch --tags")
    unset = [name for name in ("user.name", "user.email") if git("config", name)[0]]
    found = f"{' and '.join(unset)} not set" if unset else f"{git('config', 'user.name')[1]}"
    yield Item("identity", not unset, found, edit, "; ".join(f'git config --global {name} "…"' for name in unset))


def _editions(root: Path) -> list[str]:
    """Return the numbers of the published editions, those with a date. Not by YAML: there may be no package for it."""
    register = root / "docs" / "data" / "editions.yml"
    text = register.read_text("utf-8", errors="replace") if register.exists() else ""
    entries = re.split(r"^- ", text, flags=re.MULTILINE)[1:]
    numbers = [
        re.match(r"number: [\"']?([\d.]+)", entry) for entry in entries if re.search(r"^  date:", entry, re.MULTILINE)
    ]
    return [match[1] for match in numbers if match]


def _for_tests(launcher: Launcher, root: Path) -> Iterator[Item]:
    """Yield what `kb test` needs beyond the rest; it installs most of it by itself where that is permitted."""
    missing: Callable[..., list[str]] = launcher["missing_packages"]
    print_only = set(missing(browser=False))
    lacking = [name for name in missing(browser=True, tests=True) if name not in print_only]
    servers = launcher["SERVERS"] if shutil.which("apt-get") else ()  # elsewhere tests do without them
    for name in ("chromium", "default-jre-headless", *servers):
        mend = f"apt-get install --no-install-recommends {name}"
        yield Item(name, name not in lacking, "not installed" if name in lacking else "installed", "test", mend)
    ready = launcher["is_prepared"](root / "tests" / "requirements.txt") if (root / "tests").is_dir() else False
    found = "holds what tests need" if ready else "does not hold what tests need"
    yield Item(".venv for tests", ready, found, "test", "scripts/kb test (installs it)")


def _call(command: list[str], settings: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Return the exit code of a command and what it said; 127 where it cannot be started."""
    environment = {**os.environ, "LC_ALL": "C", **(settings or {})}
    try:
        done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return 127, ""
    return done.returncode, done.stdout if done.returncode == 0 else done.stderr
