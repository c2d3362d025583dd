"""The workflows: what they may do, that what is built arrives on the hosting branch, whole or not at all, and that a
pull request gets one comment, whoever proposes it."""

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from jsonschema import validate
from knowledge_base import REPOSITORY

WORKFLOWS = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))
TEMPLATES = REPOSITORY / ".github" / "ISSUE_TEMPLATE"
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
def test_only_the_job_that_hands_over_may_write_and_it_runs_nothing_of_ours(path: Path) -> None:
    assert yaml.safe_load(path.read_text("utf-8"))["permissions"] in ({}, {"contents": "read"})
    for name, job in jobs_of(path).items():
        if "write" not in job["permissions"].values():
            continue
        commands = "".join(step.get("run", "") for step in job["steps"])
        assert job["permissions"] in ({"contents": "write"}, {"pull-requests": "write"}), name
        assert not re.search(r"scripts/kb|pip|python|npm", commands), name
        assert ("git push" if "contents" in job["permissions"] else "gh api") in commands, name


@pytest.mark.parametrize("name", ["checks.yml", "tests.yml"])
def test_what_runs_a_proposal_may_write_nothing_and_knows_no_secret(name: str) -> None:
    path = REPOSITORY / ".github/workflows" / name
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert list(workflow[True]) == ["pull_request"]  # YAML reads “on” as true
    assert all(job["permissions"] == {"contents": "read"} for job in workflow["jobs"].values())
    assert "secrets." not in path.read_text("utf-8")
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 90
        [checkout] = [step for step in job["steps"] if "actions/checkout" in step.get("uses", "")]
        assert checkout["with"]["persist-credentials"] is False


def test_the_comment_is_written_by_the_main_branch_and_from_nothing_that_the_proposal_made() -> None:
    text = (REPOSITORY / ".github/workflows/comment.yml").read_text("utf-8")
    for step in (step for job in yaml.safe_load(text)["jobs"].values() for step in job["steps"]):
        given = step.get("with", {})
        # No file of the pull request is checked out, no artifact of its run is taken, and no word of it stands in code.
        assert "ref" not in given and "repository" not in given and "run-id" not in given
        assert "${{" not in step.get("run", "")


