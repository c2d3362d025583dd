"""Glossary terms in running text link to their entry, at the first use in each section."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from lxml.html import HtmlElement

from knowledge_base.article.tree import Piece, classes, element, splice, text_slots
from knowledge_base.models import Term
from knowledge_base.registers import Registers

SKIPPED_TAGS = frozenset({"a", "code", "pre", "h1", "h2", "h3", "section", "sup", "cite", "label", "svg"})
SKIPPED_CLASSES = frozenset({"admonition-title", "cards", "finder"})


def link_terms(
    root: HtmlElement, registers: Registers, locale: str, term_link: Callable[[str], str]
) -> dict[str, Term]:
    """Link the first use of each term per section. Return the terms linked, by id.

    `term_link` returns the address of a term's entry in the glossary.
    """
    pattern, owners = _matcher(tuple((key, tuple(term.marks(locale))) for key, term in registers.terms.items()))
    if not owners:
        return {}
    used: dict[str, Term] = {}
    for scope in [root, *root.iter("section")]:
        linked: set[str] = set()
        for node, slot in list(text_slots(scope, _skip)):
            text = getattr(node, slot) or ""
            pieces = list(_pieces(text, pattern, owners, linked, term_link))
            if len(pieces) > 1:
                splice(node, slot, pieces)
        used.update((key, registers.terms[key]) for key in registers.terms if key in linked)
    return used


def _skip(node: HtmlElement) -> bool:
    return node.tag in SKIPPED_TAGS or not SKIPPED_CLASSES.isdisjoint(classes(node))


def _pieces(text: str, pattern: re.Pattern, owners: dict[str, str], linked: set[str], term_link) -> Iterator[Piece]:
    position = 0
    for match in pattern.finditer(text):
        form = " ".join(match[0].split())
        key = owners.get(form) or owners[form[0].lower() + form[1:]]
        if key in linked:
            continue
        linked.add(key)
        yield text[position : match.start()]
        yield element("a", match[0], class_="term", href=term_link(key))
        position = match.end()
    yield text[position:]


@lru_cache(maxsize=8)
def _matcher(marks: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[re.Pattern, dict[str, str]]:
    """Return the pattern for all marked forms, longest first, and the term that owns each form.

    A form that begins with a small letter is also found with a capital, at the start of a sentence.
    """
    owners = {form: key for key, forms in marks for form in forms}
    alternatives = []
    for form in sorted(owners, key=lambda form: (-len(form), form)):
        first, rest = form[0], re.escape(form[1:])
        alternatives.append((f"[{first}{first.upper()}]" if first.islower() else re.escape(first)) + rest)
    body = "|".join(alternatives).replace(r"\ ", r"\s+")
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])"), owners
