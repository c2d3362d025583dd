"""CONTRIBUTING in both languages: the page about/contribute, as the hosting service shows it beside the files.

Written from the page, so that there is one text. What only the site knows (ids, citations, registers, notes) becomes
plain Markdown; links and pictures lead to files of the repository.
"""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from knowledge_base.article.blocks import MARK
from knowledge_base.article.limits import fill_limits
from knowledge_base.body import FENCED, HEADING, INLINE_CODE
from knowledge_base.citations import CitationError, find_groups, parse_group
from knowledge_base.pages import Page
from knowledge_base.registers import Registers
from knowledge_base.writing import write_whole

STEM = "about/contribute"
FILES = {"en": "CONTRIBUTING.md", "id": "CONTRIBUTING.id.md"}
COMMAND = f"scripts/kb translated {STEM}"

NOTE = re.compile(
    r'^!!! (?P<kind>\w+)(?: "(?P<title>[^"]*)")?[ \t]*\n(?P<body>(?:(?: {4}.*|[ \t]*)(?:\n|\Z))*)', re.MULTILINE
)
LINK = re.compile(r'(?P<image>!?)\[(?P<text>[^\[\]]*)\]\((?P<target>[^\s()]+)(?: "(?P<caption>[^"]*)")?\)')
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")

Pages = Mapping[str, Mapping[str, Page]]  # by stem and language


def contributing(locale: str, pages: Pages, registers: Registers) -> str:
    """Return the file in one language, made from the page in `pages`."""
    page = pages[STEM][locale]
    others = " · ".join(
        f"[{registers.interface(other)[f'language_{other}']}]({name})"
        for other, name in FILES.items()
        if other != locale
    )
    head = f"<!-- Made from {page.shown}: change that page, then {COMMAND} writes this file. -->\n"
    body = "".join(_pieces(page, pages, registers))
    return f"{head}\n{others}\n\n# {page.front_matter.title}\n\n{body.strip()}\n"


def write_contributing(root: Path, pages: Pages, registers: Registers) -> list[str]:
    """Write the files of the repository `root` that say something else than their pages. Return their names."""
    written = []
    for locale, name in FILES.items():
        if locale not in pages.get(STEM, {}):
            continue
        path, text = root / name, contributing(locale, pages, registers)
        if not path.exists() or path.read_bytes() != text.encode():
            write_whole(path, text.encode())
            written.append(name)
    return written


def _pieces(page: Page, pages: Pages, registers: Registers) -> Iterator[str]:
    """Yield the body piece by piece: blocks of code as they are, what stands between them as plain Markdown."""
    position = 0
    for block in FENCED.finditer(page.body):
        yield _prose(page.body[position : block.start()], page, pages, registers)
        yield block[0]
        position = block.end()
    yield _prose(page.body[position:], page, pages, registers)


def _prose(text: str, page: Page, pages: Pages, registers: Registers) -> str:
    def inline(part: str) -> str:
        part = LINK.sub(lambda link: _link(link, page, pages), part)
        return fill_limits(_citations(part, page.locale, registers), registers.limits, page.locale)

    lines = NOTE.sub(_note, text).split("\n")
    return "\n".join(_outside_code(_line(line, page, registers), inline) for line in lines)


def _outside_code(line: str, change: Callable[[str], str]) -> str:
    parts, position = [], 0
    for code in INLINE_CODE.finditer(line):
        parts += [change(line[position : code.start()]), code[0]]
        position = code.end()
    return "".join([*parts, change(line[position:])])


def _line(line: str, page: Page, registers: Registers) -> str:
    """Return a heading without its attributes, and a word about a register instead of its line; others as they are."""
    if heading := HEADING.match(line):
        return f"{heading['marks']} {heading['title']}"
    if line.startswith(MARK):
        name = f"[{page.front_matter.title}]({posixpath.basename(page.shown)})"
        return registers.interface(page.locale)["register_elsewhere"].format(page=name)
    return line


def _note(note: re.Match) -> str:
    title = note["title"] or note["kind"].capitalize()
    lines = [f"**{title}**", "", *(line[4:] for line in note["body"].rstrip().split("\n"))]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def _citations(text: str, locale: str, registers: Registers) -> str:
    for _, body in list(find_groups(text)):
        try:
            cited = parse_group(body)
        except CitationError:
            continue  # left as typed; the checks name the line
        names = (
            registers.sources[one.source].short[locale] + (f", {one.locator.shown(locale)}" if one.locator else "")
            for one in cited
        )
        text = text.replace(f"[{body}]", f"({'; '.join(names)})")
    return text


def _link(link: re.Match, page: Page, pages: Pages) -> str:
    written, _, identifier = link["target"].partition("#")
    if ADDRESS.match(written):
        return link[0]
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page.shown), written)) if written else page.shown
    if link["image"]:
        return f"![{link['text']}]({path})" + (f"\n\n*{link['caption']}*" if link["caption"] else "")
    goal = pages.get(path.removeprefix(f"docs/{page.locale}/").removesuffix(".md"), {}).get(page.locale)
    anchor = _anchor(goal, identifier) if goal and identifier else ""
    return f"[{link['text']}]({anchor if anchor and goal is page else path + anchor})"


def _anchor(page: Page, identifier: str) -> str:
    """Return the anchor that the hosting service gives a heading: its words, in other files with what stands behind."""
    for section in page.sections:
        if section.id == identifier:
            heading = section.title if page.stem == STEM else f"{section.title} {{{section.attributes}}}"
            return "#" + NOT_IN_ANCHORS.sub("", heading.lower()).replace(" ", "-")
    return ""
