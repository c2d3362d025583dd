"""What a protocol page holds that other pages are made of: its steps with their actors, and its time limits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge_base.body import Section
from knowledge_base.models import Actor
from knowledge_base.pages import Page

STEP = re.compile(r"^\d+\. (?P<text>.*)")
ACTOR = re.compile(r"\*\*(?P<actors>[^*]+):\*\* ")
BETWEEN = {"en": re.compile(r",? (?:or|and) |, "), "id": re.compile(r",? (?:atau|dan/atau|dan) |, ")}
LIMITS = re.compile(r"^::: limits (?P<keys>.+)")


@dataclass(frozen=True)
class Step:
    """A numbered step: the line it begins on, who acts, and its text without the actors."""

    number: int
    line: int
    actors: tuple[str, ...]
    text: str


def steps(page: Page) -> list[Step]:
    """Return the steps of a protocol in their order; a step without an actor has none."""
    section = next((section for section in page.sections if section.id == "steps"), None)
    return list(_steps(section, page.locale)) if section else []


def _steps(section: Section, locale: str) -> Iterator[Step]:
    started: list[tuple[int, list[str]]] = []
    for line in section.lines:
        if match := STEP.match(line.text):
            started.append((line.number, [match["text"]]))
        elif started and line.text.startswith(" "):
            started[-1][1].append(line.text.strip())
    for number, (line, texts) in enumerate(started, start=1):
        text = " ".join(texts)
        match = ACTOR.match(text)
        actors = split_actors(match["actors"], locale) if match else ()
        yield Step(number, line, actors, text[match.end() :] if match else text)


def split_actors(words: str, locale: str) -> tuple[str, ...]:
    """Return the actors that a step names, in small letters: “Prosecutor or judge” names two."""
    return tuple(word for part in BETWEEN[locale].split(words) if (word := part.strip().casefold()))


def known_actors(actors: dict[str, Actor], locale: str) -> dict[str, Actor]:
    """Return the vocabulary's actors by their words in one language, in small letters."""
    return {actor.words[locale].casefold(): actor for actor in actors.values()}


def limit_keys(page: Page) -> list[str]:
    """Return the keys of the time limits that a page's tables list."""
    return [key for line in page.lines if (match := LIMITS.match(line.text)) for key in match["keys"].split()]
