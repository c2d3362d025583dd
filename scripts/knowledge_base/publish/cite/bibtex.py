"""Citations as BibTeX, for LaTeX and reference managers. `@misc` is known to BibTeX and biblatex alike."""

from collections.abc import Iterable, Mapping

from knowledge_base.publish.cite.entries import Entry

LANGUAGES = {"en": "english", "id": "indonesian"}
# What LaTeX would read as a command. Some have names, in braces that end the name: BibTeX counts a brace even after \.
ESCAPES = str.maketrans(
    {character: f"\\{character}" for character in "&%$#_"}
    | {
        "\\": r"{\textbackslash}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
    }
)


def bibtex(entries: Iterable[Entry], locale: str, words: Mapping[str, str], unofficial: str) -> str:
    """Return the entries as a BibTeX file. `unofficial` is the note that stands in each."""
    return "\n".join(_entry(entry, locale, words, unofficial) for entry in entries)


def _entry(entry: Entry, locale: str, words: Mapping[str, str], unofficial: str) -> str:
    citation = entry.citation
    fields = {
        "author": f"{{{_escaped(citation.site)}}}",  # in braces once more: a name that is not turned round
        "title": f"{{{_escaped(citation.names)}}}",
        "edition": citation.edition.number,
        "version": citation.version,
        "year": str(citation.date.year),
        "date": citation.date.isoformat(),
        "language": LANGUAGES[locale],
        "howpublished": rf"\url{{{citation.address}}}",
        "url": citation.address,
        "note": _escaped(note(entry, words, unofficial)),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{entry.key},\n{lines}}}\n"


def note(entry: Entry, words: Mapping[str, str], unofficial: str) -> str:
    """Return what to know before citing the entry: that it is a draft, is not official, and what the original is."""
    draft = f"{words['draft'].capitalize()}. " if entry.citation.edition.is_draft else ""
    if entry.original is None:
        return draft + unofficial
    return f"{draft}{unofficial} {words['original_at']}: {entry.original.find('span').text_content()}"


def _escaped(text: str) -> str:
    return text.translate(ESCAPES)
