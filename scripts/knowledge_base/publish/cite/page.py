"""The page that lists a page's citations, each as text to select under the id of its section."""

from collections.abc import Sequence
from html import escape

from lxml import etree

from knowledge_base.article.setting import Setting
from knowledge_base.publish.cite.entries import Entry

FILES = {"BibTeX": "citations.bib", "RIS": "citations.ris"}


def listing(entries: Sequence[Entry], setting: Setting) -> str:
    """Return the content of the page: how to use it, the files, and for each entry what to copy."""
    words = setting.words
    [whole, *sections] = entries
    files = " · ".join(f'<a href="{name}" download>{label}</a>' for label, name in FILES.items())
    guide = f'<a href="{setting.link("about/how-to-cite", "")}">{words["cite_how"]}</a>'
    shown = "".join(_section(entry, setting) for entry in sections)
    return (
        f'<h1 id="kb-text" tabindex="-1">{words["cite"]}: {escape(whole.title, quote=False)}</h1>'
        f"<p>{words['cite_first']} {guide}.</p><p>{words['cite_files']} {files}</p>"
        f'<div class="cites" data-copy="{words["cite_copy"]}" data-copied="{words["cite_copied"]}">'
        f"{_what_to_copy(whole, setting)}{shown}</div>"
    )


def _section(entry: Entry, setting: Setting) -> str:
    title = f'<a href="../#{entry.id}">{escape(entry.title, quote=False)}</a>'
    return f'<h{entry.level} id="{entry.id}">{title}</h{entry.level}>{_what_to_copy(entry, setting)}'


def _what_to_copy(entry: Entry, setting: Setting) -> str:
    words = setting.words
    citation = escape(entry.citation.text(setting.locale, words), quote=False)
    original = "" if entry.original is None else _markup(entry.original)
    return f'<p class="cite__text">{citation}</p>{original}<p>{words["cite_short"]} <code>{entry.short}</code></p>'


def _markup(node: etree._Element) -> str:
    return etree.tostring(node, encoding="unicode", method="html")
