"""The query language: what is read how, its limits, and that nothing typed is an error."""

from __future__ import annotations

import random

import pytest

from kb.search.query import (
    MAX_CLAUSES,
    MAX_DEPTH,
    And,
    DateSpan,
    Field,
    Node,
    Or,
    Phrase,
    Prefix,
    Word,
    explain,
    loosened,
    parse_query,
    words_of,
)


def word(form: str) -> Word:
    return Word(form, (form,))


KOTA, TAMAN, PASAR = word("kota"), word("taman"), word("pasar")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("taman", TAMAN, id="word"),
        pytest.param("taman kota", And((TAMAN, KOTA)), id="all of them"),
        pytest.param("taman DAN kota", And((TAMAN, KOTA)), id="and said"),
        pytest.param("taman dan", And((TAMAN, word("dan"))), id="small letters are a word"),
        pytest.param("taman ATAU kota", Or((TAMAN, KOTA)), id="or"),
        pytest.param("taman kota ATAU pasar", Or((And((TAMAN, KOTA)), PASAR)), id="or binds last"),
        pytest.param("(taman ATAU kota) pasar", And((Or((TAMAN, KOTA)), PASAR)), id="brackets"),
        pytest.param("taman -kota", And((TAMAN,), (KOTA,)), id="without"),
        pytest.param("-kota", And((), (KOTA,)), id="only without"),
        pytest.param("taman -(kota pasar)", And((TAMAN,), (KOTA, PASAR)), id="without each of several"),
        pytest.param("taman - kota", And((TAMAN, KOTA)), id="a dash is no minus"),
        pytest.param('"taman kota"', Phrase(("taman", "kota")), id="phrase"),
        pytest.param('"taman kota', Phrase(("taman", "kota")), id="phrase not closed"),
        pytest.param('"taman"', TAMAN, id="phrase of one word"),
        pytest.param("tam*", Prefix("tam"), id="prefix"),
        pytest.param("ta*", word("ta"), id="prefix too short"),
        pytest.param("*man", word("man"), id="no wildcard in front"),
        pytest.param("taman taman", TAMAN, id="twice is once"),
        pytest.param("(taman", TAMAN, id="bracket not closed"),
        pytest.param("taman) kota", And((TAMAN, KOTA)), id="bracket not opened"),
        pytest.param("ATAU taman ATAU", TAMAN, id="or without neighbour"),
        pytest.param("jenis:Perda", Field("jenis", "perda"), id="field"),
        pytest.param('pembicara:"Anu  Satu"', Field("pembicara", "anu satu"), id="field in quotes"),
        pytest.param("warna:merah", And((word("warna"), word("merah"))), id="no field"),
        pytest.param("tanggal:2031-04..2031-05", DateSpan(20310401, 20310531), id="date span"),
        pytest.param("tanggal:2031..", DateSpan(20310101, 0), id="open span"),
        pytest.param("tanggal:kemarin", word("kemarin"), id="no date"),
        pytest.param("12/2031", And((word("12"), word("2031"))), id="numbers"),
        pytest.param("", And(()), id="empty"),
        pytest.param("!? ()", Or(()), id="only signs"),
    ],
)
def test_reading(text: str, expected: Node) -> None:
    found = parse_query(text)
    assert found == expected
    assert type(found) is type(expected)


def clauses(node: Node) -> int:
    if isinstance(node, And):
        return sum(clauses(part) for part in (*node.parts, *node.without))
    if isinstance(node, Or):
        return sum(clauses(part) for part in node.parts)
    return len(node.forms) if isinstance(node, Phrase) else 1


def depth(node: Node) -> int:
    parts = (*node.parts, *node.without) if isinstance(node, And) else node.parts if isinstance(node, Or) else ()
    return 1 + max((depth(part) for part in parts), default=0)


def test_limits() -> None:
    assert clauses(parse_query(" ".join(f"kata{n}" for n in range(200)))) <= MAX_CLAUSES
    assert clauses(parse_query('"' + " ".join(f"k{n}" for n in range(200)) + '"')) <= MAX_CLAUSES
    nested = "(a ATAU " * 100 + "b" + ")" * 100
    assert depth(parse_query(nested)) <= 2 * MAX_DEPTH
    assert "akhir" not in str(parse_query("x" * 1000 + " akhir"))


def test_nothing_typed_is_an_error() -> None:
    chance = random.Random(1)  # noqa: S311
    pieces = [
        "taman",
        "kota",
        '"',
        "(",
        ")",
        "-",
        "*",
        " ",
        "ATAU",
        "DAN",
        "jenis:",
        "tanggal:2031",
        "..",
        "|",
        ":",
        "ﬀ",
    ]
    pieces += ["\x00", "\n", "é", "\ud800", "٣", "-(", '-"', "tam*", "nomor:5", "undang-undang", "~", "[", "a" * 90]
    for _ in range(5000):
        text = "".join(chance.choice(pieces) for _ in range(chance.randrange(30)))
        node = parse_query(text)
        explain(node)
        words_of(loosened(node))
        assert clauses(node) <= MAX_CLAUSES


def test_loosened_keeps_fields_and_what_is_excluded() -> None:
    query = parse_query("taman kota jenis:perda -pasar")
    assert loosened(query) == And((Field("jenis", "perda"), Or((TAMAN, KOTA))), (PASAR,))
    assert loosened(TAMAN) == TAMAN
    assert loosened(parse_query("taman jenis:perda")) == parse_query("taman jenis:perda")


def test_excluded_words_are_none_to_mark() -> None:
    assert words_of(parse_query('taman ("kota kita" ATAU pas*) -sungai')) == (
        TAMAN,
        Phrase(("kota", "kita")),
        Prefix("pas"),
    )
