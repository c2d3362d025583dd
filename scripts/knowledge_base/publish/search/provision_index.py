"""What the search needs to go to a provision by its number: names of texts, and their provisions.

Read by js/citation.js when a query holds a number.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from knowledge_base import LOCALES
from knowledge_base.addresses import page_url
from knowledge_base.instruments import Instrument
from knowledge_base.provisions import Provision
from knowledge_base.registers import Registers

FIRST = ("uu-11-2012", "crc")
# Pages on several texts put the text in front of a provision's number; resolutions leave out “res”.
NUMBERED = re.compile(
    r"(?:^|(?P<text>.+)-)(?P<kind>art|para|rule|practice|sec|chapter)-(?P<number>[0-9]+[a-z]?|[ivx]+)$"
)


def provision_index(provisions: Sequence[Provision], registers: Registers, locale: str) -> dict[str, object]:
    """Return the names of the texts that have numbered provisions, and [text, number, page, section, title] of each."""
    found = [entry for provision in provisions if (entry := _entry(provision, locale, registers))]
    # “Pasal 32” alone most likely means the child justice law, “article 37” that or the Convention.
    found.sort(key=lambda entry: FIRST.index(entry[0]) if entry[0] in FIRST else len(FIRST))
    used = {entry[0] for entry in found}
    names = {key: names_of(key, registers.instruments[key]) for key in registers.instruments if key in used}
    shared = {name for name, times in Counter(chain.from_iterable(names.values())).items() if times > 1}
    texts = {
        key: {"short": registers.instruments[key].short[locale], "names": [n for n in own if n not in shared]}
        for key, own in names.items()
    }
    return {"texts": texts, "provisions": found}


def _entry(provision: Provision, locale: str, registers: Registers) -> list[str] | None:
    """Return a provision's place and title, or None for one that has no number of its own."""
    match = NUMBERED.search(provision.id)
    if match is None or locale not in provision.titles:
        return None
    text = provision.instrument or named_text(match["text"] or "", registers) or provision.cited
    place = [page_url(locale, provision.stem), provision.id, provision.titles[locale]]
    return [text, match["number"], *place] if text in registers.instruments else None


def named_text(words: str, registers: Registers) -> str | None:
    """Return the instrument that the beginning of a provision's id names: `s-2427` is s-res-2427."""
    head, _, rest = words.partition("-")
    return next((key for key in (words, f"{head}-res-{rest}") if key in registers.instruments), None)


def names_of(key: str, instrument: Instrument) -> list[str]:
    """Return the names by which readers call a text, in small letters and digits, longest first.

    The search box normalises what is typed in the same way, see js/citation.js.
    """
    symbol = (instrument.symbol or "").split(",")[0].split("(")[0]
    titles = [title.title for title in instrument.titles]
    spoken = [
        key,
        symbol,
        *titles,
        *instrument.aliases,
        *(re.sub(r"\(.*?\)", "", instrument.short[x]) for x in LOCALES),
    ]
    # “S/RES/2178” is called “resolution 2178” and “res 2178”.
    if number := re.search(r"/RES/([0-9/]+)", symbol):
        spoken += [f"{word} {number[1]}" for word in ("resolution", "resolusi", "res")]
    spoken += re.findall(r"\(([A-Z]{3,})\)", " ".join(instrument.short[locale] for locale in LOCALES))
    names = {normalised(name) for name in spoken}
    return sorted({name for name in names if name and not name.isdigit()}, key=lambda name: (-len(name), name))


def normalised(name: str) -> str:
    """Return words and numbers in small letters: “UU No. 11 Tahun 2012” and “uu 11/2012” are the same."""
    words = re.findall(r"[^\W_]+", name.casefold())
    text = " ".join(word for word in words if word not in ("no", "nomor", "number", "tahun", "of", "the", "pbb", "un"))
    return (
        text.replace("undang undang", "uu").replace("peraturan pemerintah", "pp").replace("government regulation", "pp")
    )
