"""Block lines such as `::: sources law treaty`: known names, known words after them."""

import re
from collections.abc import Iterator

from knowledge_base.article.blocks import BLOCKS, MARK
from knowledge_base.article.blocks.quality import PARTS
from knowledge_base.findings import Finding
from knowledge_base.pages import Page
from knowledge_base.registers import Registers

YEARS = re.compile(r"\d{4}-\d{4}")


def check(page: Page, registers: Registers) -> Iterator[Finding]:
    """Yield a finding for each block that no register fills."""
    vocabulary = registers.vocabulary
    arguments = {
        "sources": vocabulary.kinds,
        "timeline": vocabulary.events,
        "status": registers.instruments,
        "limits": registers.limits,
        "role": vocabulary.roles,
        "quality": PARTS,
    }
    for line in page.lines:
        if not line.text.startswith(MARK.strip()):
            continue
        name, *words = line.text.removeprefix(MARK.strip()).split() or [""]
        if name not in BLOCKS:
            mend = f"Use one of: {', '.join(BLOCKS)}."
            yield Finding(page.shown, line.number, f"has the unknown block “{name}”.", mend)
            continue
        known = arguments.get(name, {})
        for word in words:
            if word not in known and not (name == "timeline" and YEARS.fullmatch(word)):
                mend = f"Use: {', '.join(known)}." if known else "Leave it out."
                yield Finding(page.shown, line.number, f"has the unknown word “{word}” after “::: {name}”.", mend)
