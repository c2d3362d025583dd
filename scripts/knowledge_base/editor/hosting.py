"""The branch that is published: one folder for each edition, written with mike and git, never checked out.

mike keeps the list of versions, the alias `latest` and the commits; it asks git in the current folder.
"""

import contextlib
import io
import os
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mike import commands, git_utils

from knowledge_base.publish.errors import PublishError

REMOTE = "origin"
COPY = commands.AliasType.copy


@dataclass(frozen=True)
class Branch:
    """The branch `name` of the repository in the folder `root`."""

    root: Path
    name: str = "gh-pages"

    def update(self) -> None:
        """Take over what the remote branch has more, as far as it was fetched. Raises PublishError if both differ."""
        with self._git():
            git_utils.update_from_upstream(REMOTE, self.name)

    def read(self, path: str) -> str | None:
        """Return the text of a file; None if there is no such file."""
        done = subprocess.run(
            ["git", "-C", str(self.root), "show", f"{self.name}:{path}"], capture_output=True, check=False
        )
        return done.stdout.decode() if done.returncode == 0 else None

    def files(self, folder: str) -> dict[str, bytes]:
        """Return path, below `folder`, and content of each of its files."""
        done = subprocess.run(
            ["git", "-C", str(self.root), "archive", "--format=tar", self.name, folder], capture_output=True, check=True
        )
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            return {
                entry.name.removeprefix(f"{folder}/"): archive.extractfile(entry).read()
                for entry in archive
                if entry.isfile()
            }

    def deploy(self, site: Path, folder: str, message: str, aliases: tuple[str, ...] = ()) -> None:
        """Commit the built site as `folder`, and once more under each of the names `aliases`.

        Copies cost git nothing, and some hosts drop symbolic links.
        """
        settings = {"site_dir": str(site), "use_directory_urls": True}
        options = {"branch": self.name, "message": message, "update_aliases": True, "alias_type": COPY}
        deployed = commands.deploy(settings, folder, aliases=list(aliases), **options)
        with self._git(), contextlib.suppress(git_utils.GitEmptyCommit), deployed:
            pass  # the site is built already

    def point(self, alias: str, folder: str) -> None:
        """Let the name `alias` lead to another folder than it did."""
        with self._git():
            known = commands.list_versions(self.name)
            if known.find(alias)[0] == known.find(folder)[0]:
                return
            known.update(folder, aliases=[alias], update_aliases=True)
            files = self.files(folder)  # mike's own way asks git for each of thousands of files
            with git_utils.Commit(self.name, f"{alias} leads to {folder}") as commit:
                commit.delete_files([alias])
                for path, content in files.items():
                    commit.add_file(git_utils.FileInfo(f"{alias}/{path}", content))
                commit.add_file(commands.versions_to_file_info(known))

    def write(self, files: Mapping[str, str | bytes], message: str) -> bool:
        """Commit the files. Return whether any of them differs from what the branch had."""
        with self._git():
            try:
                with git_utils.Commit(self.name, message) as commit:
                    for path, content in sorted(files.items()):
                        commit.add_file(git_utils.FileInfo(path, content))
            except git_utils.GitEmptyCommit:
                return False
        return True

    @contextlib.contextmanager
    def _git(self) -> Iterator[None]:
        before = Path.cwd()
        os.chdir(self.root)
        try:
            yield
        except (git_utils.GitError, ValueError) as error:
            raise PublishError(f"git, on the branch {self.name}: {error}") from None
        finally:
            os.chdir(before)
