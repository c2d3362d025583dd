"""`kb term add`: a new concept of docs/data/glossary.yml in both languages, and none that is there already."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.editor.asking import Answers, wrong_answers
from knowledge_base.editor.entries import key_faults, plan_entry, slug
from knowledge_base.editor.questions import LANGUAGES, OF_TERM
from knowledge_base.editor.refused import RefusedError
from knowledge_base.editor.yamltext import mapping, scalar, sequence
from knowledge_base.models import Avoided, Bilingual, Term, TermWords
from knowledge_base.registers import load_registers

FACT = re.compile(r"G-(\d+)")


def term_of(found: Answers, known: Mapping[str, Term]) -> Term:
    """Return the concept that the answers describe.

    Raises RefusedError for a word to avoid without its reason, and for a remark in one language.
    """
    reasons = wrong_answers(OF_TERM, found)
    reasons += [
        f"--avoid-{locale}: “{entry}” has no reason. Write WORD: REASON."
        for locale in LOCALES
        for entry in found.get(f"avoid_{locale}", [])
        if not all(part.strip() for part in entry.partition(": ")[::2])
    ]
    remarks = {locale: found[f"remark_{locale}"] for locale in LOCALES if f"remark_{locale}" in found}
    if len(remarks) == 1:
        missing = next(locale for locale in LOCALES if locale not in remarks)
        reasons.append(f"--remark-{missing}: is missing. Both languages say the same.")
    if reasons:
        raise RefusedError(reasons)
    citations = [cited if cited.startswith("@") else f"@{cited}" for cited in found.get("citation", [])]
    return Term(
        en=_words(found, "en"),
        id=_words(found, "id"),
        mark=found.get("mark", [found["term_en"]]),
        mark_id=found.get("mark_id", [found["term_id"]]),
        source=found["source"],
        citations=citations,
        remark=Bilingual(**remarks) if remarks else None,
        fact=found.get("fact") or _next_fact(known),
    )


def _words(found: Answers, locale: str) -> TermWords:
    avoided = (entry.partition(": ") for entry in found.get(f"avoid_{locale}", []))
    return TermWords(
        term=found[f"term_{locale}"],
        definition=found[f"definition_{locale}"],
        abbreviation=found.get(f"abbreviation_{locale}"),
        aliases=found.get(f"alias_{locale}", []),
        avoid=[Avoided(word=word.strip(), why=why.strip()) for word, _, why in avoided],
    )


def _next_fact(known: Mapping[str, Term]) -> str:
    numbers = [int(match[1]) for term in known.values() if (match := FACT.fullmatch(term.fact))]
    return f"G-{max(numbers, default=0) + 1:03}"


def plan(term: Term, key: str | None = None, root: Path = REPOSITORY) -> tuple[str, dict[Path, str]]:
    """Return the id of a new concept and the text of the glossary with it, by path. Nothing is written.

    Raises RefusedError with every concept that it repeats and everything the registers refuse.
    """
    key = key or slug(re.sub(r"\([^()]*\)", "", term.en.term))
    if reasons := [*key_faults(key), *duplicates(key, term, load_registers(root).terms)]:
        raise RefusedError(reasons)
    return key, plan_entry("glossary", key, entry_text(key, term), root)


def duplicates(key: str, term: Term, known: Mapping[str, Term]) -> Iterator[str]:
    """Yield, for each concept that has the new one's id or one of its words, which and by what."""
    if key in known:
        yield f"{key}: is in the glossary: “{known[key].en.term}”. Change that entry, or choose another id with --id."
    for other, own in known.items():
        for locale in LOCALES:
            new, old = term.words(locale), own.words(locale)
            if _same(new.term, old.term):
                yield f"{other}: has the same term in {LANGUAGES[locale]} (“{old.term}”). Change that entry."
            elif any(_same(new.term, alias) for alias in old.aliases):
                where = f"its other words in {LANGUAGES[locale]}"
                yield f"{other}: has “{new.term}” among {where}. Take it out there first."
            elif any(_same(new.term, avoided.word) for avoided in old.avoid):
                why = next(avoided.why for avoided in old.avoid if _same(new.term, avoided.word))
                yield f"{other}: avoids “{new.term}” in {LANGUAGES[locale]}: {why} Choose another term."


def _same(one: str, two: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(two.casefold().split())


def entry_text(key: str, term: Term) -> str:
    """Return the entry as the glossary writes it."""
    return "\n".join([f"{key}:", *(f"  {line}" for line in _lines(term))]) + "\n"


def _lines(term: Term) -> Iterator[str]:
    for locale in LOCALES:
        words = term.words(locale)
        yield from (f"{locale}:", f"  term: {scalar(words.term)}", f"  definition: {scalar(words.definition)}")
        if words.aliases:
            yield f"  aliases: {sequence(words.aliases)}"
        if words.abbreviation:
            yield f"  abbreviation: {scalar(words.abbreviation)}"
        if words.avoid:
            yield "  avoid:"
            yield from (f"    - {mapping(avoided.model_dump())}" for avoided in words.avoid)
    yield from (f"mark: {sequence(term.mark)}", f"mark_id: {sequence(term.mark_id)}")
    yield f"source: {scalar(term.source)}"
    yield f"citations: {sequence(term.citations)}"
    if term.remark:
        yield f"remark: {mapping(term.remark.model_dump())}"
    yield f"fact: {scalar(term.fact)}"
