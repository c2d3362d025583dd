"""Official texts as the files in which they come: PDFs with running heads and hyphens, Word files, web pages."""

import html
import re
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from weasyprint import HTML

STYLE = """
@page {{ size: A4; margin: 3cm 2.5cm 2.5cm; @top-center {{ content: "{head}\\A - " counter(page) " -"; white-space: pre;
  font-size: 10pt }} @bottom-right {{ content: "SK No 0{page_mark}"; font-size: 8pt }} }}
@page :first {{ @top-center {{ content: "{head}" }} }}
body {{ font: 11pt/1.5 serif; text-align: justify; hyphens: auto; columns: {columns}; column-gap: 1cm }}
p {{ margin: 0 0 .5em }}
.centre {{ text-align: center; hyphens: none }}
"""
HEAD = "PRESIDEN REPUBLIK INDONESIA"
CENTRED = re.compile(r"\W*(?:Pasal \w+|BAB [IVXL]+\w*|Article +\d+|PART +[IVX]+|MEMUTUSKAN ?:|[^a-z]+)\W*$")


def paragraphs(path: Path) -> list[str]:
    """Return the lines of a text without Markdown."""
    lines = path.read_text("utf-8-sig").split("\n")
    plain = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"^#+\s*|</?\w[^>]*>|\*\*|_", "", line)) for line in lines]
    return [re.sub(r"\s+", " ", line).strip() for line in plain if line.strip()]


def as_html(lines: list[str], language: str, style: str = "") -> str:
    """Return a web page with one paragraph a line, headings centred."""
    body = "\n".join(
        f'<p class="centre">{html.escape(line)}</p>' if CENTRED.match(line) else f"<p>{html.escape(line)}</p>"
        for line in lines
    )
    head = f'<meta charset="utf-8"><title>{html.escape(lines[0][:80])}</title><style>{style}</style>'
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body>{body}</body></html>'


def make_pdf(lines: list[str], target: Path, language: str = "id", columns: int = 1, head: str = HEAD) -> Path:
    """Write a PDF as the State gazette would: running head, page numbers, hyphens, justified lines."""
    style = STYLE.format(head=head, columns=columns, page_mark="1234")
    HTML(string=as_html(lines, language, style)).write_pdf(target)
    return target


def make_docx(lines: list[str], target: Path) -> Path:
    """Write a Word file with one paragraph a line."""
    document = docx.Document()
    for line in lines:
        paragraph = document.add_paragraph(line)
        if CENTRED.match(line):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.save(str(target))
    return target
