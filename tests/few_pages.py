"""A copy of the repository with few of its pages, which builds in seconds."""

import re
from collections.abc import Iterable
from pathlib import Path

from conftest import Workshop, make_workshop
from knowledge_base import LOCALES


def with_few_pages(root: Path, stems: Iterable[str]) -> Workshop:
    """Return a copy of the repository in the folder `root` with these pages alone, the home page being the first.

    It builds without the checks: what is said of pages that are not there would not pass them.
    """
    workshop = make_workshop(root)
    home, *others = stems
    for locale in LOCALES:
        folder = root / "docs" / locale
        for path in folder.rglob("*.md"):
            if path.relative_to(folder).with_suffix("").as_posix() not in (home, *others):
                path.unlink()
    settings = (root / "mkdocs.yml").read_text("utf-8")
    nav = f"  - {home}.md\n  - What to do:\n" + "".join(f"      - {stem}.md\n" for stem in others)
    settings = re.sub(r"(?ms)^nav:\n.*?(?=^extra:)", f"nav:\n{nav}\n", settings)
    for old, new in (("strict: true", "strict: false"), ("  - scripts/knowledge_base/hooks/check.py\n", "")):
        assert old in settings
        settings = settings.replace(old, new)
    workshop.write("mkdocs.yml", settings)
    return workshop
