"""Versions of pages: what each page said when its version was recorded, in docs/data/versions.yml.

A change of what a page says needs a raised version and a line in its history; one of form, a comma or a link, needs
neither. What a page says is told by a fingerprint in each language (substance.py), with the time limits that it names.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.article.limits import fill_limits
from knowledge_base.models import PageVersion
from knowledge_base.pages import Page
from knowledge_base.registers import Registers
from knowledge_base.substance import fingerprint, passages
from knowledge_base.writing import write_whole

REGISTER = "docs/data/versions.yml"
HEADER = """\
# Kept by scripts/kb translated and scripts/kb edition: the version of each page, and the fingerprint of what it says.

"""


def page_version(twins: Mapping[str, Page], registers: Registers) -> PageVersion:
    """Return the version of a page with what it says in each language that it has."""
    marks = {locale: page_fingerprint(page, registers) for locale, page in twins.items()}
    return PageVersion(version=next(iter(twins.values())).front_matter.version, **marks)


def page_fingerprint(page: Page, registers: Registers) -> str:
    """Return eight hexadecimal digits for what a page says, whatever the order of its sections."""
    said = sorted(
        f"{passage.id} {fingerprint(fill_limits(passage.text, registers.limits, page.locale))}"
        for passage in passages(page)
    )
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:8]


def number(version: str) -> tuple[int, ...]:
    """Return a version for comparing: 1.10 comes after 1.9."""
    return tuple(int(part) for part in version.split("."))


def save(recorded: Mapping[str, PageVersion], root: Path = REPOSITORY) -> None:
    """Write the register, one line for each page, so that git merges it line by line."""
    lines = []
    for stem, version in sorted(recorded.items()):
        marks = "".join(f', {locale}: "{mark}"' for locale in LOCALES if (mark := getattr(version, locale)))
        lines.append(f'{stem}: {{version: "{version.version}"{marks}}}\n')
    write_whole(root / REGISTER, (HEADER + ("".join(lines) or "{}\n")).encode())
