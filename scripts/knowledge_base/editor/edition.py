"""`kb edition`: freezes the text as an edition, publishes it beside the others, and prepares the next.

1. The draft's entry in the register gets its date; the site is built from it; both are committed and tagged.
2. The built site is committed to the branch that is published, under its number, with `latest`.
3. What later editions need of it (text, codes of copies, hash of its list of files) is committed beside the text.
4. The banners of all editions are renewed, and the files at the root.

Each step looks first whether it was done before: after a fault the same command goes on where it stopped. A published
edition is never built again.
"""

import datetime
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge_base.build_time import VARIABLE, commit_time
from knowledge_base.building import build_site
from knowledge_base.checks import check_all
from knowledge_base.editions import DRAFT, LATEST, Edition
from knowledge_base.editor import edition_files
from knowledge_base.editor.git import Git
from knowledge_base.editor.hosting import Branch
from knowledge_base.editor.stamps import renew
from knowledge_base.findings import report
from knowledge_base.manifest import NAME as MANIFEST
from knowledge_base.progress import Progress
from knowledge_base.provisions import load_pages
from knowledge_base.publish.errors import PublishError
from knowledge_base.registers import Registers, load_registers
from knowledge_base.translations import State, state


@dataclass(frozen=True)
class Options:
    """How to publish: with PDFs, to which branch, on which day."""

    pdf: bool = True
    branch: str = "gh-pages"
    date: datetime.date | None = None


def freeze(number: str, root: Path, options: Options) -> list[str]:
    """Publish the draft as edition `number`. Return what was done, a line each.

    Raises PublishError with every reason why it cannot be published.
    """
    branch, git, done = Branch(root, options.branch), Git(root), []
    branch.update()
    registers = load_registers(root)
    entry, day = _publishable(number, root, registers, git, options)
    progress = Progress()
    published = branch.read(f"{number}/{MANIFEST}")
    if entry.is_draft:
        site = _release(entry, root, git, day, options.pdf, progress)
        done.append(f"committed and tagged as {tag(number)}")
    elif published is None:
        if git.commit(tag(number)) != git.commit("HEAD"):
            raise PublishError(
                f"Edition {number} is not on {branch.name} yet: git switch --detach {tag(number)}, again."
            )
        os.environ[VARIABLE] = commit_time(root)
        site = build_site(root, options.pdf, progress=progress)[0]
    if published is None:
        branch.deploy(site, number, f"Edition {number}", aliases=(LATEST,))
        done.append(f"published on {branch.name} as {number}/ and {LATEST}/")
    if not load_registers(root).editions[-1].is_draft:
        edition_files.keep(number, root, branch)
        git.add_and_commit(["docs/data"], f"Records of edition {number}; the next one is a draft")
        done.append("records kept, next draft begun")
    changed = renew(root, branch)
    done.append(f"banners renewed on {changed} pages of {branch.name}")
    return done


def draft(root: Path, options: Options) -> list[str]:
    """Publish the text as it is as `dev`, in the place of the last one. Return what was done."""
    branch = Branch(root, options.branch)
    branch.update()
    registers = load_registers(root)
    if not registers.edition.is_draft:
        raise PublishError(f"Edition {registers.edition.number} is no draft: kb edition {registers.edition.number}.")
    site = build_site(root, options.pdf, progress=Progress())[0]
    branch.deploy(site, DRAFT, f"Draft of edition {registers.edition.number}")
    renew(root, branch)
    return [f"published on {branch.name} as {DRAFT}/"]


def plan(number: str, root: Path, options: Options) -> list[str]:
    """Return what `freeze` would do, or why it would refuse; nothing is changed."""
    registers = load_registers(root)
    entry, day = _publishable(number, root, registers, Git(root), options)
    branch = Branch(root, options.branch)
    following = edition_files.following(entry.number, day.year)
    is_published = branch.read(f"{number}/{MANIFEST}") is not None
    steps = [
        (entry.is_draft, f"date the entry {day.isoformat()}, build the site, commit and tag {tag(number)}"),
        (not is_published, f"commit the site to {branch.name} as {number}/ and {LATEST}/"),
        (registers.editions[-1] == entry, f"keep its records in docs/data, begin the draft {following}"),
        (True, f"renew the banners of all editions on {branch.name}"),
    ]
    return [f"would {step}" for wanted, step in steps if wanted]


def _publishable(
    number: str, root: Path, registers: Registers, git: Git, options: Options
) -> tuple[Edition, datetime.date]:
    """Return an edition's entry and its day. Raises PublishError with every reason why it cannot be published."""
    entry, day = _entry(number, registers), options.date or datetime.date.today()
    if reasons := list(refusals(entry, root, registers, git, day)):
        raise PublishError("\n".join(reasons))
    return entry, day


def tag(number: str) -> str:
    return f"edition-{number}"


def refusals(entry: Edition, root: Path, registers: Registers, git: Git, day: datetime.date) -> Iterator[str]:
    """Yield each reason why an edition cannot be published, with its mend."""
    if dirty := git.changes():
        yield f"The working tree has changes ({dirty[0]}): commit or discard them."
    if not entry.is_draft:
        return
    if findings := check_all(root):
        yield report(findings)
        return
    if edition_files.UNWRITTEN in (entry.summary.en, entry.summary.id):
        yield f"Edition {entry.number} has no summary yet: write it in docs/data/editions.yml, in both languages."
    if git.commit(tag(entry.number)):
        yield f"The tag {tag(entry.number)} exists already: give the draft another number."
    pages = load_pages(root)
    for stem, twins in pages.items():
        yield from _behind(stem, state(twins, registers.translations), entry)
        for page in twins.values():
            if page.front_matter.review_due < day:
                due = page.front_matter.review_due
                yield f"{page.shown}: its review was due on {due}: review it, or set a new date."


def _behind(stem: str, current: State | None, entry: Edition) -> Iterator[str]:
    if current is None:
        places = [stem]
    else:
        places = [f"{stem}#{section}" for section in current.sections if section in current.stale]
    if missing := [place for place in places if place not in entry.behind]:
        mend = f"Translate it, then kb translated {stem}; or declare it in docs/data/editions.yml"
        yield f"The translation of {stem} is missing or behind. {mend}:\n    behind: [{', '.join(missing)}]"


def _entry(number: str, registers: Registers) -> Edition:
    for entry in registers.editions:
        if entry.number == number:
            return entry
    known = ", ".join(f"{one.number}{' (draft)' if one.is_draft else ''}" for one in registers.editions)
    raise PublishError(
        f"docs/data/editions.yml has no edition {number}: {known}. Number the draft as it is to be called."
    )


def _release(entry: Edition, root: Path, git: Git, day: datetime.date, pdf: bool, progress: Progress) -> Path:
    """Date the entry, build, commit and tag. A build that fails leaves the register as it was."""
    path = root / edition_files.REGISTER
    before, seconds = path.read_text("utf-8"), str(int(time.time()))
    dated = edition_files.dated(before, entry.number, day, git.commit("HEAD"))
    path.write_text(dated, encoding="utf-8")
    # The commit gets the moment that the build carries: who builds it again gets the same bytes.
    os.environ[VARIABLE] = seconds
    try:
        site = build_site(root, pdf, progress=progress)[0]
    except BaseException:
        path.write_text(before, encoding="utf-8")
        raise
    git.add_and_commit([edition_files.REGISTER], f"Edition {entry.number}", seconds)
    git.run("tag", tag(entry.number))
    return site
