"""Turns each page's HTML into the article, and gives the page template what it shows around it."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from knowledge_base.addresses import page_url, stem_of
from knowledge_base.article.render import render_article
from knowledge_base.banner import Known, Place, banner
from knowledge_base.copies import load_records
from knowledge_base.dates import show_date
from knowledge_base.hooks.language import whole_order
from knowledge_base.own_citation import OwnCitation
from knowledge_base.provisions import load_pages
from knowledge_base.registers import load_registers
from knowledge_base.translations import state


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    # Read once for each pass: every page asks for all others.
    config.extra["text"] = load_pages()
    config.extra["with_drafts"] = load_pages(drafts=True)
    config.extra["known"] = Known(load_records())


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    locale = page.file.locale

    def link(stem: str, identifier: str) -> str:
        address = get_relative_url(page_url(locale, stem) or ".", page.url)
        return f"{address}#{identifier}" if identifier else address

    stem = stem_of(page.file.src_uri)
    registers = load_registers()
    pages, twins = config.extra["text"], config.extra["with_drafts"][stem]
    is_original = twins[locale].front_matter.original == locale
    page.translation = None if is_original or twins[locale].is_draft else state(twins, registers.translations)
    article = render_article(
        html, stem, locale, registers, link, page.meta.get("instrument"), whole_order(config), page.translation, pages
    )
    # MkDocs warns of links to ids it has not seen in the Markdown; the registers' entries come later.
    if page.present_anchor_ids is not None:
        page.present_anchor_ids |= article.identifiers
    page.article = article
    return article.body


def on_page_context(context: dict, page: Page, config: MkDocsConfig, nav) -> dict:
    registers = load_registers()
    locale = page.file.locale
    context["words"] = registers.interface(locale)
    context["vocabulary"] = registers.vocabulary
    context["edition"] = registers.edition
    context["newest_edition"] = registers.newest
    address = page_url(locale, stem_of(page.file.src_uri))
    place = Place(address, address, registers.edition)
    context["edition_banner"] = banner(registers, place, config.extra["known"])
    context["article"] = page.article
    context["translation"] = page.translation
    context["citation"] = _citation(page, config.site_name).text(locale, context["words"])
    context["show_date"] = lambda value: show_date(value, locale)
    return context


def _citation(page: Page, site_name: str) -> OwnCitation:
    """Return how the page is cited; its sections are cited on the page that publish/cite makes."""
    meta, edition = page.meta, load_registers().edition
    return OwnCitation(site_name, page.title, "", edition, meta["version"], meta["reviewed"], page.canonical_url)
