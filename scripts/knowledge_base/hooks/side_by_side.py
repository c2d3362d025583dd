"""Has the second language rendered by another process, where `kb build` gives one in `extra`.

Plain `mkdocs build` gives none: the i18n plugin then renders one language after the other, to the same bytes.
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority

from knowledge_base import substance
from knowledge_base.hooks.language import is_first_pass
from knowledge_base.memory import give_back
from knowledge_base.other_language import render_language, repeat
from knowledge_base.provisions import load_provisions
from knowledge_base.quality.report import load_quality

BEFORE_I18N, AFTER_I18N = 0, -150
PASSED_ON = ("serving",)  # what the caller, not mkdocs.yml, has put into `extra`


def is_shared(config: MkDocsConfig) -> bool:
    """Tell whether another process renders the second language."""
    return bool(config.extra.get("worker")) and is_first_pass(config)


def on_pre_build(config: MkDocsConfig) -> None:
    # After the checks, which stand above in mkdocs.yml: what they refuse is never rendered.
    if is_shared(config):
        plugin = config.plugins["i18n"]
        [other] = [locale for locale in plugin.build_languages if locale != plugin.default_language]
        extra = {name: config.extra[name] for name in PASSED_ON if name in config.extra}
        _get_ready()
        work = Path(config.config_file_path), Path(config.site_dir), other, extra
        config.extra["other_language"] = other, config.extra["worker"].submit(render_language, *work)


def _get_ready() -> None:
    """Read what both processes need of the whole text, and let go what reading it and the checks have left."""
    load_provisions()
    load_quality()
    substance.forget()
    give_back()


@event_priority(BEFORE_I18N)
def _take_over(config: MkDocsConfig) -> None:
    """Wait for the other language, and keep the i18n plugin from rendering it again."""
    if not is_shared(config):
        return
    other, work = config.extra["other_language"]
    rendered = work.result()
    repeat(rendered.warned)
    config.extra["site_names"][other] = rendered.site_name
    for name, entries in rendered.gathered.items():
        config.extra.setdefault(name, []).extend(entries)
    if progress := config.extra.get("progress"):
        progress.expect("pages", rendered.pages)
        for _ in range(rendered.pages):
            progress.tick("pages")
    config.plugins["i18n"].building = True


@event_priority(AFTER_I18N)
def _give_back(config: MkDocsConfig) -> None:
    # So that hooks/publish.py sees the end of the first pass.
    if "other_language" in config.extra:
        config.plugins["i18n"].building = False


on_post_build = CombinedEvent(_take_over, _give_back)
