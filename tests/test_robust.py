"""When the machine fails: the last good site stays, one line says what to do, and nothing hinders the next build."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Workshop, make_workshop
from knowledge_base import LOCALES
from knowledge_base.alone import alone
from knowledge_base.build_time import build_time, commit_time
from knowledge_base.cli import main
from knowledge_base.editor.refused import RefusedError
from knowledge_base.publish.finishing import html_files
from knowledge_base.publish.search import FOLDER

GOOD = "the last good site"
# A site of one page, by the same code that swaps, locks and clears away. It stops where a test wants it to.
SETTINGS = """
site_name: Small
docs_dir: docs/en
theme: {name: mkdocs, highlightjs: false}
extra: {root_address: https://small.example/}
hooks: [pause.py]
"""
PAUSE = """
import os, time
from pathlib import Path

def on_post_build(config):
    Path(config.site_dir, "large.txt").write_bytes(bytes(300_000))
    Path(config.site_dir, "here.txt").write_text("here")
    time.sleep(float(os.environ.get("PAUSE", "0")))
"""


@pytest.fixture
def small(tmp_path: Path) -> Workshop:
    """A repository with one page and a site that was built before, in a folder with an awkward name."""
    workshop = make_workshop(tmp_path / "Ünïcode folder" / "anak & negara #1")
    for locale in LOCALES:
        for path in (workshop.root / "docs" / locale).rglob("*.md"):
            path.unlink()
    workshop.write("docs/en/index.md", "# A page\n")
    workshop.write("mkdocs.yml", SETTINGS)
    workshop.write("pause.py", PAUSE)
    workshop.write("site/index.html", GOOD)
    return workshop


def start(workshop: Workshop, pause: float = 0, prefix: tuple[str, ...] = (), **settings: str) -> subprocess.Popen:
    """Start a build that waits `pause` seconds before it is done."""
    environment = {**os.environ, "PYTHONPATH": str(workshop.root / "scripts"), "PAUSE": str(pause)} | settings
    command = [*prefix, sys.executable, "-m", "knowledge_base.cli", "build", "--no-pdf"]
    return subprocess.Popen(command, cwd="/", env=environment, stderr=subprocess.PIPE, text=True, preexec_fn=_hears)


def _hears() -> None:
    for number in (signal.SIGHUP, signal.SIGINT):  # ignored where the tests run under nohup, or behind a shell's “&”
        signal.signal(number, signal.SIG_DFL)


def build(workshop: Workshop, **named) -> tuple[int, str]:
    process = start(workshop, **named)
    said = process.communicate(timeout=60)[1]
    return process.returncode, said


@pytest.fixture
def halted(small: Workshop) -> Iterator[subprocess.Popen]:
    """A build in the middle: its pages are written, its site is not in place."""
    process = start(small, pause=60)
    end = time.monotonic() + 60
    while not (small.root / ".build/site/here.txt").exists():
        assert process.poll() is None and time.monotonic() < end
        time.sleep(0.05)
    yield process
    process.kill()
    process.communicate()


def site(workshop: Workshop) -> str:
    return (workshop.root / "site/index.html").read_text("utf-8")


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_build_that_is_killed_leaves_the_last_site_and_the_next_one_works(small, halted, number) -> None:
    halted.send_signal(number)
    halted.wait(timeout=30)
    assert site(small) == GOOD
    if number != signal.SIGKILL:
        assert not (small.root / ".build").exists()
    else:
        assert build(small)[0] == 0
        assert "A page" in site(small)
        assert not (small.root / ".build").exists()


def test_a_second_build_at_the_same_time_is_refused_and_harms_neither(small, halted) -> None:
    code, said = build(small)
    assert (code, said) == (1, "Another build runs in this folder. Wait until it has ended, then build again.\n")
    assert (small.root / ".build/site/here.txt").exists()
    assert halted.poll() is None
    assert site(small) == GOOD


def test_a_build_killed_between_two_steps_loses_no_site(small) -> None:
    (small.root / ".build").mkdir()
    (small.root / "site").rename(small.root / ".build/last")
    small.append("mkdocs.yml", "no_such_option: [\n")
    assert build(small)[0] == 1
    assert site(small) == GOOD


def test_a_full_disk_is_named_in_one_line_and_leaves_the_last_site(small) -> None:
    # Files of at most 200 kB stand in for a disk that is full in the middle of one.
    code, said = build(small, prefix=("bash", "-c", 'ulimit -f 200; exec "$@"', "bash"))
    assert code == 1
    assert said.splitlines()[-1].startswith("No room to write (File too large). Make room, for instance by deleting")
    assert "Traceback" not in said
    assert site(small) == GOOD
    assert not (small.root / ".build").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_closed_folder_is_named_in_one_line(small) -> None:
    small.root.chmod(0o555)
    code, said = build(small)
    small.root.chmod(0o755)
    assert (code, said.count("\n")) == (1, 1)
    assert "Make it writable for you" in said


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "Make room"),
        (OSError(errno.EROFS, "Read-only file system", "/here/.build"), "/here/.build: Read-only file system. Make it"),
        (OSError(errno.EACCES, "Permission denied", "/from", None, "/to"), "/to: Permission denied. Make it writable"),
        (OSError(errno.EIO, "Input/output error", "/here"), "/here: Input/output error."),
    ],
)
def test_what_the_machine_refuses_is_said_in_one_line_with_what_helps(monkeypatch, capsys, fault, said) -> None:
    def refuse(*_: object) -> None:
        raise fault

    monkeypatch.setattr("knowledge_base.editor.status.status", refuse)
    assert main(["status"]) == 1
    shown = capsys.readouterr().err
    assert said in shown
    assert shown.count("\n") == 1


def test_an_address_that_is_taken_is_named_with_a_way_out(small) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = small.kb("serve", "--address", f"127.0.0.1:{taken.getsockname()[1]}")
    assert done.returncode == 1
    assert "Another program answers there" in done.stderr.splitlines()[-1]


def test_a_build_without_print_loads_no_library_of_print() -> None:
    ask = "import sys, knowledge_base.publish, knowledge_base.hooks.paper, knowledge_base.commands.site as s; "
    ask += "import knowledge_base.building; print([name for name in sys.modules if name.startswith('weasyprint')])"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# What processes leave behind


CHILD = """
import os, sys, time
from knowledge_base.workers import workers
if __name__ == "__main__":
    with workers(1, copies=sys.argv[1] == "copies") as pool:
        print(pool.submit(os.getpid).result(), flush=True)
        time.sleep(60)
"""


@pytest.mark.parametrize("kind", ["new", "copies"])
def test_no_process_outlives_a_build_that_is_killed(tmp_path: Path, kind: str) -> None:
    (tmp_path / "child.py").write_text(CHILD)
    with subprocess.Popen(
        [sys.executable, str(tmp_path / "child.py"), kind], stdout=subprocess.PIPE, text=True
    ) as parent:
        worker = int(parent.stdout.readline())
        parent.kill()
    end = time.monotonic() + 20
    while _runs(worker):
        assert time.monotonic() < end
        time.sleep(0.05)


COPY = """
import signal, sys, threading, time
from knowledge_base.workers import workers
held = []
def seen():
    return held, signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
def leave(*_):
    raise SystemExit(1)
if __name__ == "__main__":
    signal.signal(signal.SIGTERM, leave)
    if sys.argv[1] == "beside a thread":
        threading.Thread(target=time.sleep, args=(5,), daemon=True).start()
    with workers(1, copies=True) as pool:
        held.append("read before")
        print(*pool.submit(seen).result())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux copies processes safely")
@pytest.mark.parametrize(("parent", "said"), [("alone", "['read before'] True"), ("beside a thread", "[] True")])
def test_a_copy_has_what_was_read_and_ends_when_it_is_told_to(tmp_path: Path, parent: str, said: str) -> None:
    (tmp_path / "copied.py").write_text(COPY)
    done = subprocess.run(
        [sys.executable, str(tmp_path / "copied.py"), parent], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == said


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_pages_are_found_while_another_process_names_the_search(tmp_path: Path) -> None:
    pages = {tmp_path / name for name in ("index.html", "404.html", *(f"page-{n}/index.html" for n in range(200)))}
    for page in pages:
        page.parent.mkdir(exist_ok=True)
        page.touch()
    # Renamed as soon as it has been listed, as was seen once in twenty-five builds of 300 page pairs.
    folder = tmp_path / FOLDER / "new" / "en"
    folder.mkdir(parents=True)
    (folder / "help.html").touch()
    found = set()
    for path in html_files(tmp_path):
        if folder.exists():
            folder.parent.rename(tmp_path / FOLDER / "0a1b2c3d")
        found.add(path)
    assert found == pages


def test_the_lock_on_a_folder_leaves_no_file(tmp_path: Path) -> None:
    with alone(tmp_path, "busy"), pytest.raises(RefusedError, match="busy"), alone(tmp_path, "busy"):
        pass
    with alone(tmp_path, "busy"):
        assert list(tmp_path.iterdir()) == []


# The moment of a build


def git(folder: Path, *arguments: str, when: int = 1_500_000_000) -> None:
    moment = {f"GIT_{who}_DATE": f"{when} +0000" for who in ("COMMITTER", "AUTHOR")}
    who = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], env={**os.environ, **moment}, check=True)


