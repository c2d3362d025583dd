"""Dates as readers of each language write them."""

import datetime

import pytest
from knowledge_base.dates import show_date


@pytest.mark.parametrize(
    ("value", "english", "indonesian"),
    [
        ("2024-05-31", "31 May 2024", "31 Mei 2024"),
        ("2012-07-30", "30 July 2012", "30 Juli 2012"),
        (datetime.date(2026, 8, 1), "1 August 2026", "1 Agustus 2026"),
        ("2024-05", "May 2024", "Mei 2024"),
        ("2024", "2024", "2024"),
    ],
)
def test_a_date_is_as_exact_as_its_source_and_in_the_readers_language(value, english: str, indonesian: str) -> None:
    assert show_date(value, "en") == english
    assert show_date(value, "id") == indonesian
