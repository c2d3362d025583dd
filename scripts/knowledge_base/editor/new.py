"""`kb new`: a draft of a page in both languages, with the sections that pages of its type have."""

import datetime
from functools import cache
from pathlib import Path

from knowledge_base import LOCALES, REPOSITORY, yamlfile
from knowledge_base.drafts import TO_BE_WRITTEN
from knowledge_base.editor.files import write_all
from knowledge_base.editor.names import folder_faults, name_faults, stem_of_name
from knowledge_base.editor.refused import RefusedError
from knowledge_base.editor.scaffold import NewPage, NewSection, plan
from knowledge_base.models import Bilingual
from knowledge_base.pages import PageType
from knowledge_base.reading import relative
from knowledge_base.registers import load_registers

ANATOMY = Path(__file__).with_name("anatomy.yml")
INDONESIAN_LAW = "law/indonesia/"  # its original is Indonesian


def create(
    kind: PageType,
    name: str,
    day: datetime.date,
    titles: dict[str, str | None],
    after: str | None = None,
    root: Path = REPOSITORY,
) -> list[str]:
    """Write the pair of pages and what belongs to it. Return the paths of the files written.

    Raises RefusedError and InputError as scaffold.plan does; then nothing is written.
    """
    stem = stem_of_name(name, kind)
    if wrong := list(folder_faults(stem, kind)):
        raise RefusedError([*wrong, *name_faults(stem, load_registers(root).moved, root)])
    said = {"en": titles.get("en"), "id": titles.get("id")}
    title = Bilingual(
        en=said["en"] if said["en"] is not None else stem.rpartition("/")[2].replace("-", " ").capitalize(),
        id=said["id"] if said["id"] is not None else TO_BE_WRITTEN["id"],
    )
    original = "id" if stem.startswith(INDONESIAN_LAW) else "en"
    files = plan(NewPage(stem, kind, title, anatomy(kind), original=original), day, root, _stem(after))
    write_all(files, root)
    return [relative(path, root) for path in files]


@cache
def anatomy(kind: str) -> tuple[NewSection, ...]:
    """Return the sections with which a new page of one type begins."""
    described = yamlfile.load(ANATOMY, REPOSITORY).data[kind]
    return tuple(
        NewSection(
            identifier,
            Bilingual(**{locale: words[locale] for locale in LOCALES}),
            level=3 if words.get("provision") else 2,
            provision=words.get("provision", False),
        )
        for identifier, words in described.items()
    )


def _stem(place: str | None) -> str | None:
    return place.removesuffix(".md") if place else None
