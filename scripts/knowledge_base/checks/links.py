"""Links to the glossary and the sources, whose entries come from registers and not from Markdown."""

import re
from collections.abc import Iterator

from knowledge_base.findings import Finding
from knowledge_base.pages import Page
from knowledge_base.registers import Registers

REGISTER_LINK = re.compile(r"\]\((?:[^()\s]*/)?(?P<page>glossary|sources(?:-web|-press)?)\.md#(?P<id>[^()\s]+)\)")
OWN_SECTIONS = frozenset({"terms", "all-sources"})


def check(page: Page, registers: Registers) -> Iterator[Finding]:
    """Yield a finding for each link to a term or source that the registers lack."""
    known = {"glossary": registers.terms.keys(), "sources": registers.sources.keys()}
    for line in page.lines:
        for link in REGISTER_LINK.finditer(line.text):
            register, identifier = link["page"].split("-")[0], link["id"]
            if identifier not in known[register] and identifier not in OWN_SECTIONS:
                what = f"links to “{identifier}”, which docs/data/{register}.yml lacks."
                yield Finding(page.shown, line.number, what, "Correct the id or add the entry.")
