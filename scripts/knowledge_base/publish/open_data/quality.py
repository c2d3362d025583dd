"""The figures of about/quality as data: data/quality.json."""

from typing import Any

from pydantic import Field

from knowledge_base.models import Address
from knowledge_base.publish.open_data.provisions import edition_mark
from knowledge_base.publish.open_data.publication import FOLDER, Publication
from knowledge_base.publish.open_data.shapes import EditionMark
from knowledge_base.quality.report import Quality, load_quality

NAME = "quality.json"


class QualityFile(Quality):
    """What was measured and counted for one edition, as the page about/quality shows it."""

    schema_address: Address = Field(alias="$schema")
    edition: EditionMark


def write_quality(publication: Publication) -> None:
    """Write the figures into the open data of the edition."""
    content: dict[str, Any] = {
        "$schema": f"{publication.address}{FOLDER}/schema/quality.json",
        "edition": edition_mark(publication.registers.edition),
        **dict(load_quality()),
    }
    text = QualityFile(**content).model_dump_json(by_alias=True, indent=1)
    (publication.site / FOLDER / NAME).write_text(text + "\n", encoding="utf-8")
