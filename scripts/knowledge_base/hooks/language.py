"""Honest languages: each language's navigation, and for each page where its twin is, if there is one.

The i18n plugin lists a missing twin as the other language's home page and stops a strict build over a
navigation entry without a file (STACK 1.2 e, l); these hooks give each pass its own navigation instead.
"""

from copy import deepcopy
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Link, Navigation

from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.addresses import locale_root, page_url
from knowledge_base.pages import read_page
from knowledge_base.registers import load_registers

LANGUAGE_NAMES = {"en": "English", "id": "Bahasa Indonesia"}
AFTER_I18N = -200


def is_first_pass(config: MkDocsConfig) -> bool:
    """Tell whether this is the pass for the default language, which comes first."""
    plugin = config.plugins["i18n"]
    return not plugin.building


def current_locale(config: MkDocsConfig) -> str:
    """Return the language that this pass renders."""
    plugin = config.plugins["i18n"]
    return plugin.current_language or plugin.default_language


def whole_order(config: MkDocsConfig) -> tuple[str, ...]:
    """Return the stems of all pages in the order of the navigation, whatever their language."""

    def stems(items: list):
        for item in items:
            for value in item.values() if isinstance(item, dict) else [item]:
                yield from stems(value) if isinstance(value, list) else [Path(value).with_suffix("").as_posix()]

    return tuple(stems(config.extra["whole_nav"]))


@event_priority(100)
def on_config(config: MkDocsConfig) -> None:
    # The configuration lives through both passes: keep the whole navigation beside the pass's own.
    config.extra.setdefault("whole_nav", deepcopy(config.nav))
    config.nav = deepcopy(config.extra["whole_nav"])


@event_priority(AFTER_I18N)
def on_files(files: Files, config: MkDocsConfig) -> None:
    locale = current_locale(config)
    config.extra.setdefault("site_names", {})[locale] = config.site_name
    config.nav = _existing(config.nav, files, locale)


def _existing(items: list, files: Files, locale: str) -> list:
    kept: list = []
    for item in items:
        if isinstance(item, dict):
            title, value = next(iter(item.items()))
            kept.append({title: _existing(value, files, locale)} if isinstance(value, list) else item)
        elif files.get_file_from_path(f"{locale}/{item}"):
            kept.append(item)
    return kept


@event_priority(AFTER_I18N)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    _add_untranslated(nav.items, config.extra["whole_nav"], files, current_locale(config))


def _add_untranslated(children: list, whole: list, files: Files, locale: str) -> None:
    """Put a link to the other language where this language lacks the page; its language is named."""
    for index, item in enumerate(whole):
        if isinstance(item, dict):
            value = next(iter(item.values()))
            if isinstance(value, list) and children[index].children is not None:
                _add_untranslated(children[index].children, value, files, locale)
        elif not files.get_file_from_path(f"{locale}/{item}"):
            other = next((other for other in LOCALES if (REPOSITORY / "docs" / other / item).exists()), None)
            stem = Path(item).with_suffix("").as_posix()
            if other is None:
                continue
            page = read_page(REPOSITORY / "docs" / other / item, other, stem)
            title = f"{page.front_matter.title} ({LANGUAGE_NAMES[other]})"
            children.insert(index, Link(title, page_url(other, stem)))


@event_priority(AFTER_I18N)
def on_page_context(context: dict, page, config: MkDocsConfig, nav: Navigation) -> dict:
    locale = page.file.locale
    other = next(code for code in LOCALES if code != locale)
    twin = page.file.alternates.get(other)
    context["locale"] = locale
    context["other_locale"] = other
    context["other_language"] = LANGUAGE_NAMES[other]
    words = load_registers().words["not_translated"]
    # Said to those who read the other language, in that language.
    context["not_translated"] = words[other]
    context["twin_url"] = twin.url if twin else None
    context["root"] = locale_root(locale)
    return context