def test_linters_of_workflows_find_nothing() -> None:
    tools = Path(sys.executable).parent
    for command in (["actionlint", *WORKFLOWS], ["zizmor", "--offline", "--quiet", "--no-progress", *WORKFLOWS]):
        program, *arguments = map(str, command)
        done = subprocess.run([tools / program, *arguments], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_issue_forms_are_as_github_takes_them_and_warn_before_anything_is_written() -> None:
    schema = json.loads(
        (files("check_jsonschema") / "builtin_schemas/vendor/github-issue-forms.json").read_text("utf-8")
    )
    forms = sorted(set(TEMPLATES.glob("*.yml")) - {TEMPLATES / "config.yml"})
    assert [form.stem for form in forms] == ["accessibility", "correction", "new-source", "translation"]
    for form in forms:
        content = yaml.safe_load(form.read_text("utf-8"))
        validate(content, schema)
        first, last = content["body"][0], content["body"][-1]
        assert "Write nothing about a child" in first["attributes"]["value"]
        assert "Jangan tulis apa pun tentang seorang anak" in first["attributes"]["value"]
        assert last["attributes"]["options"][0]["required"] is True
        labels = [field["attributes"]["label"] for field in content["body"] if "label" in field["attributes"]]
        assert all(" · " in label for label in labels), form


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


# Comments


class Comments:
    """Runs the commands of comment.yml, in a repository with a proposal, against a stand-in for GitHub."""

    def __init__(self, folder: Path):
        self.folder, self.clone, self.asked = folder, folder / "clone", folder / "asked"
        self.jobs = jobs_of(REPOSITORY / ".github/workflows/comment.yml")
        origin, programs = folder / "origin", folder / "programs"
        self.git("init", "-q", "-b", "main", str(origin))
        self.git("-C", str(origin), "commit", "-q", "--allow-empty", "-m", "main")
        self.git("-C", str(origin), "commit", "-q", "--allow-empty", "-m", "proposal")
        self.head = self.git("-C", str(origin), "rev-parse", "HEAD")
        self.git("-C", str(origin), "update-ref", "refs/pull/7/head", "HEAD")
        self.git("-C", str(origin), "reset", "-q", "--hard", "HEAD~1")
        self.git("clone", "-q", str(origin), str(self.clone))
        self.say("pulls", [self.pull(6, "0" * 40), self.pull(7, self.head), self.pull(8, self.head, "other")])
        self.say("artifacts", {"artifacts": [{"id": 1, "name": "other"}, {"id": 2, "name": "kb.zip"}]})
        self.say("comments", [])
        for name, script in (("scripts/kb", KB), ("gh", GH)):
            path = self.clone / name if "/" in name else programs / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(script)
            path.chmod(0o755)
        self.path = f"{programs}{os.pathsep}{os.environ['PATH']}"

    def git(self, *arguments: str) -> str:
        command = ["git", "-c", "user.name=Ed", "-c", "user.email=ed@example.org", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def pull(self, number: int, head: str, base: str = "main") -> dict:
        return {"number": number, "head": {"sha": head}, "base": {"ref": base}}

    def say(self, what: str, answer: object) -> None:
        (self.folder / f"{what}.json").write_text(json.dumps(answer))

    def run(self, job: str, **settings: str) -> dict[str, str]:
        """Run the commands of a job; return its outputs."""
        output = self.clone / "output"
        output.write_text("")
        settings = {
            "GITHUB_OUTPUT": str(output), "GITHUB_REPOSITORY": "owner/kb",
            "PATH": self.path, "ANSWERS": str(self.folder),
            "OWNER": "somebody", "BRANCH": "fix; rm -rf $HOME", "MAIN": "main", "HEAD": self.head, "RUN": "99",
            "RESULT": "success", "PAGE": "https://github.example/run/99", **settings,
        }  # fmt: skip
        for step in self.jobs[job]["steps"]:
            if "run" in step:
                command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
                subprocess.run(command, cwd=self.clone, env=os.environ | settings, check=True, capture_output=True)
                settings |= {key.upper(): value for key, value in outputs(output).items()}
        return outputs(output)

    def calls(self) -> list[str]:
        return self.asked.read_text().splitlines() if self.asked.exists() else []


def outputs(path: Path) -> dict[str, str]:
    return dict(line.split("=", 1) for line in path.read_text().splitlines())


KB = """#!/bin/sh
echo "Compared $2 with $3"
"""
# Answers from files, notes what is written.
GH = """#!/bin/bash
echo "$@" >> "$ANSWERS/asked"
case "$*" in
  *"--method POST"*|*"--method PATCH"*) cp comment.md "$ANSWERS/posted" ;;
  *--jq*) jq -r "${@: -1}" "$ANSWERS/comments.json" ;;
  *artifacts) cat "$ANSWERS/artifacts.json" ;;
  *pulls*) cat "$ANSWERS/pulls.json" ;;
esac
"""


def test_a_pull_request_from_a_fork_gets_its_comment_with_the_preview(tmp_path: Path) -> None:
    comments = Comments(tmp_path)
    assert comments.run("write") == {"number": "7"}
    comments.run("post", NUMBER="7")
    posted = (tmp_path / "posted").read_text()
    assert posted.startswith(f"<!-- kb changes -->\nCompared origin/main with {comments.head}\n")
    assert "https://github.example/run/99/artifacts/2" in posted and "found no fault" in posted
    assert "api --silent --method POST repos/owner/kb/issues/7/comments -F body=@comment.md" in comments.calls()
    assert any("head=somebody:fix; rm -rf $HOME" in call for call in comments.calls())


def test_the_comment_that_is_there_is_renewed_and_others_are_left_alone(tmp_path: Path) -> None:
    comments = Comments(tmp_path)
    bot = "github-actions[bot]"
    said = [(1, "somebody", "<!-- kb changes -->"), (2, bot, "Another"), (3, bot, "<!-- kb changes -->\nOld")]
    comments.say("comments", [{"id": number, "user": {"login": who}, "body": text} for number, who, text in said])
    comments.run("write", RESULT="failure")
    comments.run("post", NUMBER="7")
    [call] = [call for call in comments.calls() if "body=@" in call]
    assert call == "api --silent --method PATCH repos/owner/kb/issues/comments/3 -F body=@comment.md"
    assert "ask for something" in (tmp_path / "posted").read_text()


def test_a_commit_that_is_no_longer_the_newest_gets_no_comment(tmp_path: Path) -> None:
    comments = Comments(tmp_path)
    comments.say("pulls", [comments.pull(7, "1" * 40)])
    comments.clone.joinpath("scripts/kb").write_text("#!/bin/sh\nexit 1\n")
    [find] = [step for step in comments.jobs["write"]["steps"] if step.get("id") == "find"]
    comments.jobs["write"]["steps"] = [find]
    assert comments.run("write") == {}
    later = [step for step in jobs_of(REPOSITORY / ".github/workflows/comment.yml")["write"]["steps"] if step != find]
    assert all(step["if"] == "steps.find.outputs.number" for step in later)


@pytest.mark.parametrize("content", ["x" * 65_001, "No mark\n"])
def test_what_is_no_comment_of_ours_is_not_posted(tmp_path: Path, content: str) -> None:
    comments = Comments(tmp_path)
    (comments.clone / "comment.md").write_text(content)
    with pytest.raises(subprocess.CalledProcessError):
        comments.run("post", NUMBER="7")
    assert not (tmp_path / "posted").exists()
