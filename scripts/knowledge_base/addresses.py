"""Where a page stands on the site, from its language and its stem."""

from pathlib import Path

from knowledge_base import LOCALES


def page_url(locale: str, stem: str) -> str:
    """Return a page's address relative to the site's root: `id/protocols/detention-decision/`."""
    path = "" if stem == "index" else stem.removesuffix("/index") + "/"
    return locale_root(locale) + path


def built_page(site: Path, locale: str, stem: str) -> Path:
    """Return the file of a page of the built `site`."""
    return site / page_url(locale, stem) / "index.html"


def locale_root(locale: str) -> str:
    """Return the folder of a language: nothing for the first, `id/` for Indonesian."""
    return "" if locale == LOCALES[0] else f"{locale}/"


def locale_of(address: str) -> str:
    """Return the language of a page from its address relative to the site's root."""
    return next((code for code in LOCALES[1:] if address.startswith(locale_root(code))), LOCALES[0])


def way_up(address: str) -> str:
    """Return the way from a page to the root of its edition: `../../` from `law/crc/`, nothing from the first page."""
    return "../" * address.count("/")


def stem_of(src_uri: str) -> str:
    """Return the part of a page's source path that both languages share."""
    return Path(src_uri.split("/", 1)[1]).with_suffix("").as_posix()
