"""What a page says about itself, and what a heading declares, where it changed."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge_base.pages import FrontMatter, Page

# Said elsewhere: title and summary with the opening, versions under “versions to raise”.
ELSEWHERE = frozenset({"title", "summary", "version", "history"})


@dataclass(frozen=True)
class Detail:
    """A value that changed, by its name."""

    name: str
    before: str
    now: str


def details(before: FrontMatter, now: FrontMatter) -> Iterator[Detail]:
    """Yield the keys of the front matter whose values differ."""
    for name in FrontMatter.model_fields:
        one, two = getattr(before, name), getattr(now, name)
        if one != two and name not in ELSEWHERE:
            yield Detail(name, _shown(one), _shown(two))


def declared(before: Page, now: Page) -> Iterator[tuple[str, tuple[Detail, ...]]]:
    """Yield (section, details) for each heading whose attributes differ: themes, or a difference declared as meant."""
    former = {section.id: section.attributes for section in before.sections}
    for section in now.sections:
        old = former.get(section.id, section.attributes)
        if old.split() != section.attributes.split():
            yield section.id, (Detail("heading", old.strip(), section.attributes.strip()),)


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
