"""The same text gives the same bytes: in another folder, on another day, for another user, PDFs and zip included."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import WAYS, Workshop, make_workshop
from knowledge_base import LOCALES

# What has a print of its own: the steps of a protocol with their card, a role with its bundle of cards, the books.
PROTOCOL, AFTER = "protocols/notification", " { #decide }"
STEMS = ("index", PROTOCOL, "protocols/for-judges")
# A clock that is nine years ahead, where there is one; scripts/kb test installs it on Debian.
LATER = ["faketime", "-f", "+9y"] if shutil.which("faketime") else []


def with_few_pages(root: Path) -> Workshop:
    """Return a copy of the repository that builds in seconds: few pages, and no check of what is said of the others."""
    workshop = make_workshop(root)
    for locale in LOCALES:
        folder = root / "docs" / locale
        for path in folder.rglob("*.md"):
            if path.relative_to(folder).with_suffix("").as_posix() not in STEMS:
                path.unlink()
        # The rest of it prints in the same way.
        protocol = folder / f"{PROTOCOL}.md"
        before = protocol.read_text("utf-8").partition(AFTER)[0].rpartition("\n## ")[0]
        protocol.write_text(f"{before}\n", encoding="utf-8")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    nav = f"  - {STEMS[0]}.md\n  - What to do:\n" + "".join(f"      - {stem}.md\n" for stem in STEMS[1:])
    settings = re.sub(r"(?ms)^nav:\n.*?(?=^extra:)", f"nav:\n{nav}\n", settings)
    for old, new in (("strict: true", "strict: false"), ("  - scripts/knowledge_base/hooks/check.py\n", "")):
        assert old in settings
        settings = settings.replace(old, new)
    workshop.write("mkdocs.yml", settings)
    return workshop


def build(root: Path, clock: list[str], umask: int, alone=None, **settings: str) -> subprocess.Popen:
    """Start a whole build by `clock` with an environment that has little but `settings`.

    `alone` is run before: on one core, the languages are rendered one after the other and not side by side.
    """
    environment = {"PATH": os.environ["PATH"], "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"} | WAYS
    environment |= settings | {"PYTHONPATH": str(root / "scripts")}
    command = [*clock, sys.executable, "-m", "knowledge_base.cli", "build", "--offline"]
    said = (root / "said.txt").open("w", encoding="utf-8")
    with said:
        return subprocess.Popen(command, cwd="/", env=environment, stderr=said, umask=umask, preexec_fn=alone)


def on_one_core() -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def content(root: Path) -> dict[str, str]:
    files = [path for name in ("site", "dist") for path in (root / name).rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], dict[str, str]]:
    """What two builds of the same text gave."""
    here = tmp_path_factory.mktemp("a")
    there = tmp_path_factory.mktemp("b") / "Ünïcode folder" / "anak & negara #1"
    for root in (here / "copy", there):
        with_few_pages(root)
    for path in there.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    usual = {"HOME": os.environ.get("HOME", "/"), "LANG": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0"}
    other = {"LC_ALL": "C", "TZ": "Asia/Jakarta", "PYTHONHASHSEED": "12345"}
    running = {
        here / "copy": build(here / "copy", [], 0o022, **usual),
        there: build(there, LATER, 0o077, alone=on_one_core, **other),
    }
    codes = {root: process.wait() for root, process in running.items()}
    assert set(codes.values()) == {0}, [(root / "said.txt").read_text("utf-8")[-2000:] for root in codes]
    return content(here / "copy"), content(there)


def test_two_builds_of_one_text_in_two_folders_on_two_days_give_the_same_bytes(twice) -> None:
    first, second = twice
    assert sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name)) == []


def test_what_was_compared_holds_every_kind_of_file(twice) -> None:
    kinds = {Path(name).suffix for name in twice[0]}
    assert {".html", ".pdf", ".epub", ".zip", ".js", ".json", ".xml", ".css", ".gz"} <= kinds
    prints = {Path(name).name for name in twice[0] if name.endswith(".pdf")}
    assert {"book.pdf", "buku.pdf", "card.pdf", "cards.pdf", "notification.pdf"} <= prints


@pytest.mark.skipif(not LATER, reason="faketime is not installed")
def test_the_other_day_is_another_day() -> None:
    ask = [*LATER, sys.executable, "-c", "import datetime; print(datetime.date.today().year)"]
    done = subprocess.run(ask, capture_output=True, text=True, check=True)
    assert int(done.stdout) >= time.gmtime().tm_year + 8
