"""Protocols: the fixed anatomy, steps with actor, citation and basis, time limits from the register."""

import re
from collections.abc import Iterator

from knowledge_base.article.limits import find_inserts, named_limits
from knowledge_base.drafts import is_unwritten
from knowledge_base.findings import Finding
from knowledge_base.pages import Page
from knowledge_base.practice import show_sum
from knowledge_base.protocols import known_actors, steps
from knowledge_base.registers import Registers

# The parts of a protocol in their order. Only a list of decisions may be missing.
ANATOMY = (
    "when", "who", "time-limits", "before", "steps", "never", "decide", "record", "if-wrong", "checklist",
    "sources-gaps",
)  # fmt: skip
OPTIONAL = "decide"
HOLDS = {
    "time-limits": (re.compile(r"^::: limits \S"), "no table of time limits", "::: limits arrest release"),
    "steps": (
        re.compile(r"^1\. "),
        "no numbered steps",
        "1. **Judge:** hears … [@crc, art. 12]. Basis: guidance.",
    ),
    "never": (re.compile(r"^!!! never "), "no list of what must not happen", '!!! never "Never"'),
    "checklist": (re.compile(r"^- \[ \] "), "no boxes to tick", "- [ ] Age proved by document"),
}
BASIS = {"en": "Basis: ", "id": "Dasar: "}
TYPED = re.compile(r"(?<![\d.-])\d+(?: ?[×x] ?24)?[ -](?:working |calendar )?(?:hours?|days?|months?|jam|hari|bulan)\b")
CITED = re.compile(r"\[@[^\[\]]*\]")


def check(page: Page, registers: Registers) -> Iterator[Finding]:
    """Yield a finding for each insert that the register lacks and, on protocols, each part out of order."""
    for position, keys in find_inserts(page.text):
        line = page.line_at(position)
        try:
            show_sum(named_limits(keys, registers.limits), page.locale)
        except KeyError as error:
            what = f"inserts the time limit “{error.args[0]}”, which docs/data/time-limits.yml lacks."
            yield Finding(page.shown, line, what, "Correct the key or add the entry.")
        except ValueError:
            what = f"adds up “{keys}”, which have no common unit."
            yield Finding(page.shown, line, what, "Add limits in days, or in hours, or in months.")
    if page.front_matter.type == "protocol":
        yield from _anatomy(page)
        yield from _parts(page)
        yield from _steps(page, registers)
        yield from _typed_limits(page)


def _anatomy(page: Page) -> Iterator[Finding]:
    for name in ("roles", "stages"):
        if not getattr(page.front_matter, name) and not page.is_draft:
            yield page.front_document.finding((name,), f"names no {name}.", "Name those the protocol is for.")
    found = tuple(section.id for section in page.sections)
    expected = tuple(part for part in ANATOMY if part != OPTIONAL or OPTIONAL in found)
    if found == expected:
        return
    line = next((s.line for s, part in zip(page.sections, expected, strict=False) if s.id != part), page.body_line)
    what = "does not have the parts of a protocol in their order."
    yield Finding(page.shown, line, what, f"Write these sections and no others: {', '.join(ANATOMY)}.")


def _parts(page: Page) -> Iterator[Finding]:
    for section in page.sections:
        if section.id in HOLDS and not any(is_unwritten(line.text) for line in section.lines):
            pattern, what, example = HOLDS[section.id]
            if not any(pattern.match(line.text) for line in section.lines):
                yield Finding(page.shown, section.line, f"has {what} under “{section.id}”.", f"Write {example}")


def _steps(page: Page, registers: Registers) -> Iterator[Finding]:
    actors = known_actors(registers.vocabulary.actors, page.locale)
    acting = {role for step in steps(page) for actor in step.actors if actor in actors for role in actors[actor].roles}
    if missing := sorted(acting - set(page.front_matter.roles)):
        what = f"has steps for {', '.join(missing)}, whom its roles do not name."
        yield page.front_document.finding(("roles",), what, "Add them: the finder and the role pages list it for them.")
    for step in steps(page):
        if not step.actors:
            mend = "Begin it with who acts: **Investigator:**"
            yield Finding(page.shown, step.line, "has a step without an actor.", mend)
        for actor in step.actors:
            if actor not in actors:
                what = f"has a step of “{actor}”, whom docs/data/vocabulary.yml lacks under actors."
                yield Finding(page.shown, step.line, what, "Use the words of an actor there, or add one.")
        if is_unwritten(step.text):
            continue
        if not CITED.search(step.text):
            mend = "Say on what it rests: [@source, art. 1]."
            yield Finding(page.shown, step.line, "has a step without a citation.", mend)
        if BASIS[page.locale] not in step.text:
            mend = f"End it with {BASIS[page.locale]}law, general procedure, guidance or advice, as in CONTRIBUTING.md."
            yield Finding(page.shown, step.line, "has a step that does not name its basis.", mend)


def _typed_limits(page: Page) -> Iterator[Finding]:
    for line in page.lines:
        for match in TYPED.finditer(CITED.sub("", line.text)):
            what = f"types the time “{match[0]}”."
            mend = "Insert a time limit from docs/data/time-limits.yml, [=arrest]; write any other length in words."
            yield Finding(page.shown, line.number, what, mend)
