"""The workflows: what they may do, and that what is built arrives on the hosting branch, whole or not at all."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from knowledge_base import REPOSITORY

WORKFLOWS = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
# Stands in for scripts/kb: commits as the real one does, to main with a tag and to the hosting branch.
STAND_IN = """#!/bin/sh
set -e
git checkout -q gh-pages 2>/dev/null || git checkout -q --orphan gh-pages
echo "$2 for $SITE_URL" > "$2" && git add "$2"
git diff --cached --quiet || git commit -q -m "$2"
git checkout -q main
[ "$2" = dev ] && exit
echo "$2" > published && git add published && git commit -q -m "Edition $2" && git tag -a "$2" -m "$2"
"""


def jobs_of(path: Path) -> dict[str, dict]:
    return yaml.safe_load(path.read_text("utf-8"))["jobs"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_foreign_action_is_one_commit_whose_version_is_named(path: Path) -> None:
    used = re.findall(r"uses: (.*)", path.read_text("utf-8"))
    assert used and [one for one in used if not PINNED.fullmatch(one)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_only_the_job_that_pushes_may_write_and_it_runs_nothing_but_git(path: Path) -> None:
    assert yaml.safe_load(path.read_text("utf-8"))["permissions"] in ({}, {"contents": "read"})
    for name, job in jobs_of(path).items():
        if "write" not in job.get("permissions", {}).values():
            continue
        commands = "".join(step.get("run", "") for step in job["steps"])
        assert job["permissions"] == {"contents": "write"}, name
        assert "git push" in commands and not re.search(r"scripts/kb|pip|python|npm", commands), name


def test_a_fork_publishes_nothing() -> None:
    jobs = jobs_of(REPOSITORY / ".github/workflows/publish.yml")
    assert "!github.event.repository.fork" in jobs["build"]["if"]
    assert jobs["push"]["needs"] == "build" and "always()" not in jobs["push"]["if"]


class Runner:
    """Runs the workflow's own commands on a repository of its own, in a fresh clone for each job."""

    def __init__(self, folder: Path):
        self.folder, self.origin, self.seed, self.clones = folder, folder / "origin.git", folder / "seed", 0
        self.jobs = jobs_of(REPOSITORY / ".github/workflows/publish.yml")
        self.git(folder, "init", "-q", "--bare", "-b", "main", str(self.origin))
        self.git(folder, "clone", "-q", str(self.origin), str(self.seed))
        script = self.seed / "scripts" / "kb"
        script.parent.mkdir()
        script.write_text(STAND_IN)
        script.chmod(0o755)
        self.change("scripts/kb")

    def git(self, where: Path, *arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=where, check=True, capture_output=True, text=True).stdout.strip()

    def change(self, name: str) -> None:
        """Push a file of main, as an editor would."""
        self.git(self.seed, "add", name)
        self.git(self.seed, "-c", "user.name=Ed", "-c", "user.email=ed@example.org", "commit", "-q", "-m", name)
        self.git(self.seed, "push", "-q", "origin", "HEAD:main")

    def run(self, job: str, bundle: Path | None = None, **settings: str) -> Path:
        """Run the commands of a job, but for installing, and return its clone. `bundle` is what it is handed."""
        self.clones += 1
        clone = self.folder / f"clone {self.clones}"
        self.git(self.folder, "clone", "-q", str(self.origin), str(clone))
        if bundle:
            shutil.copy(bundle, clone)
        settings |= {"GITHUB_OUTPUT": str(clone / "output"), "SITE_URL": "https://kb.example/"}
        for step in self.jobs[job]["steps"]:
            if "run" in step and "apt-get" not in step["run"]:
                command = ["bash", "-eo", "pipefail", "-c", step["run"]]
                subprocess.run(command, cwd=clone, env={**os.environ, **settings}, check=True, capture_output=True)
        return clone

    def publish(self, edition: str) -> None:
        clone = self.run("build", EDITION=edition)
        assert (clone / "output").read_text() == "changed=true\n"
        self.run("push", bundle=clone / "published.bundle")


def test_what_one_job_builds_without_rights_the_other_publishes(tmp_path: Path) -> None:
    runner = Runner(tmp_path)
    for edition in ("dev", "2026.1", "2026.2"):
        runner.publish(edition)
    for edition in ("dev", "2026.1", "2026.2"):
        assert runner.git(runner.origin, "show", f"gh-pages:{edition}") == f"{edition} for https://kb.example/"
    assert runner.git(runner.origin, "show", "main:published") == "2026.2"
    assert runner.git(runner.origin, "tag").split() == ["2026.1", "2026.2"]
    assert runner.git(runner.origin, "branch", "--format=%(refname:short)").split() == ["gh-pages", "main"]


def test_when_nothing_changed_nothing_is_pushed(tmp_path: Path) -> None:
    runner = Runner(tmp_path)
    runner.publish("dev")
    clone = runner.run("build", EDITION="dev")
    assert (clone / "output").read_text() == "changed=false\n"
    assert not (clone / "published.bundle").exists()


def test_an_edition_that_main_has_overtaken_is_published_in_no_part(tmp_path: Path) -> None:
    runner = Runner(tmp_path)
    clone = runner.run("build", EDITION="2026.1")
    (runner.seed / "more").write_text("More text.")
    runner.change("more")
    with pytest.raises(subprocess.CalledProcessError):
        runner.run("push", bundle=clone / "published.bundle")
    assert runner.git(runner.origin, "for-each-ref", "--format=%(refname)").split() == ["refs/heads/main"]
