"""Citations become numbered references in the text and notes at its end, in the page's language."""

from collections import Counter
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import Piece, append, element, splice, text_slots
from knowledge_base.citations import Citation, CitationError, find_groups, parse_citation, parse_group
from knowledge_base.dates import show_date
from knowledge_base.models import Source
from knowledge_base.registers import Registers

SKIPPED = frozenset({"code", "pre", "a"})


@dataclass
class Note:
    """One note: a source at one pinpoint, and how often the text points to it."""

    number: int
    citation: Citation
    uses: int = 0


@dataclass
class Notes:
    """The notes of one page, in order of first use."""

    by_key: dict[tuple[str, str], Note] = field(default_factory=dict)

    def use(self, citation: Citation) -> Note:
        """Return the citation's note, made at its first use."""
        key = (citation.source, citation.locator.text if citation.locator else "")
        note = self.by_key.setdefault(key, Note(len(self.by_key) + 1, citation))
        note.uses += 1
        return note

    def __iter__(self):
        return iter(self.by_key.values())

    def levels(self, registers: Registers) -> Counter:
        """Return how many notes rest on each evidence level."""
        return Counter(registers.sources[note.citation.source].seen for note in self)


def number_citations(root: HtmlElement) -> Notes:
    """Replace each citation bracket under `root` by numbered references. Return the notes they point to."""
    notes = Notes()
    for node, slot in list(text_slots(root, lambda child: child.tag in SKIPPED)):
        text = getattr(node, slot) or ""
        if "[@" in text:
            splice(node, slot, _pieces(text, notes))
    return notes


def _pieces(text: str, notes: Notes) -> list[Piece]:
    pieces: list[Piece] = []
    position = 0
    for start, body in find_groups(text):
        try:
            citations = parse_group(body)
        except CitationError:
            continue  # left as typed; the checks name the line
        pieces.append(text[position:start].rstrip())
        pieces.append(_reference(citations, notes))
        position = start + len(body) + 2
    pieces.append(text[position:])
    return pieces


def _reference(citations: list[Citation], notes: Notes) -> HtmlElement:
    superscript = element("sup", class_="cite")
    for index, citation in enumerate(citations):
        note = notes.use(citation)
        link = element("a", str(note.number), href=f"#fn-{note.number}", role="doc-noteref")
        if note.uses == 1:  # the way back leads to the first use
            link.set("id", f"fnref-{note.number}")
        append(superscript, ", " if index else None, link)
    return superscript


def notes_section(notes: Notes, setting: Setting) -> HtmlElement | None:
    """Return the section that lists the notes, or None for a page without citations.

    The first note on a source gives it in full; later ones give its short name and point back.
    """
    if not notes.by_key:
        return None
    words, locale = setting.words, setting.locale
    listing = element("ol")
    first: dict[str, int] = {}
    for note in notes:
        key = note.citation.source
        source = setting.registers.sources[key]
        pinpoint = note.citation.locator.shown(locale) if note.citation.locator else None
        item = element("li", id=f"fn-{note.number}", data_source=key)
        append(item, element("a", source.short[locale], href=setting.source_link(key)))
        append(item, f", {pinpoint}. " if pinpoint else ". ")
        if key in first:
            append(item, element("a", words["see_note"].format(number=first[key]), href=f"#fn-{first[key]}"), ". ")
        else:
            first[key] = note.number
            append(item, *full_source(source, setting))
        back = element("a", "↩", class_="back", href=f"#fnref-{note.number}", aria_label=words["back_to_text"])
        append(item, evidence(source, setting), " ", back)
        listing.append(item)
    heading = element("h2", words["notes"], id="kb-notes")
    return element("section", heading, listing, class_="notes", data_section="kb-notes", data_search_ignore="")


def full_source(source: Source, setting: Setting) -> list[Piece]:
    """Return a source's title, body, date, symbol and address, as text and elements."""
    pieces = [*described(source, setting), ". "]
    if source.url:
        link = element("a", setting.words["read_at"], href=source.url, rel="noreferrer", class_="out")
        pieces += [link, ". "]
    return pieces


def described(source: Source, setting: Setting) -> list[Piece]:
    """Return a source's title, body, date and symbol, as text and elements."""
    locale = setting.locale
    pieces: list[Piece] = [element("cite", source.title, lang=source.language if source.language != locale else None)]
    translation = getattr(source.translation, locale)
    if translation and source.language != locale:
        pieces.append(f" [{translation}]")
    facts = [source.body[locale], show_date(source.date, locale) if source.date else None, source.symbol]
    if source.date_note:
        facts.append(source.date_note[locale])
    pieces.append(", " + ", ".join(fact for fact in facts if fact))
    return pieces


def inline_sources(citations: list[str], setting: Setting) -> list[Piece]:
    """Return links to sources with pinpoints and evidence, for registers where notes would outweigh the entries."""
    pieces: list[Piece] = []
    for citation in map(parse_citation, citations):
        source = setting.registers.sources[citation.source]
        pinpoint = f", {citation.locator.shown(setting.locale)}" if citation.locator else ""
        link = element("a", source.short[setting.locale], href=setting.source_link(citation.source))
        pieces += ["; " if pieces else "", link, f"{pinpoint} ", evidence(source, setting)]
    return pieces


def evidence(source: Source, setting: Setting) -> HtmlElement:
    """Return the mark that says how much of a source was read. Shape and words, not colour alone."""
    label = setting.registers.vocabulary.seen[source.seen][setting.locale]
    return element("span", label, class_=f"evidence evidence--{source.seen}")
