"""Indonesian statutes and government regulations (undang-undang, peraturan pemerintah, peraturan presiden)."""

import re
from bisect import bisect_left

from knowledge_base.editor.importing.layouts import amending, pasal
from knowledge_base.editor.importing.layouts.chain import Candidate
from knowledge_base.editor.importing.layouts.divisions import divisions, doubts_of
from knowledge_base.editor.importing.layouts.numbers import Key, key, shown
from knowledge_base.editor.importing.layouts.order import in_order
from knowledge_base.editor.importing.layouts.steps import bracketed, letters, most_named
from knowledge_base.editor.importing.model import Document, Doubt, Heading, Provision, Reading, Stream

ELUCIDATION = re.compile(r"PENJELASAN\s+(?:ATAS\s+)?(?:UNDANG|PERATURAN|RANCANGAN)")
DECIDES = re.compile(
    r"M\s?E\s?M\s?U\s?T\s?U\s?S\s?[KI][(A]?\s?A?\s?N?|Menetapkan\s*:|M[Ee]n[CE]?[tT][Aa][pP][Kk][Aa][nN]\s*:"
)
CLOSING = re.compile(r"Agar\s+setiap\s+orang\s+mengetahuinya|(?:Disahkan|Ditetapkan)\s+[Dd]i\s+Jakarta")
FIRST = re.compile(r"(?m)(?<!\w)Pasal +(?:1|I|l)(?![\w/])(?!\s*(?:ayat|,))")
NAME = re.compile(
    r"(?P<type>UNDANG-UNDANG(?: DASAR)?|PERATURAN +PEMERINTAH(?: +PENGGANTI +UNDANG-UNDANG)?|PERATURAN +PRESIDEN)"
    r"(?: +REPUBLIK +INDONESIA)?\s+NOMOR\s+(?P<number>\w+)\s+TAHUN\s+(?P<year>[\dOoIl]{4})\s+TENTANG\s+"
    r"(?P<about>[^a-z]{1,700}?)"
    r"(?=\s+(?:DENGAN\s+RAHMAT|Menimbang|PRESIDEN\s+REPUBLIK|I\.\s+UMUM|UMUM\b|[A-Z]?[a-z]))"
)
CONSIDERS = re.compile(r"Menimbang|Mengingat")
GAP_COST = 1.5  # the articles of an original statute follow one another
SHORT = {"UNDANG-UNDANG": "uu", "PERATURAN PEMERINTAH": "pp", "PERATURAN PRESIDEN": "perpres"}


def applies(stream: Stream) -> bool:
    """Return whether a text is an Indonesian statute."""
    text = stream.text
    return len(re.findall(r"\bPasal\s+\w", text)) >= 3 and bool(
        re.search(r"REPUBLIK\s+INDONESIA|RAHMAT\s+TUHAN|BAB\s+I\b|\bayat \(", text)
    )


def recognise(reading: Reading) -> Document:
    """Return the statute's articles: those of its body, not those that its elucidation explains."""
    stream = Stream(reading.lines)
    text = stream.text
    explained = ELUCIDATION.search(text)
    end = explained.start() if explained else len(text)
    decides = DECIDES.search(text, 0, end)
    start = decides.end() if decides else max((first.start() if (first := FIRST.search(text)) else 0), 0)
    closing = list(CLOSING.finditer(text, start, end))
    body_end = closing[0].start() if closing else end
    named = set(_explained(text, explained.start())) if explained else set()
    facts, title = _name(text, start)
    if amending.applies(text, start, body_end):
        return amending.recognise(stream, start, body_end, end, explained, facts, title)
    chain = pasal.rows(text, start, body_end, GAP_COST)
    last = chain[-1].key[0] if chain else 0
    beyond = sorted(number for number in named if last < number[0] <= last + 3 and not number[1])
    chain, lost, displaced = pasal.fill(text, chain, start, body_end, beyond)
    doubts = [_displaced(stream, chain, number) for number in displaced]
    headings = list(divisions(stream, start, body_end))
    provisions = _provisions(stream, chain, headings, body_end)
    provisions += [_inferred(stream, chain, number) for number in lost]
    doubts += [_lost(stream, chain, number, named) for number in lost]
    doubts += _gaps(stream, chain)
    provisions.sort(key=lambda one: key(one.number))
    doubts += doubts_of(headings)
    doubts += paragraph_doubts(provisions)
    opening, before = considerations(stream, start)
    parts = in_order([*opening, *provisions], headings)
    return Document("indonesian-statute", "id", title, parts, before, text[body_end:], facts, tuple(doubts))


