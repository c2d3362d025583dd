"""The text at one state, as far as it can be read: pages as lists of sentences, with time limits filled in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from knowledge_base.article.limits import fill_limits
from knowledge_base.citations import GROUP
from knowledge_base.findings import Finding, InputError
from knowledge_base.pages import Page, page_paths, read_page
from knowledge_base.registers import Registers, load_registers
from knowledge_base.substance import citations_of
from knowledge_base.texts import Frozen, PageText, SectionText, Texts, load_frozen

ITEM = re.compile(r"\s*(?:[-*+] |\d+\. |\||>|#|!!! |::: |- \[.\])")
SENTENCE_END = re.compile(r"[.!?][”\"’)*]*\s+(?=[“\"(*\[]*[A-Z0-9])")
# With the blank before it, so that the full stop stands where it would without a citation.
CITED = re.compile(rf"[ \t]*{GROUP.pattern}")
LIMITS_BLOCK = re.compile(r"::: limits (?P<keys>.+)")


@dataclass(frozen=True)
class State:
    """The text at one state. `findings` name what could not be read; without `registers` none of them could."""

    pages: Mapping[str, Mapping[str, Page]]
    registers: Registers | None
    frozen: Frozen | None
    findings: tuple[Finding, ...] = field(default=())


def read_state(root: Path) -> State:
    """Read docs/ in the folder `root`. What is broken is left out and named."""
    findings: list[Finding] = []
    registers, frozen = None, None
    try:
        registers = load_registers(root)
    except InputError as error:
        findings += error.findings
    try:
        frozen = load_frozen(root)
    except InputError as error:
        findings += error.findings
    pages: dict[str, dict[str, Page]] = {}
    for locale, stem, path in page_paths(root):
        if path.is_symlink():
            continue
        try:
            page = read_page(path, locale, stem, root)
            page.sections  # noqa: B018 (raises where headings cannot be read)
        except InputError as error:
            findings += error.findings
        else:
            pages.setdefault(stem, {})[locale] = page
    return State(pages, registers, frozen, tuple(sorted(set(findings))))


def texts(state: State, registers: Registers) -> Texts:
    """Return what each page says, a sentence, list item or table row a line, citations apart; see texts.py."""
    return {
        stem: {locale: page_text(page, registers) for locale, page in twins.items()}
        for stem, twins in state.pages.items()
    }


def page_text(page: Page, registers: Registers) -> PageText:
    """Return what a page says."""
    front, raw = page.front_matter, page.body.split("\n")
    first = page.sections[0].line if page.sections else page.body_line + len(raw)

    def between(start: int, end: int) -> list[str]:
        # The page's own lines, code included: what stands in code is read too.
        return raw[start - page.body_line : end - page.body_line]

    opening = [front.summary, "", *between(page.body_line, first)]
    sections = [_section("", front.title, 1, False, opening, page.locale, registers)]
    ends = [section.line for section in page.sections[1:]] + [page.body_line + len(raw)]
    for section, end in zip(page.sections, ends, strict=True):
        lines = between(section.line + 1, end)
        sections.append(
            _section(section.id, section.title, section.level, section.is_provision, lines, page.locale, registers)
        )
    reviewed = front.reviewed.isoformat()
    return PageText(page.stem, page.locale, front.title, front.type, front.version, reviewed, tuple(sections))


def sentences(lines: list[str]) -> Iterator[str]:
    """Yield the sentences of Markdown lines; a list item, row or line of a block begins a new one."""
    paragraph: list[str] = []
    for line in [*lines, ""]:
        if (not line.strip() or ITEM.match(line)) and paragraph:
            whole = " ".join(paragraph)
            yield from [whole] if whole.startswith("|") else _split(whole)
            paragraph = []
        if line.strip():
            paragraph.append(" ".join(line.split()))


def _split(paragraph: str) -> Iterator[str]:
    start = 0
    for end in SENTENCE_END.finditer(paragraph):
        # “1. Investigator:” is an item with its number, not a sentence “1.”.
        if not re.fullmatch(r"\d+\.", paragraph[start : end.end()].strip()):
            yield paragraph[start : end.end()].strip()
            start = end.end()
    yield paragraph[start:]


def _section(
    identifier: str, title: str, level: int, provision: bool, lines: list[str], locale: str, registers: Registers
) -> SectionText:
    markdown = "\n".join(row for line in lines for row in _with_limits(line, locale, registers))
    plain = fill_limits(CITED.sub("", markdown), registers.limits, locale)
    cited = tuple(sorted(citations_of(markdown).elements()))
    return SectionText(identifier, title, level, provision, tuple(sentences(plain.split("\n"))), cited)


def _with_limits(line: str, locale: str, registers: Registers) -> Iterator[str]:
    """Yield a line; after one that shows a table of time limits, the rows of the table."""
    yield line
    if block := LIMITS_BLOCK.fullmatch(line.strip()):
        for key in re.split(r"[\s+]+", block["keys"].strip()):
            if limit := registers.limits.get(key):
                cells = [limit.what[locale], limit.shown(locale), limit.who[locale]]
                cells += [note[locale] for note in (limit.start, limit.note) if note]
                yield f"| {' | '.join(cells)} [{'; '.join(limit.citations)}]"