@pytest.fixture
def committed(tmp_path: Path) -> Path:
    folder = tmp_path / "a clone"
    folder.mkdir()
    git(folder, "init", "-q")
    git(folder, "commit", "-q", "--allow-empty", "-m", "One", when=1_600_000_000)
    git(folder, "commit", "-q", "--allow-empty", "-m", "Two", when=1_700_000_000)
    return folder


def test_clones_of_every_kind_carry_the_moment_of_the_commit(committed: Path, tmp_path: Path) -> None:
    git(committed, "worktree", "add", "-q", str(tmp_path / "tree"))
    git(tmp_path, "clone", "-q", "--depth", "1", committed.as_uri(), str(tmp_path / "shallow"))
    for folder in (committed, tmp_path / "tree", tmp_path / "shallow"):
        assert commit_time(folder) == "1700000000"


def test_the_moment_of_a_commit_is_the_same_for_every_user(committed: Path, monkeypatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # git's own switch for its tests
    refused = subprocess.run(["git", "-C", str(committed), "log"], capture_output=True, check=False)
    assert refused.returncode
    assert commit_time(committed) == "1700000000"


def test_an_archive_does_not_take_the_moment_of_a_repository_around_it(committed: Path) -> None:
    (committed / "unpacked").mkdir()
    assert commit_time(committed / "unpacked") == commit_time(Path("/")) == "1704067200"


def test_a_moment_that_is_no_number_is_named(monkeypatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(RefusedError, match=r"SOURCE_DATE_EPOCH is “yesterday”\. Unset it"):
        build_time()
