"""The search index: small files that js/search-engine.js loads as a query needs them.

Written by us rather than taken from Pagefind: a phone must have its first results within two round trips and 180 kB,
in both languages together, which Pagefind's program and its chunks alone exceed (README.md, “Search”).

`search/VERSION/LOCALE/start.js`         “directory”: both languages' chunks, levels of weight, types; and
                                         “titles”: addresses and titles of the passages, for the first results
`search/VERSION/LOCALE/concepts.js`      phrases of the glossary and of everyday speech
`search/VERSION/LOCALE/words.js`         the words of the text by their roots: word families, endings, misspellings
`search/VERSION/LOCALE/postings-N.js`    which passages hold a word, and how much, for a range of roots
`search/VERSION/LOCALE/passages-N.js`    the text of a few passages, for excerpts
`search/VERSION/LOCALE/facets.js`        type, role, stage, theme, instrument and evidence of each passage
`search/VERSION/LOCALE/provisions.js`    numbers of provisions, for queries that cite one
`search/VERSION/LOCALE/copies.js`        codes of printed copies (publish/copies.py), for js/copy-check.js
`search/VERSION/permalinks.js`           where the editions stand, for queries that are a permanent link

All are scripts that call `kbData(name, data)`: they load from a web server and from a USB stick alike.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from knowledge_base import LOCALES
from knowledge_base.addresses import page_url
from knowledge_base.memory import give_back
from knowledge_base.pages import Page
from knowledge_base.provisions import load_pages, load_provisions
from knowledge_base.publish.search.concepts import phrases
from knowledge_base.publish.search.facets import facets
from knowledge_base.publish.search.passages import Passage, align, load_passages, worth
from knowledge_base.publish.search.permalinks import permalinks, places
from knowledge_base.publish.search.postings import LEVELS, Postings, chunks
from knowledge_base.publish.search.provision_index import provision_index
from knowledge_base.publish.search.vocabulary import kept_words, vocabulary
from knowledge_base.publish.search.words import Families
from knowledge_base.registers import Registers, load_registers

FOLDER = "search"
VERSIONED = re.compile(rf'(?<= data-index="{FOLDER}/)[0-9a-f]{{8}}/(?=")')
SAID = {
    "count": "results_count",
    "none": "no_results",
    "instead": "search_instead",
    "also": "search_also",
    "missing": "search_missing",
    "literal": "search_literal",
    "near": "search_near",
    "ways_on": "search_ways_on",
    "in_other": "search_in_other",
    "more": "search_more",
}
# Passages whose text stands in one file; passages whose titles come at once, and the least worth of their pages. The
# titles of others, such as sources, come with their text.
LEAF = 3
EXCERPTED = 10_000  # characters of a passage that are sent; only the timeline has more
TITLED = 3000
WORTHY = 8


def index_site(site: Path, root_address: str, more: Mapping[str, object]) -> str:
    """Do what `index` does for the text of the repository, which another process has not at hand."""
    give_back()  # with what steps before have freed
    return index(site, load_pages(), load_registers(), root_address, more)


def index(
    site: Path,
    pages: Mapping[str, Mapping[str, Page]],
    registers: Registers,
    root_address: str,
    more: Mapping[str, object],
) -> str:
    """Write the search files of `site`, with `more` data by name. Return their version, for `name_version`.

    `root_address` is that above all editions.
    """
    data = dict(more)
    titles: dict[str, list[list]] = {}
    families = {locale: Families(registers.word_families, locale) for locale in LOCALES}
    concepts = phrases(registers)
    directory: dict[str, object] = {"leaf": LEAF, "levels": LEVELS}
    aligned = align([list(load_passages(site, locale, pages, registers)) for locale in LOCALES])
    languages = dict(zip(LOCALES, aligned, strict=True))
    postings: dict[str, Postings] = {}
    kept: dict[str, set[str]] = {}
    ranges: dict[str, list[dict[str, object]]] = {}
    for locale, passages in languages.items():
        own = postings[locale] = Postings(passages, families[locale], concepts[locale])
        kept[locale] = kept_words(own, families[locale], concepts[locale])
        ranges[locale] = list(chunks(own, families[locale], kept[locale]))
        own.by_root.clear()  # of a large text, the most that is held here
    give_back()
    for locale, passages in languages.items():
        other = postings[next(one for one in LOCALES if one != locale)]
        directory[locale] = {
            "passages": len(passages),
            "chunks": [min(chunk) for chunk in ranges[locale]],
            "types": {key: label[locale] for key, label in registers.vocabulary.types.items()},
            "stop": registers.word_families.stop[locale],
            "said": _said(registers.interface(locale), locale),
        }
        titles[locale] = _titles(passages)
        data[f"{locale}/concepts"] = postings[locale].phrases
        data[f"{locale}/words"] = vocabulary(kept[locale], postings[locale], families[locale], other)
        data[f"{locale}/facets"] = facets(passages, locale, registers)
        data[f"{locale}/provisions"] = provision_index(load_provisions(), registers, locale)
        data |= {f"{locale}/postings-{number}": chunk for number, chunk in enumerate(ranges[locale])}
        leaves = [passages[start : start + LEAF] for start in range(0, len(passages), LEAF)]
        for number, leaf in enumerate(leaves):
            data[f"{locale}/passages-{number}"] = [one and _shown(one) for one in leaf]
    data["permalinks"] = permalinks(registers, root_address, _untitled(aligned))
    files = {name: {name: one} for name, one in data.items()}
    for locale in LOCALES:
        files[f"{locale}/start"] = {"directory": directory, f"{locale}/titles": titles[locale]}
    return write_files(site / FOLDER, files)


def _said(words: Mapping[str, str], locale: str) -> dict[str, object]:
    """Return what the search says around its results. Here and not in the pages, which shall be light."""
    said: dict[str, object] = {name: words[key] for name, key in SAID.items()}
    ways = {"glossary": "reference/glossary", "themes": "reference/concordance", "finder": "protocols/index"}
    said["ways"] = [[page_url(locale, stem), words[f"way_{way}"]] for way, stem in ways.items()]
    return said


def _titles(passages: Sequence[Passage | None]) -> list[list]:
    """Return [address, title, type, worth, [[section, title, name of the text] …]] for each page.

    A section that only the other language has is 0. Of pages worth little, only the number of sections is told.
    """
    found: list[list] = []
    for passage in passages[:TITLED]:
        if passage and (not found or found[-1][0] != passage.page):
            found.append([passage.page, passage.page_title, passage.type, worth(passage.stem), []])
        found[-1][-1].append([passage.section, passage.title, passage.text_name] if passage else 0)
    return [[*page, sections if page[-1] >= WORTHY else len(sections)] for *page, sections in found]


def _untitled(aligned: Sequence[Sequence[Passage | None]]) -> dict[str, dict[str, int]]:
    """Return the numbers of the passages that one of the languages has without a title in `_titles`."""
    known = [
        place < TITLED and all(twins) and worth(twins[0].stem) >= WORTHY
        for place, twins in enumerate(zip(*aligned, strict=True))
    ]
    either = [next(passage for passage in twins if passage) for twins in zip(*aligned, strict=True)]
    return places(either, known)


def _shown(passage: Passage) -> list[str]:
    return [
        passage.page,
        passage.page_title,
        passage.type,
        passage.text_name,
        passage.section,
        passage.title,
        passage.text[:EXCERPTED],
    ]


def write_files(folder: Path, files: Mapping[str, Mapping[str, object]]) -> str:
    """Write files of one or several data each, below a folder that is named after their content. Return its name."""
    digest = hashlib.sha256()
    aside = folder / "new"
    for name in sorted(files):
        text = "".join(_call(*item) for item in files[name].items()).encode()
        digest.update(text)
        path = aside / f"{name}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    version = digest.hexdigest()[:8]
    shutil.rmtree(folder / version, ignore_errors=True)
    aside.rename(folder / version)
    return version


def _call(name: str, data: object) -> str:
    return f"kbData({json.dumps(name)},{json.dumps(data, ensure_ascii=False, separators=(',', ':'))});\n"


def name_version(page: str, version: str) -> str:
    """Return a page that names the version of the search files."""
    # A new address for new content: no browser mixes yesterday's words with today's passages.
    return page.replace(f'data-index="{FOLDER}/"', f'data-index="{FOLDER}/{version}/"')


def without_version(page: str) -> str:
    """Return a page as it was before `name_version`."""
    return VERSIONED.sub("", page)
