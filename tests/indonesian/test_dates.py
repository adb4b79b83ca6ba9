"""Dates in the forms people write."""

from __future__ import annotations

import pytest

from kb.indonesian.dates import date_span, parse_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9 Agustus 2023", "2023-08-09"),
        ("09/08/2023", "2023-08-09"),
        (" 1  nopember  1999 ", "1999-11-01"),
        ("29 Feb 2023", None),
        ("29 Feb. 2024", "2024-02-29"),
        ("April 2024", "2024-04"),
        ("2024-13", None),
        ("2024-00-01", None),
        ("31-04-2024", None),
        ("12 Foo 2024", None),
        ("0000", None),
        ("", None),
    ],
)
def test_parse_date(text: str, expected: str | None) -> None:
    assert parse_date(text) == expected


def test_span_of_no_date_is_an_error() -> None:
    with pytest.raises(ValueError, match="not an ISO date"):
        date_span("2024-02-30")
    assert date_span("2023-02") == ("2023-02-01", "2023-02-28")
