"""The name of a law in a text: by number, by pointing word, by title or nickname, by code."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from kb.citations.labels import digits, spoken_number
from kb.citations.lexicon import (
    BILLS,
    GENERIC_LAWS,
    NUMBER_WORDS,
    POINTERS,
    YEAR_WORDS,
    kind_tree,
    match,
    place_tree,
)
from kb.citations.tokens import Token
from kb.indonesian.kinds import KINDS
from kb.indonesian.numbers import parse_number_words, roman_to_int


class Form(StrEnum):
    """How a law is named."""

    NUMBER = "number"
    NO_YEAR = "no-year"
    CODE = "code"
    POINTER = "pointer"
    COUNTED = "counted"
    IMPLEMENTING = "implementing"
    ABOVE = "above"
    OTHER = "other"
    TITLE = "title"
    NICKNAME = "nickname"
    NAME = "name"


class Law(NamedTuple):
    """A law as named; ``end`` is the token behind it.

    ``place`` is the bare name of a place in lower case and ``place_kind`` the word before it;
    ``kind`` is ``""`` for aturan, peraturan, regulasi. ``words`` are the tokens of a title or
    nickname, ``pointer`` the pointing word, ``many`` of how many laws it speaks.
    """

    form: Form
    start: int
    end: int
    kind: str = ""
    number: str = ""
    year: str = ""
    place: str = ""
    place_kind: str = ""
    pointer: str = ""
    many: int = 0
    words: tuple[str, ...] = ()
    bill: bool = False


_CODES = ("uud", "kuhp", "kuhperdata", "kuhd")
_PLACE_WORDS = {
    "kota": "kota",
    "kotamadya": "kota",
    "kodya": "kota",
    "kabupaten": "kabupaten",
    "kab": "kabupaten",
    "provinsi": "provinsi",
    "propinsi": "provinsi",
    "prov": "provinsi",
    "daerah": "",
}
_SERIAL = re.compile(r"[A-Za-z0-9]{1,20}\Z")
_COUNTS = {"kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5, "dua": 2, "tiga": 3, "empat": 4}


def full_year(text: str) -> str:
    """Two digits to four: 00–45 are 20xx, the others 19xx; ``""`` for what is no year.

    >>> full_year("21"), full_year("98"), full_year("2021"), full_year("20211")
    ('2021', '1998', '2021', '')
    """
    if len(text) == 2:
        return ("20" if int(text) <= 45 else "19") + text
    return text if len(text) == 4 and text[0] in "12" else ""


def _skip(tokens: list[Token], i: int, marks: str) -> int:
    while i < len(tokens) and tokens[i].text in marks:
        i += 1
    return i


def _year_at(tokens: list[Token], i: int) -> tuple[str, int] | None:
    """A year in digits or words at token ``i``."""
    if i >= len(tokens):
        return None
    plain = digits(tokens[i])
    if plain:
        year = full_year(plain)
        return (year, i + 1) if year else None
    return _spoken_year(tokens, i)


def _spoken_year(tokens: list[Token], i: int) -> tuple[str, int] | None:
    """``dua ribu dua puluh satu``, ``sembilan belas tujuh empat``."""
    words = [token.low for token in tokens[i : i + 8]]
    if words[:2] == ["sembilan", "belas"]:
        rest = spoken_number(tokens, i + 2)
        if rest and 0 < rest[0] < 100:
            return f"19{rest[0]:02d}", rest[1]
        return None
    if words[:2] == ["dua", "ribu"] or words[:1] == ["seribu"]:
        found = parse_number_words(words)
        if found and 1900 <= found[0] <= 2099:
            return str(found[0]), i + found[1]
    return None


def number_and_year(tokens: list[Token], i: int, kind: str) -> tuple[str, str, int] | None:
    """What stands behind the kind (and place) → number, year (``""`` if none), token behind.

    Returns None when no number of a law stands there; a file number (``470/Kep.1-Dinas/I/2023``)
    gives ``("", "", end)``.
    """
    named = False
    j = _skip(tokens, i, ",")
    if j < len(tokens) and tokens[j].low in NUMBER_WORDS:
        named, j = True, _skip(tokens, j + 1, ".:")
    elif j < len(tokens) and tokens[j].low == "n" and j + 1 < len(tokens) and tokens[j + 1].text == "0":
        named, j = True, _skip(tokens, j + 2, ".:")
    elif j > i:
        return None
    if j >= len(tokens):
        return None
    if not named and tokens[j].low in YEAR_WORDS:
        return _year_first(tokens, j)
    composite = _composite(tokens, j, kind)
    if composite:
        return composite
    plain = digits(tokens[j])
    if plain and len(plain) <= 4:
        end = j + 1
        if end + 1 < len(tokens) and tokens[end].text in ".-" and tokens[end].glued and tokens[end + 1].glued:
            return "", "", end + 2
        year, after = _year_behind(tokens, end, slash=True)
        if year:
            return plain, year, after
        return (plain, "", end) if named else None
    said = _spoken_pair(tokens, j)
    if said:
        return said
    spoken = spoken_number(tokens, j)
    return (str(spoken[0]), "", spoken[1]) if spoken and named else None


def _year_first(tokens: list[Token], i: int) -> tuple[str, str, int] | None:
    """``Tahun 2021 Nomor 10``."""
    found = _year_at(tokens, _skip(tokens, i + 1, ".:"))
    if found is None or found[1] >= len(tokens) or tokens[found[1]].low not in NUMBER_WORDS:
        return None
    j = _skip(tokens, found[1] + 1, ".:")
    plain = digits(tokens[j]) if j < len(tokens) else ""
    return (plain, found[0], j + 1) if plain else None


def _year_behind(tokens: list[Token], i: int, *, slash: bool) -> tuple[str, int]:
    """``/2021``, ``Tahun 2021``, ``, tahun 2013`` behind a number."""
    if slash and i + 1 < len(tokens) and tokens[i].text == "/":
        year = full_year(digits(tokens[i + 1]))
        return (year, i + 2) if year else ("", i)
    j = _skip(tokens, i, ",")
    if j < len(tokens) and (tokens[j].low in YEAR_WORDS):
        found = _year_at(tokens, _skip(tokens, j + 1, ".:"))
        if found:
            return found
    return "", i


def _spoken_pair(tokens: list[Token], i: int) -> tuple[str, str, int] | None:
    """A number and a year in words: ``sepuluh tahun dua ribu …``, ``lima delapan dua ribu …``."""
    first = spoken_number(tokens, i)
    if first is None:
        return None
    value, end, _ = first
    year, after = _year_behind(tokens, end, slash=False)
    if year:
        return str(value), year, after
    # Without "tahun" the year begins at the last "dua ribu" or "sembilan belas" of the run.
    for cut in range(i + 1, min(i + 6, len(tokens))):
        found = _spoken_year(tokens, cut)
        if found:
            number = spoken_number(tokens[:cut], i)
            if number and number[1] == cut:
                return str(number[0]), *found
    return None


def _composite(tokens: list[Token], i: int, kind: str) -> tuple[str, str, int] | None:
    """``190/PMK.05/2012``, ``III/MPR/2000``, ``23/6/PBI/2021``; a file number gives no number."""
    j, parts = i, [tokens[i].text] if _SERIAL.match(tokens[i].text) else []
    if not parts:
        return None
    steps = 0
    while (
        j + 2 < len(tokens)
        and tokens[j + 1].text in "/.-"
        and tokens[j + 1].glued
        and tokens[j + 2].glued
        and steps < 12
    ):
        if not _SERIAL.match(tokens[j + 2].text):
            break
        parts.append(("/" if tokens[j + 1].text == "/" else ".") + tokens[j + 2].text)
        j, steps = j + 2, steps + 1
    pieces = "".join(parts).split("/")
    if len(pieces) < 3:
        return None
    end = j + 1
    year = full_year(pieces[-1]) if pieces[-1].isdigit() else ""
    if not year:
        year, end = _year_behind(tokens, end, slash=False)
    first = str(roman_to_int(pieces[0]) or "") if kind == "tap-mpr" else pieces[0]
    national = kind in KINDS and KINDS[kind].places == "N"
    if not national or not year or not first.isdigit():
        return "", "", end
    if kind == "pbi" and len(pieces) > 3 and pieces[1].isdigit():
        first = f"{first}-{pieces[1]}"
    return first, year, end


def _place_at(tokens: list[Token], i: int) -> tuple[str, str, int] | None:
    """A place behind a kind → bare name, kind of place, token behind."""
    j, kind = i, ""
    if j < len(tokens) and tokens[j].low in _PLACE_WORDS:
        kind, j = _PLACE_WORDS[tokens[j].low], _skip(tokens, j + 1, ".")
        if j + 1 < len(tokens) and tokens[j].low == "daerah" and tokens[j + 1].low == "tingkat":
            j += 2
            j += j < len(tokens) and tokens[j].low == "ke"
            j += j < len(tokens) and tokens[j].low in ("i", "ii", "l", "ll")
    found = match(place_tree(), tokens, j)
    if found is None:
        found = match(place_tree(), tokens, i)
        kind = ""
    return (found[0], kind, found[1]) if found else None


def read_kind(tokens: list[Token], i: int) -> tuple[str, int] | None:
    """The kind of a law at token ``i``, with an abbreviation in brackets behind it.

    Republik Indonesia behind the kind belongs to the name.
    """
    found = match(kind_tree(), tokens, i)
    if found is None:
        return None
    code, j = found
    if j + 2 < len(tokens) and tokens[j].text == "(":
        short = match(kind_tree(), tokens, j + 1)
        if short and short[1] < len(tokens) and tokens[short[1]].text == ")":
            code, j = short[0] if KINDS[short[0]].places != "N" else code, short[1] + 1
    if [t.low for t in tokens[j : j + 2]] == ["republik", "indonesia"]:
        j += 2
    elif j < len(tokens) and tokens[j].text == "RI" and KINDS[code].places == "N":
        j += 1
    return code, j


def read_law(tokens: list[Token], i: int) -> Law | None:
    """The law named at token ``i``, or None; a kind alone is no law."""
    counted = _counted(tokens, i)
    if counted:
        return counted
    found = read_kind(tokens, i)
    if found is None:
        return _generic(tokens, i)
    kind, j = found
    bill = i > 0 and tokens[i - 1].low in BILLS
    if kind in _CODES:
        return Law(Form.CODE, i, j, kind)
    place = _place_at(tokens, j)
    name, place_kind, after = place if place else ("", "", j)
    for begin, where, where_kind in ((after, name, place_kind), (j, "", "")):
        numbered = number_and_year(tokens, begin, kind)
        if numbered:
            number, year, end = numbered
            if not number:
                return Law(Form.OTHER, i, end, kind, bill=True)
            form = Form.NUMBER if year else Form.NO_YEAR
            if not where:
                behind = (
                    _place_at(tokens, end)
                    if end < len(tokens) and tokens[end].low in ("kota", "kabupaten", "provinsi")
                    else None
                )
                if behind and KINDS[kind].places != "N":
                    where, where_kind, end = behind
            return Law(form, i, end, kind, number, year, where, where_kind, bill=bill)
        if not name:
            break
    return _without_number(tokens, i, j, kind, bill=bill)


def _without_number(tokens: list[Token], i: int, j: int, kind: str, *, bill: bool) -> Law | None:
    low = tokens[j].low if j < len(tokens) else ""
    if low == "yang" and j + 1 < len(tokens) and tokens[j + 1].low in ("tadi", "dimaksud"):
        return Law(Form.POINTER, i, j + 2, kind, pointer=tokens[j + 1].low, bill=bill)
    if low in POINTERS:
        return Law(Form.POINTER, i, j + 1, kind, pointer=low, bill=bill)
    if low == "di" and j + 1 < len(tokens) and tokens[j + 1].low == "atasnya":
        return Law(Form.ABOVE, i, j + 2, kind)
    if low in ("sebelumnya", "baru", "lama"):
        return Law(Form.OTHER, i, j + 1, kind)
    if low == "yang" and j + 1 < len(tokens) and tokens[j + 1].low in ("lama", "baru"):
        return Law(Form.OTHER, i, j + 2, kind)
    if low == "tentang":
        words = _title_words(tokens, j + 1)
        return Law(Form.TITLE, i, j + 1 + len(words), kind, words=words, bill=bill) if words else None
    words = tuple(token.low for token in tokens[j : j + 6] if re.match(r"[^\W\d]", token.text))
    return Law(Form.NAME, i, j, kind, words=words, bill=bill) if words else None


_TITLE_PARTICLES = frozenset(
    {"dan", "di", "ke", "dari", "atas", "dalam", "pada", "untuk", "dengan", "bagi", "oleh", "antara", "serta", "atau"}
)


def _title_words(tokens: list[Token], i: int) -> tuple[str, ...]:
    """Words of a title up to a mark or a word that begins another thought.

    A title in capitalised words ends before the first small word that is no particle.
    """
    words: list[str] = []
    capitalised = i < len(tokens) and tokens[i].text[:1].isupper()
    for token in tokens[i : i + 24]:
        if capitalised and token.text[:1].islower() and token.low not in _TITLE_PARTICLES:
            break
        if not re.match(r"\w", token.text) or token.low in (
            "yang",
            "sebagaimana",
            "menjadi",
            "harus",
            "sudah",
            "belum",
        ):
            break
        words.append(token.low)
    while words and words[-1] in _TITLE_PARTICLES:
        words.pop()
    return tuple(words)


def _counted(tokens: list[Token], i: int) -> Law | None:
    """``kedua regulasi tersebut``, ``ketiga peraturan itu``."""
    count = _COUNTS.get(tokens[i].low, 0)
    if not count or i + 2 >= len(tokens):
        return None
    if tokens[i + 1].low in GENERIC_LAWS:
        kind, j = "", i + 2
    else:
        found = read_kind(tokens, i + 1)
        if found is None:
            return None
        kind, j = found
    if j < len(tokens) and tokens[j].low in POINTERS:
        return Law(Form.COUNTED, i, j + 1, kind, pointer=tokens[j].low, many=count)
    return None


_ISSUERS = ("menteri", "badan", "lembaga", "komisi", "kepala")
_IMPLEMENTING = ("pelaksana", "pelaksananya", "pelaksanaan", "pelaksanaannya", "turunan", "turunannya")


def _generic(tokens: list[Token], i: int) -> Law | None:
    """``aturan itu``, ``peraturan ini``, ``peraturan pelaksananya, yaitu perwal``."""
    if tokens[i].low not in GENERIC_LAWS or i + 1 >= len(tokens):
        return None
    low = tokens[i + 1].low
    if low in POINTERS:
        return Law(Form.POINTER, i, i + 2, pointer=low)
    if low in _ISSUERS and i + 2 < len(tokens) and tokens[i + 2].low in POINTERS:
        return Law(Form.POINTER, i, i + 3, pointer=tokens[i + 2].low)
    if low == "di" and i + 2 < len(tokens) and tokens[i + 2].low == "atasnya":
        return Law(Form.ABOVE, i, i + 3)
    if low in _IMPLEMENTING and (low.endswith("nya") or (i + 2 < len(tokens) and tokens[i + 2].low in POINTERS)):
        end, kind = i + 2 + (not low.endswith("nya")), ""
        j = _skip(tokens, end, ",")
        if j < len(tokens) and tokens[j].low in ("yaitu", "yakni"):
            found = read_kind(tokens, j + 1)
            if found:
                kind, end = found
        return Law(Form.IMPLEMENTING, i, end, kind)
    return None
