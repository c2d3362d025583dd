"""The second language, rendered in a process of its own while the first is rendered in this one.

The i18n plugin renders one language after the other; nothing of one pass is read by the other, but for what
`Rendered` carries. Files do not clash: each language's pages have addresses of their own, and what both passes write
(styles, scripts, the page for lost readers) is the same in both.
"""

import contextlib
import io
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs import utils
from mkdocs.commands.build import build
from mkdocs.config import load_config

from knowledge_base import substance
from knowledge_base.memory import give_back

# What hooks gather in `config.extra` of each pass for the steps after the last, each a list.
GATHERED = ("paper_jobs", "epub_jobs")


@dataclass(frozen=True)
class Warned:
    """A warning of MkDocs or of a hook: a strict build counts them all at its end."""

    logger: str
    level: int
    text: str


@dataclass(frozen=True)
class Rendered:
    """What a pass leaves behind besides the files it wrote. `pages` is their number."""

    site_name: str
    pages: int
    gathered: Mapping[str, list]
    warned: tuple[Warned, ...]


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warned: list[Warned] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if not text.startswith("A 'dirty' build"):  # it was asked for
            self.warned.append(Warned(record.name, record.levelno, text))


def render_language(configuration: Path, site: Path, locale: str, extra: Mapping[str, Any]) -> Rendered:
    """Render the pages of one language into `site`, as the i18n plugin's second pass would.

    `extra` replaces values under `extra` of the file `configuration`; with `only_changed` in it, pages are left alone
    that are newer than their source. Raises what MkDocs raises; warnings are returned.

    For a process that does nothing else, but with `only_changed`: MkDocs is kept from emptying the folder, in which
    another process writes.
    """
    dirty = bool(extra.get("only_changed"))
    if not dirty:
        utils.clean_directory = lambda folder: None
    config = load_config(str(configuration), site_dir=str(site), strict=False)
    config.extra.update(extra)
    plugin = config.plugins["i18n"]
    plugin.current_language, plugin.building = locale, True
    listener, logger = _Listener(), logging.getLogger("mkdocs")
    logger.addHandler(listener)
    logger.propagate = False  # the other process says them
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # the PDF plugin's own counts
            config.plugins.on_startup(command="build", dirty=False)
            build(config, dirty=dirty)
    finally:
        logger.removeHandler(listener)
        logger.propagate = True
        config.plugins.on_shutdown()
    if not dirty:  # `kb serve` checks and renders again in this process
        substance.forget()
        give_back()
    gathered = {name: config.extra[name] for name in GATHERED if name in config.extra}
    pages = len(plugin.i18n_files_per_language[locale])
    return Rendered(config.extra["site_names"][locale], pages, gathered, tuple(listener.warned))


def repeat(warned: tuple[Warned, ...]) -> None:
    """Say the warnings of the other process in this one, whose build counts them."""
    for one in warned:
        logging.getLogger(one.logger).log(one.level, "%s", one.text)
