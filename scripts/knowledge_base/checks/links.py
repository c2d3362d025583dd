"""Links: to entries of registers, and to pages and sections of the same language."""

import posixpath
import re
from collections.abc import Collection, Iterator
from urllib.parse import unquote

from knowledge_base import LOCALES
from knowledge_base.checks.rule import Text
from knowledge_base.findings import Finding
from knowledge_base.pages import Page
from knowledge_base.protocols import steps
from knowledge_base.registers import Registers

REGISTER_LINK = re.compile(r"\]\((?:[^()\s]*/)?(?P<page>glossary|sources(?:-web|-press)?)\.md#(?P<id>[^()\s]+)\)")
OWN_SECTIONS = frozenset({"terms", "all-sources"})
LINK = re.compile(r"(?<!!)\[[^\[\]]*\]\(\s*<?(?P<target>[^()\s<>]+)")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
STEP = re.compile(r"step-(\d+)")
BLOCK = re.compile(r"^::: (?P<name>[\w-]+)", re.MULTILINE)
# Blocks without entries to link to; those that neither this nor `_entries` names may show any id.
WITHOUT_ENTRIES = frozenset(
    {"limits", "pages", "finder", "search", "feeds", "kept", "copy-check", "copy-codes", "quality"}
)


def check(page: Page, registers: Registers) -> Iterator[Finding]:
    """Yield a finding for each link to a term or source that the registers lack."""
    known = {"glossary": registers.terms.keys(), "sources": registers.sources.keys()}
    for line in page.lines:
        for link in REGISTER_LINK.finditer(line.text):
            register, identifier = link["page"].split("-")[0], link["id"]
            if identifier not in known[register] and identifier not in OWN_SECTIONS:
                what = f"links to “{identifier}”, which docs/data/{register}.yml lacks."
                yield Finding(page.shown, line.number, what, "Correct the id or add the entry.")


def check_places(page: Page, text: Text) -> Iterator[Finding]:
    """Yield a finding for each link to a page, section or file that is not there in the page's language."""
    for line in page.lines:
        for link in LINK.finditer(line.text):
            if not SCHEME.match(link["target"]) and (fault := _fault(page, text, unquote(link["target"]))):
                yield Finding(page.shown, line.number, *fault)


def _fault(page: Page, text: Text, written: str) -> tuple[str, str] | None:
    target, _, identifier = written.partition("#")
    if target.startswith("/"):
        return f"links to “{written}”, an address from the root.", "Write it from this file: ../law/crc.md."
    folder = posixpath.dirname(f"docs/{page.locale}/{page.stem}")
    goal = posixpath.normpath(posixpath.join(folder, target)) if target else page.shown
    if not goal.startswith("docs/"):
        return f"links to “{written}”, outside the text.", "Link to a page, or to an address with https."
    if not goal.endswith(".md"):
        return None if (text.root / goal).is_file() else _missing(page, text, written, goal)
    stem = goal.removeprefix(f"docs/{page.locale}/").removesuffix(".md")
    if (page.locale, stem) not in text.pages.paths and goal != page.shown:
        return _missing(page, text, written, goal)
    other = page if stem == page.stem else text.pages.get((page.locale, stem))
    if identifier and other is not None and not _has(other, identifier, text.registers):
        what = f"links to “{written}”, but {other.shown} has no section “{identifier}”."
        return what, "Correct the id: it stands in { #… } behind the heading."
    return None


def _missing(page: Page, text: Text, written: str, goal: str) -> tuple[str, str]:
    for locale in LOCALES:
        there = f"docs/{locale}/" + goal.removeprefix(f"docs/{page.locale}/")
        if locale != page.locale and (text.root / there).is_file():
            return f"links to “{written}”, which only {there} has.", "Translate that page, or leave the link out."
    mend = "Write the file's own name from this one on: other-page.md, ../law/crc.md#art-37."
    return f"links to “{written}”, and {goal} does not exist.", mend


def _has(page: Page, identifier: str, registers: Registers) -> bool:
    # Looked for in the text and not in its sections: a heading that cannot be read is named where it stands.
    if re.search(rf"#{re.escape(identifier)}(?=[\s}}])", page.text):
        return True
    if step := STEP.fullmatch(identifier):
        return any(own.number == int(step[1]) for own in steps(page))
    if identifier == "kb-status":
        return page.front_matter.instrument is not None
    entries = _entries(registers)
    shown = {block["name"] for block in BLOCK.finditer(page.text)} - WITHOUT_ENTRIES
    return any(name not in entries or identifier in entries[name] for name in shown)


def _entries(registers: Registers) -> dict[str, Collection[str]]:
    """Return, by block, the ids of what it shows."""
    areas = {f"area-{area}" for area in registers.vocabulary.areas}
    return {
        "glossary": registers.terms,
        "index": registers.terms,
        "sources": registers.sources,
        "institutions": registers.institutions.keys() | areas,
        "concordance": registers.vocabulary.themes,
        "status": {f"kb-status-{key}" for key in registers.instruments},
    }
