"""How this site is cited: a page of it, or a section, as in a footnote of the United Nations."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge_base.dates import show_date
from knowledge_base.editions import Edition
from knowledge_base.locators import SHOWN_BARE

BARE = frozenset(words for shown in SHOWN_BARE.values() for words in shown.values())
NUMBER = re.compile(r"\d|\b[IVXLC]+\b")
INNER_QUOTES = str.maketrans({"“": "‘", "”": "’", '"': "’"})


@dataclass(frozen=True)
class OwnCitation:
    """What is cited, in one language. `place` is the section in the page, `article 37`, and empty for a whole page."""

    site: str
    title: str
    place: str
    edition: Edition
    version: str
    reviewed: datetime.date
    address: str

    @property
    def date(self) -> datetime.date:
        """The day of the edition; a draft has only the day on which the page was reviewed."""
        return self.edition.date or self.reviewed

    @property
    def names(self) -> str:
        """The page and the place in it, as the title of an entry: `Convention … (1989), article 37`."""
        return f"{self.title}, {self.place}" if self.place else self.title

    def text(self, locale: str, words: Mapping[str, str]) -> str:
        """Return the citation in the words of the interface in its language."""
        date, edition = show_date(self.date, locale), self.edition
        return words["cite_text"].format(
            site=self.site,
            title=within_quotes(self.title),
            place=f"{self.place}, " if self.place else "",
            edition=edition.number + (f" ({words['draft']})" if edition.is_draft else ""),
            version=self.version,
            date=f"{words['reviewed']} {date}" if edition.is_draft else date,
            address=self.address,
        )


def within_quotes(title: str) -> str:
    """Return a title whose own quotation marks are the inner ones."""
    return re.sub(r'"([^"]*)"', r"‘\1’", title).translate(INNER_QUOTES)


def pinpoint(heading: str, locale: str) -> str | None:
    """Return the place that a provision's heading names, as it stands in a citation; None if it names none.

    `Article 37: torture, penalties` is “article 37”; Indonesian keeps its capital: “Pasal 10 dan Pasal 11”.
    """
    head = heading.partition(":")[0]
    if head.lower() in BARE:
        return head.lower()
    number = NUMBER.search(head)
    if number is None:
        return None
    words = head[: number.start()].lower() + head[number.start() :]
    return re.sub(r"\bpasal\b", "Pasal", words) if locale == "id" else words
