"""Books: the PDFs of pages behind one another, with cover, contents, indexes, page numbers and bookmarks.

Each page is laid out once, for its own PDF; here it only gets its number in the book. A link in one chapter to another
leads there, and the number of that page stands beside it in the margin.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from pathlib import Path

from knowledge_base.publish.errors import PublishError
from knowledge_base.publish.paper import stamps
from knowledge_base.publish.paper.faces import unite
from knowledge_base.publish.paper.join import Chapter, Joiner, Targets, read_chapter
from knowledge_base.publish.paper.sheet import TWIN_IDS
from knowledge_base.publish.paper.stamps import MILLIMETRE, PAGE_EDGE, Edge, Words
from knowledge_base.publish.paper.tags import saved

INNER = "book:"  # how contents name what has no address on the site
REFERENCE_SIZE = 6.5
REFERENCES_WIDTH = 15 * MILLIMETRE

Numbers = Callable[[str], int]
References = dict[int, list[tuple[float, int]]]  # by page index: height of a link and the page index that it leads to
LayOut = Callable[[str, str], Path]  # a title and the markup of a body, to a finished PDF


@dataclass(frozen=True)
class Part:
    """A part of a book: its title, and address and title of each chapter."""

    title: str
    chapters: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Binding:
    """What a book has besides its chapters.

    `ends` are the sections behind the parts: their titles, and what makes their markup once pages have numbers.
    `twins` has, by the address of a page in the other language, that of the chapter which holds both.
    """

    title: str
    locale: str
    cover: str
    parts: tuple[Part, ...]
    contents_title: str
    page_word: str
    ends: tuple[tuple[str, Callable[[Numbers], str]], ...] = ()
    edge: Edge = PAGE_EDGE
    twins: Mapping[str, str] = field(default_factory=dict)


def bind(binding: Binding, laid_out: Callable[[str], Path], lay_out: LayOut) -> bytes:
    """Return the book as PDF/UA-1. `laid_out` returns the PDF of the chapter with an address."""
    body = list(_pieces(binding, laid_out, lay_out))
    front = lay_out(binding.title, _front(binding, lambda address: 0))
    front_length = read_chapter(front).count
    body_end = _place(body, front_length)
    numbers = _numbers(body)
    ends = [
        Piece(f"{INNER}end-{index}", lay_out(heading, markup(numbers)), 0)
        for index, (heading, markup) in enumerate(binding.ends)
    ]
    _place(ends, body_end)
    pieces = [*body, *ends]
    front = lay_out(binding.title, _front(binding, _numbers(pieces)))
    if read_chapter(front).count != front_length:
        raise PublishError("the contents of the book change their length with the page numbers")
    joiner = Joiner(front)
    for piece in pieces:
        joiner.append(piece.path, piece.chapter, piece.depth)
    targets = {piece.address: (piece.chapter, "") for piece in pieces}
    targets |= {twin: (targets[address][0], TWIN_IDS) for twin, address in binding.twins.items()}
    references = _linked(joiner, targets, {page for piece in body for page in piece.chapter.pages})
    _stamp(joiner, references, binding)
    joiner.bookmark([(joiner.chapters[0], 0), *((piece.chapter, piece.depth) for piece in pieces)])
    unite(joiner.pdf)
    joiner.finish()
    return saved(joiner.pdf)


@dataclass
class Piece:
    """A PDF on its way into a book; its headings and bookmarks sink by `depth` levels."""

    address: str
    path: Path
    depth: int
    chapter: Chapter = field(init=False)


def _place(pieces: Iterable[Piece], first: int) -> int:
    """Read the pieces as what stands from the page index `first` on. Return the index of the page behind them."""
    for piece in pieces:
        piece.chapter = read_chapter(piece.path, first)
        first += piece.chapter.count
    return first


def _pieces(binding: Binding, laid_out: Callable[[str], Path], lay_out: LayOut) -> Iterator[Piece]:
    for number, part in enumerate(binding.parts, 1):
        if part.title:
            body = f'<main><h1 class="part__title">{escape(part.title)}</h1></main>'
            yield Piece(f"{INNER}part-{number}", lay_out(part.title, body), 0)
        for address, _ in part.chapters:
            yield Piece(address, laid_out(address), 1 if part.title else 0)


def _numbers(pieces: list[Piece]) -> Numbers:
    chapters = {piece.address: piece.chapter for piece in pieces}

    def number(address: str) -> int:
        page, _, name = address.partition("#")
        chapter = chapters[page]
        return (chapter.places[name].page if name in chapter.places else chapter.first) + 1

    return number


def _front(binding: Binding, number: Numbers) -> str:
    """Return the markup of cover and contents."""

    def entry(address: str, title: str) -> str:
        return f'<a href="{escape(address)}">{escape(title)}</a> <span class="number">{number(address)}</span>'

    rows: list[str] = []
    for position, part in enumerate(binding.parts, 1):
        inner = "".join(f"<li>{entry(*chapter)}</li>" for chapter in part.chapters)
        rows.append(f"<li>{entry(f'{INNER}part-{position}', part.title)}<ul>{inner}</ul></li>" if part.title else inner)
    rows += [f"<li>{entry(f'{INNER}end-{index}', title)}</li>" for index, (title, _) in enumerate(binding.ends)]
    title = escape(binding.contents_title)
    return f'{binding.cover}<nav class="contents"><h1>{title}</h1><ul>{"".join(rows)}</ul></nav>'


def _linked(joiner: Joiner, targets: Targets, printed: set[int]) -> References:
    """Lead links to their pages. Return where those of the pages in `printed` lead, if to another page."""
    lines: References = {}
    for index, annotation, target in joiner.link(targets):
        if index in printed and target != index:
            low = min(float(annotation.Rect[1]), float(annotation.Rect[3]))
            lines.setdefault(index, []).append((round(low, 1), target))
    return lines


def _stamp(joiner: Joiner, references: References, binding: Binding) -> None:
    font, count = stamps.add_font(joiner.pdf), len(joiner.pdf.pages)
    for index, page in enumerate(joiner.pdf.pages):
        if index == 0 and binding.cover:
            continue
        words = [stamps.number_line(index + 1, count, binding.edge)]
        for low, entries in groupby(sorted(references.get(index, [])), key=lambda entry: entry[0]):
            targets = dict.fromkeys(target + 1 for _, target in entries)
            text = _reference(list(targets), binding.page_word)
            words.append(Words(text, binding.edge.references, low + 3, REFERENCE_SIZE))
        stamps.stamp_words(joiner.pdf, page, font, words)


def _reference(pages: list[int], page_word: str) -> str:
    """Return “p. 12, 40”, cut where the margin ends."""
    text = f"{page_word} {pages[0]}"
    for page in pages[1:]:
        longer = f"{text}, {page}"
        if stamps.width(f"{longer} …", REFERENCE_SIZE) > REFERENCES_WIDTH:
            return f"{text} …"
        text = longer
    return text
