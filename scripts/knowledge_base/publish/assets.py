"""Styles and scripts under a folder named after their content, so that no browser mixes two builds.

A page's address stays while its text changes; yesterday's page must find yesterday's scripts in a browser's cache, and
today's page must not. The service worker rests on this too: what lies at such an address never changes.
"""

import hashlib
import re
from pathlib import Path

from knowledge_base.publish.errors import PublishError

FOLDER = "assets"
REFERENCE = re.compile(rf'(?P<start> (?:href|src)="(?:(?:\.\.?/)*|/(?:[^":/]+/)*)){FOLDER}/')


def name_by_content(site: Path) -> str:
    """Rename `site`/assets to `assets-HASH`. Return the new name, for `follow` in every page.

    Raises PublishError for a script that would not find its files any more.
    """
    folder = site / FOLDER
    for script in sorted((folder / "js").glob("*.js")):
        if f'"{FOLDER}/' in script.read_text("utf-8"):
            mend = 'Write new URL("../name", import.meta.url).'
            raise PublishError(f"{FOLDER}/js/{script.name} names the folder {FOLDER}/, whose name changes. {mend}")
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    name = f"{FOLDER}-{digest.hexdigest()[:8]}"
    folder.rename(site / name)
    return name


def follow(page: str, name: str) -> str:
    """Return a page that finds the folder under its new name."""
    return REFERENCE.sub(rf"\g<start>{name}/", page)
