"""The project that another generator gets: one language of our text, with a configuration made from mkdocs.yml.

It reads mkdocs.yml's keys but runs no hooks and no i18n plugin, so each language is a project of its own.
"""

import shutil
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils.yaml import yaml_load

from knowledge_base import REPOSITORY
from knowledge_base.addresses import locale_root
from knowledge_base.drafts import without_drafts
from knowledge_base.pages import Page

TEXT, TEMPLATES, SITE, CONFIGURATION = "docs", "templates", "site", "mkdocs.yml"
# What a move keeps of mkdocs.yml as it stands; plugins, hooks and what belongs to them are what it would lose.
KEPT = ("site_name", "site_description", "site_url", "use_directory_urls", "markdown_extensions")
START, END = "<!-- article -->", "<!-- end of article -->"
# The article steps ask for the rendered Markdown and nothing else, so the theme is one line.
TEMPLATE = f"<!doctype html>\n<title>{{{{ page.title }}}}</title>\n{START}{{{{ page.content }}}}{END}\n"


def read_configuration(root: Path = REPOSITORY) -> dict[str, Any]:
    """Return mkdocs.yml with its environment variables filled in."""
    with (root / "mkdocs.yml").open(encoding="utf-8") as file:
        return yaml_load(file)


def derived(configuration: Mapping[str, Any], locale: str, stems: Collection[str]) -> dict[str, Any]:
    """Return the configuration of one language's project; `stems` are the pages that the language has."""
    language = _language(configuration, locale)
    titles = language.get("nav_translations", {})
    missing = set(_stems(configuration["nav"])) - set(stems)
    kept = {key: language.get(key, configuration[key]) for key in KEPT}
    kept["site_url"] = configuration["site_url"].rstrip("/") + "/" + locale_root(locale)
    theme = {"name": configuration["theme"]["name"], "custom_dir": TEMPLATES, "language": locale, "font": False}
    folders = {"docs_dir": TEXT, "site_dir": SITE, "theme": theme, "plugins": []}
    return kept | folders | {"nav": _translated(without_drafts(configuration["nav"], missing), titles)}


def write_project(folder: Path, locale: str, pages: Mapping[str, Page], root: Path = REPOSITORY) -> None:
    """Write the project of these pages into `folder`: sources as they are, configuration, a template of one line."""
    for stem in pages:
        target = folder / TEXT / f"{stem}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / "docs" / locale / f"{stem}.md", target)
    (folder / TEMPLATES).mkdir()
    for name in {"main.html"} | {page.front_matter.template for page in pages.values() if page.front_matter.template}:
        (folder / TEMPLATES / name).write_text(TEMPLATE, encoding="utf-8")
    settings = yaml.safe_dump(derived(read_configuration(root), locale, pages), allow_unicode=True, sort_keys=False)
    (folder / CONFIGURATION).write_text(settings, encoding="utf-8")


def read_article(path: Path) -> str | None:
    """Return the rendered Markdown of a page made with the template of one line; None where there is no such page."""
    if not path.is_file():
        return None
    return path.read_text("utf-8").partition(START)[2].rpartition(END)[0]


def _language(configuration: Mapping[str, Any], locale: str) -> Mapping[str, Any]:
    plugin = next(plugin["i18n"] for plugin in configuration["plugins"] if "i18n" in plugin)
    return next(language for language in plugin["languages"] if language["locale"] == locale)


def _stems(items: list) -> list[str]:
    """Return the stems of a navigation, in its order."""
    found: list[str] = []
    for item in items:
        for value in item.values() if isinstance(item, dict) else [item]:
            found += _stems(value) if isinstance(value, list) else [value.removesuffix(".md")]
    return found


def _translated(items: list, titles: Mapping[str, str]) -> list:
    """Return a navigation with the names of its sections in the project's language."""
    return [
        {titles.get(title, title): _translated(value, titles) if isinstance(value, list) else value}
        if isinstance(item, dict)
        else item
        for item in items
        for title, value in (item.items() if isinstance(item, dict) else [("", item)])
    ]
