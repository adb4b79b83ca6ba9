"""Numbers and letters behind the keywords of a citation: ``12A``, ``(2a)``, ``III``, ``dua belas``, ``be``."""

from __future__ import annotations

import re
from typing import NamedTuple

from kb.citations.lexicon import BAB, PASAL
from kb.citations.tokens import Token
from kb.indonesian.numbers import parse_number_words, roman_to_int

_ARABIC = re.compile(r"(\d{1,4})([a-z]{0,2})\Z", re.IGNORECASE)
_ROMAN = re.compile(r"[IVXLC]{1,7}\Z")
_LOOKALIKE = str.maketrans({"l": "1", "I": "1", "i": "1", "|": "1", "O": "0", "o": "0"})
_LOOKALIKE_FORM = re.compile(r"[0-9lIiOo|]{1,4}\Z")
_CLITIC = re.compile(r"(nya|lah|kah|pun)\Z")
_UNITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_ORDINALS = {"kesatu": 1, "pertama": 1, **{f"ke{word}": n for n, word in enumerate(_UNITS) if n > 1}, "kesepuluh": 10}
_LETTER_NAMES = {
    **{f"{letter}e": letter for letter in "bcdgptvwy"},
    **{"ef": "f", "ha": "h", "je": "j", "ka": "k", "el": "l", "em": "m", "en": "n", "ki": "q", "er": "r", "es": "s"},
    **{"eks": "x", "zet": "z"},
}


class Label(NamedTuple):
    """A label as the notation writes it; ``end`` is the token behind it.

    ``spelt`` marks a number said digit by digit, which may also be a list; ``suffix`` holds a
    letter said after a number, which is part of it only where the law has such an article.
    """

    text: str
    end: int
    spelt: bool = False
    suffix: str = ""
    suffix_end: int = 0


def digits(token: Token) -> str:
    """The digits that a token shows, look-alike letters read as digits; ``""`` when it is no number.

    >>> from kb.citations.tokens import tokenize
    >>> digits(tokenize("1O")[0]), digits(tokenize("dan")[0])
    ('10', '')
    """
    if token.text.isdigit():
        return token.text
    if _LOOKALIKE_FORM.match(token.text) and any(mark.isdigit() for mark in token.text):
        return token.text.translate(_LOOKALIKE)
    return ""


def spoken_number(tokens: list[Token], i: int) -> tuple[int, int, bool] | None:
    """A number in words at token ``i`` → value, the token behind it, whether it was said digit by digit."""
    words = [token.low for token in tokens[i : i + 8]]
    found = parse_number_words(words)
    if found is None:
        return None
    value, used = found
    if used == 1 and words[0] in _UNITS:
        said = 1
        while said < len(words) and words[said] in _UNITS and parse_number_words(words[said:]) is not None:
            following = parse_number_words(words[said:])
            if following is None or following[1] != 1:
                break
            said += 1
        if said > 1:
            return int("".join(str(_UNITS.index(word)) for word in words[:said])), i + said, True
    return value, i + used, False


def _with_clitic(tokens: list[Token], i: int) -> tuple[int, int] | None:
    """A number word with a clitic at its end: ``satunya``, ``ketiganya``, ``dua puluh satunya``."""
    for length in range(1, 5):
        if i + length > len(tokens):
            return None
        last = tokens[i + length - 1]
        stem = _CLITIC.sub("", last.low)
        if stem == last.low:
            continue
        if length == 1 and stem in _ORDINALS:
            return _ORDINALS[stem], i + 1
        found = parse_number_words([*(t.low for t in tokens[i : i + length - 1]), stem])
        if found is not None and found[1] == length:
            return found[0], i + length
    return None


def number_label(tokens: list[Token], i: int, level: int) -> Label | None:
    """A bare number at token ``i``: digits, Roman for BAB, Pasal and Lampiran, words, ordinals."""
    if i >= len(tokens):
        return None
    token = tokens[i]
    if level in (BAB, PASAL) and _ROMAN.match(token.text):
        value = roman_to_int(token.text)
        if value:
            return Label(token.text if level == PASAL else str(value), i + 1)
    if level == BAB:
        inserted = re.match(r"([IVXLC]{1,7})([A-Z])\Z", token.text)
        value = roman_to_int(inserted[1]) if inserted else None
        if inserted and value:
            return Label(f"{value}{inserted[2]}", i + 1)
    found = _ARABIC.match(token.text)
    if found:
        number = found[1].lstrip("0") or "0"
        letters = found[2].upper() if level in (PASAL, BAB) else found[2].lower()
        return _latin_suffix(tokens, Label(number + letters, i + 1), level)
    plain = digits(token)
    if plain:
        return Label(plain.lstrip("0") or "0", i + 1)
    if token.low == "ke" and i + 2 < len(tokens) and tokens[i + 1].text == "-" and tokens[i + 2].text.isdigit():
        return Label(tokens[i + 2].text, i + 3)
    clitic = _with_clitic(tokens, i)
    spoken = spoken_number(tokens, i)
    if clitic and (spoken is None or clitic[1] > spoken[1]):
        return Label(str(clitic[0]), clitic[1])
    if spoken:
        value, end, spelt = spoken
        suffix, suffix_end = "", 0
        if level == PASAL and end < len(tokens) and re.match(r"[a-z]\Z", tokens[end].low):
            suffix, suffix_end = tokens[end].low.upper(), end + 1
        return Label(str(value), end, spelt, suffix, suffix_end)
    if token.low in _ORDINALS:
        return Label(str(_ORDINALS[token.low]), i + 1)
    return None


def _latin_suffix(tokens: list[Token], label: Label, level: int) -> Label:
    """``303 bis`` and ``12 A`` glued by a scan are left alone; only bis, ter, quater join."""
    if level == PASAL and label.end < len(tokens) and tokens[label.end].low in ("bis", "ter", "quater"):
        return Label(label.text + tokens[label.end].low, label.end + 1)
    return label


def bracketed_label(tokens: list[Token], i: int) -> Label | None:
    """``(2)``, ``(2a)``, ``(l)``, ``(2}`` at token ``i``."""
    if i + 2 >= len(tokens) or tokens[i].text not in "([{" or tokens[i + 2].text not in ")]}":
        return None
    inner = tokens[i + 1]
    found = _ARABIC.match(inner.text)
    if found:
        return Label((found[1].lstrip("0") or "0") + found[2].lower(), i + 3)
    if inner.text in ("l", "I"):
        return Label("1", i + 3)
    plain = digits(inner)
    return Label(plain, i + 3) if plain else None


def letter_label(tokens: list[Token], i: int) -> Label | None:
    """A letter behind huruf: ``a``, ``(b)``, ``be``."""
    if i >= len(tokens):
        return None
    if (
        i + 2 < len(tokens)
        and tokens[i].text == "("
        and re.match(r"[a-z]{1,2}\Z", tokens[i + 1].low)
        and tokens[i + 2].text == ")"
    ):
        return Label(tokens[i + 1].low, i + 3)
    low = tokens[i].low
    if re.match(r"[a-z]\Z", low):
        return Label(low, i + 1)
    if low in _LETTER_NAMES:
        return Label(_LETTER_NAMES[low], i + 1)
    stem = _CLITIC.sub("", low)
    if re.match(r"[a-z]\Z", stem):
        return Label(stem, i + 1)
    return None
