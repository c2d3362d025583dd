"""Indonesian statutes that amend another: Pasal I with numbered changes that quote articles of the other law, Pasal II.

An article counts if it is quoted, if a change names it as changed, inserted or deleted, or if the elucidation lists it
under Pasal I. The elucidation is never counted itself.
"""

import re
from itertools import pairwise

from knowledge_base.editor.importing.layouts import indonesian, pasal
from knowledge_base.editor.importing.layouts.chain import Candidate, best_chain
from knowledge_base.editor.importing.layouts.divisions import divisions, doubts_of
from knowledge_base.editor.importing.layouts.numbers import Key, key, roman_value, shown
from knowledge_base.editor.importing.layouts.order import in_order
from knowledge_base.editor.importing.layouts.steps import bracketed, letters
from knowledge_base.editor.importing.model import Document, Doubt, Provision, Stream

ROMAN = re.compile(r"(?m)^[ \t]*Pasal +(?P<number>[IVX]{1,4})[ \t]*$")
CHANGES = re.compile(r"diubah +sebagai\s+berikut|Beberapa\s+ketentuan")
LAW = re.compile(
    r"(?:Undang-Undang|Peraturan\s+(?:Pemerintah|Presiden))\s+(?:Republik\s+Indonesia\s+)?Nomor\s+(\d+)\s+Tahun\s+(\d{4})"
)
NUMBER = r"Pasal +(?P<{}>\d{{1,3}}[A-Z]?)"
INSERTED = re.compile(r"(?:yakni|yaitu)\s+(?P<list>Pasal \d{1,3}[A-Z][^.:;]*?)\s*,?\s*(?:sehingga|yang|berbunyi)")
DELETED = re.compile(NUMBER.format("number") + r"\s+dihapus")
CHANGED = re.compile(
    NUMBER.format("number")
    + r"(?: +ayat \(\w+\))?\s*,?\s*(?:ditambah[^:;.]{0,160}?|diubah[^:;.]{0,160}?)?(?:(?:sehingga\s+)?berbunyi|diubah)"
)
EXPLAINED_ONLY = re.compile(NUMBER.format("number") + r"\s+tetap,?\s+(?:dan\s+)?penjelasan")
AFTER_INSTRUCTION = re.compile(r"^.*?berbunyi\s+sebagai\s+berikut\s*:", re.DOTALL)
NO_COST = 0.0  # an amending law leaps from article to article


def applies(text: str, start: int, end: int) -> bool:
    """Return whether a statute's body is Pasal I with changes of another law, and Pasal II."""
    romans = [roman_value(match["number"]) for match in ROMAN.finditer(text, start, end)]
    return romans[:2] == [1, 2] and bool(CHANGES.search(text, start, min(start + 4000, end)))


