"""Marks and excerpts."""

from __future__ import annotations

import random

from kb.search.highlights import excerpt, highlight
from kb.search.query import parse_query


def marked(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in highlight(text, parse_query(query))]


def test_words_are_marked_by_form_or_stem_and_phrases_whole() -> None:
    text = "Perpindahan warga: surat pindah, surat lain. Pindahkan!"
    assert marked(text, "pindah") == ["Perpindahan", "pindah", "Pindahkan"]
    assert marked(text, '"surat pindah"') == ["surat pindah"]
    assert marked(text, "war*") == ["warga"]
    assert marked(text, "pindah -surat jenis:perda") == ["Perpindahan", "pindah", "Pindahkan"]
    assert marked(text, "taman") == []


def test_the_excerpt_shows_most_of_the_words_asked_for() -> None:
    filler = "lain sekali " * 60
    text = f"taman {filler} taman dan kolam {filler} kolam kolam kolam"
    found = excerpt(text, parse_query("taman kolam"))
    assert [found.text[start:end] for start, end in found.marks] == ["taman", "kolam"]
    assert found.cut_before
    assert found.cut_after
    assert len(found.text) <= 240


def test_an_excerpt_is_a_piece_of_the_text_and_its_marks_are_words() -> None:
    chance = random.Random(2)  # noqa: S311
    words = ["taman", "kota", "pertamanan", "x" * 50, "air", "di", "—", "(a)", "undang-undang"]
    query = parse_query('taman "kota air" undang*')
    for _ in range(500):
        text = " ".join(chance.choice(words) for _ in range(chance.randrange(120)))
        found = excerpt(text, query)
        assert found.text in text
        assert found.cut_before == (not text.startswith(found.text))
        assert found.cut_after == (not text.endswith(found.text)) or text.count(found.text) > 1
        last = 0
        for start, end in found.marks:
            assert last <= start < end <= len(found.text)
            assert found.text[start:end].strip()
            last = end
        assert found.marks or not highlight(text, query)
