"""The block `::: timeline FROM-TO KIND …`: dated events as a list that is also a drawing."""

from collections.abc import Iterator
from itertools import groupby

from lxml.html import HtmlElement

from knowledge_base.article.footnotes import inline_sources
from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import add_class, append, element
from knowledge_base.dates import show_date
from knowledge_base.instruments import Event


def timeline_block(setting: Setting, arguments: list[str]) -> HtmlElement:
    """Return the events in order of date, by year, with a choice of kinds that needs no script."""
    events = list(chosen(setting.registers.events, arguments))
    block = element("div", class_="timeline")
    kinds = [kind for kind in setting.registers.vocabulary.events if any(event.kind == kind for event in events)]
    if len(kinds) > 1:
        append(block, _choice(kinds, setting))
    for year, group in groupby(events, key=lambda event: event.date[:4]):
        listing = element("ol", class_="timeline__year", aria_label=year)
        for event in group:
            append(listing, _entry(event, setting))
        append(block, element("p", year, class_="timeline__label"), listing)
    return block


def chosen(events: list[Event], arguments: list[str]) -> Iterator[Event]:
    """Yield the events of the years and kinds that a block asks for; without arguments, all."""
    years = next((argument.split("-") for argument in arguments if argument[:4].isdigit()), ["0000", "9999"])
    kinds = [argument for argument in arguments if not argument[:4].isdigit()]
    for event in sorted(events, key=lambda event: (event.date, event.text.en)):
        if years[0] <= event.date[:4] <= years[-1] and (not kinds or event.kind in kinds):
            yield event


def _choice(kinds: list[str], setting: Setting) -> HtmlElement:
    """Return radio buttons; the style sheet hides what is not chosen."""
    group = element("fieldset", element("legend", setting.words["show"]), class_="timeline__choice")
    labels = {kind: setting.registers.vocabulary.events[kind][setting.locale] for kind in kinds}
    for kind, label in {"all": setting.words["all_kinds"], **labels}.items():
        box = element("input", type="radio", name="kb-timeline", value=kind, checked="" if kind == "all" else None)
        append(group, element("label", box, f" {label}"), " ")
    return group


def _entry(event: Event, setting: Setting) -> HtmlElement:
    kind = setting.registers.vocabulary.events[event.kind][setting.locale]
    date = element("time", show_date(event.date, setting.locale), datetime=event.date)
    entry = element("li", date, data_kind=event.kind)
    append(entry, " ", element("small", kind), " ", event.text[setting.locale])
    if event.page and (link := setting.place_link(event.page)) is not None:
        add_class(link, "more")
        append(entry, " ", link)
    append(entry, element("span", *inline_sources(event.citations, setting), class_="timeline__source"))
    return entry
