"""Sections, permanent links, tables, checklists, duty words: the article's bones."""

import re
from collections import Counter

from lxml.html import HtmlElement

from knowledge_base.article.tree import add_class, append, classes, element, heading_text

HEADINGS = {"h2": 2, "h3": 3}

# Words that carry the strength of a duty; bold in the text, they are marked for the eye.
DUTY_WORDS = {
    "en": {"must", "must not", "shall", "shall not", "may not", "cannot", "never", "not"},
    "id": {"wajib", "harus", "dilarang", "tidak boleh", "jangan", "tidak wajib", "tidak dapat"},
}


def wrap_sections(root: HtmlElement, words: dict[str, str]) -> HtmlElement:
    """Nest each heading and what follows it in a `section`; return the new root.

    What stands before the first heading stays in front: it is the page's answer.
    """
    result = element("div")
    result.text = root.text
    open_sections: list[tuple[int, HtmlElement]] = []
    for node in list(root):
        level = HEADINGS.get(node.tag) if isinstance(node.tag, str) else None
        if level:
            while open_sections and open_sections[-1][0] >= level:
                open_sections.pop()
            parent = open_sections[-1][1] if open_sections else result
            section = element("section", class_=" ".join(["section", *classes(node)]))
            for name in ("class", "data-differs"):
                node.attrib.pop(name, None)
            if themes := node.attrib.pop("data-themes", None):
                section.set("data-themes", themes)
            if identifier := node.get("id"):
                section.set("data-section", identifier)
                _permanent_link(node, identifier, words)
            parent.append(section)
            open_sections.append((level, section))
        (open_sections[-1][1] if open_sections else result).append(node)
    return result


def _permanent_link(heading: HtmlElement, identifier: str, words: dict[str, str]) -> None:
    label = words["link_to_section"].format(title=heading.text_content().strip())
    append(heading, " ", element("a", "#", class_="headerlink", href=f"#{identifier}", aria_label=label))


def insert_after_answer(root: HtmlElement, node: HtmlElement) -> None:
    """Put `node` in front of the first section."""
    first = next((index for index, child in enumerate(root) if child.tag == "section"), len(root))
    root.insert(first, node)


def take_answer(root: HtmlElement) -> HtmlElement:
    """Move what stands before the first section into an element of its own and return it."""
    answer = element("div", class_="answer")
    answer.text, root.text = root.text, None
    for node in list(root):
        if node.tag == "section":
            break
        answer.append(node)
    return answer


def mark_duties(root: HtmlElement, locale: str) -> None:
    """Give duty words in bold, and the actor at the start of a step, a class of their own."""
    for strong in root.iter("strong"):
        text = re.sub(r"\s+", " ", strong.text_content()).strip()
        if text.casefold() in DUTY_WORDS[locale]:
            add_class(strong, "duty")
        elif text.endswith(":") and _opens_list_item(strong):
            add_class(strong, "who")


def _opens_list_item(node: HtmlElement) -> bool:
    parent = node.getparent()
    if parent.tag == "p" and parent.getparent() is not None and not (parent.text or "").strip():
        node, parent = parent, parent.getparent()
    return parent.tag == "li" and parent.index(node) == 0 and not (parent.text or "").strip()


def frame_tables(root: HtmlElement, words: dict[str, str]) -> None:
    """Let wide tables scroll by keyboard and touch inside their own frame; name the scope of header cells.

    A frame is named after its section, and numbered where the section has more: no two places of a page have one name.
    """
    named: Counter[str] = Counter()
    for table in list(root.iter("table")):
        for cell in table.iter("th"):
            cell.set("scope", "col")
        frame = element("div", class_="table-frame", tabindex="0", role="region")
        section = next((node for node in table.iterancestors("section") if node.get("data-section")), None)
        name = ": ".join(filter(None, (words["table"], section is not None and heading_text(section[0]))))
        named[name] += 1
        frame.set("aria-label", name if named[name] == 1 else f"{name} ({named[name]})")
        table.getparent().replace(table, frame)
        frame.tail, table.tail = table.tail, None
        frame.append(table)


def number_steps(root: HtmlElement) -> None:
    """Give each step of a protocol an id, so that others can point to it."""
    for listing in root.iterfind(".//section[@data-section='steps']/ol"):
        for number, item in enumerate(listing.iterchildren("li"), start=1):
            item.set("id", f"step-{number}")


def draw_boxes(root: HtmlElement) -> None:
    """Draw the boxes of checklists: they are for the pen. Fields that nobody can fill in would be read out twice."""
    for field in list(root.iterfind(".//input[@type='checkbox']")):
        box = element("span", class_="box")
        box.tail = field.tail
        field.getparent().replace(field, box)


def mark_notes(root: HtmlElement) -> None:
    """Tell assistive technology that admonitions are notes, named by their titles."""
    for number, box in enumerate(root.iterfind(".//div[@class]"), start=1):
        if "admonition" not in classes(box):
            continue
        box.set("role", "note")
        title = box.find("p[@class='admonition-title']")
        if title is not None:
            title.set("id", f"kb-note-{number}")
            box.set("aria-labelledby", f"kb-note-{number}")
