"""The block `::: role KEY`: what one role has to do, in order, by when, from the protocols themselves."""

from lxml.html import HtmlElement

from knowledge_base.article.setting import Setting
from knowledge_base.article.tree import append, element
from knowledge_base.pages import Page
from knowledge_base.practice import TimeLimit
from knowledge_base.protocols import known_actors, limit_keys, steps

BINDING = ("law", "procedure")


def role_block(setting: Setting, arguments: list[str]) -> HtmlElement:
    """Return the role's protocols by stage, each with its own steps and time limits; then what else concerns it.

    A time limit is told once: under a protocol of its own stage, or else under the first that lists it.
    """
    role = arguments[0]
    block = element("div", class_="duties")
    concerned = [page for page in setting.protocols() if role in page.front_matter.roles]
    own_steps = {page.stem: _own_steps(page, role, setting) for page in concerned}
    acting = [page for page in concerned if own_steps[page.stem]]
    limits = _limits_by_page(acting, role, setting)
    for stage, label in setting.registers.vocabulary.stages.items():
        pages = [page for page in acting if page.front_matter.stages[0] == stage]
        if pages:
            duties = [_duty(page, own_steps[page.stem], limits.get(page.stem, []), setting) for page in pages]
            _add_group(block, f"stage-{stage}", label[setting.locale], element("ul", *duties))
    others = [page for page in concerned if not own_steps[page.stem]]
    others += [page for page in setting.pages_of_type("guidance") if role in page.front_matter.roles]
    if others:
        _add_group(
            block, "to-know", setting.words["to_know"], element("ul", *(_item(page, setting) for page in others))
        )
    return block


def _limits_by_page(pages: list[Page], role: str, setting: Setting) -> dict[str, list[TimeLimit]]:
    """Return, by stem, the role's time limits, each under one page."""
    holders: dict[str, list[Page]] = {}
    for page in pages:
        for key in limit_keys(page):
            if role in setting.registers.limits[key].roles:
                holders.setdefault(key, []).append(page)
    found: dict[str, list[TimeLimit]] = {}
    for key, candidates in holders.items():
        limit = setting.registers.limits[key]
        page = next((page for page in candidates if page.front_matter.stages[0] == limit.stage), candidates[0])
        found.setdefault(page.stem, []).append(limit)
    return found


def _add_group(block: HtmlElement, identifier: str, title: str, listing: HtmlElement) -> None:
    append(block, element("section", element("h3", title, id=identifier), listing, data_section=identifier))


def _item(page: Page, setting: Setting) -> HtmlElement:
    return element("li", element("a", page.front_matter.title, href=setting.link(page.stem, "")))


def _duty(page: Page, numbers: list[int], limits: list[TimeLimit], setting: Setting) -> HtmlElement:
    """Return one protocol with links to the role's steps and with its time limits."""
    item = _item(page, setting)
    span = element("span", setting.words["steps" if len(numbers) > 1 else "step"], class_="duties__steps")
    for first, last in _runs(numbers):
        shown = str(first) if first == last else f"{first}–{last}"
        append(span, " ", element("a", shown, href=setting.link(page.stem, f"step-{first}")))
    append(item, " ", span)
    if limits:
        times = element("ul", class_="duties__limits")
        for limit in limits:
            time = element("b", limit.shown(setting.locale))
            what = limit.what[setting.locale]
            basis = "" if limit.basis in BINDING else f" ({setting.words[f'basis_{limit.basis}']})"
            append(times, element("li", time, f" {what}{basis}"), " ")
        append(item, times)
    return item


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Return consecutive numbers as (first, last)."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _own_steps(page: Page, role: str, setting: Setting) -> list[int]:
    actors = known_actors(setting.registers.vocabulary.actors, setting.locale)
    return [step.number for step in steps(page) if any(role in actors[actor].roles for actor in step.actors)]
