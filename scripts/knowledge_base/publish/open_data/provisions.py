"""All provisions of the text as JSON: in one file, and again by page for programs that need only some.

`data/provisions.json`, `data/provisions/law/crc.json`. Texts are those of the built pages, places cited come from
Markdown, where they are written in the same form in both languages.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from knowledge_base import LOCALES
from knowledge_base.citations import Citation, citations_in
from knowledge_base.editions import Edition
from knowledge_base.models import Bilingual
from knowledge_base.provision_ids import place_of, text_of
from knowledge_base.provisions import Provision, plain
from knowledge_base.publish.open_data.names import original_name, part_name
from knowledge_base.publish.open_data.publication import FOLDER, LICENSE, Publication
from knowledge_base.publish.open_data.shapes import (
    Cited,
    Covered,
    EditionMark,
    Original,
    ProvisionRecord,
    ProvisionsFile,
)
from knowledge_base.registers import Registers
from knowledge_base.texts import PageText, by_page
from knowledge_base.translations import state

SCHEMA = f"{FOLDER}/schema/provisions.json"


def write_provisions(publication: Publication, provisions: Sequence[Provision], texts: Sequence[PageText]) -> None:
    """Write data/provisions.json, and data/provisions/PAGE.json for each page that has some, a provision a line.

    So git and readers see what changed. `provisions` stand in the order of pages, `texts` are the built pages.
    """
    shown, opening, parting = by_page(texts), _opening(publication), ""
    folder = publication.site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "provisions.json").open("w", encoding="utf-8") as whole:
        whole.write(f"{opening}[\n")
        for stem, on_page in groupby(provisions, key=lambda one: one.stem):
            records = [_record(publication, one, shown[stem]) for one in on_page]
            rows = ",\n".join(record.model_dump_json() for record in records)
            target = _path(publication.site, stem)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(f"{opening}[\n{rows}\n]}}\n", encoding="utf-8")
            whole.write(parting + rows)
            parting = ",\n"
        whole.write("\n]}\n")


def read_provisions(site: Path, stem: str) -> list[ProvisionRecord]:
    """Return the provisions of a page as `write_provisions` wrote them. All pages' together are much to hold."""
    path = _path(site, stem)
    return ProvisionsFile.model_validate_json(path.read_bytes()).provisions if path.exists() else []


def _path(site: Path, stem: str) -> Path:
    return site / FOLDER / "provisions" / f"{stem}.json"


def edition_mark(edition: Edition) -> EditionMark:
    """Return what a file says of its edition."""
    date = edition.date.isoformat() if edition.date else None
    return EditionMark(number=edition.number, date=date, draft=edition.is_draft)


def _opening(publication: Publication) -> str:
    """Return what stands in a file before its provisions."""
    head = ProvisionsFile(
        **{"$schema": publication.address + SCHEMA},
        edition=edition_mark(publication.registers.edition),
        status=publication.registers.words["unofficial"],
        license=LICENSE,
        provisions=[],
    )
    return head.model_dump_json(by_alias=True).removesuffix("[]}")


def _record(publication: Publication, provision: Provision, texts: Mapping[str, PageText]) -> ProvisionRecord:
    registers, twins = publication.registers, publication.pages[provision.stem]
    first = twins[next(locale for locale in LOCALES if locale in twins)]
    section = next(one for one in first.sections if one.id == provision.id)
    place = place_of(provision.id, plain(section.title))
    key = text_of(provision, registers.instruments)
    translation = state(twins, registers.translations)
    languages = tuple(provision.titles)
    return ProvisionRecord(
        page=provision.stem,
        id=provision.id,
        address={code: f"{publication.page_address(code, provision.stem)}#{provision.id}" for code in languages},
        eid=part_name(provision.id, place.kind),
        kind=place.kind,
        number=place.number,
        covers=[Covered(first=start, last=end) for start, end in place.covers],
        instrument=original_of(key, registers) if key else None,
        themes=list(provision.themes),
        original=first.front_matter.original,
        behind=translation is not None and provision.id in translation.stale,
        title=provision.titles,
        text={code: _text(texts[code], provision.id) for code in languages},
        cites=[_cited(citation, registers) for citation in dict.fromkeys(citations_in(section.text))],
        version=first.front_matter.version,
        reviewed=first.front_matter.reviewed.isoformat(),
    )


def _text(page: PageText, identifier: str) -> list[str]:
    return list(next(section.text for section in page.sections if section.id == identifier))


def _cited(citation: Citation, registers: Registers) -> Cited:
    source, locator = registers.sources[citation.source], citation.locator
    shown = {locale: source.short[locale] + (f", {locator.shown(locale)}" if locator else "") for locale in LOCALES}
    return Cited(source=citation.source, pinpoint=locator.text if locator else None, shown=Bilingual(**shown))


def original_of(key: str, registers: Registers) -> Original:
    """Return what is said of an instrument, with how much of it was read."""
    instrument = registers.instruments[key]
    # A text that is cited under its own key was read, even if its status does not name it as its source.
    named = instrument.source or key
    source = registers.sources.get(named)
    return Original(
        key=key,
        short=instrument.short,
        titles=instrument.titles,
        symbol=instrument.symbol,
        date=instrument.date,
        nature=instrument.nature,
        akn=original_name(key, instrument),
        source=named if source else None,
        seen=source.seen if source else None,
        url=source.url if source else None,
    )
