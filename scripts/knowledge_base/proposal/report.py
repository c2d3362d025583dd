"""The whole report on a proposal, as data: what `kb changes` prints, in Markdown or as JSON."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.editor.git import Git
from knowledge_base.findings import Finding, InputError
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
    changes: tuple[Change, ...] = ()
    entries: tuple[Entry, ...] = ()
    lost: Mapping[str, tuple[Lost, ...]] = field(default_factory=dict)
    translations: Translations = field(default_factory=Translations)
    versions: tuple[VersionEffect, ...] = ()
    files: tuple[ChangedFile, ...] = ()
    faults: tuple[Finding, ...] = ()

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
    name = Git(root).run("log", "-1", "--format=%h", between.head or "HEAD").strip()
    subject = name if between.head else f"{name} and what is not yet committed"
    others = tuple(file for file in files if not _is_text(file))
    if not any(file.path.startswith("docs/") for file in files):
        return Report(base, between, subject, files=others)
    with laid_out(root, between.base) as old, laid_out(root, between.head) as new:
        before, now = read_state(old), read_state(new)
        if before.registers is None:
            raise InputError(before.findings)
        found = changed_entries(old, new, before.registers.duties)
        entries = tuple(with_places(entry, now.pages) for entry in found)
        report = Report(base, between, subject, entries=entries, files=others, faults=now.findings)
        return _with_text(report, before, now)


def _with_text(report: Report, before: State, now: State) -> Report:
    """Return the report with what changed in the pages, and what follows from it."""
    old = before.registers
    new = now.registers or old  # broken registers are named; the text can be compared all the same
    before, now = (_without(one, {fault.path for fault in now.findings}) for one in (before, now))
    said_before, said_now = texts(before, old), texts(now, new)
    published = places_of(before.frozen.pages) if before.frozen else set()
    found = {locale: lost_places(said_before, said_now, locale, new.moved, published) for locale in LOCALES}
    # What counts as a duty is what counted before: no proposal can talk its way past that.
    both = Compared(before.pages, now.pages, said_before, said_now, old.duties)
    return replace(
        report,
        changes=tuple(find_changes(both, {locale: goals for locale, (_, goals) in found.items()})),
        lost={locale: tuple(lost) for locale, (lost, _) in found.items()},
        translations=translations(before, now, old, new, old.duties),
        versions=tuple(version_effects(before, now, old, new)),
    )


def _without(state: State, paths: Collection[str]) -> State:
    """Return a state without the pages that cannot be read in the other: they are named, and not taken for gone."""
    pages = {
        stem: {locale: page for locale, page in twins.items() if page.shown not in paths}
        for stem, twins in state.pages.items()
    }
    return replace(state, pages={stem: twins for stem, twins in pages.items() if twins})


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
