"""The shapes of the registers for practice: time limits, and the institutions that act."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from knowledge_base.models import Bilingual, Identifier, Strict

Basis = Literal["law", "procedure", "guidance", "advice"]
Unit = Literal["hours", "days", "working-days", "months"]

# English in the singular and the plural; Indonesian has one form.
UNITS: dict[Unit, dict[str, tuple[str, str]]] = {
    "hours": {"en": ("hour", "hours"), "id": ("jam", "jam")},
    "days": {"en": ("day", "days"), "id": ("hari", "hari")},
    "working-days": {"en": ("working day", "working days"), "id": ("hari kerja", "hari kerja")},
    "months": {"en": ("month", "months"), "id": ("bulan", "bulan")},
}


class TimeLimit(Strict):
    """A time limit of the procedure, with the provision that sets it.

    `amount` and `unit` give the number (`1 × 24`, `hours`), the same in both languages; `words` stands instead
    where the text names none. `section` is where the site explains the provision: `law/page#id`.
    """

    what: Bilingual
    amount: Annotated[str, StringConstraints(pattern=r"^[1-9]\d*( × 24)?$")] | None = None
    unit: Unit | None = None
    words: Bilingual | None = None
    start: Bilingual | None = None
    note: Bilingual | None = None
    who: Bilingual
    roles: list[str]
    stage: str
    basis: Basis
    section: Annotated[str, StringConstraints(pattern=r"^[a-z0-9/-]+#[a-z0-9-]+$")]
    citations: Annotated[list[str], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_form(self) -> "TimeLimit":
        if (self.amount is None) != (self.unit is None) or (self.amount is None) == (self.words is None):
            raise ValueError("give either amount and unit, or words")
        return self

    def shown(self, locale: str) -> str:
        """Return the limit as readers of `locale` see it: “1 × 24 hours”, “7 hari”, “at once”."""
        if self.words:
            return self.words[locale]
        return show_amount(self.amount, self.unit, locale)


def show_amount(amount: str, unit: Unit, locale: str) -> str:
    """Return a number with its unit: “1 day”, “3 × 24 jam”."""
    singular, plural = UNITS[unit][locale]
    return f"{amount} {singular if amount == '1' else plural}"


def show_period(limits: list[TimeLimit], locale: str) -> str:
    """Return a period with its extensions: “7 + 8 days”. Raises ValueError as `show_sum` does."""
    if len(limits) == 1:
        return limits[0].shown(locale)
    unit = _common_unit(limits)
    return show_amount(" + ".join(limit.amount for limit in limits), unit, locale)


def show_sum(limits: list[TimeLimit], locale: str) -> str:
    """Return one limit, or the sum of several: “15 days”.

    Raises ValueError for limits that cannot be added: different units, or no plain number.
    """
    if len(limits) == 1:
        return limits[0].shown(locale)
    unit = _common_unit(limits)
    return show_amount(str(sum(int(limit.amount) for limit in limits)), unit, locale)


def _common_unit(limits: list[TimeLimit]) -> Unit:
    units = {limit.unit for limit in limits}
    if len(units) > 1 or not all((limit.amount or "").isdigit() for limit in limits):
        raise ValueError("these limits have no common unit")
    return units.pop()


class Institution(Strict):
    """A body that acts, and what it does where a child is concerned. `pages` are stems, with or without a section."""

    name: Bilingual
    abbreviation: str | None = None
    area: str
    task: Bilingual
    pages: list[str] = Field(default_factory=list)
    citations: Annotated[list[str], Field(min_length=1)]


class Exit(Strict):
    """A way out of the process at a station of the path."""

    title: Bilingual
    text: Bilingual | None = None
    limits: list[str] = Field(default_factory=list)
    protocols: list[Identifier] = Field(default_factory=list)


class Station(Exit):
    """A station of the child's path. `limits` are keys, or keys joined by + for a period and its extension."""

    exits: list[Exit] = Field(default_factory=list)


class Stations(Strict):
    stations: list[Station]


class TimeLimits(Strict):
    limits: dict[Identifier, TimeLimit]


class Institutions(Strict):
    institutions: dict[Identifier, Institution]
