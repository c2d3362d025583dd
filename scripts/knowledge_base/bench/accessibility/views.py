"""In which views a page is examined, and with which rules in each: two widths, two colour schemes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WIDTHS = (1280, 360)
SCHEMES = ("light", "dark")
HEIGHT = 800

# WCAG 2.2 A and AA, as axe-core marks its rules.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
COLOUR_RULES = ("color-contrast", "link-in-text-block")

# What a scheme may change in a style sheet: which of two colours `light-dark()` takes, and nothing that moves or hides.
OWN_CHOICE = re.compile(r"\[data-scheme=[^\]]*\]\s*\{([^}]*)\}")


@dataclass(frozen=True)
class View:
    """A way of looking at a page. `rules` are the only ones that can answer otherwise than in the view before."""

    width: int
    scheme: str
    rules: tuple[str, ...] = ()

    @property
    def choice(self) -> dict:
        """Return what axe-core is told to run."""
        return {"type": "rule", "values": self.rules} if self.rules else {"type": "tag", "values": TAGS}

    def __str__(self) -> str:
        return f"{self.width} px, {self.scheme}"


def views(site: Path) -> tuple[View, ...]:
    """Return the views of every page: all rules at each width, in the dark only those that see colours.

    A site where the scheme changes more than colours is examined with all rules in every view.
    """
    alike = scheme_changes_only_colours(site)
    return tuple(
        View(width, scheme, COLOUR_RULES if alike and scheme != SCHEMES[0] else ())
        for width in WIDTHS
        for scheme in SCHEMES
    )


def scheme_changes_only_colours(site: Path) -> bool:
    """Return whether no style sheet of the site does anything in one scheme but set `color-scheme`.

    `light-dark()` then makes the whole difference, and it gives colours only: all else that axe-core looks at (what
    is shown, how large, under which name) is the same in both.
    """
    for style in site.rglob("*.css"):
        text = style.read_text("utf-8")
        if "prefers-color-scheme" in text:
            return False
        for rules in OWN_CHOICE.findall(text):
            if any(one.partition(":")[0].strip() != "color-scheme" for one in _declarations(rules)):
                return False
    return True


def _declarations(text: str) -> Iterator[str]:
    return (one.strip() for one in text.split(";") if one.strip())
