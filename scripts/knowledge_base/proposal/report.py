"""The whole report on a proposal, as data: what `kb changes` prints, in Markdown or as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.editor.git import Git
from knowledge_base.findings import Finding, InputError
from knowledge_base.models import Duty
from knowledge_base.proposal.comparing import Change, Compared, find_changes
from knowledge_base.proposal.effects import Translations, VersionEffect, translations, version_effects
from knowledge_base.proposal.entries import Entry, changed_entries, with_places
from knowledge_base.proposal.places import Lost, lost_places, places_of
from knowledge_base.proposal.reading import State, read_state, texts
from knowledge_base.proposal.states import ChangedFile, Range, changed_files, find_range, laid_out


@dataclass(frozen=True)
class Report:
    """What a proposal does. `faults` could not be read; `lost` is by language; `files` hold neither text nor data."""

    base: str
    commits: Range
    subject: str
    changes: tuple[Change, ...]
    entries: tuple[Entry, ...]
    lost: Mapping[str, tuple[Lost, ...]]
    translations: Translations
    versions: tuple[VersionEffect, ...]
    files: tuple[ChangedFile, ...]
    faults: tuple[Finding, ...]

    @property
    def is_empty(self) -> bool:
        """Whether a reader would notice nothing."""
        effects = (self.translations.behind, self.translations.caught_up, self.versions, self.faults)
        return not any((self.changes, self.entries, *self.lost.values(), *effects))


def make_report(base: str, head: str | None = None, root: Path = REPOSITORY) -> Report:
    """Return what changed from where a proposal left `base` to `head`, or to the working tree.

    Raises PublishError where git cannot tell, InputError where the text before the proposal cannot be read.
    """
    between = find_range(root, base, head)
    files = changed_files(root, between)
    with laid_out(root, between.base) as old, laid_out(root, between.head) as new:
        before, now = read_state(old), read_state(new)
        if before.registers is None:
            raise InputError(before.findings)
        return _report(base, between, root, before, now, tuple(_entries(old, new, before.registers.duties, now)), files)


def _entries(old: Path, new: Path, duties: Mapping[str, Duty], now: State):
    return (with_places(entry, now.pages) for entry in changed_entries(old, new, duties))


def _report(base: str, between: Range, root: Path, before: State, now: State, entries, files) -> Report:
    old = before.registers
    new = now.registers or old  # broken registers are named; the text can be compared all the same
    said_before, said_now = texts(before, old), texts(now, new)
    published = places_of(before.frozen.pages) if before.frozen else set()
    found = {locale: lost_places(said_before, said_now, locale, new.moved, published) for locale in LOCALES}
    # What counts as a duty is what counted before: no proposal can talk its way past that.
    both = Compared(before.pages, now.pages, said_before, said_now, old.duties)
    name = Git(root).run("log", "-1", "--format=%h", between.head or "HEAD").strip()
    return Report(
        base=base,
        commits=between,
        subject=name if between.head else f"{name} and what is not yet committed",
        changes=tuple(find_changes(both, {locale: goals for locale, (_, goals) in found.items()})),
        entries=entries,
        lost={locale: tuple(lost) for locale, (lost, _) in found.items()},
        translations=translations(before, now, old, new, old.duties),
        versions=tuple(version_effects(before, now, old, new)),
        files=tuple(file for file in files if not _is_text(file)),
        faults=now.findings,
    )


def _is_text(file: ChangedFile) -> bool:
    """Tell whether the parts of the report on pages and registers say what happened to a file."""
    page = file.path.startswith(tuple(f"docs/{locale}/" for locale in LOCALES)) and file.path.endswith(".md")
    register = file.path.startswith("docs/data/") and file.path.endswith(".yml")
    return (page or register) and not file.link


def as_data(report: Report) -> dict:
    """Return the report for programs."""
    data = asdict(report)
    for change, entry in zip(data["changes"], report.changes, strict=True):
        change["substance"] = entry.is_substance
    for values, entry in zip(data["entries"], report.entries, strict=True):
        values["substance"] = entry.is_substance
    return data
