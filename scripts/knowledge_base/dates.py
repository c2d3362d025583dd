"""Dates as readers write them, through Babel's CLDR data."""

import datetime

from babel.dates import format_date


def show_date(value: str | datetime.date, locale: str) -> str:
    """Return `2024-05-31`, `2024-05` or `2024` as “31 May 2024” or “31 Mei 2024”, “May 2024”, “2024”."""
    if isinstance(value, datetime.date):
        value = value.isoformat()
    language = {"en": "en_GB", "id": "id"}[locale]
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 3:
        return format_date(datetime.date(*parts), "d MMMM y", locale=language)
    if len(parts) == 2:
        return format_date(datetime.date(*parts, 1), "LLLL y", locale=language)
    return value
