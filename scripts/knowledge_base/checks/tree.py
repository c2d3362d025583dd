"""The tree: every entry of docs and overrides is a file or a folder of this repository.

MkDocs follows symbolic links when it copies files, out of the repository too.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from knowledge_base.findings import Finding
from knowledge_base.reading import relative

FOLDERS = ("docs", "overrides")


def check(root: Path) -> Iterator[Finding]:
    """Yield a finding for each link, pipe or device in the folders of which a site is made."""
    for top in FOLDERS:
        for folder, folders, files in os.walk(root / top):
            for path in (Path(folder, name) for name in (*folders, *files)):
                if path.is_symlink():
                    what, mend = "is a symbolic link.", "Put the file itself in its place."
                elif not path.is_dir() and not path.is_file():
                    what, mend = "is no file.", "Take it away."
                else:
                    continue
                yield Finding(relative(path, root), 1, what, mend)
