"""Numbers as readers write them, through Babel's CLDR data."""

from babel.numbers import format_decimal


def show_number(value: int | float, locale: str) -> str:
    """Return `8633` as “8,633” or “8.633”, `0.5` as “0.5” or “0,5”."""
    return format_decimal(value, locale={"en": "en_GB", "id": "id"}[locale])
