"""What an import found, for the terminal: counts, and everything that a person should look at."""

from collections import Counter
from collections.abc import Iterator, Sequence

from knowledge_base.editor.importing.model import Document, Provision

LAYOUTS = {
    "indonesian-statute": "Indonesian statute or regulation",
    "amending-statute": "Indonesian statute that amends another",
    "act": "act or bill",
    "labelled": "numbered articles, rules or principles",
    "numbered": "numbered paragraphs",
    "headed": "headings without numbers",
    "akoma-ntoso": "Akoma Ntoso",
}
STATES = {
    "inferred": "without a heading in the file",
    "deleted": "deleted",
    "elucidation": "with a new elucidation only",
}
MOST_DOUBTS = 60
LONG_PAGE = 150


def report(document: Document, name: str) -> str:
    """Return the report of one file."""
    lines = [f"{name}: {document.title or 'without a title'}", f"  Layout: {LAYOUTS[document.layout]}."]
    lines += [f"  {line}" for line in counts(document)]
    doubts = sorted(document.doubts, key=lambda one: one.place.line if one.place else 0)
    if doubts:
        lines.append(f"  Not sure of ({len(doubts)}):")
        for one in doubts[:MOST_DOUBTS]:
            lines.append(f"    {one.place}: {one.what}." if one.place else f"    {one.what}.")
        if len(doubts) > MOST_DOUBTS:
            lines.append(f"    … and {len(doubts) - MOST_DOUBTS} more.")
    else:
        lines.append("  Nothing it was unsure of. Compare the numbers with the official print all the same.")
    return "\n".join(lines)


def counts(document: Document) -> Iterator[str]:
    """Yield a line for each kind of provision, and one for the divisions."""
    numbered = [one for one in document.provisions if one.unit != "preamble"]
    for unit, of in dict.fromkeys((one.unit, one.of) for one in numbered):
        own = [one for one in numbered if (one.unit, one.of) == (unit, of)]
        steps, letters = sum(len(one.paragraphs) for one in own), sum(one.letters for one in own)
        noun = unit if len(own) == 1 else f"{unit}s"
        amended = f" of the amended law {of}" if of else ""
        line = f"{len(own)} {noun}{amended} ({span(own)}), {steps} paragraphs, {letters} letters."
        states = Counter(one.state for one in own if one.state != "found")
        yield line + "".join(f" {count} {STATES[state]}." for state, count in states.items())
    if not numbered:
        yield "No numbered provisions."
    preamble = any(one.unit == "preamble" for one in document.provisions)
    yield f"{len(document.headings)} headings of chapters, parts and sections; {'a' if preamble else 'no'} preamble."
    if len(numbered) > LONG_PAGE:
        yield f"{len(numbered)} provisions are too many for one page: choose what matters, or split it by chapters."


def span(provisions: Sequence[Provision]) -> str:
    """Return “1 to 108”, the first and the last number."""
    first, last = provisions[0].number, provisions[-1].number
    return first if first == last else f"{first} to {last}"
