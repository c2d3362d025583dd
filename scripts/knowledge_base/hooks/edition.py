"""Where this build stands: its own address, which lasts, and the one under which readers find the newest text.

SITE_URL is the root of the site, below which each edition has its folder (editions.py). `mike deploy` would append the
version to it; these hooks do so for every build alike.
"""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from knowledge_base.editions import DRAFT, LATEST
from knowledge_base.registers import load_registers

BEFORE_OTHERS = 100


@event_priority(BEFORE_OTHERS)
def on_config(config: MkDocsConfig) -> None:
    # Each pass begins from the root again, whatever other plugins made of the address.
    config.site_url = config.extra.setdefault("root_address", config.site_url.rstrip("/") + "/")


@event_priority(BEFORE_OTHERS)
def on_files(files: Files, config: MkDocsConfig) -> None:
    root, edition = config.extra["root_address"], load_registers().edition
    served = config.extra.get("serving")  # live reload shows the site at the root
    config.site_url = root if served else f"{root}{edition.folder}/"
    config.extra["moving_address"] = root if served else f"{root}{DRAFT if edition.is_draft else LATEST}/"
