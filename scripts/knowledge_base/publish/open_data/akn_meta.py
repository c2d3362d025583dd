"""What an Akoma Ntoso file says of itself: names of work, expression and manifestation, themes, originals, status.

Work and expression are ours: a paraphrase that is named as an expression of a law would be taken for the law's text.
The work is neither prescriptive nor authoritative; the originals stand among the references.
"""

from collections.abc import Sequence

from lxml import etree
from lxml.etree import _Element

from knowledge_base.pages import Page
from knowledge_base.publish.open_data.akn_text import make
from knowledge_base.publish.open_data.names import ACTOR, LANGUAGES, NOBODYS, SUBTYPE, work_name
from knowledge_base.publish.open_data.publication import FOLDER, LICENSE, Publication
from knowledge_base.publish.open_data.shapes import Original, ProvisionRecord

SITE = "#site"
XHTML = "http://www.w3.org/1999/xhtml"


def add_meta(meta: _Element, publication: Publication, page: Page, records: Sequence[ProvisionRecord]) -> None:
    """Add identification, themes, references and status of the file of `page`, whose provisions are `records`."""
    registers = publication.registers
    _identify(make(meta, "identification", source=SITE), publication, page)
    themes = dict.fromkeys(theme for record in records for theme in record.themes)
    if themes:
        classes = make(meta, "classification", source=SITE)
        dictionary = f"{publication.address}{FOLDER}/vocabulary.yml"
        for theme in themes:
            word = registers.vocabulary.themes[theme][page.locale]
            make(classes, "keyword", value=theme, showAs=word, dictionary=dictionary)
    references = make(meta, "references", source=SITE)
    name, organization = publication.names[page.locale], f"/akn/ontology/organization/{NOBODYS}/{ACTOR}"
    make(references, "TLCOrganization", eId=SITE[1:], href=organization, showAs=name)
    for original in {one.instrument.key: one.instrument for one in records if one.instrument}.values():
        _refer(references, original, publication.page_address(page.locale, page.stem))
    status = etree.SubElement(make(meta, "proprietary", source=SITE), f"{{{XHTML}}}p", nsmap={None: XHTML})
    status.text = f"{registers.words['unofficial'][page.locale]} {registers.edition_line(page.locale)}. {LICENSE}"


def _identify(parent: _Element, publication: Publication, page: Page) -> None:
    edition = publication.registers.edition
    head = page.front_matter
    dates = [change.date.isoformat() for change in head.history]
    begun, changed = min(dates), max(dates)
    work = work_name(page.stem, begun)
    expression = f"{work}/{LANGUAGES[page.locale]}@{head.version}"
    level = make(parent, "FRBRWork")
    _names(level, f"{work}/!main", work)
    _made(level, begun, "firstVersion")
    make(level, "FRBRcountry", value=NOBODYS)
    make(level, "FRBRsubtype", value=SUBTYPE)
    make(level, "FRBRnumber", value=work.rpartition("/")[2])
    make(level, "FRBRprescriptive", value="false")
    make(level, "FRBRauthoritative", value="false")
    level = make(parent, "FRBRExpression")
    _names(level, f"{expression}/!main", expression)
    make(level, "FRBRalias", name="address", value=publication.page_address(page.locale, page.stem))
    _made(level, changed, "version")
    make(level, "FRBRversionNumber", value=head.version)
    make(level, "FRBRauthoritative", value="false")
    make(level, "FRBRlanguage", language=LANGUAGES[page.locale])
    if head.original != page.locale:
        first = LANGUAGES[head.original]
        source = f"{work}/{first}@{head.version}"
        make(level, "FRBRtranslation", href=source, fromLanguage=first, authoritative="false", by=SITE)
    level = make(parent, "FRBRManifestation")
    _names(level, f"{expression}/!main.xml", f"{expression}.xml")
    _made(level, (edition.date or head.reviewed).isoformat(), "edition" if edition.date else "review")
    make(level, "FRBRformat", value="application/xml")


def _names(level: _Element, this: str, whole: str) -> None:
    make(level, "FRBRthis", value=this)
    make(level, "FRBRuri", value=whole)


def _made(level: _Element, date: str, name: str) -> None:
    make(level, "FRBRdate", date=date, name=name)
    make(level, "FRBRauthor", href=SITE)


def _refer(references: _Element, original: Original, address: str) -> None:
    """Add a reference to an original: by its name, else by the address of what was read, else by our page about it."""
    titles = " / ".join(title.title for title in original.titles)
    shown = f"{titles}, {original.symbol}" if original.symbol else titles
    href = original.akn or original.url or address
    make(references, "TLCReference", eId=original.key, name="original", href=href, showAs=shown)
