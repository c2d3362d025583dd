"""Names after the Akoma Ntoso Naming Convention: of originals as far as the registers let us, of our files, of parts.

Convention: https://docs.oasis-open.org/legaldocml/akn-nc/v1.0/akn-nc-v1.0.html; its profile for the United Nations,
AKN4UN: https://unsceb-hlcm.github.io/. What stands in a name is read from an instrument's symbol or title, never
guessed: the other instruments have none.
"""

import re

from knowledge_base.instruments import Instrument
from knowledge_base.provision_ids import parse_id

ASSEMBLY = re.compile(r"A/RES/(?P<session>\d+)/(?P<number>\d+)(?P<annex>, annex)?")
COUNCIL = re.compile(r"S/RES/(?P<number>\d+) \(\d{4}\)")
INDONESIAN = re.compile(
    r"(?P<type>Undang-Undang|Peraturan Pemerintah|Peraturan Presiden)(?: Republik Indonesia)? "
    r"Nomor (?P<number>\d+) Tahun (?P<year>\d{4})\b"
)
TYPES = {"Undang-Undang": "uu", "Peraturan Pemerintah": "pp", "Peraturan Presiden": "perpres"}
PHILIPPINE = re.compile(r"Republic Act No\. (?P<number>\d+)")
BANGLADESHI = re.compile(r"Act No\. (?P<number>\d+) of (?P<year>\d{4})")

# A code that ISO 3166 leaves to its users: our text is of no State and of no organ of the United Nations.
NOBODYS = "xx"
DOCUMENT, SUBTYPE, ACTOR = "doc", "paraphrase", "child-protection-ct"
LANGUAGES = {"en": "eng", "id": "ind"}  # ISO 639-2

# Elements of Akoma Ntoso by kind, and how its convention shortens them in the identifiers of parts.
ELEMENTS = {
    "article": "art", "paragraph": "para", "rule": "rule", "section": "sec", "clause": "cl", "chapter": "chp",
}  # fmt: skip


def original_name(key: str, instrument: Instrument) -> str | None:
    """Return the name of an instrument's original: `/akn/id/act/uu/2012/11`. None where its parts are not known."""
    symbol, date = instrument.symbol or "", instrument.date
    # A treaty has the symbol of the resolution that it is annexed to: that is not the treaty's name.
    if instrument.nature != "treaty" and (match := ASSEMBLY.fullmatch(symbol)):
        annex = "/!annex" if match["annex"] else ""
        return f"/akn/un/statement/deliberation/unga/{date}/{match['session']}-{match['number']}{annex}"
    if match := COUNCIL.fullmatch(symbol):
        return f"/akn/un/statement/deliberation/unsc/{date}/{match['number']}"
    if match := PHILIPPINE.fullmatch(symbol):
        return f"/akn/ph/act/{date}/{match['number']}"
    if key.startswith("bd-") and (match := BANGLADESHI.fullmatch(symbol)):
        return f"/akn/bd/act/{match['year']}/{match['number']}"
    first = instrument.titles[0]
    if first.language == "id" and (match := INDONESIAN.match(first.title)):
        return f"/akn/id/act/{TYPES[match['type']]}/{match['year']}/{match['number']}"
    return None


def work_name(stem: str, begun: str) -> str:
    """Return the name of our paraphrase of a page's text. `begun` is the date of the page's first version."""
    return f"/akn/{NOBODYS}/{DOCUMENT}/{SUBTYPE}/{ACTOR}/{begun}/{stem.replace('/', '-')}"


def part_name(identifier: str, kind: str) -> str:
    """Return the eId of a provision: `art_37` for art-37, `art_40__para_1` for article 40(1), `s-2427__para_20`."""
    parsed = parse_id(identifier)
    if parsed is None:
        text, _, bare = identifier.rpartition("-")
        return f"{text}__{bare}" if text else bare
    name = f"{ELEMENTS.get(kind, parsed.unit)}_{parsed.number}"
    if parsed.step.startswith("no-"):
        name += f"__no_{parsed.step.removeprefix('no-')}"
    elif parsed.step:
        name += f"__para_{parsed.step}"
    return f"{parsed.text}__{name}" if parsed.text else name
