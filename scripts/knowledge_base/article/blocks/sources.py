"""The block `::: sources KIND …`: the sources of some kinds, each with how much of it was read."""

from lxml.html import HtmlElement

from knowledge_base.article.blocks.filters import choices
from knowledge_base.article.footnotes import evidence, full_source
from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import Piece, append, element
from knowledge_base.drafts import is_unwritten
from knowledge_base.models import Source


def sources_block(setting: Setting, kinds: list[str]) -> HtmlElement:
    """Return the sources of `kinds`, or all, by kind and in the order of their short names."""
    locale = setting.locale
    vocabulary = setting.registers.vocabulary
    facets = [("seen", setting.words["filter_seen"], vocabulary.seen)]
    if len(kinds) != 1:
        shown = {kind: label for kind, label in vocabulary.kinds.items() if kind in kinds or not kinds}
        facets.append(("kind", setting.words["filter_kind"], shown))
    block = element("div", choices(facets, setting), class_="register filtered")
    for kind, label in vocabulary.kinds.items():
        entries = [(key, source) for key, source in setting.registers.sources.items() if _is_shown(source, kind)]
        if not entries or (kinds and kind not in kinds):
            continue
        title = label[locale][0].upper() + label[locale][1:]
        levels = " ".join(dict.fromkeys(source.seen for _, source in entries))
        group = element("section", data_section=f"kb-kind-{kind}", data_kind=kind, data_seen=levels)
        append(group, element("h3", f"{title} ({len(entries)})", id=f"kb-kind-{kind}"))
        for key, source in sorted(entries, key=lambda item: item[1].short[locale].casefold()):
            append(group, _entry(key, source, setting))
        append(block, group)
    return block


def _is_shown(source: Source, kind: str) -> bool:
    """Return whether a source is of a kind and complete: an entry that an import began is the editors' alone."""
    return source.kind == kind and not is_unwritten(source.model_dump_json())


def _entry(key: str, source: Source, setting: Setting) -> HtmlElement:
    heading = element("h4", source.short[setting.locale], id=key)
    reference = element("p", *full_source(source, setting))
    note = f" {source.seen_note[setting.locale]}" if source.seen_note else None
    read = element("p", evidence(source, setting), note)
    kept = element("p", *_archived(source, setting)) if source.url else None
    return element("section", heading, reference, read, kept, class_="entry", data_section=key, data_seen=source.seen)


def _archived(source: Source, setting: Setting) -> list[Piece]:
    """Return the way to the copy of a source in an archive, or that none is known: pages on the web disappear."""
    if source.archive is None:
        return [setting.words["archive_unknown"]]
    return [element("a", setting.words["archive"], href=source.archive, rel="noreferrer", class_="out"), "."]
