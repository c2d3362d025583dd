"""JSON Schemas (draft 2020-12) of the files under data/, in data/schema/: made from the shapes that we load and write.

The registers are YAML: a program reads them as JSON values, with dates as text, and checks them with these.
"""

import json
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter

from knowledge_base.models import IDENTIFIER, Identifier
from knowledge_base.publish.open_data.publication import FOLDER, Publication
from knowledge_base.publish.open_data.quality import QualityFile
from knowledge_base.publish.open_data.shapes import ConcordanceRow, ProvisionsFile, SectionsFile
from knowledge_base.registers import SHAPES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILES = {
    "provisions": ProvisionsFile,
    "sections": SectionsFile,
    "concordance": list[ConcordanceRow],
    "quality": QualityFile,
}


def schemas(address: str) -> dict[str, dict[str, Any]]:
    """Return the schema of each file under data/, by the file's name without its ending."""
    found = {name: TypeAdapter(shape).json_schema() for name, shape in FILES.items()}
    found |= {name: _register(model, wrapper) for name, (model, wrapper) in SHAPES.items()}
    return {
        name: {"$schema": DIALECT, "$id": f"{address}{FOLDER}/schema/{name}.json", "title": name, **_closed(schema)}
        for name, schema in sorted(found.items())
    }


def write_schemas(publication: Publication) -> None:
    """Write each schema to data/schema."""
    folder = publication.site / FOLDER / "schema"
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas(publication.address).items():
        text = json.dumps(schema, ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def _register(model: type[BaseModel], wrapper: str | None) -> dict[str, Any]:
    """Return the schema of a register. Its file holds what the model has under `wrapper`, if there is one."""
    schema = model.model_json_schema()
    if wrapper is None:
        return schema
    inside = schema["properties"][wrapper]
    keys = get_args(model.model_fields[wrapper].annotation)
    if inside["type"] == "object" and keys and keys[0] == Identifier:
        inside["propertyNames"] = {"pattern": f"^({IDENTIFIER.pattern})$"}
    return {**inside, "description": model.__doc__ or "", "$defs": schema.get("$defs", {})}


def _closed(schema: Any) -> Any:
    """Return a schema that refuses properties it does not name, and has no titles that only repeat a name."""
    if isinstance(schema, list):
        return [_closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {key: _closed(part) for key, part in schema.items() if key != "title" or not isinstance(part, str)}
    if "properties" in schema:
        schema.setdefault("additionalProperties", False)
    return schema
