"""Drops from the style sheets the rules that no built page can match, and the comments; lightens the theme's box model.

A rule stays when every class in one of its selectors stands on some page or in one of our scripts, unless it is for a
state that only the theme's own scripts set. Other element and attribute selectors are not judged, nor is what stands
inside `:not()`.
"""

import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import tinycss2

CLASS_SELECTOR = re.compile(r"\.((?:[A-Za-z_-]|\\.)(?:[\w-]|\\.)*)")
NEGATION = re.compile(r":not\((?:[^()]|\([^()]*\))*\)")
ATTRIBUTE_SELECTOR = re.compile(r"""\[(?:"[^"]*"|'[^']*'|[^\]"'])*\]""")
ALTERNATIVES = re.compile(r":(?:is|where|has)\(")
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
# A declaration of a custom property; its value may hold a data address.
VALUE = r"""(?:"[^"]*"|'[^']*'|url\([^"')]*\)|[^;{}"'])*"""
PROPERTY = re.compile(rf"(?<=[{{;])(?P<name>--[\w-]+):{VALUE}(?:;|(?=\}}))")
ANIMATION = re.compile(r"\banimation(?:-name)?\s*:([^;}]*)")
KEYFRAMES = re.compile(r"@(?:-webkit-)?keyframes\s+(?P<name>[\w-]+)\s*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
WORD = re.compile(r"(?:[\w-]|\\.)+")
# What the theme's scripts do, which are not used here: hide the head and the tabs, whose parts leave one after the
# other, keep the page from being scrolled, show previews.
SET_BY_THEME = re.compile(
    r"\.md-(?:header|tabs)\[hidden\]|\.md-tabs__item:nth-child|\[data-md-scrolllock\]|\[data-preview\]"
)
# The theme's box model; for ::before and ::after of every element a browser would work out two styles more.
BOXES, OWN_BOXES = "*,:after,:before{box-sizing:inherit}", "*{box-sizing:inherit}"
NESTING = frozenset({"media", "supports"})
COMMENT_AND_SPACE = ("comment", "whitespace")


def slim(site: Path, classes: Iterable[str]) -> None:
    """Rewrite the theme's style sheets and ours without unused rules; `classes` are those of all pages."""
    # Scripts may set every class that is one of their words.
    used = _words(site).union(classes)
    sheets = sorted((site / "assets").rglob("*.css"))
    slimmed = {sheet: drop_unused(sheet.read_text("utf-8").replace(BOXES, OWN_BOXES), used) for sheet in sheets}
    for sheet, css in slimmed.items():
        others = "".join(text for other, text in slimmed.items() if other != sheet)
        sheet.write_text(drop_unread(css, others), encoding="utf-8")


def style_words(site: Path) -> frozenset[str]:
    """Return every word of the style sheets: no rule needs a name that is none of them."""
    sheets = (sheet.read_text("utf-8") for sheet in (site / "assets").rglob("*.css"))
    return frozenset(word.replace("\\", "") for css in sheets for word in WORD.findall(css))


def script_words(site: Path) -> frozenset[str]:
    """Return every word of our scripts as a name of an element, as a class (“.word”) and as a value (“=word”)."""
    return frozenset(form + word for word in _words(site) for form in ("", ".", "="))


def _words(site: Path) -> frozenset[str]:
    scripts = (*(site / "assets" / "js").glob("*.js"), *site.glob("*.js"))
    return frozenset(word for script in scripts for word in re.findall(r"[\w-]+", script.read_text("utf-8")))


def drop_unused(css: str, used: frozenset[str]) -> str:
    """Return `css` without the rules that need a class outside `used`, and without comments."""
    return _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), used)


def drop_unread(css: str, others: str) -> str:
    """Return `css` without animations and custom properties that neither it nor the style sheet `others` names."""
    named = frozenset(re.findall(r"[\w-]+", " ".join(ANIMATION.findall(css + others))))
    css = KEYFRAMES.sub(partial(_keep_read, named), css)
    while True:
        read = frozenset(VARIABLE.findall(css + others))
        slimmed = PROPERTY.sub(partial(_keep_read, read), css)
        if slimmed == css:
            return css
        css = slimmed


def _keep_read(read: frozenset[str], found: re.Match) -> str:
    return found[0] if found["name"] in read else ""


def _rules(rules: Iterable, used: frozenset[str]) -> str:
    kept: list[str] = []
    for rule in rules:
        if rule.type == "qualified-rule":
            if selectors := _selectors(tinycss2.serialize(rule.prelude), used):
                kept.append(f"{selectors}{{{tinycss2.serialize(rule.content).strip()}}}")
        elif rule.type == "at-rule" and rule.at_keyword in NESTING and rule.content is not None:
            inner = _rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), used)
            if inner:
                kept.append(f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}")
        elif rule.type not in COMMENT_AND_SPACE:
            kept.append(rule.serialize())
    return "".join(kept)


def _selectors(prelude: str, used: frozenset[str]) -> str:
    return ",".join(selector for selector in split_selectors(prelude) if _can_match(selector, used))


def split_selectors(prelude: str) -> list[str]:
    """Split a selector list at its top-level commas."""
    parts, depth, start = [], 0, 0
    for position, character in enumerate(prelude):
        depth += (character in "([") - (character in ")]")
        if character == "," and depth == 0:
            parts.append(prelude[start:position].strip())
            start = position + 1
    return [*parts, prelude[start:].strip()]


def _can_match(selector: str, used: frozenset[str]) -> bool:
    judged = NEGATION.sub("", selector)
    if SET_BY_THEME.search(judged):
        return False
    judged = ATTRIBUTE_SELECTOR.sub("", judged)
    if ALTERNATIVES.search(judged):
        judged = judged[: ALTERNATIVES.search(judged).start()]
    return all(name.replace("\\", "") in used for name in CLASS_SELECTOR.findall(judged))
