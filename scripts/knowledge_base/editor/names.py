"""Names of new pages: the folder that belongs to the type, words that an address can bear for good."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from knowledge_base import LOCALES
from knowledge_base.models import IDENTIFIER, RESERVED

FOLDERS = {
    "protocol": "protocols",
    "law": "law",
    "instrument": "instruments",
    "guidance": "toolkit",
    "reference": "reference",
    "about": "about",
}
TYPES = tuple(FOLDERS)
LONGEST = 60
# A page's folder holds pages that are made from it; Windows keeps names of devices for itself.
TAKEN = frozenset({"index", "parallel", "cite", "card", "en", "id", "assets", "data", "latest", "dev"})
DEVICES = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


def stem_of_name(name: str, kind: str) -> str:
    """Return the stem that a name means: `new-thing` of type protocol is `protocols/new-thing`."""
    path = name.removesuffix(".md")
    for locale in LOCALES:
        path = path.removeprefix(f"docs/{locale}/")
    return path if "/" in path else f"{FOLDERS[kind]}/{path}"


def folder_faults(stem: str, kind: str) -> Iterator[str]:
    """Yield why a page of this type cannot have this stem."""
    top, _, rest = stem.partition("/")
    folder = FOLDERS[kind]
    if top != folder:
        yield f"{stem}: a page of type {kind} stands in {folder}/. Write {folder}/{rest}, or another type."


def name_faults(stem: str, moved: Mapping[str, object], root: Path) -> Iterator[str]:
    """Yield every reason why no page with this stem can be made. `moved` are the places that were published once."""
    *folders, name = stem.split("/")
    if not all(IDENTIFIER.fullmatch(part) for part in (*folders, name)):
        yield f"{stem}: is no name for a page. Use lower-case English words, digits and single hyphens: new-thing."
        return
    if name in TAKEN or name.startswith(RESERVED) or DEVICES.fullmatch(name):
        yield f"{stem}: “{name}” is a reserved name. Choose another."
    if len(name) > LONGEST:
        yield f"{stem}: has {len(name)} characters in its name. Use at most {LONGEST}: it becomes part of the address."
    folder = "/".join(folders)
    for locale in LOCALES:
        if not (root / "docs" / locale / folder).is_dir():
            yield f"{stem}: docs/{locale} has no folder “{folder}”. Choose one that is there."
            continue
        place = root / "docs" / locale / stem
        if place.with_name(f"{name}.md").exists():
            yield f"{stem}: docs/{locale}/{stem}.md exists already. Change that page, or choose another name."
        elif place.is_dir():
            yield f"{stem}: docs/{locale}/{stem}/ is a folder, whose first page has this address. Choose another name."
    if stem in moved:
        yield f"{stem}: was published once and moved (docs/data/moved.yml). Choose another name."
