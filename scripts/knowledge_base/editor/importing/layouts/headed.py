"""Texts without numbered provisions: headings only, as on web pages and in speeches."""

import re
from collections import Counter

from knowledge_base.editor.importing.model import Document, Doubt, Heading, Reading, Stream

MOST_WORDS = 12


def recognise(reading: Reading) -> Document:
    """Return the headings of a text: those of its markup, or else short lines that begin a paragraph and end none."""
    stream = Stream(reading.lines)
    marked = [index for index, line in enumerate(reading.lines) if line.level]
    chosen = marked if len(marked) > 1 else [i for i in range(1, len(reading.lines) - 1) if _is_heading(reading, i)]
    taken: Counter[str] = Counter()
    headings: list[Heading] = []
    for index in chosen:
        line = reading.lines[index]
        slug = "-".join(re.findall(r"[a-z0-9]+", line.text.lower())[:6]) or "section"
        taken[slug] += 1
        identifier = slug if taken[slug] == 1 else f"{slug}-{taken[slug]}"
        headings.append(Heading(identifier, "named", "", line.text.strip(), line.place, position=stream.start(index)))
    first = next((line for line in reading.lines if line.text.strip()), None)
    title = reading.title or (first.text.strip()[:120] if first else "")
    doubt = Doubt(first.place if first else None, "No numbered provisions: its headings became sections")
    return Document("headed", "en", title, tuple(headings), doubts=(*reading.doubts, doubt))


def _is_heading(reading: Reading, index: int) -> bool:
    text = reading.lines[index].text.strip()
    words = text.split()
    following = next((line.text for line in reading.lines[index + 1 :] if line.text.strip()), "")
    return (
        2 <= len(words) <= MOST_WORDS
        and text[0].isupper()
        and not re.search(r"[.,;:!?”\"]$|@|\d{3}", text)
        and len(following.split()) >= 8
    )
