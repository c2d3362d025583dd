"""`kb source add`: a new entry of docs/data/sources.yml, with an id after the scheme of the others, no duplicate."""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.editor.asking import Answers, Question, wrong_answers
from knowledge_base.editor.entries import key_faults, plan_entry, slug
from knowledge_base.editor.refused import RefusedError
from knowledge_base.editor.yamltext import mapping, scalar, sequence
from knowledge_base.models import Source
from knowledge_base.registers import load_registers

UN_SYMBOL = re.compile(r"(?P<symbol>[A-Z]+(?:[/.][\w.-]+){2,})(?: \(\d{4}\))?")
NUMBERED = re.compile(r"(?:[\w.]+ )+\d+/\d{4}")  # UU 11/2012, Permen PPPA 7/2019
ACT = re.compile(r"RA \d+")
COURT = re.compile(r"(?P<number>\d+)/PUU-[IVXLC]+/(?P<year>\d{4})")
YEAR = re.compile(r"\d{4}")
WORDS = 5
NEAR = 0.9


def source_of(found: Answers, questions: Sequence[Question]) -> Source:
    """Return the source that the answers describe.

    Raises RefusedError with every answer that cannot be, and for pairs of which one half is missing.
    """
    reasons = [*wrong_answers(questions, found), *_halves(found)]

    def pair(name: str) -> dict[str, str] | None:
        both = {locale: found[f"{name}_{locale}"] for locale in LOCALES if f"{name}_{locale}" in found}
        return both or None

    single = {
        name: found[name] for name in ("kind", "title", "language", "date", "symbol", "url", "seen") if name in found
    }
    described = {
        **single,
        "translation": pair("translation") or {},
        "short": pair("short"),
        "body": pair("body"),
        "date_note": pair("date_note"),
        "seen_note": pair("seen_note"),
        "also": found.get("also", []),
        "languages": found.get("languages", [found["language"]]),
        "codes": found.get("code", []),
    }
    try:
        source = Source.model_validate(described)
    except ValidationError as error:
        named = {reason.partition(":")[0] for reason in reasons}
        faults = (_fault(fault["loc"], fault["msg"]) for fault in error.errors() if fault["loc"][-1] not in LOCALES)
        reasons += [fault for fault in faults if fault.partition(":")[0] not in named]
    if reasons:
        raise RefusedError(dict.fromkeys(reasons))
    return source


def _fault(location: tuple[str | int, ...], message: str) -> str:
    """Return a fault of the model in an editor's words; it names options where the model has keys."""
    option = {"codes": "code"}.get(str(location[0]), str(location[0])).replace("_", "-")
    return f"--{option}: {message.removeprefix('Value error, ').removesuffix(', in quotes')}."


def _halves(found: Answers) -> Iterator[str]:
    for name in ("date_note", "seen_note"):
        given = [locale for locale in LOCALES if f"{name}_{locale}" in found]
        if len(given) == 1:
            missing = next(locale for locale in LOCALES if locale not in given)
            yield f"--{name.replace('_', '-')}-{missing}: is missing. Both languages say the same."


def plan(
    source: Source, key: str | None = None, differs: Collection[str] = (), root: Path = REPOSITORY
) -> tuple[str, dict[Path, str]]:
    """Return the id of a new source and the text of the register with it, by path. Nothing is written.

    Without `key` the id is made; `differs` are ids of sources that look the same and are not. Raises RefusedError with
    every source that it repeats and everything the registers refuse.
    """
    known = load_registers(root).sources
    key = key or make_id(source)
    if reasons := [*key_faults(key), *duplicates(key, source, known, differs)]:
        raise RefusedError(reasons)
    return key, plan_entry("sources", key, entry_text(key, source), root)


def make_id(source: Source) -> str:
    """Return an id as the register has them: of the symbol, of the number of an act, else of the short name."""
    symbol = source.symbol or ""
    if (match := UN_SYMBOL.fullmatch(symbol)) and source.kind in ("resolution", "report"):
        return slug(match["symbol"])
    if match := COURT.fullmatch(symbol):
        return f"mk-{match['number']}-{match['year']}"
    if ACT.fullmatch(symbol):
        return slug(symbol)
    if NUMBERED.fullmatch(source.short.id):
        return slug(source.short.id)
    name = slug(YEAR.sub("", source.short.en), WORDS)
    years = YEAR.findall(source.short.en) or YEAR.findall(source.date or "")
    return f"{name}-{years[-1]}" if years else name


def duplicates(key: str, source: Source, known: Mapping[str, Source], differs: Collection[str]) -> Iterator[str]:
    """Yield, for each source that is or looks like the new one, which and by what."""
    if key in known:
        name = known[key].short.en
        yield f"{key}: is in the register: “{name}”. Cite that; for another document choose another id with --id."
    for other, own in known.items():
        if other == key or other in differs:
            continue
        if same := _same(source, own):
            yield f"{other}: has {same}. Cite that; if it is another document, add --differs-from {other}."


def _same(new: Source, old: Source) -> str:
    if shared := _addresses(new) & _addresses(old):
        return f"the same address ({min(shared)})"
    if new.symbol and old.symbol and _plain(new.symbol) == _plain(old.symbol):
        return f"the same symbol ({old.symbol})" if _plain(new.body.en) == _plain(old.body.en) else ""
    if new.symbol and old.symbol:
        return ""
    # Acts and resolutions share titles; their numbers tell them apart.
    if re.findall(r"\d+", new.short.en) != re.findall(r"\d+", old.short.en):
        return ""
    one, two = _plain(new.title), _plain(old.title)
    matcher = difflib.SequenceMatcher(None, one, two, autojunk=False)
    if matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR and matcher.ratio() >= NEAR:
        return f"{'the same' if one == two else 'nearly the same'} title (“{old.title}”)"
    return ""


def _addresses(source: Source) -> set[str]:
    given = [address for address in (source.url, *source.also) if address]
    return {re.sub(r"^https?://(www\.)?", "", address).split("#")[0].rstrip("/").casefold() for address in given}


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def entry_text(key: str, source: Source) -> str:
    """Return the entry as the register writes it."""
    return "\n".join([f"{key}:", *(f"  {line}" for line in _lines(source))]) + "\n"


def _lines(source: Source) -> Iterator[str]:
    yield from (
        f"kind: {source.kind}",
        f"title: {scalar(source.title, flow=True)}",
        f"language: {scalar(source.language)}",
    )
    if translated := source.translation.model_dump(exclude_none=True):
        yield "translation:"
        yield from (f"  {locale}: {scalar(words, flow=True)}" for locale, words in translated.items())
    yield from (f"short: {mapping(source.short.model_dump())}", f"body: {mapping(source.body.model_dump())}")
    if source.date:
        yield f'date: "{source.date}"'
    if source.date_note:
        yield f"date_note: {mapping(source.date_note.model_dump())}"
    for name in ("symbol", "url"):
        if value := getattr(source, name):
            yield f"{name}: {scalar(value, flow=True)}"
    if source.also:
        yield "also:"
        yield from (f"  - {scalar(address, flow=True)}" for address in source.also)
    yield from (f"languages: {sequence(source.languages)}", f"seen: {source.seen}")
    if source.seen_note:
        yield f"seen_note: {mapping(source.seen_note.model_dump())}"
    yield f"codes: {sequence(source.codes)}"
