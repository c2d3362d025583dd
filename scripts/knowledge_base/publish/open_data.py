"""Open data beside the registers: the concordance, as CSV for spreadsheets and JSON for programs."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from knowledge_base import LOCALES
from knowledge_base.addresses import page_url
from knowledge_base.copies import CopyCode, edition_record
from knowledge_base.provisions import Provision
from knowledge_base.registers import Registers

COPIES = "data/copies.json"
COLUMNS = ("theme", "instrument", "page", "section", *(f"title_{locale}" for locale in LOCALES), "address")


def write_concordance(site: Path, root_address: str, provisions: Sequence[Provision], registers: Registers) -> None:
    """Write `site`/data/concordance.csv and .json: one row for each theme of each provision."""
    rows = [row for theme in registers.vocabulary.themes for row in _rows(theme, provisions, root_address)]
    table = io.StringIO()
    writer = csv.DictWriter(table, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    folder = site / "data"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "concordance.csv").write_text(table.getvalue(), encoding="utf-8")
    text = json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "concordance.json").write_text(text + "\n", encoding="utf-8")


def write_copies(site: Path, codes: Mapping[str, CopyCode]) -> None:
    """Write `site`/data/copies.json, the codes of all pages: with them, later editions know copies of this one."""
    text = json.dumps(edition_record(codes), ensure_ascii=False, indent=1)
    (site / COPIES).write_text(text + "\n", encoding="utf-8")


def _rows(theme: str, provisions: Sequence[Provision], root_address: str) -> list[dict[str, str]]:
    return [
        {
            "theme": theme,
            "instrument": provision.instrument or "",
            "page": provision.stem,
            "section": provision.id,
            "address": f"{root_address}{page_url(LOCALES[0], provision.stem)}#{provision.id}",
            **{f"title_{locale}": provision.titles.get(locale, "") for locale in LOCALES},
        }
        for provision in provisions
        if theme in provision.themes
    ]
