"""Git, as far as commands for editors need it: what changed, commits, tags."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge_base.publish.errors import PublishError


class NoGitError(PublishError):
    """Git is not installed here."""


@dataclass(frozen=True)
class Git:
    """The repository in the folder `root`."""

    root: Path

    def run(self, *arguments: str, environment: dict[str, str] | None = None) -> str:
        """Return what git prints. Raises PublishError with git's own words if it fails."""
        done = self._call(arguments, environment)
        if done.returncode:
            raise PublishError(f"git {arguments[0]}: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    def ask(self, *arguments: str) -> str:
        """Return what git prints; nothing if it fails."""
        done = self._call(arguments)
        return done.stdout if done.returncode == 0 else ""

    def commit(self, name: str) -> str | None:
        """Return the hash of the commit that a branch, a tag or HEAD names; None if there is none."""
        return self.ask("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").strip() or None

    def changes(self) -> list[str]:
        """Return the paths that differ from the last commit."""
        return [line[3:] for line in self.run("status", "--porcelain").splitlines()]

    def add_and_commit(self, paths: Sequence[str], message: str, seconds: str | None = None) -> None:
        """Commit `paths`, at the moment `seconds` after 1970 if it is given; nothing where nothing changed."""
        self.run("add", "--all", "--", *paths)
        if self._call(("diff", "--cached", "--quiet")).returncode == 0:
            return
        moment = dict.fromkeys(("GIT_COMMITTER_DATE", "GIT_AUTHOR_DATE"), f"{seconds} +0000") if seconds else None
        self.run("commit", "--quiet", "-m", message, environment=moment)

    def _call(self, arguments: Sequence[str], environment: dict[str, str] | None = None) -> subprocess.CompletedProcess:
        command = ["git", "-C", str(self.root), *arguments]
        settings = {**os.environ, **(environment or {})}
        try:
            return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=settings, check=False)
        except FileNotFoundError as error:
            raise NoGitError("This needs git, which is not installed. Install it: apt-get install git") from error
