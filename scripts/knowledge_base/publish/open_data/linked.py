"""Pages in the words of schema.org (JSON-LD 1.1): a short form in each page, the whole in data/linked/.

Vocabulary: https://schema.org/docs/full.html. A page about a law is an Article based on the Legislation, never the
Legislation itself: our words are no version of the law's text.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from posixpath import relpath
from typing import Any

from lxml.html import HtmlElement

from knowledge_base.addresses import built_page, page_url
from knowledge_base.pages import Page
from knowledge_base.publish.copies import take_references
from knowledge_base.publish.open_data.akn import akn_path
from knowledge_base.publish.open_data.provisions import original_of, read_provisions
from knowledge_base.publish.open_data.publication import FOLDER, LICENSE, Publication
from knowledge_base.publish.open_data.shapes import Original, ProvisionRecord
from knowledge_base.publish.open_data.works import based_on, cited_work, data_set
from knowledge_base.publish.parallel import article_of

CONTEXT = "https://schema.org"
TYPES = {"instrument": "Article", "law": "Article", "guidance": "Article", "home": "WebSite"}
DATA_PAGE = "about/data"
# What the short form keeps: weight is counted in every page.
SHORT = (
    "@context", "@type", "@id", "headline", "inLanguage", "version", "datePublished", "dateModified",
    "creativeWorkStatus", "license", "isPartOf", "about", "isBasedOn", "citation", "mainEntity",
)  # fmt: skip
SHORT_OF_SEVERAL = ("legislationIdentifier", "identifier", "name")  # the first that there is
MOST_CITED = 3


def describe_pages(publication: Publication, locale: str) -> Iterator[tuple[Path, str]]:
    """Write the descriptions of a language. Yield each page's file, and its markup with the short form and a link."""
    for stem, twins in publication.pages.items():
        if page := twins.get(locale):
            path = built_page(publication.site, locale, stem)
            markup = path.read_text("utf-8")
            whole = description(publication, page, read_provisions(publication.site, stem), article_of(markup))
            target = publication.site / linked_path(stem, locale)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            link = relpath(linked_path(stem, locale), page_url(locale, stem) or ".")
            head = f'<link rel="alternate" type="application/ld+json" href="{link}"></head>'
            markup = markup.replace("</head>", head, 1)
            yield path, markup.replace("</body>", f"{_script(short_form(whole))}</body>")


def linked_path(stem: str, locale: str) -> str:
    """Return where the description of a page stands: `data/linked/law/crc.en.jsonld`."""
    return f"{FOLDER}/linked/{stem}.{locale}.jsonld"


def description(
    publication: Publication, page: Page, records: Sequence[ProvisionRecord], article: HtmlElement
) -> dict[str, Any]:
    """Return the whole description of one page. `records` are its provisions, `article` that of its built page."""
    address = publication.page_address(page.locale, page.stem)
    steps = list(_steps(article, address))
    kind = "HowTo" if steps else TYPES.get(page.front_matter.type, "WebPage")
    found = _head(publication, page, kind) | _twin(publication, page)
    for original in _originals(publication, page, records):
        key, node = based_on(publication, original, page.locale)
        found.setdefault(key, []).append(node)
    counted = Counter(note.get("data-source") for note in article.iterfind(".//li[@data-source]"))
    found["citation"] = [cited_work(publication, key, page.locale) for key, _ in counted.most_common()]
    found["step"] = steps
    found["hasPart"] = [_part(publication, record, page.locale) for record in records if page.locale in record.title]
    if records:
        file = {"@type": "MediaObject", "name": "Akoma Ntoso", "encodingFormat": "application/xml"}
        found["encoding"] = [{**file, "contentUrl": publication.address + akn_path(page.stem, page.locale)}]
    if page.stem == DATA_PAGE:
        found["mainEntity"] = data_set(publication, page)
    return {key: value for key, value in found.items() if value != []}


