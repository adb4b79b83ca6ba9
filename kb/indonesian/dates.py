"""Dates as Indonesian texts write them, as ISO dates that may lack the day or the month."""

from __future__ import annotations

import re

MONTHS = {
    **dict.fromkeys(("januari", "jan"), 1),
    **dict.fromkeys(("februari", "pebruari", "feb", "peb"), 2),
    **dict.fromkeys(("maret", "mar"), 3),
    **dict.fromkeys(("april", "apr"), 4),
    "mei": 5,
    **dict.fromkeys(("juni", "jun"), 6),
    **dict.fromkeys(("juli", "jul"), 7),
    **dict.fromkeys(("agustus", "agt", "agu", "ags", "agst"), 8),
    **dict.fromkeys(("september", "sept", "sep"), 9),
    **dict.fromkeys(("oktober", "okt"), 10),
    **dict.fromkeys(("november", "nopember", "nov", "nop"), 11),
    **dict.fromkeys(("desember", "des"), 12),
}
"""Number of a month by its name or abbreviation, in small letters."""

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\Z")
_WORDS = re.compile(r"(?:(\d{1,2})\s+)?([a-z]+)\.?\s+(\d{4})\Z")
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def parse_date(text: str) -> str | None:
    """Read a date in any of the forms people write; None when it is none, or no day of the calendar.

    Digits count day first (``10-05-2024`` is 10 May), since that is the Indonesian order.

    >>> [parse_date(t) for t in ("10 Oktober 2024", "10-10-2024", "2024-04", "Nop 2023", "2024-04-09", "2024")]
    ['2024-10-10', '2024-10-10', '2024-04', '2023-11', '2024-04-09', '2024']
    >>> parse_date("31 Februari 2024"), parse_date("kemarin")
    (None, None)
    """
    clean = " ".join(text.lower().split())
    if found := _ISO.match(clean):
        return _iso(found[1], found[2], found[3])
    if found := _DAY_FIRST.match(clean):
        return _iso(found[3], found[2], found[1])
    if (found := _WORDS.match(clean)) and found[2] in MONTHS:
        return _iso(found[3], str(MONTHS[found[2]]), found[1])
    return None


def _iso(year: str, month: str | None, day: str | None) -> str | None:
    if not int(year):
        return None
    if month is None:
        return year
    if not 1 <= int(month) <= 12:
        return None
    if day is None:
        return f"{year}-{int(month):02d}"
    if not 1 <= int(day) <= days_in_month(int(year), int(month)):
        return None
    return f"{year}-{int(month):02d}-{int(day):02d}"


def days_in_month(year: int, month: int) -> int:
    """How many days a month has.

    >>> days_in_month(2024, 2), days_in_month(1900, 2)
    (29, 28)
    """
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _MONTH_DAYS[month - 1]


def date_span(iso: str) -> tuple[str, str]:
    """First and last day of an ISO date that may lack the day or the month.

    Raises ValueError when ``iso`` is no ISO date.

    >>> date_span("2024-04"), date_span("2024"), date_span("2024-04-21")
    (('2024-04-01', '2024-04-30'), ('2024-01-01', '2024-12-31'), ('2024-04-21', '2024-04-21'))
    """
    found = _ISO.match(iso)
    if not found or _iso(found[1], found[2], found[3]) is None:
        raise ValueError(f"not an ISO date: {iso!r}")
    year = int(found[1])
    first = int(found[2] or 1)
    last = int(found[2] or 12)
    first_day = int(found[3] or 1)
    last_day = int(found[3] or days_in_month(year, last))
    return f"{year:04d}-{first:02d}-{first_day:02d}", f"{year:04d}-{last:02d}-{last_day:02d}"


def date_number(iso_day: str) -> int:
    """A whole ISO day as the number YYYYMMDD, 0 for ``""``.

    >>> date_number("2024-04-21"), date_number("")
    (20240421, 0)
    """
    return int(iso_day.replace("-", "")) if iso_day else 0
