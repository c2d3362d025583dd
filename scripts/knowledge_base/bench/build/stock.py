"""The same Markdown for stock mkdocs-material with static-i18n: its templates, its search, no hook of ours.

Our own marks (citations, `::: …` lines) are text there. Navigation and Markdown extensions are the same; the theme has
no features switched on, as it comes, so that each page carries the whole navigation.
"""

import shutil
from pathlib import Path

import yaml

from knowledge_base import LOCALES
from knowledge_base.bench.exit.configuration import read_configuration

KEPT = ("site_name", "site_url", "nav", "markdown_extensions")


def write_project(repository: Path, folder: Path) -> None:
    """Write the project of the text of `repository` into `folder`."""
    configuration = read_configuration(repository)
    plugin = next(plugin["i18n"] for plugin in configuration["plugins"] if "i18n" in plugin)
    languages = [{key: value for key, value in one.items() if key != "fixed_link"} for one in plugin["languages"]]
    project = {key: configuration[key] for key in KEPT}
    project["theme"] = {"name": "material", "font": False}
    project["plugins"] = ["search", {"i18n": {"docs_structure": "folder", "languages": languages}}]
    shutil.copytree(repository / "docs", folder / "docs")
    for locale in LOCALES:
        home = folder / "docs" / locale / "index.md"
        home.write_text(home.read_text("utf-8").replace("template: home.html\n", ""), encoding="utf-8")
    settings = yaml.safe_dump(project, allow_unicode=True, sort_keys=False)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
