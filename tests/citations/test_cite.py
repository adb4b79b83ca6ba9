"""What counts as a citation and what it resolves to, as a table of our own cases."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.citations import Catalogue, CatalogueWork, Context, Nickname, cite, read
from kb.model import CitationStatus

CONTOH = "id-9999"
PERDA = "id-9999/perda/2031/7"
PERWALI = "id-9999/perwali/2032/12"
CATALOGUE = Catalogue.of(
    [
        CatalogueWork(
            PERDA,
            "Taman Kota",
            (Nickname("Perda Taman", "2031-01-01"),),
            articles=("1", "2", "3", "4", "14", "14A", "15", "20", "35"),
            clauses=(("14", ("1", "2", "2a", "3")),),
        ),
        CatalogueWork(PERWALI, "Izin Kegiatan", implements=(PERDA,), articles=("1", "2", "3")),
        CatalogueWork("id-3216/perda/2016/9", "Penyelenggaraan Administrasi Kependudukan"),
    ]
)
SPEECH = Context(home=CONTOH, active=(PERDA,))
LAW = Context(home=CONTOH, self_work=PERDA, article="14", clause="2")
NOWHERE = Context()


@pytest.mark.parametrize(
    ("text", "context", "targets"),
    [
        pytest.param("Perda 7/2031", SPEECH, [PERDA], id="short"),
        pytest.param("PERDA NO. 7 TH. 2031", SPEECH, [PERDA], id="capitals"),
        pytest.param("Perda Kota Contoh Nomor 7 Tahun 2031 pasal 20", NOWHERE, [f"{PERDA}#20"], id="law first"),
        pytest.param("(Perda Kota Contoh No 7/31 ps 20 ay 2)", NOWHERE, [f"{PERDA}#20/2"], id="abbreviated"),
        pytest.param("Pasal 20 ayat 1 dan 2 jelas", SPEECH, [f"{PERDA}#20/1", f"{PERDA}#20/2"], id="elided ayat"),
        pytest.param("Pasal 3 sama pasal 4", SPEECH, [f"{PERDA}#3", f"{PERDA}#4"], id="sama is dan"),
        pytest.param("Pasal 3 dan 4 hari kemudian", SPEECH, [f"{PERDA}#3"], id="a count of days"),
        pytest.param("Pasal 3, 4 April", SPEECH, [f"{PERDA}#3"], id="a date"),
        pytest.param("pasal empat belas ayat dua", SPEECH, [f"{PERDA}#14/2"], id="spoken"),
        pytest.param("pasal tiga lima", SPEECH, [f"{PERDA}#35"], id="digit by digit"),
        pytest.param("pasal empat belas a", SPEECH, [f"{PERDA}#14A"], id="inserted, spoken"),
        pytest.param("Pasal 14 s.d. Pasal 15", SPEECH, [f"{PERDA}#14..15"], id="range"),
        pytest.param("Pasal 2 dalam Perwali 12/2032", SPEECH, [f"{PERWALI}#2", PERWALI], id="law behind dalam"),
        pytest.param("peraturan pelaksananya", SPEECH, [PERWALI], id="implementing"),
        pytest.param("Perda Taman", SPEECH, [PERDA], id="nickname"),
        pytest.param("Perda tentang Taman Kota", SPEECH, [PERDA], id="title"),
        pytest.param("ayat sebelumnya", LAW, [f"{PERDA}#14/1"], id="neighbour"),
        pytest.param("pasal berikutnya", LAW, [f"{PERDA}#14A"], id="inserted neighbour"),
        pytest.param("huruf a", LAW, [f"{PERDA}#14/2/a"], id="point where we stand"),
        pytest.param(
            "Perda Nomor 7 dan Nomor 8 Tahun 2031", SPEECH, [PERDA, "id-9999/perda/2031/8"], id="year for two"
        ),
        pytest.param("PP 12 Tahun 2019, Pasal 4", NOWHERE, ["id/pp/2019/12#4"], id="comma"),
        pytest.param("Permenkes No. 4/2019", NOWHERE, ["id/permenkes/2019/4"], id="minister"),
        pytest.param("Pergub Jateng 5/2020", SPEECH, ["id-jt/pergub/2020/5"], id="province by short name"),
        pytest.param("Perda Kabupaten Bekasi 10/2021", SPEECH, ["id-3216/perda/2021/10"], id="named place wins"),
    ],
)
def test_resolves(text: str, context: Context, targets: list[str]) -> None:
    found = [str(t) for citation in cite(text, context, CATALOGUE) for t in citation.targets]
    assert sorted(found) == sorted(targets)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Poin kedua saya soal parkir.", id="a point of the talk"),
        pytest.param("Angka 7 persen itu turun.", id="a figure"),
        pytest.param("Raperda Nomor 4 Tahun 2032 dibahas.", id="a bill"),
        pytest.param("Rancangan Peraturan Daerah Nomor 4 Tahun 2032", id="a bill in full"),
        pytest.param("Pasal 5 perjanjian kerja sama", id="a contract"),
        pytest.param("Surat An-Nisa ayat 58", id="scripture"),
        pytest.param("pasal karet", id="idiom"),
        pytest.param("Pasalnya, 7 taman rusak.", id="pasalnya"),
        pytest.param("Lembaran Daerah Kota Contoh Tahun 2031 Nomor 7", id="gazette"),
        pytest.param("Surat Edaran Nomor 3 Tahun 2032", id="circular"),
        pytest.param("Keputusan Wali Kota Contoh Nomor 100/Kep.3-Hukum/2032", id="file number"),
        pytest.param("diatur dengan Peraturan Wali Kota.", id="delegation"),
        pytest.param("12 perda selesai tahun 2032", id="a count of laws"),
        pytest.param("kelas VII huruf B", id="a class"),
    ],
)
def test_is_no_citation(text: str) -> None:
    assert [c.targets for c in cite(text, SPEECH, CATALOGUE) if c.targets] == []


def test_an_elliptic_year_takes_the_law_spoken_of_before() -> None:
    text = "ketentuan Perda Nomor 7 dan Perwal nomor 12 tahun 2032"
    found = [str(t) for c in cite(text, SPEECH, CATALOGUE) for t in c.targets]
    assert found == [PERDA, PERWALI]
    first = cite(text, Context(home=CONTOH), CATALOGUE)[0]
    assert first.status is CitationStatus.AMBIGUOUS
    assert first.candidates == ("id-9999/perda/2032/7",)


def test_the_law_may_stand_in_the_sentence_before() -> None:
    first = read("Dasarnya Perda Kota Contoh Nomor 7 Tahun 2031.", Context(), CATALOGUE)
    second = cite("Pasal 20 ayat 1 mewajibkan lapor.", first.context, CATALOGUE)
    assert [str(t) for c in second for t in c.targets] == [f"{PERDA}#20/1"]


def test_a_title_of_another_place_is_never_taken() -> None:
    text = "Perda tentang Penyelenggaraan Administrasi Kependudukan"
    (citation,) = cite(text, Context(home="id-3275"), CATALOGUE)
    assert citation.targets == ()
    assert citation.status is CitationStatus.UNRESOLVED


def test_kota_and_kabupaten_are_both_candidates() -> None:
    (citation,) = cite("Perda Bogor 3/2020", Context(home=CONTOH), CATALOGUE)
    assert citation.status is CitationStatus.AMBIGUOUS
    assert len(citation.candidates) == 2


def test_an_unresolved_law_blocks_the_one_before() -> None:
    first = read("Ada perda tentang reklame yang lama.", SPEECH, CATALOGUE)
    assert [
        c.targets for c in cite("Perda tersebut jarang dipakai. Pasal 3 juga.", first.context, CATALOGUE) if c.targets
    ] == []


def test_talk_of_a_bill_blocks_the_law_inside_its_title() -> None:
    first = read("Raperda perubahan Perda 7/2031 dibahas.", Context(home=CONTOH), CATALOGUE)
    assert [str(t) for c in first.citations for t in c.targets] == [PERDA]
    assert cite("Perda ini berlaku tahun depan.", first.context, CATALOGUE) == ()


def test_warnings() -> None:
    (citation,) = cite("Pasal 99 Perda 7/2031", Context(home=CONTOH, date="2030-05-01"), CATALOGUE)
    assert set(citation.warnings) == {"no-such-provision", "newer-than-speech"}


@given(st.text(alphabet=st.sampled_from("Pasal ayt(1)23,. dnPerUNo/-\nhuruf tentang kotaBekasi"), max_size=200))
def test_spans_give_back_their_text_and_never_overlap(text: str) -> None:
    last = 0
    for citation in cite(text, SPEECH, CATALOGUE):
        assert text[citation.start : citation.end] == citation.text
        assert last <= citation.start < citation.end
        last = citation.end


@pytest.mark.parametrize(
    "shape", [" ", "1", "a", "(", "Pasal ", "ayat (1), ", "dan ", "Nomor 1 Tahun ", "huruf a dan "]
)
def test_time_is_linear(shape: str) -> None:
    def seconds(length: int) -> float:
        text = "Pasal 1 " + shape * (length // len(shape))
        times = []
        for _ in range(3):
            start = time.process_time()
            cite(text, SPEECH, CATALOGUE)
            times.append(time.process_time() - start)
        return min(times)

    # Twice the text in about twice the time; a quadratic pattern gives four times.
    assert seconds(20_000) <= 3.2 * seconds(10_000) + 0.02
