"""Pages with provisions as Akoma Ntoso 3.0 (OASIS LegalDocML): data/akn/law/crc.en.xml.

A file is a `doc`, not an `act`: it holds our paraphrase and refers to the originals (akn_meta.py). Each provision has
the eId that the naming convention gives it, and our id as GUID.
"""

from collections.abc import Iterable, Mapping, Sequence

from lxml import etree
from lxml.etree import _Element
from lxml.html import HtmlElement

from knowledge_base.addresses import built_page
from knowledge_base.article.tree import heading_text
from knowledge_base.pages import Page
from knowledge_base.publish.copies import cited_places
from knowledge_base.publish.errors import PublishError
from knowledge_base.publish.open_data.akn_meta import SITE, add_meta
from knowledge_base.publish.open_data.akn_text import UnknownMarkupError, add_blocks, make, note_id
from knowledge_base.publish.open_data.names import DOCUMENT, ELEMENTS, SUBTYPE, original_name
from knowledge_base.publish.open_data.provisions import read_provisions
from knowledge_base.publish.open_data.publication import FOLDER, Publication
from knowledge_base.publish.open_data.shapes import ProvisionRecord
from knowledge_base.publish.parallel import article_of
from knowledge_base.registers import Registers


def akn_path(stem: str, locale: str) -> str:
    """Return where the file of a page stands: `data/akn/law/crc.en.xml`."""
    return f"{FOLDER}/akn/{stem}.{locale}.xml"


def write_akn(publication: Publication) -> None:
    """Write a file in each language for every page that has provisions.

    Raises PublishError for a provision whose markup has no counterpart in Akoma Ntoso.
    """
    for stem, twins in publication.pages.items():
        records = read_provisions(publication.site, stem)
        for locale, page in twins.items() if records else ():
            own = [record for record in records if locale in record.title]
            article = article_of(built_page(publication.site, locale, stem).read_text("utf-8"))
            root = document(publication, page, own, article)
            target = publication.site / akn_path(stem, locale)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def document(
    publication: Publication, page: Page, records: Sequence[ProvisionRecord], article: HtmlElement
) -> _Element:
    """Return the provisions of one page in one language. `article` is that of its built page.

    Raises PublishError as `write_akn` does.
    """
    registers, address = publication.registers, publication.page_address(page.locale, page.stem)
    root = make(None, "akomaNtoso")
    doc = make(root, DOCUMENT, name=SUBTYPE)
    meta = make(doc, "meta")
    add_meta(meta, publication, page, records)
    preface = make(doc, "preface")
    make(make(preface, "p"), "docTitle", page.front_matter.title)
    make(preface, "p", registers.words["unofficial"][page.locale])
    body = make(doc, "mainBody")
    sections = {node.get("data-section"): node for node in article.iter("section")}
    referred: dict[str, None] = {}
    for record in records:
        try:
            found = _add_provision(body, record, sections[record.id], address)
        except UnknownMarkupError as error:
            mend = "Write it as a paragraph, list, table or note, or teach publish/open_data/akn_text.py."
            raise PublishError(f"{page.shown}: #{record.id} holds {error}. {mend}") from None
        referred |= dict.fromkeys(found)
    _add_notes(meta, referred, cited_places(article), registers, page.locale)
    for part in (meta, body, *meta.iter("{*}references", "{*}notes")):
        _a_line_each(part)
    return root


def _add_provision(body: _Element, record: ProvisionRecord, section: HtmlElement, address: str) -> list[str]:
    """Add a provision. Return the ids of the notes that it refers to."""
    known = record.kind in ELEMENTS
    node = make(body, record.kind if known else "hcontainer", eId=record.eid, GUID=record.id)
    if not known:
        node.set("name", record.kind)
    if record.instrument:
        node.set("refersTo", f"#{record.instrument.key}")
    title = next(section.iter("h2", "h3"))
    words = heading_text(title)
    number, colon, heading = words.partition(": ")
    if colon and record.number:
        make(node, "num", number)
        words = heading
    make(node, "heading", words)
    return add_blocks(section, make(node, "content"), address)


def _add_notes(
    meta: _Element, referred: Iterable[str], places: Mapping[str | None, str], registers: Registers, locale: str
) -> None:
    """Add the notes, each with a source and the place in it."""
    numbers = sorted({int(identifier.removeprefix(note_id(""))) for identifier in referred})
    if not numbers:
        return
    notes = make(meta, "notes", source=SITE)
    meta.find("{*}proprietary").addprevious(notes)  # the schema has an order
    for number in numbers:
        key, _, pinpoint = places[f"fn-{number}"].partition(", ")
        source, instrument = registers.sources[key], registers.instruments.get(key)
        name = original_name(key, instrument) if instrument else None
        text = make(make(notes, "note", eId=note_id(str(number)), marker=str(number)), "p")
        if name:
            make(text, "ref", source.short[locale], href=name)
        else:
            make(text, "span", source.short[locale])
        seen = registers.vocabulary.seen[source.seen][locale]
        text[-1].tail = (f", {pinpoint}" if pinpoint else "") + f" ({seen})."


def _a_line_each(parent: _Element) -> None:
    """Put each child on a line of its own, so that git and readers see what changed."""
    parent.text = "\n"
    for child in parent:
        child.tail = "\n"
