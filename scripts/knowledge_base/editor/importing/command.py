"""`kb import FILE`: reads, reports, and writes the draft pages, the source entry and the working file: all or none."""

import contextlib
import dataclasses
import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge_base import REPOSITORY
from knowledge_base.drafts import is_unwritten
from knowledge_base.editor import scaffold, sources
from knowledge_base.editor.entries import plan_entry, slug
from knowledge_base.editor.files import write_all
from knowledge_base.editor.importing.draft import new_page
from knowledge_base.editor.importing.entry import source_of
from knowledge_base.editor.importing.model import Document
from knowledge_base.editor.importing.report import report
from knowledge_base.editor.importing.sandbox import read_document
from knowledge_base.editor.importing.working_file import FOLDER, working_text
from knowledge_base.editor.names import FOLDERS
from knowledge_base.editor.refused import RefusedError
from knowledge_base.reading import relative
from knowledge_base.registers import load_registers

WORDS = 6
STATUTES = ("indonesian-statute", "amending-statute")


@dataclass(frozen=True)
class Options:
    """What the command line asks for. Without `stem` the page's name is made from the text."""

    day: datetime.date
    stem: str | None = None
    kind: str | None = None
    which: int = 1
    language: str | None = None
    source: str | None = None
    differs: Sequence[str] = ()
    after: str | None = None
    dry_run: bool = False


def run(path: Path, options: Options, root: Path = REPOSITORY) -> str:
    """Import one file. Return the report, with the files that were written.

    Raises InputError for a file that cannot be read, RefusedError for a page or source that cannot be made; then
    nothing is written.
    """
    document = read_document(path, options.kind, options.which)
    if options.language:
        document = dataclasses.replace(document, language=options.language)
    found = report(document, path.name)
    if options.dry_run:
        return f"{found}\nNothing was written (--dry-run). The page would be {_stem(document, options)}."
    if not document.parts:
        raise RefusedError([f"{path.name}: has neither numbered provisions nor headings. Begin the page with kb new."])
    key, files = plan(document, path.name, options, root)
    _write(files, root)
    shown = "\n".join(f"  {relative(file, root)}" for file in files)
    new = root / "docs" / "data" / "sources.yml" in files
    return f"{found}\nWritten, as a draft that readers do not see:\n{shown}\n{_next(key, new)}"


def plan(document: Document, name: str, options: Options, root: Path = REPOSITORY) -> tuple[str, dict[Path, str]]:
    """Return the source's id and the texts of all files, by path. Nothing is written. Raises as `run` does."""
    stem = _stem(document, options)
    working = root / FOLDER / f"{stem.rpartition('/')[2]}.txt"
    reasons = []
    if stem.partition("/")[0] not in FOLDERS.values():
        folders = ", ".join(f"{folder}/" for folder in FOLDERS.values())
        reasons.append(f"{stem}: stands in none of {folders}. Write --as law/{stem}, or another of them.")
    if working.exists():
        reasons.append(f"{relative(working, root)}: exists already. Move it away, or choose another name with --as.")
    key, files = _source(document, stem, options, root, reasons)
    replaced = {path.stem: text for path, text in files.items()}
    page = new_page(document, stem, key)
    try:
        files |= scaffold.plan(page, options.day, root, options.after, replaced)
    except RefusedError as refused:
        reasons += [reason.replace("choose another name", "choose another with --as") for reason in refused.reasons]
    if reasons:
        raise RefusedError(dict.fromkeys(reasons))
    return key, {**files, working: working_text(document, stem, name)}


def _source(
    document: Document, stem: str, options: Options, root: Path, reasons: list[str]
) -> tuple[str, dict[Path, str]]:
    """Return the id of the source and the register with it, if it is new. Adds to `reasons` why that cannot be."""
    known = load_registers(root).sources
    if options.source:
        if options.source not in known:
            reasons.append(
                f"--source {options.source}: is not in docs/data/sources.yml. Correct the id or leave it out."
            )
        return options.source, {}
    source = source_of(document, document.language)
    key = slug(stem.rpartition("/")[2]) if is_unwritten(source.short.en) else sources.make_id(source)
    if key in known:
        return key, {}
    try:
        return sources.plan(source, key, options.differs, root)
    except RefusedError as refused:
        for reason in refused.reasons:
            other = reason.partition(":")[0]
            reasons.append(reason.replace("Cite that;", f"If it is the same text, add --source {other};"))
        return key, plan_entry("sources", key, sources.entry_text(key, source), root)  # for the page's own reasons


def _stem(document: Document, options: Options) -> str:
    """Return the page's name: the one asked for, or one made from the number or the title of the text."""
    if options.stem:
        stem = options.stem.removesuffix(".md")
        return re.sub(r"^docs/(?:en|id)/", "", stem)
    facts = document.facts
    if document.layout in STATUTES and facts.get("number"):
        return f"law/indonesia/{facts['type']}-{slug(facts['number'])}-{facts['year']}"
    folder = "instruments" if document.layout in ("numbered", "headed") else "law"
    return f"{folder}/{slug(document.title, WORDS) or 'imported-text'}"


def _write(files: dict[Path, str], root: Path) -> None:
    folder = root / FOLDER
    made = not folder.exists()
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise RefusedError([f"{FOLDER}/: cannot be made ({error.strerror}). Move away what stands there."]) from None
    try:
        write_all(files, root)
    except BaseException:
        if made:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _next(key: str, new: bool) -> str:
    source = f"Complete the entry {key} in docs/data/sources.yml: seen is full or excerpt, as you read it."
    known = f"The pages cite {key}, which docs/data/sources.yml has."
    return (
        f"{source if new else known} Write what is marked [to be written] and [belum ditulis], then take out "
        f"status: draft. The official wording is in {FOLDER}/, for you alone: no page may copy it."
    )