def recognise(
    stream: Stream, start: int, body_end: int, end: int, explained: re.Match | None, facts: dict[str, str], title: str
) -> Document:
    """Return the amended articles, each with the law that it is of, between the Roman articles of the law itself."""
    text = stream.text
    romans = [match for match in ROMAN.finditer(text, start, body_end) if roman_value(match["number"])]
    changes = (romans[0].end(), romans[1].start())
    law = LAW.search(text, *changes)
    of = f"{law[1]}/{law[2]}" if law else ""
    quoted = {one.key: one for one in _quoted(text, *changes)}
    said = _said(text, *changes)
    listed = _listed(text, explained.end()) if explained else {}
    provisions: dict[Key, Provision] = {}
    doubts: list[Doubt] = []
    headings = list(divisions(stream, *changes))
    bounds = [one.start for one in quoted.values()] + [one.position for one in headings]
    bounds += [match.start() for match in _instructions(text, *changes)]
    for number in sorted({*quoted, *said, *listed}):
        name = shown(number)
        if one := quoted.get(number):
            stop = min((bound for bound in bounds if bound > one.start), default=changes[1])
            provisions[number] = indonesian.article(stream, one, stop, of)
            continue
        state, position = said.get(number, ("inferred", _after(quoted, number, changes[0])))
        place = stream.place(position)
        stop = min((bound for bound in bounds if bound > position), default=changes[1])
        wording = AFTER_INSTRUCTION.sub("", text[position:stop]).strip() if number in said else ""
        provisions[number] = Provision(
            f"art-{name.lower()}",
            "article",
            name,
            place,
            wording,
            of=of,
            state=state,
            paragraphs=tuple(bracketed(wording)) if state == "inferred" else (),
            letters=letters(wording) if state == "inferred" else 0,
            position=position,
        )
        if state == "inferred":
            ground = "a change names it" if number in said else "the elucidation lists it"
            doubts.append(Doubt(place, f"Pasal {name}: no heading found, {ground}. Look for its wording here"))
    main = [_roman(stream, match, following, body_end) for match, following in pairwise([*romans, None])]
    if law is None:
        doubts.append(Doubt(stream.place(changes[0]), "Which law is amended was not found"))
    doubts += [doubt for doubt in doubts_of(headings) if doubt.what.endswith("title was not found")]
    doubts += indonesian.paragraph_doubts([*provisions.values()])
    opening, before = indonesian.considerations(stream, start)
    parts = [*opening, main[0], *in_order([*provisions.values()], headings), *main[1:]]
    regulation = law is not None and law[0].startswith("Peraturan")
    facts = {**facts, "amends": of, "amends_type": "pp" if regulation else "uu"}
    return Document("amending-statute", "id", title, tuple(parts), before, text[body_end:], facts, tuple(doubts))


def _quoted(text: str, start: int, end: int) -> list[Candidate]:
    """Return the headings of quoted articles: on lines of their own, in rising order."""
    own = [one for one in pasal.candidates(text, start, end) if one.weight >= 6]
    return best_chain(own, NO_COST, first=own[0].key[0] if own else 1)


def _said(text: str, start: int, end: int) -> dict[Key, tuple[str, int]]:
    """Return the articles that the changes name, with what becomes of them and where it is said."""
    found: dict[Key, tuple[str, int]] = {}
    for pattern, state in ((CHANGED, "inferred"), (DELETED, "deleted"), (EXPLAINED_ONLY, "elucidation")):
        for match in pattern.finditer(text, start, end):
            found[key(match["number"])] = (state, match.start())
    for match in INSERTED.finditer(text, start, end):
        for number in re.findall(r"Pasal (\d{1,3}[A-Z])", match["list"]):
            found.setdefault(key(number), ("inferred", match.start()))
    return found


def _instructions(text: str, start: int, end: int) -> list[re.Match]:
    """Return where the next change begins, which ends the article quoted before it."""
    return list(
        re.finditer(
            r"(?m)^\s*\d{1,3}\.\s+(?=Ketentuan|Di antara|Judul|Pasal|Penjelasan|Setelah|Bagian|BAB)", text[:end]
        )
    )


def _listed(text: str, start: int) -> dict[Key, int]:
    """Return the articles that the elucidation lists under Pasal I."""
    first = ROMAN.search(text, start)
    if not first:
        return {}
    second = next((m for m in ROMAN.finditer(text, first.end()) if m["number"] == "II"), None)
    chain = _quoted(text, first.end(), second.start() if second else len(text))
    return {one.key: one.start for one in chain}


def _after(quoted: dict[Key, Candidate], number: Key, start: int) -> int:
    """Return where an article without a heading belongs: after the quoted one before it."""
    before = [one for one in quoted if one < number]
    return quoted[max(before)].start + 1 if before else start


def _roman(stream: Stream, match: re.Match, following: re.Match | None, end: int) -> Provision:
    stop = following.start() if following else end
    number, text = match["number"], stream.text[match.end() : stop]
    # The text of Pasal I is its opening words: what follows are the articles that it quotes.
    text = text[: first.end()] if (first := CHANGES.search(text)) else text
    place = stream.place(match.start())
    return Provision(f"art-{number.lower()}", "article", number, place, text.strip(), position=match.start())
