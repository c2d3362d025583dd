"""The block `::: quality PART …`: what was measured and counted, each part under its own heading of about/quality.

What fails comes first and in words. Nothing of it is searched or counts as a change of the page: it follows the rest.
"""

from collections import Counter
from collections.abc import Iterable

from lxml.html import HtmlElement

from knowledge_base.article.blocks.quality_results import failing, results
from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import append, element, table
from knowledge_base.dates import show_date
from knowledge_base.numbers import show_number
from knowledge_base.quality.report import Place, Quality, load_quality


def quality_block(setting: Setting, parts: list[str]) -> HtmlElement:
    """Return the named parts in their order."""
    found = load_quality(setting.root)
    block = element("div", class_="register", data_search_ignore="")
    for part in parts:
        append(block, *PARTS[part](found, setting))
    return block


def _evidence(found: Quality, setting: Setting) -> list[HtmlElement]:
    names = ("citations", "cited", "sources")
    rows = []
    for level, label in setting.registers.vocabulary.seen.items():
        numbers = [getattr(found.evidence, name)[level] for name in names]
        rows.append(_row(label[setting.locale], numbers, setting))
    totals = [sum(getattr(found.evidence, name).values()) for name in names]
    titles = ["filter_seen", *(f"quality_{name}" for name in names)]
    rows.append(_row(setting.words["quality_total"], totals, setting))
    return [table([setting.words[title] for title in titles], rows)]


def _row(label: str, numbers: Iterable[int], setting: Setting) -> HtmlElement:
    return element(
        "tr", element("td", label), *(element("td", show_number(number, setting.locale)) for number in numbers)
    )


def _claims(found: Quality, setting: Setting) -> list[HtmlElement]:
    uncited = found.citing.claims[setting.locale]
    lines = [_said("quality_claims", setting, count=len(uncited))]
    lines += [element("ul", *(element("li", element("code", place)) for place in uncited))] if uncited else []
    lines.append(_said("quality_without", setting, count=len(found.citing.without), sections=found.citing.sections))
    return lines + _places(found.citing.without, setting)


def _gaps(found: Quality, setting: Setting) -> list[HtmlElement]:
    pages = len({place.page for place in found.gaps})
    return [_said("quality_gaps", setting, count=len(found.gaps), pages=pages), *_places(found.gaps, setting)]


def _translations(found: Quality, setting: Setting) -> list[HtmlElement]:
    own = found.translating
    said = _said("quality_translations", setting, sections=own.sections, stale=len(own.stale), missing=len(own.missing))
    missing = [element("ul", *(element("li", element("code", name)) for name in own.missing))] if own.missing else []
    return [said, *_places(own.stale, setting), *missing]


def _reviews(found: Quality, setting: Setting) -> list[HtmlElement]:
    own, locale = found.reviewing, setting.locale
    day = show_date(found.day, locale)
    lines = [element("p", setting.words["quality_reviews"].format(day=day, count=len(own.overdue)))]
    lines += _places([Place(page=stem, section="") for stem in own.overdue], setting)
    listing = element("ul")
    for due in own.next:
        said = setting.words["quality_due"].format(day=show_date(due.day, locale), pages=show_number(due.pages, locale))
        append(listing, element("li", said))
    return [*lines, listing] if own.next else lines


def _outside(found: Quality, setting: Setting) -> list[HtmlElement]:
    """Return how many addresses of others there are, and on which hosts; each address stands with its source."""
    hosts = Counter(address.host for address in found.outside)
    kept = Counter(address.host for address in found.outside if address.archive)
    said = _said("quality_outside", setting, count=len(found.outside), hosts=len(hosts), kept=kept.total())
    titles = [setting.words[f"quality_{name}"] for name in ("host", "addresses", "kept")]
    order = sorted(hosts, key=lambda host: (-hosts[host], host))
    rows = (_row(host, (hosts[host], kept[host]), setting) for host in order)
    return [said, element("details", element("summary", setting.words["quality_hosts"]), table(titles, rows))]


def _said(word: str, setting: Setting, **numbers: int) -> HtmlElement:
    shown = {name: show_number(number, setting.locale) for name, number in numbers.items()}
    return element("p", setting.words[word].format(**shown))


def _places(places: Iterable[Place], setting: Setting) -> list[HtmlElement]:
    """Return a list of links to places, each once; nothing for none."""
    listing = element("ul")
    for name in dict.fromkeys(f"{place.page}#{place.section}".rstrip("#") for place in places):
        link = setting.place_link(name)
        append(listing, element("li", element("code", name) if link is None else link))
    return [listing] if len(listing) else []


PARTS = {
    "failing": failing,
    "results": results,
    "evidence": _evidence,
    "claims": _claims,
    "gaps": _gaps,
    "translations": _translations,
    "reviews": _reviews,
    "outside": _outside,
}
