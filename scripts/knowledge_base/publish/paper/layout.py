"""WeasyPrint with our print styles, to PDF/UA-1."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pikepdf
from weasyprint import CSS, DEFAULT_OPTIONS, HTML, Document
from weasyprint.text.fonts import FontConfiguration

from knowledge_base.publish.errors import PublishError
from knowledge_base.publish.paper import footnotes, lines, spoken
from knowledge_base.publish.paper.margins import Frame
from knowledge_base.publish.paper.stamps import CARD_EDGE, PAGE_EDGE, Edge, stamp_code
from knowledge_base.publish.paper.tags import mend_tags, saved

OPTIONS = {**DEFAULT_OPTIONS, "pdf_variant": "pdf/ua-1"}


@dataclass(frozen=True)
class Styles:
    """The print style sheets, parsed once for each process."""

    sheets: tuple[CSS, ...]
    fonts: FontConfiguration


def load_styles(folder: Path) -> Styles:
    """Parse the style sheet and fonts in `folder` (overrides/print)."""
    footnotes.mend_layout()
    lines.mend_lines()
    spoken.mend_tree()
    fonts = FontConfiguration()
    return Styles((CSS(filename=str(folder / "print.css"), font_config=fonts),), fonts)


def write_pdf(markup: str, styles: Styles, frame: Frame, edge: Edge = PAGE_EDGE) -> bytes:
    """Return the PDF/UA-1 of a whole HTML document, without page numbers. The same markup gives the same bytes."""
    with heed_complaints():
        document = _lay_out(markup, styles, frame.style)
        if (lost := markup.count(footnotes.MARK) - footnotes.count_printed(document)) > 0:
            raise PublishError(f"loses {lost} footnotes between its pages")
        return _write(document, frame, edge)


def write_fitting_pdf(markup: str, styles: Styles, frame: Frame, sizes: tuple[float, ...], most: int) -> bytes:
    """Return the PDF on as few pages as the smallest of the font `sizes` (points, largest first) needs.

    Of the sizes that need no more pages than the smallest, it has the largest. Raises PublishError when even the
    smallest takes more than `most` pages.
    """
    with heed_complaints():
        smallest = _lay_out(markup, styles, _font_size(frame.style, sizes[-1]))
        fewest = len(smallest.pages)
        if fewest > most:
            raise PublishError(f"needs {fewest} pages at {sizes[-1]} points and may have {most}: shorten the text")
        for size in sizes[:-1]:
            document = _lay_out(markup, styles, _font_size(frame.style, size))
            if len(document.pages) == fewest:
                return _write(document, frame, CARD_EDGE)
        return _write(smallest, frame, CARD_EDGE)


def _font_size(margins: str, size: float) -> str:
    return f"{margins} html {{ font-size: {size}pt }}"


def _lay_out(markup: str, styles: Styles, own: str) -> Document:
    document = HTML(string=markup, base_url="about:blank", url_fetcher=refuse_fetch)
    sheets = [*styles.sheets, CSS(string=own, font_config=styles.fonts)]
    return document.render(font_config=styles.fonts, **{**OPTIONS, "stylesheets": sheets})


def _write(document: Document, frame: Frame, edge: Edge) -> bytes:
    with pikepdf.open(io.BytesIO(document.write_pdf(**OPTIONS))) as pdf:
        mend_tags(pdf)
        if frame.check:
            stamp_code(pdf, pdf.pages, frame.check, edge)
        return saved(pdf)


class Complaints(logging.Handler):
    """Keeps what WeasyPrint only logs: a missing language, a picture without description, a wrong style."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


@contextmanager
def heed_complaints() -> Iterator[None]:
    """Raise PublishError for whatever WeasyPrint complains of meanwhile."""
    complaints, logger = Complaints(), logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    try:
        yield
    finally:
        logger.removeHandler(complaints)
    if complaints.heard:
        raise PublishError("; ".join(dict.fromkeys(complaints.heard)))


def refuse_fetch(url: str, *arguments, **options):
    """Nothing in a print document may load from elsewhere."""
    raise PublishError(f"the print form asks for {url}")


def whole_document(title: str, locale: str, body: str, description: str = "") -> str:
    """Return a complete HTML document for print."""
    return (
        f'<!doctype html><html lang="{locale}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="description" content="{escape(description)}"></head><body>{body}</body></html>'
    )
