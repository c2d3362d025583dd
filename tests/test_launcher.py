"""scripts/kb on a machine that has Python and git and nothing else."""

import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from knowledge_base import REPOSITORY

LAUNCHER = "scripts/kb"


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tracked and new files of the repository, in a folder with a space and an accent in its name."""
    root = tmp_path_factory.mktemp("fresh") / "salinan é 1"
    command = ["git", "-C", str(REPOSITORY), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, names):
        if (source := REPOSITORY / name).exists():
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    return root


def run(clone: Path, *arguments: str, folder: Path | None = None, **settings: str) -> subprocess.CompletedProcess:
    """Run the launcher with an almost empty environment, from any folder."""
    kept = ("PATH", "PIP_CERT", "PIP_FIND_LINKS", "PIP_INDEX_URL", "PIP_CONFIG_FILE", "SSL_CERT_FILE", "LANG")
    environment = {name: os.environ[name] for name in kept if name in os.environ} | {"HOME": str(clone.parent)}
    command = [sys.executable, str(clone / LAUNCHER), *arguments]
    return subprocess.run(
        command, cwd=folder or clone, env=environment | settings, capture_output=True, text=True, check=False
    )


def test_the_first_call_makes_the_environment_and_does_the_work(clone: Path) -> None:
    done = run(clone, "check", folder=Path("/"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "making .venv" in done.stderr
    assert "installing requirements.txt" in done.stderr
    assert done.stdout.strip() == "No errors."


def test_the_second_call_installs_nothing(clone: Path) -> None:
    done = run(clone, "check")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_changed_requirement_is_installed_at_the_next_call(clone: Path) -> None:
    requirements = clone / "requirements.txt"
    before = requirements.read_text()
    requirements.write_text(before + "\n# changed\n")
    assert "installing requirements.txt" in run(clone, "check").stderr
    requirements.write_text(before)


def test_a_requirement_whose_hash_differs_is_refused(clone: Path) -> None:
    requirements = clone / "requirements.txt"
    before = requirements.read_text()
    # A package that is not installed yet, with a hash that no file of it has.
    requirements.write_text(f"{before}\niniconfig==2.3.0 --hash=sha256:{'0' * 64}\n")
    done = run(clone, "check")
    requirements.write_text(before)
    assert done.returncode == 1
    assert "could not install the requirements" in done.stderr


def test_without_the_print_libraries_a_build_says_what_to_install(clone: Path, tmp_path: Path) -> None:
    # A Python that finds no shared library stands in for a machine without them.
    stand_in = tmp_path / "sitecustomize.py"
    stand_in.write_text("import ctypes\n\ndef refuse(name, *rest):\n    raise OSError(name)\n\nctypes.CDLL = refuse\n")
    done = run(clone, "build", PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert "Install: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in done.stderr
    assert "--no-pdf" in done.stderr


def test_the_launcher_needs_no_package() -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import runpy; runpy.run_path({str(REPOSITORY / LAUNCHER)!r})"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_what_needs_a_browser_is_prepared_for_it_and_nothing_else_is() -> None:
    launcher = runpy.run_path(str(REPOSITORY / LAUNCHER))
    needs_browser, needs_tests = launcher["needs_browser"], launcher["needs_tests"]
    assert needs_browser(["bench", "search", "--sizes", "1"])
    assert needs_browser(["bench", "accessibility", "--record"])
    assert needs_browser(["test"])
    assert not needs_tests(["bench", "languages"])
    assert needs_tests(["bench", "print", "--pages", "2"])
    assert not needs_browser(["bench", "print"])
    assert not any(needs_browser([verb]) for verb in ("serve", "build", "check", "status", "lock"))


def test_what_tests_need_of_debian_is_named_and_prints_need_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    launcher = runpy.run_path(str(REPOSITORY / LAUNCHER))
    monkeypatch.setattr(shutil, "which", lambda name, path=None: name if name == "apt-get" else None)
    named = launcher["missing_packages"](browser=True, tests=True)
    assert {"chromium", "default-jre-headless", "nginx", "apache2-bin"} <= set(named)
    assert not {"nginx", "apache2-bin"} & set(launcher["missing_packages"](browser=True))


def test_help_lists_every_verb_with_a_sentence(clone: Path) -> None:
    done = run(clone, "--help")
    assert done.returncode == 0
    for verb in ("serve", "build", "check", "test", "lock"):
        assert f"    {verb} " in done.stdout


def test_a_wrong_verb_ends_with_code_2(clone: Path) -> None:
    assert run(clone, "biuld").returncode == 2
