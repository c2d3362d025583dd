"""The report on a proposal as Markdown for a comment: first what to look at, last every sentence."""

from collections.abc import Iterable, Iterator, Sequence

from knowledge_base import LOCALES
from knowledge_base.proposal.comparing import Change, Side
from knowledge_base.proposal.entries import Entry
from knowledge_base.proposal.report import Report
from knowledge_base.proposal.safe import cell, code, diff, few, within
from knowledge_base.proposal.telling import KINDS, citations, duties, numbers, told

LANGUAGES = {"en": "English", "id": "Indonesian"}
ROWS = 120  # of a list or a table
SENTENCES = 12  # of a section
MACHINERY = {
    ".github/": "workflows and forms",
    "scripts/": "code",
    "tests/": "tests",
    "overrides/": "templates, styles, scripts",
    "docs/": "files beside the pages",
}
REST = (
    "**Cut here:** {left} of {all} parts do not fit into a comment. On your machine `scripts/kb changes BASE --json` "
    "prints all of it."
)


def as_markdown(report: Report) -> str:
    """Return the report, short enough for a comment, in which nothing that was proposed has an effect."""
    return within(_blocks(report), REST)


def _blocks(report: Report) -> Iterator[str]:
    yield "## What this change does to the text"
    yield _summary(report)
    yield from _listed("Could not be read", (_fault(fault) for fault in report.faults))
    yield from _listed("Duties", told(report.changes, duties))
    yield from _listed("Numbers", told(report.changes, numbers))
    yield from _listed("Citations", told(report.changes, citations))
    yield from _listed("Moved or removed", _lost(report))
    yield from _listed("Registers", (_entry(entry) for entry in report.entries))
    yield from _listed("Translations", _translations(report))
    yield from _listed("Versions", _versions(report))
    yield from _listed("Not text: somebody who knows the machinery must look at this", _files(report))
    yield from _table(report.changes)
    for change in report.changes:
        if shown := _in_words(change):
            yield shown


def _summary(report: Report) -> str:
    against = f"Compared with {code(report.base)} ({code(report.commits.base[:9])}), as of {code(report.subject)}"
    if report.is_empty:
        return f"**Nothing a reader would notice.** {against}."
    pages = {change.place.partition("#")[0] for change in report.changes}
    substance = sum(change.is_substance for change in report.changes)
    form = len(report.changes) - substance
    said = [f"{against}.", f"Pages: {len(pages)}. Changes of substance: {substance}; of form only: {form}."]
    if alone := sum(change.alone for change in report.changes):
        said.append(f"**Changed in one language only: {alone}.**")
    return " ".join(said)


