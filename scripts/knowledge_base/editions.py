"""The editions of the whole text: their register, their states, and where they stand below the site's root.

An edition is published at `ROOT/NUMBER/` and never changes there; `ROOT/latest/` leads to the newest, `ROOT/dev/` holds
the draft of the next one. Only the draft has no date, and only the last entry may be a draft.
"""

import datetime
import re
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from knowledge_base.models import Bilingual, Strict

State = Literal["draft", "current", "superseded", "withdrawn"]
NUMBER = re.compile(r"\d{4}\.[1-9]\d*")
DRAFT = "dev"  # the folder of the draft
LATEST = "latest"  # the folder of the newest edition

Number = Annotated[str, StringConstraints(pattern=rf"^{NUMBER.pattern}$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40,64}$")]


class Withdrawn(Strict):
    """Why an edition must no longer be used, and since when."""

    date: datetime.date
    reason: Bilingual


class Edition(Strict):
    """One edition: published if it has a date, else the draft.

    `commit` is the text it was made from, `manifest` the SHA-256 of the list of its files. `behind` declares the
    sections, as `page#section`, whose translation may be behind the original in it.
    """

    number: Number
    date: datetime.date | None = None
    commit: Digest | None = None
    manifest: Digest | None = None
    summary: Bilingual
    behind: tuple[str, ...] = ()
    withdrawn: Withdrawn | None = None

    @property
    def is_draft(self) -> bool:
        return self.date is None

    @property
    def folder(self) -> str:
        """Where it is published below the site's root."""
        return DRAFT if self.is_draft else self.number

    @property
    def place(self) -> tuple[int, ...]:
        """Its place in the order of editions: 2026.10 comes after 2026.9."""
        return tuple(int(part) for part in self.number.split("."))


class Editions(Strict):
    """The register, oldest edition first."""

    editions: Annotated[list[Edition], Field(min_length=1)]

    @model_validator(mode="after")
    def _in_order(self) -> "Editions":
        for earlier, later in zip(self.editions, self.editions[1:], strict=False):
            if earlier.is_draft:
                raise ValueError(f"edition {earlier.number} has no date; only the last may be a draft")
            if earlier.place >= later.place or (later.date and later.date < earlier.date):
                raise ValueError(
                    f"edition {later.number} stands after {earlier.number}; editions go by number and date"
                )
        return self


def newest(editions: Sequence[Edition]) -> Edition | None:
    """Return the edition that readers should use: the last published one that is not withdrawn."""
    return next((one for one in reversed(editions) if not one.is_draft and not one.withdrawn), None)


def state(edition: Edition, editions: Sequence[Edition]) -> State:
    """Return how an edition stands among all `editions`."""
    if edition.is_draft:
        return "draft"
    if edition.withdrawn:
        return "withdrawn"
    return "current" if edition == newest(editions) else "superseded"