def considerations(stream: Stream, start: int) -> tuple[list[Provision], str]:
    """Return what stands before the first article (Menimbang, Mengingat) as a preamble, and the text before it."""
    match = CONSIDERS.search(stream.text, 0, start)
    if not match:
        return [], stream.text[:start]
    wording = stream.text[match.start() : start].strip()
    place = stream.place(match.start())
    preamble = Provision("preamble", "preamble", "", place, wording, position=match.start())
    return [preamble], stream.text[: match.start()]


def paragraph_doubts(provisions: list[Provision]) -> list[Doubt]:
    """Return a doubt for each article whose own text names more paragraphs than were found."""
    return [
        Doubt(
            one.place, f"Pasal {one.number}: its text names ayat ({most}), but {len(one.paragraphs) or 'no'} were found"
        )
        for one in provisions
        if one.state == "found"
        and (most := most_named(one.text)) > len({re.match(r"\d+", p)[0] for p in one.paragraphs})
    ]


def _name(text: str, before: int) -> tuple[dict[str, str], str]:
    """Return what the statute says of itself, its type, number and year, and its title."""
    match = NAME.search(text, 0, before) or NAME.search(text)
    if not match:
        return {}, ""
    kind = re.sub(r"\s+", " ", match["type"])
    year = re.sub("[Il]", "1", re.sub("[Oo]", "0", match["year"]))
    number = match["number"]
    about = re.sub(r"[_^]", "", re.sub(r"\s+", " ", match["about"])).strip(" ,.")
    facts = {"type": SHORT.get(kind, "perpu"), "number": number, "year": year, "about": about}
    names = {"uu": "Undang-Undang", "pp": "Peraturan Pemerintah", "perpres": "Peraturan Presiden"}
    called = names.get(facts["type"], "Peraturan Pemerintah Pengganti Undang-Undang")
    return facts, f"{called} Republik Indonesia Nomor {number} Tahun {year} tentang {about}"


def _explained(text: str, start: int) -> list[Key]:
    """Return the articles that the elucidation names on lines of their own or after “Cukup jelas.”"""
    return [one.key for one in pasal.candidates(text, start, len(text)) if one.weight >= 4]


def _provisions(stream: Stream, chain: list[Candidate], headings: list[Heading], end: int) -> list[Provision]:
    """Return the articles, the text of each up to the next article or chapter."""
    stops = sorted([*(one.start for one in chain), *(heading.position for heading in headings), end])
    return [article(stream, one, stops[bisect_left(stops, one.end)]) for one in chain]


def article(stream: Stream, one: Candidate, end: int, of: str = "") -> Provision:
    """Return the article whose heading is `one` and whose text ends at `end`."""
    text = stream.text[one.end : end].strip(' \n“”"')
    number = shown(one.key)
    return Provision(
        id=f"art-{number.lower()}",
        unit="article",
        number=number,
        place=stream.place(one.start),
        text=text,
        of=of,
        paragraphs=tuple(bracketed(text)),
        letters=letters(text),
        position=one.start,
    )


def _inferred(stream: Stream, chain: list[Candidate], number: Key) -> Provision:
    position = max((one.start for one in chain if one.key < number), default=0)
    name = shown(number)
    place = stream.place(position)
    return Provision(f"art-{name.lower()}", "article", name, place, state="inferred", position=position)


def _lost(stream: Stream, chain: list[Candidate], number: Key, named: set[Key]) -> Doubt:
    place = stream.place(max((one.start for one in chain if one.key < number), default=0))
    ground = "the elucidation names it" if number in named else "its number follows from its neighbours"
    what = f"Pasal {shown(number)}: no heading found, {ground}. Its wording stands under the article before it"
    return Doubt(place, what)


def _displaced(stream: Stream, chain: list[Candidate], number: Key) -> Doubt:
    at = next(one for one in chain if one.key == number)
    return Doubt(
        stream.place(at.start), f"Pasal {shown(number)}: its heading stands out of order; look where its text is"
    )


def _gaps(stream: Stream, chain: list[Candidate]) -> list[Doubt]:
    doubts = []
    previous = (0, 0)
    for one in chain:
        if one.key[0] - previous[0] > pasal.MOST_INFERRED + 1:
            what = f"Pasal {previous[0] + 1} to {one.key[0] - 1} are missing. Is the file complete?"
            doubts.append(Doubt(stream.place(one.start), what))
        previous = one.key
    return doubts
