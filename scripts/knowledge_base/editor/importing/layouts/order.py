"""Provisions and the divisions they stand under, in one row."""

from collections.abc import Iterable

from knowledge_base.editor.importing.model import Heading, Provision


def in_order(provisions: Iterable[Provision], headings: Iterable[Heading]) -> tuple[Heading | Provision, ...]:
    """Return the provisions as given, each heading before the first of them that stands after it in the text."""
    parts: list[Heading | Provision] = []
    waiting = sorted(headings, key=lambda one: one.position)
    for provision in provisions:
        while waiting and waiting[0].position <= provision.position:
            parts.append(waiting.pop(0))
        parts.append(provision)
    return (*parts, *waiting)
