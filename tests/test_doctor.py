"""kb doctor: names what is missing with the command that mends it, on a machine where nothing works yet."""

import json
import os
import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from knowledge_base import REPOSITORY, doctor

Launcher = dict[str, object]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What doctor looks at, in a folder with a space in its name, without git and without .venv."""
    root = tmp_path / "a copy"
    for name in ("scripts/kb", "scripts/knowledge_base/__init__.py", "scripts/knowledge_base/doctor.py"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REPOSITORY / name, root / name)
    shutil.copytree(REPOSITORY / "docs/data", root / "docs/data")
    shutil.copytree(REPOSITORY / "overrides/print", root / "overrides/print")
    for name in ("docs/en", "docs/id", "tests"):
        (root / name).mkdir()
    for name in ("requirements.txt", "tests/requirements.txt"):
        shutil.copy(REPOSITORY / name, root / name)
    return root


def run(root: Path, *options: str, **settings: str) -> subprocess.CompletedProcess:
    """Run the launcher with a Python that knows no package, and without the user's own settings of git."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(root.parent), "GIT_CONFIG_NOSYSTEM": "1", **settings}
    command = [sys.executable, "-S", str(root / "scripts/kb"), "doctor", *options]
    return subprocess.run(command, cwd="/", env=environment, capture_output=True, text=True, check=False)


def items(root: Path, **settings: str) -> dict[str, dict]:
    done = run(root, "--json", **settings)
    assert done.stderr == ""
    return {item["name"]: item for item in json.loads(done.stdout)["items"]}


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True)


def committed(root: Path) -> Path:
    git(root, "init", "-q")
    for message in ("One", "Two"):
        (root / "note").write_text(message)
        git(root, "add", "note")
        git(root, "-c", "user.name=T", "-c", "user.email=t@t", "commit", "-qm", message)
    return root


def in_place(root: Path) -> Launcher:
    """Return the launcher of `root` as doctor gets it."""
    return runpy.run_path(str(root / "scripts/kb"))


def prepared(root: Path, python: Path) -> None:
    """Give `root` an environment that is made for its requirements and starts `python`."""
    launcher = in_place(root)
    (root / ".venv/bin").mkdir(parents=True)
    (root / ".venv/bin/python").symlink_to(python)
    for name in ("requirements.txt", "tests/requirements.txt"):
        launcher["stamp_of"](root / name).write_text(launcher["fingerprint"](root / name))


def test_on_a_fresh_clone_it_makes_nothing_and_says_each_in_a_line(clone: Path) -> None:
    done = run(clone)
    assert (done.returncode, done.stderr) == (1, "")
    assert not (clone / ".venv").exists()
    *lines, empty, verdict = done.stdout.splitlines()
    assert (empty, verdict) == ("", "Mend what is missing for serve, check or build first.")
    assert all(line.startswith(("ok  ", "missing  ")) for line in lines)
    [line] = [line for line in lines if ".venv:" in line]
    assert "Mend: scripts/kb check" in line


def test_a_broken_environment_is_named_with_the_way_to_make_it_again(clone: Path) -> None:
    prepared(clone, Path("/bin/false"))
    assert "broken" in items(clone)[".venv"]["found"]
    assert "rm -r" in items(clone)[".venv"]["mend"]


def test_an_environment_that_fits_is_told_from_one_for_other_requirements(clone: Path) -> None:
    prepared(clone, Path("/bin/true"))
    found = {item.name: item for item in doctor.examine(in_place(clone))}
    assert found[".venv"].ok
    assert found["registers"].ok
    (clone / "requirements.txt").write_text("other")
    found = {item.name: item for item in doctor.examine(in_place(clone))}
    assert found[".venv"].found == "made for other requirements or another Python"
    assert found[".venv"].stops


def test_this_machine_can_work_if_its_environment_can(capsys: pytest.CaptureFixture) -> None:
    """Run with the real Python of the tests: what it imports and loads is true here."""
    launcher = in_place(REPOSITORY) | {
        "environment_python": lambda: Path(sys.executable),
        "is_prepared": lambda requirements: True,
    }
    assert doctor.run(launcher, as_json=False) == 0, capsys.readouterr().out
    assert re.search(r"registers: \d+ files", capsys.readouterr().out)


Change = Callable[[Path], None]


def without_fonts(root: Path) -> None:
    next((root / "overrides/print/fonts").glob("*.woff2")).unlink()


@pytest.mark.parametrize(
    ("change", "name", "mend"),
    [(without_fonts, "fonts", "git checkout -- overrides/print"), (lambda root: None, "git", "git clone")],
)
def test_what_is_missing_is_named_with_its_mend(clone: Path, change: Change, name: str, mend: str) -> None:
    change(clone)
    item = items(clone, GIT_CEILING_DIRECTORIES=str(clone.parent))[name]
    assert not item["ok"]
    assert mend in item["mend"]


def test_libraries_that_do_not_load_stop_builds(clone: Path) -> None:
    found = list(doctor.examine(in_place(clone) | {"loadable": lambda library: False}))
    lacking = {item.name: item for item in found if item.name.startswith("lib")}
    assert set(lacking) == {"libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"}
    assert all(item.stops and item.mend.startswith("apt-get install") for item in lacking.values())


def test_what_only_tests_need_stops_nothing(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name, path=None: None)
    found = {item.name: item for item in doctor.examine(in_place(clone))}
    for name in ("chromium", "default-jre-headless", "git"):
        assert not found[name].ok
        assert not found[name].stops


def test_no_room_and_no_permission_stop(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(1, 1, 1_000_000))
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    found = {item.name: item for item in doctor.examine(in_place(clone))}
    assert found["disk"].stops
    assert "docs/en" in found["writing"].found
    assert found["writing"].stops


def test_an_older_python_is_told_so_and_sees_no_traceback(clone: Path) -> None:
    found = next(iter(doctor.examine(in_place(clone) | {"OLDEST_PYTHON": (99, 1)})))
    assert not found.ok
    assert "older than 99.1" in found.found
    text = (clone / "scripts/kb").read_text("utf-8").replace("OLDEST_PYTHON = (3, 11, 5)", "OLDEST_PYTHON = (99, 1)")
    (clone / "scripts/kb").write_text(text, encoding="utf-8")
    done = run(clone, KB_PYTHON_TRIED="1")
    assert (done.returncode, "missing  Python" in done.stdout, done.stderr) == (1, True, "")


def test_the_state_of_git_is_told(clone: Path, tmp_path: Path) -> None:
    register = clone / "docs/data/editions.yml"
    register.write_text('- number: "2026.1"\n  date: 2026-11-30\n- number: "2026.2"\n', encoding="utf-8")
    found = items(committed(clone))
    assert found["git"]["ok"]
    assert found["history"]["ok"]
    assert found["tags"]["found"] == "no tag of edition 2026.1"
    assert found["identity"]["mend"].startswith('git config --global user.name "…"')
    git(clone, "tag", "edition-2026.1")
    git(clone, "config", "user.name", "T")
    git(clone, "config", "user.email", "t@t")
    assert items(clone)["tags"]["ok"]
    assert items(clone)["identity"]["ok"]
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth", "1", clone.as_uri(), str(shallow)], check=True)
    shutil.copytree(clone / "scripts", shallow / "scripts")
    shutil.copytree(clone / "docs", shallow / "docs")
    assert items(shallow)["history"]["mend"] == "git fetch --unshallow --tags"


def test_a_wrong_option_ends_with_2(clone: Path) -> None:
    assert run(clone, "--jason").returncode == 2
