"""Numbers written as Indonesian words, as ordinals or in Roman numerals."""

from __future__ import annotations

import re
from collections.abc import Sequence

_DIGITS = {
    "nol": 0,
    "kosong": 0,
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
}
_WHOLE = {
    "sepuluh": (10, 10),
    "sebelas": (11, 1),
    "seratus": (100, 100),
    "seribu": (1000, 1000),
    "sejuta": (10**6, 10**6),
}
_SCALES = {"puluh": 10, "belas": 1, "ratus": 100, "ribu": 1000, "juta": 10**6, "miliar": 10**9, "milyar": 10**9}
_ORDINALS = {"pertama": 1}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_FORM = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})\Z")
_KE_DIGITS = re.compile(r"ke-?(\d{1,9})\Z")


def parse_number_words(words: Sequence[str]) -> tuple[int, int] | None:
    """Read the longest number at the start of ``words``; give its value and how many words it took.

    Takes cardinals (*dua puluh lima*) and ordinals (*kesatu*, *pertama*, *kedua puluh*, *ke-3*).
    Digits (``12``) are no words; of digits said one by one (*dua nol satu*) the first is the number.
    None when ``words`` does not begin with a number. Letter case is free.

    >>> parse_number_words(["dua", "puluh", "lima", "orang"])
    (25, 3)
    >>> parse_number_words(["dua", "ribu", "dua", "puluh", "satu"])
    (2021, 5)
    >>> parse_number_words(["dua", "nol", "dua", "satu"])
    (2, 1)
    >>> parse_number_words(["kedua", "belas"]), parse_number_words(["ke-3"]), parse_number_words(["rapat"])
    ((12, 2), (3, 1), None)
    """
    lowered = [word.lower() for word in words]
    if not lowered:
        return None
    first = lowered[0]
    if first in _ORDINALS:
        return _ORDINALS[first], 1
    if found := _KE_DIGITS.match(first):
        return int(found[1]), 1
    if first.startswith("ke") and (first[2:] in _DIGITS or first[2:] in _WHOLE):
        lowered[0] = first[2:]
        return _cardinal(lowered)
    return _cardinal(lowered)


def _cardinal(words: Sequence[str]) -> tuple[int, int] | None:
    """Sum the groups; within a number each scale is smaller than the one before it."""
    total = 0
    used = 0
    ceiling = 10**12
    while used < len(words) and ceiling > 1:
        group = _below_thousand(words[used:])
        if group is None:
            break
        value, count = group
        scale = 1
        if used + count < len(words) and words[used + count] in _SCALES:
            scale = _SCALES[words[used + count]]
            # "puluh", "belas" and "ratus" were read by the group: what stands here is a thousand or more.
            if scale < 1000:
                scale = 1
            else:
                count += 1
        if value in (1000, 10**6) and scale == 1:
            scale, value = value, 1
        if scale >= ceiling or (used and value == 0):
            break
        total += value * scale
        used += count
        ceiling = scale
    return (total, used) if used else None


def _below_thousand(words: Sequence[str]) -> tuple[int, int] | None:
    """A group up to 999, or *seribu* and *sejuta*, which stand for a whole group."""
    if not words:
        return None
    if words[0] in ("seribu", "sejuta"):
        return _WHOLE[words[0]][0], 1
    total = 0
    used = 0
    ceiling = 1000
    while used < len(words):
        word = words[used]
        if word in _WHOLE:
            value, size = _WHOLE[word]
            if size >= ceiling or value >= 1000:
                break
            step = 1
        elif word in _DIGITS:
            value, size, step = _DIGITS[word], 1, 1
            following = words[used + 1] if used + 1 < len(words) else ""
            if following == "belas":
                value, step = value + 10, 2
            elif following in ("puluh", "ratus"):
                size = _SCALES[following]
                value, step = value * size, 2
            if size >= ceiling or (used and value == 0):
                break
        else:
            break
        total += value
        used += step
        ceiling = size
        if size == 1:
            break
    return (total, used) if used else None


def roman_to_int(text: str) -> int | None:
    """The value of a well-formed Roman numeral up to 3999, None for anything else.

    >>> roman_to_int("XIV"), roman_to_int("iii"), roman_to_int("IIII"), roman_to_int("")
    (14, 3, None, None)
    """
    lowered = text.lower()
    if not lowered or not _ROMAN_FORM.match(lowered):
        return None
    values = [_ROMAN[letter] for letter in lowered]
    # A smaller numeral before a larger one is taken away from it.
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
