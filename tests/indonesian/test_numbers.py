"""Numbers in words."""

from __future__ import annotations

import pytest

from kb.indonesian.numbers import parse_number_words, roman_to_int


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sebelas", (11, 1)),
        ("sembilan belas hari", (19, 2)),
        ("dua puluh", (20, 2)),
        ("Seratus Dua Puluh Tiga", (123, 4)),
        ("tiga ratus sebelas", (311, 3)),
        ("seribu sembilan ratus sembilan puluh sembilan", (1999, 6)),
        ("dua ribu dua puluh satu", (2021, 5)),
        ("dua belas ribu lima ratus", (12500, 5)),
        ("satu juta dua ratus ribu", (1200000, 5)),
        ("sepuluh tahun dua", (10, 1)),
        ("dua nol dua satu", (2, 1)),
        ("dua puluh nol", (20, 2)),
        ("nol", (0, 1)),
        ("kesatu", (1, 1)),
        ("Pertama", (1, 1)),
        ("kesebelas", (11, 1)),
        ("kedua puluh satu", (21, 3)),
        ("ke-3", (3, 1)),
        ("puluh", None),
        ("12", None),
        ("ketua", None),
        ("kepada dua", None),
        ("", None),
    ],
)
def test_number_words(text: str, expected: tuple[int, int] | None) -> None:
    assert parse_number_words(text.split()) == expected


def _spelled(number: int) -> str:
    names = [
        "nol",
        "satu",
        "dua",
        "tiga",
        "empat",
        "lima",
        "enam",
        "tujuh",
        "delapan",
        "sembilan",
        "sepuluh",
        "sebelas",
    ]
    if number < 12:
        return names[number]
    if number < 20:
        return f"{names[number - 10]} belas"
    for size, name in ((1000, "ribu"), (100, "ratus"), (10, "puluh")):
        if number >= size:
            count, rest = divmod(number, size)
            head = f"se{name}" if count == 1 and size > 10 else f"{_spelled(count)} {name}"
            return head if not rest else f"{head} {_spelled(rest)}"
    raise AssertionError


def test_every_number_spelled_out_is_read_back() -> None:
    for number in [*range(1, 3000), 10000, 12345, 99999, 100001, 250020]:
        words = _spelled(number).split()
        assert parse_number_words(words) == (number, len(words)), words


def test_roman_numerals_that_are_not_well_formed_are_refused() -> None:
    assert [roman_to_int(t) for t in ("I", "IX", "XLII", "MCMXCIX")] == [1, 9, 42, 1999]
    assert [roman_to_int(t) for t in ("VX", "IIII", "ABC", "I1", "ı")] == [None] * 5
