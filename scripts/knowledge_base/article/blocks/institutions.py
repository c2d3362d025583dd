"""The blocks `::: institutions` and `::: abbreviations`: who does what, and what the short names stand for."""

from lxml.html import HtmlElement

from knowledge_base import LOCALES
from knowledge_base.article.footnotes import inline_sources
from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import add_fact, append, element, table
from knowledge_base.practice import Institution


def institutions_block(setting: Setting, arguments: list[str]) -> HtmlElement:
    """Return the institutions by area, each with its task, where the site explains it, and its sources."""
    block = element("div", class_="register")
    for area, label in setting.registers.vocabulary.areas.items():
        found = {key: body for key, body in setting.registers.institutions.items() if body.area == area}
        if not found:
            continue
        group = element("section", element("h3", label[setting.locale], id=f"area-{area}"))
        group.set("data-section", f"area-{area}")
        append(group, *(_entry(key, institution, setting) for key, institution in found.items()))
        append(block, group)
    return block


def _entry(key: str, institution: Institution, setting: Setting) -> HtmlElement:
    locale, words = setting.locale, setting.words
    short = f" ({institution.abbreviation})" if institution.abbreviation else None
    heading = element("h4", institution.name[locale], short, id=key)
    facts = element("dl", class_="facts")
    for other in LOCALES:
        if other != locale and institution.name[other] != institution.name[locale]:
            add_fact(facts, words[f"language_{other}"], element("span", institution.name[other], lang=other))
    links = element("span")
    for place in institution.pages:
        append(links, "; " if len(links) else None, setting.place_link(place))
    add_fact(facts, words["explained_at"], links if len(links) else None)
    add_fact(facts, words["rests_on"], *inline_sources(institution.citations, setting))
    task = element("p", institution.task[locale])
    return element("section", heading, task, facts, class_="entry", data_section=key)


def abbreviations_block(setting: Setting, arguments: list[str]) -> HtmlElement:
    """Return a table of the short names of terms and institutions, in the order of the alphabet."""
    locale = setting.locale
    other = next(code for code in LOCALES if code != locale)
    rows: dict[str, tuple[str, str, str]] = {}
    for key, institution in setting.registers.institutions.items():
        if institution.abbreviation:
            address = setting.link("reference/institutions", key)
            rows[institution.abbreviation] = (institution.name[locale], institution.name[other], address)
    for key, term in setting.registers.terms.items():
        if short := term.words(locale).abbreviation:
            rows[short] = (term.words(locale).term, term.words(other).term, setting.term_link(key))
    words = setting.words
    titles = [words["abbreviation"], words["meaning"], words[f"language_{other}"]]
    shown = [
        element(
            "tr",
            element("td", element("b", short)),
            element("td", element("a", meaning, href=address)),
            element("td", translated, lang=other),
        )
        for short, (meaning, translated, address) in sorted(rows.items(), key=lambda row: row[0].casefold())
    ]
    return table(titles, shown)
