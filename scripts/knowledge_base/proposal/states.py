"""The two states of the repository that a proposal lies between: files at a commit, or the working tree.

What a commit holds is read as data and never run: it may come from anybody. So no `git archive`, which obeys the
attributes that the commit itself brings, and no symbolic links.
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from knowledge_base.editor.git import Git, NoGitError
from knowledge_base.publish.errors import PublishError

TEXT = (".md", ".yml", ".json")  # of docs/: what pages, registers and records of editions are made of
LINK, MODULE = "120000", "160000"
NONE = "000000"


@dataclass(frozen=True)
class ChangedFile:
    """A file that differs. `what` is `added`, `removed` or `changed`; `link` tells whether it is a symbolic link."""

    path: str
    what: str
    link: bool = False


@dataclass(frozen=True)
class Range:
    """From where to where a proposal goes: two commits, or a commit and the working tree."""

    base: str
    head: str | None


def find_range(root: Path, base: str, head: str | None) -> Range:
    """Return the range of a proposal that begins where it left the branch `base`.

    `base` and `head` name a branch, a tag or a commit; without `head` it is the working tree. Raises PublishError,
    in one line, for a folder without git, names that there are not, and histories that do not meet.
    """
    git = Git(root)
    try:
        git.run("rev-parse", "--git-dir")
    except NoGitError:
        raise
    except PublishError:
        raise PublishError(f"{root} is no git repository: clone the repository instead of copying its files.") from None
    shallow = git.run("rev-parse", "--is-shallow-repository").strip() == "true"
    fetch = "This clone has only a part of the history; first: git fetch --unshallow origin"
    commits: list[str] = []
    for name in (base, head or "HEAD"):
        commit = git.commit(name) or git.commit(f"origin/{name}")
        if commit is None:
            mend = fetch if shallow else "Name one that git knows, such as main, or fetch it first: git fetch origin"
            raise PublishError(f"“{name}” is no branch, tag or commit here. {mend}")
        commits.append(commit)
    try:
        left = git.run("merge-base", *commits).strip()
    except PublishError:
        mend = fetch if shallow else "Compare with a commit from which it came."
        raise PublishError(f"“{base}” and “{head or 'HEAD'}” have no commit in common. {mend}") from None
    return Range(left, commits[1] if head else None)


@contextmanager
def laid_out(root: Path, commit: str | None) -> Iterator[Path]:
    """Yield a folder that holds docs/ as `commit` has it; without a commit the repository itself."""
    if commit is None:
        yield root
        return
    with TemporaryDirectory(prefix="kb-changes-") as folder:
        for path, content in _contents(root, commit):
            target = Path(folder, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        yield Path(folder)


def changed_files(root: Path, between: Range) -> list[ChangedFile]:
    """Return every file that differs, in the order of the paths; in the working tree those that git ignores aside."""
    git = Git(root)
    ends = [between.base] + ([between.head] if between.head else [])
    fields = _paths(git, "diff", "--raw", "-z", "--no-renames", "--no-ext-diff", *ends, "--")
    found = []
    for about, path in zip(fields[::2], fields[1::2], strict=False):
        before, now = about.lstrip(":").split(" ")[:2]
        what = "added" if before == NONE else "removed" if now == NONE else "changed"
        found.append(ChangedFile(path, what, now == LINK))
    if between.head is None:
        new = _paths(git, "ls-files", "-z", "--others", "--exclude-standard")
        found += [ChangedFile(path, "added", (root / path).is_symlink()) for path in new if path]
    return sorted(found, key=lambda file: file.path)


def _paths(git: Git, *arguments: str) -> list[str]:
    try:
        return git.run(*arguments).split("\0")
    except UnicodeDecodeError:
        raise PublishError("The name of a file is not UTF-8: rename it; names here are plain letters.") from None


def _contents(root: Path, commit: str) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of each file of docs/ that says something."""
    wanted: list[tuple[str, str]] = []
    for entry in _paths(Git(root), "ls-tree", "-r", "-z", "--full-tree", commit, "--", "docs"):
        about, _, path = entry.partition("\t")
        if path.endswith(TEXT) and about.split(" ")[0] not in (LINK, MODULE) and ".." not in PurePosixPath(path).parts:
            wanted.append((path, about.split(" ")[2]))
    asked = "".join(f"{blob}\n" for _, blob in wanted).encode()
    command = ["git", "-C", str(root), "cat-file", "--batch"]
    done = subprocess.run(command, input=asked, capture_output=True, check=False)
    if done.returncode:
        raise PublishError(f"git cat-file: {done.stderr.decode(errors='replace').strip()}")
    start = 0
    for path, blob in wanted:
        line = done.stdout.index(b"\n", start)
        head = done.stdout[start:line].split(b" ")
        if len(head) < 3:
            raise PublishError(f"{path}: git has lost its content ({blob}). Fetch again: git fetch --refetch origin")
        size = int(head[2])
        yield path, done.stdout[line + 1 : line + 1 + size]
        start = line + 2 + size
