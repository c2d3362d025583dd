"""A style sheet as single rules, each with what a page must hold for it to match, and rules as a style sheet again."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import tinycss2

from knowledge_base.publish.styles import (
    ALTERNATIVES,
    ATTRIBUTE_SELECTOR,
    CLASS_SELECTOR,
    COMMENT_AND_SPACE,
    NEGATION,
    NESTING,
    split_selectors,
)

# Of attributes only whole values are judged: others a browser sets by itself, as `open`.
VALUE = re.compile(r"""\[[\w-]+=["']?([\w-]+)["']?\]""")
NO_NAME = re.compile(r"::?[\w-]+(?:\([^()]*\))?|#[\w-]+")
NAME = re.compile(r"[A-Za-z][\w-]*")
SPACE, SIGNS, COLON = re.compile(r"\s+"), re.compile(r"\s*([;,{}])\s*"), re.compile(r":\s+")
LITERAL = re.compile(r"""("[^"]*"|'[^']*'|url\([^"')]*\))""")


@dataclass(frozen=True)
class Rule:
    """A rule for one selector. `needs` holds names of elements, classes as “.name”, values of attributes as “=name”.

    Rules that were written together have the same `number` in their sheet. `content` is empty for what stands by
    itself, as @page.
    """

    conditions: tuple[str, ...]
    selector: str
    content: str
    needs: frozenset[str]
    number: int


def rules(css: str) -> tuple[Rule, ...]:
    """Return the rules of a style sheet in order, without comments and without space that says nothing."""
    parsed = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return tuple(_rules(parsed, (), itertools.count()))


def _rules(parsed: Iterable, conditions: tuple[str, ...], numbers: Iterator[int]) -> Iterator[Rule]:
    for rule in parsed:
        number = next(numbers)
        if rule.type == "qualified-rule":
            if content := bare(tinycss2.serialize(rule.content)):
                for selector in split_selectors(tinycss2.serialize(rule.prelude)):
                    yield Rule(conditions, selector, content, needs(selector), number)
        elif rule.type == "at-rule" and rule.at_keyword in NESTING and rule.content is not None:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            condition = f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude).rstrip()}"
            yield from _rules(inner, (*conditions, condition), numbers)
        elif rule.type not in COMMENT_AND_SPACE and rule.at_keyword != "charset":  # a page has its own
            yield Rule(conditions, rule.serialize(), "", frozenset(), number)


def bare(declarations: str) -> str:
    """Return declarations without the space around their signs."""
    parts = LITERAL.split(declarations)
    for number in range(0, len(parts), 2):
        part = SIGNS.sub(r"\1", SPACE.sub(" ", parts[number]))
        parts[number] = COLON.sub(":", part)
    return "".join(parts).strip().rstrip(";")


def needs(selector: str) -> frozenset[str]:
    """Return what a page must hold for the selector to match; what stands in `:not()` or `:is()` is not judged."""
    judged = NEGATION.sub("", selector)
    if found := ALTERNATIVES.search(judged):
        judged = judged[: found.start()]
    values = {f"={value}" for value in VALUE.findall(judged)}
    judged = ATTRIBUTE_SELECTOR.sub("", judged)
    classes = {f".{name.replace(chr(92), '')}" for name in CLASS_SELECTOR.findall(judged)}
    elements = NAME.findall(NO_NAME.sub("", CLASS_SELECTOR.sub("", judged)))
    return frozenset(values | classes | {name.lower() for name in elements})


def joined(chosen: Iterable[Rule]) -> str:
    """Return rules as a style sheet; what was written together stands together."""
    css = ""
    for conditions, inside in itertools.groupby(chosen, key=lambda rule: rule.conditions):
        text = ""
        for _, together in itertools.groupby(inside, key=lambda rule: (rule.number, rule.content)):
            same = list(together)
            selectors = ",".join(rule.selector for rule in same)
            text += f"{selectors}{{{same[0].content}}}" if same[0].content else selectors
        css += "".join(f"{condition}{{" for condition in conditions) + text + "}" * len(conditions)
    return css
