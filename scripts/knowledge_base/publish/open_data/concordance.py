"""The concordance: data/concordance.csv for spreadsheets, data/concordance.json for programs."""

import csv
import io
import json
from collections.abc import Sequence

from knowledge_base import LOCALES
from knowledge_base.provisions import Provision
from knowledge_base.publish.open_data.publication import FOLDER, Publication

COLUMNS = ("theme", "instrument", "page", "section", *(f"title_{locale}" for locale in LOCALES), "address")


def write_concordance(publication: Publication, provisions: Sequence[Provision]) -> None:
    """Write one row for each theme of each provision."""
    rows = [row for theme in publication.registers.vocabulary.themes for row in _rows(publication, theme, provisions)]
    table = io.StringIO()
    writer = csv.DictWriter(table, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    folder = publication.site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "concordance.csv").write_text(table.getvalue(), encoding="utf-8")
    text = json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "concordance.json").write_text(text + "\n", encoding="utf-8")


def _rows(publication: Publication, theme: str, provisions: Sequence[Provision]) -> list[dict[str, str]]:
    return [
        {
            "theme": theme,
            "instrument": provision.instrument or "",
            "page": provision.stem,
            "section": provision.id,
            "address": f"{publication.page_address(LOCALES[0], provision.stem)}#{provision.id}",
            **{f"title_{locale}": provision.titles.get(locale, "") for locale in LOCALES},
        }
        for provision in provisions
        if theme in provision.themes
    ]
