"""Results of measurements on about/quality: what fails, and what each measurement found, on what state."""

from collections.abc import Iterator
from typing import get_args

from lxml.html import HtmlElement

from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import add_fact, append, element
from knowledge_base.dates import show_date
from knowledge_base.models import Measure
from knowledge_base.numbers import show_number
from knowledge_base.quality.report import Measured, Quality

MEASURES: tuple[Measure, ...] = get_args(Measure)
FIRST_FAULTS = 10  # shown of one measurement; the open data has all that are kept
SHORT = 12  # digits of a commit
AT = "-at-"  # before the size, in the name of a figure


def failing(found: Quality, setting: Setting) -> list[HtmlElement]:
    """Return what fails, in words, then what was never measured and what was measured on an earlier state."""
    words = setting.words
    fails = [*_failing_results(found, setting), *_failing_counts(found, setting)]
    well = "quality_fails_not" if found.results else "quality_fails_not_counted"
    lines = [element("p", element("strong", words["quality_fails" if fails else well]))]
    lines += [element("ul", *fails)] if fails else []
    never = [words[f"quality_{name}"] for name in MEASURES if name not in found.results]
    older = [words[f"quality_{name}"] for name in MEASURES if name in found.results and not found.results[name].current]
    for word, names in (("quality_never", never), ("quality_older", older)):
        lines += [element("p", words[word].format(names=", ".join(names)))] if names else []
    return lines


def _failing_results(found: Quality, setting: Setting) -> Iterator[HtmlElement]:
    for name in MEASURES:
        if (result := found.results.get(name)) and result.faults:
            link = element("a", setting.words[f"quality_{name}"], href=f"#kb-result-{name}")
            yield element("li", link, f": {_verdict(result, setting)}")


def _failing_counts(found: Quality, setting: Setting) -> Iterator[HtmlElement]:
    counts = {
        "claims": len(found.citing.claims[setting.locale]),
        "stale": len(found.translating.stale),
        "missing": len(found.translating.missing),
        "overdue": len(found.reviewing.overdue),
    }
    for name, number in counts.items():
        if number:
            yield element(
                "li", setting.words[f"quality_fails_{name}"].format(count=show_number(number, setting.locale))
            )


def results(found: Quality, setting: Setting) -> list[HtmlElement]:
    """Return an entry for each measurement that was made."""
    return [_entry(name, found.results[name], setting) for name in MEASURES if name in found.results]


def _entry(name: Measure, result: Measured, setting: Setting) -> HtmlElement:
    words = setting.words
    key = f"kb-result-{name}"
    entry = element("section", element("h3", words[f"quality_{name}"], id=key), class_="entry", data_section=key)
    append(entry, element("p", element("strong", _verdict(result, setting))), *_faults(result, setting))
    facts = element("dl", class_="facts")
    add_fact(facts, words["quality_on"], *_when(result, setting))
    add_fact(facts, words["quality_state"], words["quality_same" if result.current else "quality_earlier"])
    add_fact(facts, words["quality_tool"], element("span", result.tool, lang=_english(setting)))
    for figure, value in result.figures.items():
        shown = value if isinstance(value, str) else show_number(value, setting.locale)
        append(facts, element("dt", *_label(figure, setting)), element("dd", shown))
    append(entry, facts)
    return entry


def _verdict(result: Measured, setting: Setting) -> str:
    if not result.faults:
        return setting.words["quality_faults_not"]
    return setting.words["quality_faults"].format(count=show_number(len(result.faults), setting.locale))


def _faults(result: Measured, setting: Setting) -> list[HtmlElement]:
    """Return the first faults in the words of the tool, which are English."""
    shown = [element("li", fault, lang=_english(setting)) for fault in result.faults[:FIRST_FAULTS]]
    return [element("ul", *shown)] if shown else []


def _when(result: Measured, setting: Setting) -> list[HtmlElement | str]:
    date = show_date(result.date, setting.locale)
    return [date, ", ", element("code", result.commit[:SHORT])] if result.commit else [date]


def _label(figure: str, setting: Setting) -> list[HtmlElement | str]:
    """Return a figure's name in the reader's words; where there are none, as the measurement names it.

    A name such as “seconds-at-300” is that of a figure at a size.
    """
    name, _, size = figure.partition(AT)
    said = setting.words.get(f"figure_{name.replace('-', '_')}{'_at' if size else ''}")
    if said is None:
        return [element("code", figure)]
    return [said.format(count=show_number(int(size), setting.locale)) if size else said]


def _english(setting: Setting) -> str | None:
    return None if setting.locale == "en" else "en"
