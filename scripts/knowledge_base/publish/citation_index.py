"""What the search box needs to go to a provision by its number: names of texts, and their provisions.

One file per language, `search/provisions-en.json`, read by js/citation.js when the search box is opened.
"""

import json
import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from knowledge_base import LOCALES
from knowledge_base.addresses import page_url
from knowledge_base.instruments import Instrument
from knowledge_base.provisions import Provision
from knowledge_base.registers import Registers

FIRST = ("uu-11-2012", "crc")
# Pages on several texts put the text in front of a provision's number; resolutions leave out “res”.
NUMBERED = re.compile(r"(?:^|(?P<text>.+)-)(?:art|para|rule|practice|sec|chapter)-(?P<number>[0-9]+[a-z]?|[ivx]+)$")


def write_citation_index(site: Path, provisions: Sequence[Provision], registers: Registers) -> None:
    """Write `site`/search/provisions-LOCALE.json."""
    folder = site / "search"
    folder.mkdir(exist_ok=True)
    for locale in LOCALES:
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
        data = json.dumps({"texts": texts, "provisions": found}, ensure_ascii=False, separators=(",", ":"))
        (folder / f"provisions-{locale}.json").write_text(data, encoding="utf-8")


def _entry(provision: Provision, locale: str, registers: Registers) -> list[str] | None:
    """Return [text, number, address of the section, title], or None for a provision that has no number of its own."""
    match = NUMBERED.search(provision.id)
    if match is None or locale not in provision.titles:
        return None
    text = provision.instrument or _named_text(match["text"] or "", registers)
    address = f"{page_url(locale, provision.stem)}#{provision.id}"
    return [text, match["number"], address, provision.titles[locale]] if text else None


def _named_text(words: str, registers: Registers) -> str | None:
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
