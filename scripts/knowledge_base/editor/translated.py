"""`kb translated`: records that a translation matches its original again, and refuses where it cannot.

A change of numbers, duties, negations or citations in the original is one of substance: the translation must have
changed as well. What the original said before is looked up in git, by its fingerprint in the register.
"""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge_base import LOCALES, REPOSITORY, versions
from knowledge_base.drafts import published
from knowledge_base.editor.git import Git
from knowledge_base.findings import Finding, InputError
from knowledge_base.models import Duty
from knowledge_base.pages import Page, parse_page
from knowledge_base.provisions import load_pages
from knowledge_base.registers import Registers, load_registers
from knowledge_base.substance import citations_of, fingerprint, kinds, passages, words_of
from knowledge_base.translations import key, save, state
from knowledge_base.versions import number

REASONS = {
    "citation": "the citations changed",
    "number": "the numbers changed",
    "negation": "a negation changed",
}
DEEPEST = 500  # commits


@dataclass(frozen=True)
class Before:
    """A section as it stood when its translation was confirmed, in both languages."""

    original: str
    translation: str


def record(targets: list[str], root: Path = REPOSITORY) -> int:
    """Record the sections named as `page` or `page#section`. Return the exit code: 1 where one was refused."""
    registers, pages = load_registers(root), load_pages(root, drafts=True)
    recorded, refused = dict(registers.translations), 0
    for target in targets:
        stem, _, wanted = _stem(target).partition("#")
        twins = pages.get(stem, {})
        current = state(twins, recorded)
        if current is None or (wanted and wanted not in current.sections):
            mend = "Name a page that exists in both languages, and a section of it: law/crc or law/crc#art-37."
            raise InputError([Finding(target, 1, "is no page or section with a translation.", mend)])
        original, translation = twins[current.original], twins[current.translation]
        for passage, translated in zip(passages(original), passages(translation), strict=True):
            if passage.id not in current.stale or wanted not in ("", passage.id):
                continue
            entry = key(original, passage)
            before = _before(original, translation, passage.id, recorded.get(entry), root)
            print(f"{entry}\n{_shown(before, passage.text)}")
            if before and (
                reasons := _refusal(before, passage.text, translated.text, original.locale, registers.duties)
            ):
                print(f"  refused: {reasons}, and {translation.shown} says the same as before. Translate it first.\n")
                refused += 1
            else:
                print("  recorded.\n")
                recorded[entry] = fingerprint(passage.text)
    known = {key(page, one) for twins in pages.values() for page in twins.values() for one in passages(page)}
    save({entry: value for entry, value in recorded.items() if entry in known}, root)
    record_versions(registers, published(pages), root)
    return 1 if refused else 0


def record_versions(registers: Registers, pages: Mapping[str, Mapping[str, Page]], root: Path) -> None:
    """Record what each page says whose version was raised, or is new. Others keep what was recorded."""
    kept = {stem: version for stem, version in registers.versions.items() if stem in pages}
    for stem, twins in pages.items():
        now = versions.page_version(twins, registers)
        if stem not in kept or number(now.version) > number(kept[stem].version):
            kept[stem] = now
            print(f"{stem}: version {now.version} recorded.")
    versions.save(kept, root)


def _refusal(before: Before, now: str, translated: str, locale: str, duties: Mapping[str, Duty]) -> str:
    """Return why a translation that still says the same cannot match the original; nothing if it may."""
    if fingerprint(before.translation) != fingerprint(translated):
        return ""
    return "; ".join(substance(before.original, now, locale, duties))


def substance(before: str, now: str, locale: str, duties: Mapping[str, Duty]) -> Iterator[str]:
    """Yield what changed in meaning between two texts of one language, words that mean the same aside."""
    for kind in kinds(before, now, locale, duties):
        if kind.startswith("duty"):
            yield "the strength of a duty changed"
        elif kind in REASONS:
            yield REASONS[kind]


def _stem(target: str) -> str:
    """Return `law/crc#art-37` for that, for docs/en/law/crc.md#art-37 and the like."""
    path, mark, identifier = target.partition("#")
    path = path.removesuffix(".md")
    for locale in LOCALES:
        path = path.removeprefix(f"docs/{locale}/")
    return f"{path}{mark}{identifier}"


def _before(original: Page, translation: Page, identifier: str, wanted: str | None, root: Path) -> Before | None:
    """Return both languages of a section at the last commit whose original has the fingerprint `wanted`."""
    if wanted is None:
        return None
    for commit in Git(root).ask("log", f"-{DEEPEST}", "--format=%H", "--", original.shown).split():
        old = _text_at(commit, original, identifier, root)
        if old is not None and fingerprint(old) == wanted:
            return Before(old, _text_at(commit, translation, identifier, root) or "")
    return None


def _text_at(commit: str, page: Page, identifier: str, root: Path) -> str | None:
    try:
        old = parse_page(Git(root).ask("show", f"{commit}:{page.shown}"), page.shown, page.locale, page.stem)
        return next((one.text for one in passages(old) if one.id == identifier), None)
    except InputError:
        return None


def _shown(before: Before | None, now: str) -> str:
    """Return the change of the original, word by word: [-left out-] {+put in+}."""
    if before is None:
        return "  not confirmed before, or its former text is in no commit."
    old, new = words_of(before.original), words_of(now)
    pieces: list[str] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            kept = new[c:d]
            pieces += kept if len(kept) < 9 else [*kept[:4], "…", *kept[-4:]]
        else:
            pieces += [f"[-{' '.join(old[a:b])}-]"] if b > a else []
            pieces += [f"{{+{' '.join(new[c:d])}+}}"] if d > c else []
    left, put_in = (citations_of(text) for text in (before.original, now))
    pieces += [f"[-@{cited}-]" for cited in (left - put_in).elements()]
    pieces += [f"{{+@{cited}+}}" for cited in (put_in - left).elements()]
    return f"  {' '.join(pieces)}"