def _listed(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield a heading with its list, if there is one. Long lists are cut, and say so."""
    found = list(lines)
    if not found:
        return
    more = [f"- … and {len(found) - ROWS} more"] if len(found) > ROWS else []
    yield "\n".join([f"### {title}", "", *(f"- {line}" for line in found[:ROWS]), *more])


def _lost(report: Report) -> Iterator[str]:
    for change in report.changes:
        if moved := {side.was for side in change.sides.values() if side.was}:
            yield f"{code(change.place)} was {', '.join(map(code, sorted(moved)))}"
    by_place: dict[str, dict[str, str | None]] = {}
    published = set()
    for locale, lost in report.lost.items():
        for one in lost:
            by_place.setdefault(one.place, {})[locale] = one.like
            published |= {one.place} if one.published else set()
    for place, languages in by_place.items():
        where = " and ".join(LANGUAGES[locale] for locale in languages)
        like = next((goal for goal in languages.values() if goal), None)
        entry = f"{place}: {like}" if like else f'{place}: {{en: "Why it is gone.", id: "Mengapa tidak ada lagi."}}'
        need = "it was published, so links to it break" if place in published else "links to the draft break"
        yield f"{code(place)} is gone in {where} and leads nowhere ({need}). In `docs/data/moved.yml`: {code(entry)}"


def _entry(entry: Entry) -> str:
    kind = {"new": "new", "removed": "removed"}.get(entry.what, "substance" if entry.is_substance else "form only")
    values = "; ".join(
        f"{code(value.name)}: {code(value.before, 160)} → {code(value.now, 160)}" for value in entry.values[:8]
    )
    more = f"; and {len(entry.values) - 8} more" if len(entry.values) > 8 else ""
    places = f". Stands in {len(entry.places)} sections: {few(entry.places)}" if entry.places else ""
    where = code(f"{entry.path}:{entry.line}")
    return f"{where} {code(entry.key)}: **{kind}**{': ' if values else ''}{values}{more}{places}"


def _translations(report: Report) -> Iterator[str]:
    for change in report.changes:
        if change.alone:
            changed = next(locale for locale, side in change.sides.items() if side.is_substance)
            other = next(locale for locale in LOCALES if locale != changed)
            yield f"{code(change.place)} changed in {LANGUAGES[changed]}; **the {LANGUAGES[other]} did not**"
    found = report.translations
    for place in found.unmatched:
        yield f"{code(place)} is recorded as translated, **but the translation says what it said before**"
    both = {change.place for change in report.changes if len(change.sides) == len(LOCALES) and not change.alone}
    for place in found.behind:
        record = code(f"scripts/kb translated {place}")
        if place in both:
            yield f"{code(place)} changed in both languages. An editor who has read one against the other runs {record}"
        else:
            yield f"{code(place)} falls behind: readers will be told. Once translated: {record}"
    for place in found.caught_up:
        yield f"{code(place)} catches up with its original"


def _versions(report: Report) -> Iterator[str]:
    for one in report.versions:
        if one.needs:
            yield f"{code(one.page)} has {code(one.has)}, **needs {code(one.needs)}** and a line in its history"
        else:
            yield f"{code(one.page)} has {code(one.has)}, although it says the same: no new version is needed"


def _files(report: Report) -> Iterator[str]:
    groups: dict[str, list[str]] = {}
    for file in report.files:
        start = next((start for start in MACHINERY if file.path.startswith(start)), "")
        groups.setdefault(MACHINERY.get(start, "settings and other files"), []).append(f"{file.path} ({file.what})")
        if file.link:
            yield f"{code(file.path)} is a **symbolic link**: it has no place here"
    for name, paths in groups.items():
        yield f"{name}: {few(paths)}"


def _fault(fault) -> str:
    return f"{code(f'{fault.path}:{fault.line}')} {code(fault.what)}"


def _table(changes: Sequence[Change]) -> Iterator[str]:
    if not changes:
        return
    rows = [f"| {cell(code(change.place))} | {' | '.join(_cells(change))} |" for change in changes[:ROWS]]
    more = f"\n\n… and {len(changes) - ROWS} more" if len(changes) > ROWS else ""
    head = f"| Where | {' | '.join(LANGUAGES[locale] for locale in LOCALES)} |\n|---|{'---|' * len(LOCALES)}"
    yield f"### Pages and sections\n\n{head}\n" + "\n".join(rows) + more


def _cells(change: Change) -> Iterator[str]:
    for locale in LOCALES:
        side = change.sides.get(locale)
        yield _what(side) if side else "**not changed**" if change.alone else "not changed"


def _what(side: Side) -> str:
    kinds = ", ".join(KINDS[kind] for kind in side.kinds)
    if side.what in ("new", "removed"):
        return side.what
    if side.what == "left":
        return "moved"
    moved = "moved" if side.was else ""
    return ", ".join(filter(None, [moved, kinds or ("" if moved else "details")]))


def _in_words(change: Change) -> str:
    parts = []
    for locale, side in change.sides.items():
        pairs = [(one.before, one.now) for one in side.sentences]
        if not pairs and not side.details:
            continue
        lines = [f"{LANGUAGES[locale]}, {code(f'{side.path}:{side.line}')}"]
        lines += [f"- {one.name}: {code(one.before)} → {code(one.now)}" for one in side.details]
        if pairs:
            more = f"\n\n… and {len(pairs) - SENTENCES} more" if len(pairs) > SENTENCES else ""
            lines.append(f"\n{diff(pairs[:SENTENCES])}{more}")
        parts.append("\n".join(lines))
    title = next(iter(change.sides.values())).title
    return "\n\n".join([f"#### {code(change.place)} {code(title, 100)}", *parts]) if parts else ""
