"""Roots and the analysis of text."""

from __future__ import annotations

import pytest

from kb.indonesian.analysis import stems_of, tokens
from kb.indonesian.stems import known_roots, stem


@pytest.mark.parametrize(
    ("root", "forms"),
    [
        ("pindah", "berpindah perpindahan kepindahan memindahkan dipindahkannya pindahlah"),
        ("tanam", "menanam penanaman tertanam ditanami tanaman tanam-menanam"),
        ("kirim", "mengirim pengiriman dikirimkan kiriman terkirim"),
        ("sapu", "menyapu penyapu disapukan"),
        ("lapor", "melapor pelaporan laporannya dilaporkan pelapor"),
        ("sah", "mengesahkan pengesahan disahkan"),
        ("izin", "perizinan perijinan mengizinkan seizin"),
        ("beri", "memberikan diberikan pemberian"),
        ("pemerintah", "pemerintahan kepemerintahan"),
        ("undang", "undang-undang perundang-undangan diundangkan"),
        ("sosialisasi", "mensosialisasikan disosialisasikan"),
    ],
)
def test_forms_of_one_root_meet(root: str, forms: str) -> None:
    assert {form: stem(form) for form in forms.split()} == dict.fromkeys(forms.split(), root)


@pytest.mark.parametrize(
    ("one", "other"),
    [("pemerintahan", "perintah"), ("berikan", "ikan"), ("kepala", "pala"), ("selatan", "latan"), ("bulan", "bul")],
)
def test_forms_that_only_look_alike_do_not_meet(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["", "a", "12a", "x1", "-", "--", "ktp", "xyzxyz", "é"])
def test_what_is_no_indonesian_word_stays(word: str) -> None:
    assert stem(word) == word


def test_stemming_a_root_again_changes_nothing() -> None:
    for root in known_roots():
        assert stem(stem(root)) == stem(root)


def test_spans_give_back_their_words() -> None:
    text = "Undang-Undang No. 5 — KTP‑el (e-KTP), kota-kotanya; pindah-datang ﬁle Ⅻ"
    for token in tokens(text):
        assert token.form
        assert text[token.start : token.end]
    assert [token.form for token in tokens(text)] == [
        *("undang-undang", "no", "5", "ktp-el", "e-ktp", "kota-kotanya", "pindah", "datang", "file", "xii")
    ]


def test_electronic_card_is_found_in_every_spelling() -> None:
    assert stems_of("ktp-el") == stems_of("e-ktp") == ("ktp", "elektronik")
