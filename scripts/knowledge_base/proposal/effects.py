"""What a proposal leaves to do: translations behind, versions to raise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge_base.models import Duty, PageVersion
from knowledge_base.pages import Page
from knowledge_base.proposal.reading import State
from knowledge_base.registers import Registers
from knowledge_base.substance import fingerprint, kinds, passages
from knowledge_base.translations import State as Standing
from knowledge_base.translations import state
from knowledge_base.versions import number, page_version

Twins = Mapping[str, Page]


@dataclass(frozen=True)
class Translations:
    """Sections whose translation comes to lag behind or catches up, and those confirmed though only one changed.

    `unmatched` are recorded as translated anew while their translation says what it said, and the original does not.
    """

    behind: tuple[str, ...] = ()
    caught_up: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()


@dataclass(frozen=True)
class VersionEffect:
    """A page whose version does not fit what changed: it `has` one and `needs` another, or none if it may keep it."""

    page: str
    has: str
    needs: str | None


def translations(before: State, now: State, old: Registers, new: Registers, duties: Mapping[str, Duty]) -> Translations:
    """Return what becomes of the translations, as the register of each state has it."""
    behind, caught_up, unmatched = [], [], []
    for stem, twins in now.pages.items():
        if (current := state(twins, new.translations)) is None:
            continue
        former = state(before.pages.get(stem, {}), old.translations)
        was = former.stale if former else frozenset()
        behind += [f"{stem}#{one}" for one in current.sections if one in current.stale and one not in was]
        if former is None:
            continue
        caught_up += [f"{stem}#{one}" for one in current.sections if one in was and one not in current.stale]
        unmatched += [
            f"{stem}#{one}"
            for one in _unmatched(before.pages[stem], twins, current, duties)
            if one not in current.stale
        ]
    return Translations(tuple(behind), tuple(caught_up), tuple(unmatched))


def _unmatched(former: Twins, twins: Twins, current: Standing, duties: Mapping[str, Duty]) -> Iterator[str]:
    """Yield the sections whose original changed in substance while the translation says what it said."""
    if current.original not in former or current.translation not in former:
        return
    originals, translated = (_changed(former[one], twins[one]) for one in (current.original, current.translation))
    for identifier, (before, now) in originals.items():
        found = set(kinds(before, now, current.original, duties))
        if identifier not in translated and not found <= {"wording", "editorial"}:
            yield identifier


def _changed(before: Page, now: Page) -> dict[str, tuple[str, str]]:
    """Return the sections that say something else, with both texts."""
    former = {one.id: one.text for one in passages(before)}
    pairs = {one.id: (former.get(one.id, ""), one.text) for one in passages(now)}
    return {key: pair for key, pair in pairs.items() if fingerprint(pair[0]) != fingerprint(pair[1])}


def version_effects(before: State, now: State, old: Registers, new: Registers) -> Iterator[VersionEffect]:
    """Yield the pages whose version must be raised, and those that were raised though they say the same."""
    for stem, twins in now.pages.items():
        former = before.pages.get(stem)
        if former is None or len(former) != len(twins):
            continue
        was, is_now = page_version(former, old), page_version(twins, new)
        # A version that was raised and not yet recorded may still change.
        recorded = old.versions.get(stem, was)
        raised = number(is_now.version) > number(recorded.version)
        if _says(is_now) != _says(was) and not raised and _says(is_now) != _says(recorded):
            yield VersionEffect(stem, is_now.version, _above(recorded.version))
        elif _says(is_now) == _says(was) and number(is_now.version) > number(was.version):
            yield VersionEffect(stem, is_now.version, None)


def _says(version: PageVersion) -> tuple[str | None, str | None]:
    return version.en, version.id


def _above(version: str) -> str:
    major, minor = number(version)
    return f"{major}.{minor + 1}"