def short_form(whole: dict[str, Any]) -> dict[str, Any]:
    """Return what stands in the page itself: the page, what it is based on, and its most cited sources."""
    short = {key: whole[key] for key in SHORT if key in whole}
    short["isPartOf"] = whole["isPartOf"]["@id"]
    if len(originals := whole.get("isBasedOn", [])) > 1:
        named = [(one["@type"], next(key for key in SHORT_OF_SEVERAL if key in one), one) for one in originals]
        short["isBasedOn"] = [{"@type": kind, key: one[key]} for kind, key, one in named]
    if "citation" in whole:
        short["citation"] = [{"@id": node["@id"]} for node in whole["citation"][:MOST_CITED]]
    return short


def _script(node: dict[str, Any]) -> str:
    """Return a block of data for a page. Browsers do not run it, so the policy against inline scripts stays."""
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def _head(publication: Publication, page: Page, kind: str) -> dict[str, Any]:
    """Return what a page says of itself in its front matter, and what holds of the whole edition."""
    head, locale, registers = page.front_matter, page.locale, publication.registers
    address, edition = publication.page_address(locale, page.stem), registers.edition
    roles = [registers.vocabulary.roles[role][locale] for role in head.roles]
    published = {"datePublished": edition.date.isoformat()} if edition.date else {}
    return {
        "@context": CONTEXT,
        "@type": kind,
        "@id": address,
        "url": address,
        "headline": head.title,
        "description": head.summary,
        "inLanguage": locale,
        "version": head.version,
        **published,
        "dateModified": head.reviewed.isoformat(),
        "creativeWorkStatus": registers.words["status_draft" if edition.is_draft else "status_published"][locale],
        "usageInfo": f"{publication.page_address(locale, DATA_PAGE)}#status",
        "license": LICENSE,
        "isAccessibleForFree": True,
        "isPartOf": _edition(publication, locale),
        "keywords": [registers.vocabulary.themes[theme][locale] for theme in head.themes],
        "audience": [{"@type": "Audience", "audienceType": role} for role in roles],
    }


def _edition(publication: Publication, locale: str) -> dict[str, Any]:
    address, number = publication.page_address(locale, "index"), publication.registers.edition.number
    return {"@type": "WebSite", "@id": address, "name": publication.names[locale], "version": number}


def _twin(publication: Publication, page: Page) -> dict[str, Any]:
    """Return the link to the same page in the other language."""
    other = next((locale for locale in publication.pages[page.stem] if locale != page.locale), None)
    if other is None:
        return {}
    key = "workTranslation" if page.front_matter.original == page.locale else "translationOfWork"
    return {key: {"@id": publication.page_address(other, page.stem)}}


def _originals(publication: Publication, page: Page, records: Sequence[ProvisionRecord]) -> list[Original]:
    """Return the page's own instrument, and those of its provisions."""
    found: dict[str, Original] = {}
    if key := page.front_matter.instrument:
        found[key] = original_of(key, publication.registers)
    for record in records:
        if record.instrument:
            found.setdefault(record.instrument.key, record.instrument)
    return list(found.values())


def _steps(article: HtmlElement, address: str) -> Iterator[dict[str, Any]]:
    for position, item in enumerate(article.xpath(".//li[starts-with(@id, 'step-')]"), start=1):
        take_references(item, {})
        text = " ".join(item.text_content().split())
        yield {"@type": "HowToStep", "position": position, "url": f"{address}#{item.get('id')}", "text": text}


def _part(publication: Publication, record: ProvisionRecord, locale: str) -> dict[str, Any]:
    part: dict[str, Any] = {
        "@type": "WebPageElement",
        "@id": record.address[locale],
        "name": record.title[locale],
        "keywords": [publication.registers.vocabulary.themes[theme][locale] for theme in record.themes],
    }
    if record.instrument and record.instrument.source:
        part["isBasedOn"] = {"@id": publication.source_address(locale, record.instrument.source)}
    return part
