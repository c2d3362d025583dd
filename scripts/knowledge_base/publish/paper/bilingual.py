"""One chapter of the bilingual book: a page in both languages, English left and Indonesian right.

Sections stand beside their twins, and inside them each paragraph, list and table beside its own, as far as both
languages have the same ones. The notes follow at the end, number beside number: at the feet of pages there is no
room for two languages.
"""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from urllib.parse import urljoin

from lxml import html
from lxml.html import HtmlElement

from knowledge_base import LOCALES
from knowledge_base.article.tree import add_class, append, classes, element, serialize
from knowledge_base.publish.paper.sheet import TWIN_IDS, Sheet, read_article, strip_screen
from knowledge_base.publish.parallel import cut
from knowledge_base.registers import Registers

HEADINGS = ("h1", "h2", "h3", "h4", "h5")
NOTES = "kb-notes"  # the id of the heading over a page's notes
WIDE = 4  # columns: such a table takes the whole page, English above Indonesian
# Letters in five lines of a column. WeasyPrint 70 lets one cell of a row start a page after its twin where only the
# twin can be split; four lines can be in both, two before the break and two after it.
SPLITTABLE = 300
Blocks = dict[str, list[HtmlElement]]  # by language


def bilingual_sheet(pages: dict[str, Path], addresses: dict[str, str], registers: Registers) -> Sheet:
    """Return one chapter from the built pages of one stem and their web addresses, both by language.

    Ids are those of the English page; the Indonesian ones have `id--` in front. Links lead to ids on the same page or
    to web addresses. The heading with the bookmark is the English one; it names both languages.
    """
    pieces: dict[str, dict[str, list[HtmlElement]]] = {}
    titles: dict[str, str] = {}
    for locale in LOCALES:
        article = _article(pages[locale], addresses[locale], "" if locale == LOCALES[0] else TWIN_IDS)
        titles[locale] = article.find(".//h1").text_content().strip()
        pieces[locale] = dict(_pieces(article))
    names = {locale: [element("p", registers.interface(locale)[f"language_{locale}"])] for locale in LOCALES}
    body = element("div", _section("twins__languages", names), class_="bilingual")
    for key in _in_order(*(list(pieces[locale]) for locale in LOCALES)):
        blocks = {locale: pieces[locale].get(key, []) for locale in LOCALES}
        append(body, _section("twins__notes" if key == NOTES else "", blocks))
    return Sheet(
        "en", " · ".join(titles[locale] for locale in LOCALES), addresses["en"], serialize(element("div", body))
    )


def _article(path: Path, address: str, prefix: str) -> HtmlElement:
    """Return the page's article as it is printed: ids with `prefix`, links to the web or to these ids."""
    _, article = read_article(path)
    strip_screen(article)
    for section in article.find_class("notes"):
        _spread_notes(section)
    for node in article.iter():
        if not isinstance(node.tag, str):
            continue
        for name in ("id", "aria-labelledby"):
            if value := node.get(name):
                node.set(name, prefix + value)
        if href := node.get("href"):
            node.set("href", f"#{prefix}{href[1:]}" if href.startswith("#") else urljoin(address, href))
    return article


def _spread_notes(section: HtmlElement) -> None:
    """Turn the list of notes into paragraphs, each of which can stand beside its twin.

    The number leads back to the text. As in footnotes, links to the web and to other notes stay, the rest is text.
    """
    listing = section.find("ol")
    for item in listing.findall("li"):
        number = item.get("id").removeprefix("fn-")
        note = element("p", element("a", number, href=f"#fnref-{number}"), " ", item.text or "", class_="note")
        note.set("id", item.get("id"))
        for child in list(item):
            if child.tag != "a" or "out" in classes(child) or (child.get("href") or "").startswith("#"):
                note.append(child)
            else:
                append(note, child.text_content(), child.tail or "")
        section.append(note)
    listing.drop_tree()


def _pieces(article: HtmlElement) -> Iterator[tuple[str, list[HtmlElement]]]:
    """Yield the blocks of each section under the section's id, which is the same in both languages."""
    facts = article.find_class("page-facts")
    for piece in cut(f"<article>{serialize(article)}</article>"):
        key = piece.id.removeprefix(TWIN_IDS)
        blocks = html.fragments_fromstring(piece.markup)
        if key == "kb-text":
            yield key, [*blocks, *facts]
        else:
            yield key, _framed(blocks[0])


def _framed(section: HtmlElement) -> list[HtmlElement]:
    """Return a section's blocks; the box around a status stays around it."""
    if "status" in classes(section):
        section.tag = "div"
        return [section]
    return list(section)


def _in_order(own: list[str], other: list[str]) -> list[str]:
    """Return the keys of both lists: a key that only `other` has follows the key before it there."""
    keys = list(own)
    for place, key in enumerate(other):
        if key not in keys:
            keys.insert(keys.index(other[place - 1]) + 1 if place else 0, key)
    return keys


def _section(name: str, blocks: Blocks) -> HtmlElement:
    """Return one section as rows of twins; where the languages differ in their blocks, as one row."""
    section = element("section", class_=f"twins {name}".strip())
    first, second = (_cut_lists(blocks[locale]) for locale in LOCALES)
    if [_shape(block) for block in first] == [_shape(block) for block in second]:
        append(section, *(_row([one], [two]) for one, two in zip(first, second, strict=True)))
    else:
        append(section, _row(*(blocks[locale] for locale in LOCALES)))
    return section


def _cut_lists(blocks: list[HtmlElement]) -> list[HtmlElement]:
    """Return the blocks with each list cut into lists of one item, so that items stand beside their twins."""
    cut_blocks: list[HtmlElement] = []
    for block in blocks:
        if block.tag not in ("ul", "ol"):
            cut_blocks.append(block)
            continue
        for place, item in enumerate(list(block)):
            single = element(block.tag, deepcopy(item), **{"class_": block.get("class")})
            if block.tag == "ol":
                single.set("start", str(int(block.get("start", "1")) + place))
            if place:
                add_class(single, "continued")
            cut_blocks.append(single)
    return cut_blocks


def _shape(block: HtmlElement) -> str:
    return block.tag + " continued" * ("continued" in classes(block))


def _row(*columns: list[HtmlElement]) -> HtmlElement:
    """Return a row with the blocks of each language in its cell."""
    blocks = [block for column in columns for block in column]
    kinds = ["twins__row"]
    if all(block.tag in HEADINGS for block in blocks):
        kinds.append("twins__title")
        for block in columns[0]:
            block.set("data-bookmark", " · ".join(" ".join(each.text_content().split()) for each in blocks))
    if max(map(_width, blocks)) >= WIDE:
        kinds.append("twins__wide")
    lengths = [sum(len(block.text_content()) for block in column) for column in columns]
    if min(lengths) < SPLITTABLE and max(lengths) < 2 * SPLITTABLE:
        kinds.append("twins__short")
    cells = (
        element("div", *column, lang=locale, class_="twin") for locale, column in zip(LOCALES, columns, strict=True)
    )
    return element("div", *cells, class_=" ".join(kinds))


def _width(block: HtmlElement) -> int:
    """Return how many columns the widest table in a block has."""
    return max((len(row) for row in block.iter("tr")), default=0)
