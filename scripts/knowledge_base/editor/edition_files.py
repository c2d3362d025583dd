"""What `kb edition` writes into docs/data: the entry of an edition, and what later editions need of it."""

import datetime
import re
from pathlib import Path

from knowledge_base import versions
from knowledge_base.copies import RECORDS
from knowledge_base.editor.hosting import Branch
from knowledge_base.manifest import NAME as MANIFEST
from knowledge_base.manifest import sha256
from knowledge_base.provisions import load_pages
from knowledge_base.publish.copies import RECORD as COPIES
from knowledge_base.publish.sections import NAME as SECTIONS
from knowledge_base.registers import load_registers
from knowledge_base.texts import FOLDER as FROZEN

REGISTER = "docs/data/editions.yml"
UNWRITTEN = "In preparation."
ENTRY = """\
- number: "{number}"
  summary:
    en: {unwritten}
    id: Dalam persiapan.
"""


def dated(register: str, number: str, day: datetime.date, commit: str) -> str:
    """Return the register with the draft's entry as that of an edition made from `commit` and published on `day`."""
    added = f'\n  date: {day.isoformat()}\n  commit: "{commit}"'
    return _after_number(register, number, added)


def keep(number: str, root: Path, branch: Branch) -> None:
    """Keep the text, the codes and the hash of the list of files of a published edition, and begin the next draft."""
    frozen = root / FROZEN
    frozen.mkdir(parents=True, exist_ok=True)
    for old in frozen.glob("*.json"):
        old.unlink()  # the branch has it
    (frozen / f"{number}.json").write_text(branch.read(f"{number}/{SECTIONS}"), encoding="utf-8")
    record = root / RECORDS / f"{number}.json"
    record.parent.mkdir(parents=True, exist_ok=True)
    record.write_text(branch.read(f"{number}/{COPIES}"), encoding="utf-8")
    registers, pages = load_registers(root), load_pages(root)
    versions.save({stem: versions.page_version(twins, registers) for stem, twins in pages.items()}, root)
    manifest = sha256(branch.read(f"{number}/{MANIFEST}"))
    path = root / REGISTER
    register = _after_number(path.read_text("utf-8"), number, f'\n  manifest: "{manifest}"')
    next_number = following(number, registers.edition.date.year)
    path.write_text(register + ENTRY.format(number=next_number, unwritten=UNWRITTEN), encoding="utf-8")


def following(number: str, year: int) -> str:
    """Return the number after `number`, in the same year."""
    first, last = (int(part) for part in number.split("."))
    return f"{first}.{last + 1}" if first >= year else f"{year}.1"


def _after_number(register: str, number: str, added: str) -> str:
    found = re.search(rf"^- number: [\"']?{re.escape(number)}[\"']?[ \t]*$", register, re.MULTILINE)
    return register[: found.end()] + added + register[found.end() :]
