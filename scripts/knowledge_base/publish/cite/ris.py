"""Citations as RIS, the tagged lines that reference managers read."""

from collections.abc import Iterable, Mapping

from knowledge_base.publish.cite.bibtex import note
from knowledge_base.publish.cite.entries import Entry


def ris(entries: Iterable[Entry], locale: str, words: Mapping[str, str], unofficial: str) -> str:
    """Return the entries as a RIS file. `unofficial` is the note that stands in each."""
    return "\n".join(_entry(entry, locale, words, unofficial) for entry in entries)


def _entry(entry: Entry, locale: str, words: Mapping[str, str], unofficial: str) -> str:
    citation = entry.citation
    lines = {
        "TY": "ELEC",
        "ID": entry.key,
        "AU": citation.site,
        "TI": citation.names,
        "T2": citation.site,
        "ET": f"{citation.edition.number}, {words['version'].lower()} {citation.version}",
        "PY": str(citation.date.year),
        "DA": citation.date.strftime("%Y/%m/%d/"),
        "LA": locale,
        "UR": citation.address,
        "N1": note(entry, words, unofficial),
        "ER": "",
    }
    return "".join(f"{tag}  - {value}\n" for tag, value in lines.items())
