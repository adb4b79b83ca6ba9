"""The front door: names people write, what each question answers and loads."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kb.errors import AmbiguousError, NoIndexError, UnknownError, UsageError
from kb.knowledge_base import KnowledgeBase, init_folder
from kb.model import LinkKind
from kb.results import ShownProvision, ShownRegulation, ShownSession, SpeechHit
from kb.search.engine import Filters
from kb.settings import find_settings
from tests.conftest import ROOT
from tests.small import small_base, write

CIRCULAR = "2024-04-surat-edaran-pindah-datang"
STATEMENT = "2025-04-21-pernyataan-pindah-domisili"
HOTEL = "2024-10-10-sosialisasi-hotel-merbabu"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    folder = tmp_path_factory.mktemp("shipped")
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    shutil.copy(ROOT / "kb.toml", folder)
    kb = KnowledgeBase.open(folder)
    kb.build()
    return kb


@pytest.fixture
def small(tmp_path: Path) -> KnowledgeBase:
    kb = KnowledgeBase.open(small_base(tmp_path / "kb"))
    kb.build()
    return kb


# ── discussions ─────────────────────────────────────────────────────────────────────────────


def test_article_is_linked_with_the_speeches_that_name_it_and_no_others(shipped: KnowledgeBase) -> None:
    found = shipped.discussions("Pasal 20 Perda 10/2021")
    assert [(e.session, e.anchor, e.kind, e.target.path) for e in found.entries] == [
        (CIRCULAR, "p2", LinkKind.CITED, "20"),
        (STATEMENT, "p2", LinkKind.CITED, "20/1"),
        (STATEMENT, "p2", LinkKind.CITED, "20/2"),
    ]
    assert [source.code for source in found.entries[0].sources] == ["Q02"]
    for entry in found.entries:
        assert len(entry.evidence.marks) == 1
        start, end = entry.evidence.marks[0]
        assert "asal 20" in entry.evidence.text[start:end]
    assert found.broader > 0


def test_broader_speeches_are_shown_only_when_asked(shipped: KnowledgeBase) -> None:
    wide = shipped.discussions("Pasal 20 Perda 10/2021", broader=True)
    relations = [entry.relation for entry in wide.entries]
    broader = {(e.session, e.anchor) for e in wide.entries if e.relation == "broader"}
    assert len(broader) == wide.broader
    assert set(relations) == {"exact", "narrower", "broader"}


def test_law_is_linked_with_its_sessions_and_no_others(shipped: KnowledgeBase) -> None:
    found = shipped.discussions("Perda 10/2021")
    sessions = list(dict.fromkeys(entry.session for entry in found.entries))
    assert sessions == sorted(sessions)
    assert [session[:10] for session in sessions] == [
        "2022-04-21",
        "2022-05-20",
        "2024-04-su",
        "2024-06-13",
        "2024-10-10",
        "2025-03-31",
        "2025-04-21",
    ]
    hotel = shipped.show(HOTEL)
    assert isinstance(hotel, ShownSession)
    speeches = [speech.anchor for speech in hotel.session.speeches]
    assert [e.anchor for e in found.entries if e.session == HOTEL] == speeches


def test_declared_and_cited_are_told_apart(shipped: KnowledgeBase) -> None:
    declared = shipped.discussions("Perda 10/2021", kinds=[LinkKind.DECLARED])
    assert {entry.session for entry in declared.entries} == {HOTEL}
    assert all(not entry.evidence.marks for entry in declared.entries)
    mixed = shipped.discussions("Perda 10/2021")
    cited = {(e.session, e.anchor) for e in mixed.entries if e.kind is LinkKind.CITED}
    assert not cited & {(e.session, e.anchor) for e in mixed.entries if e.kind is LinkKind.DECLARED}


def test_same_number_of_another_place_is_not_taken_for_it(shipped: KnowledgeBase) -> None:
    found = shipped.discussions("Perda Kabupaten Bekasi 10/2021")
    assert found.entries == ()
    assert "tidak ada di korpus" in found.reason
    assert "Perda Kota Bekasi 10/2021, peraturan lain" in found.reason


def test_perwali_article(shipped: KnowledgeBase) -> None:
    found = shipped.discussions("Pasal 28 Perwali 58/2023")
    assert [(e.session, e.anchor) for e in found.entries] == [(CIRCULAR, "p3")]


def test_dates_and_speakers_narrow(shipped: KnowledgeBase) -> None:
    until_april = shipped.discussions("Pasal 20 Perda 10/2021", until="15 April 2024")
    assert [entry.session for entry in until_april.entries] == [CIRCULAR]  # its day is one of April's
    assert shipped.discussions("Pasal 20 Perda 10/2021", until="2024-03").entries == ()
    by_name = shipped.discussions("Pasal 20 Perda 10/2021", speaker="hidayat")
    assert {entry.session for entry in by_name.entries} == {STATEMENT}
    with pytest.raises(UsageError):
        shipped.discussions("Pasal 20 Perda 10/2021", since="kemarin")


# ── show ────────────────────────────────────────────────────────────────────────────────────


def test_article_without_text_shows_what_is_known(shipped: KnowledgeBase) -> None:
    shown = shipped.show("Pasal 20 Perda 10/2021")
    assert isinstance(shown, ShownProvision)
    assert shown.provisions == ()
    assert len(shown.known) == 2
    assert len(shown.discussions.entries) == 3
    assert shown.regulation.naskah == "belum-ada"
    assert len(shown.regulation.titles) > 1
    assert shown.regulation.contradictions
    assert shown.formal_name == "Pasal 20 Peraturan Daerah Kota Bekasi Nomor 10 Tahun 2021"


@pytest.mark.parametrize(
    "name",
    [
        "ps 2 ayat 1 perda 5/2041",
        "Pasal 2 ayat (1) Peraturan Daerah Kota Contoh Nomor 5 Tahun 2041",
        "id-9999/perda/2041/5#2/1",
        "/akn/id-9999/act/perda/2041/5/!main~art_2__para_1",
        "perda-kota-contoh-5-2041#2/1",
        "regulations/kota-contoh/perda-5-2041.md#2/1",
        "perda lima tahun dua ribu empat puluh satu pasal dua ayat satu",
    ],
)
def test_names_people_write(small: KnowledgeBase, name: str) -> None:
    shown = small.show(name)
    assert isinstance(shown, ShownProvision)
    assert [(p.path, p.text) for p in shown.provisions] == [("2/1", "Layangan dimainkan di lapangan.")]
    assert [p.heading for p in shown.headings] == ["PERMAINAN"]


def test_regulation_and_sessions_by_name(small: KnowledgeBase) -> None:
    law = small.show("perda-kota-contoh-5-2041")
    assert isinstance(law, ShownRegulation)
    assert [p.path for p in law.outline if p.kind == "article"] == ["1", "2", "3", "4"]
    session = small.show("2041-06-01-rapat-layangan")
    assert isinstance(session, ShownSession)
    assert (len(session.speeches), session.only) == (2, None)
    speech = small.show("2041-06-01-rapat-layangan#p1")
    assert isinstance(speech, ShownSession)
    assert [s.speech.anchor for s in speech.speeches] == ["p1"]
    assert [str(t) for c in speech.speeches[0].citations for t in c.targets] == ["id-9999/perda/2041/5#2/1"]


@pytest.mark.parametrize("name", ["entah", "Pasal 5", "UU 99/1999", "Pasal 99 Perda 5/2041", "../../etc/passwd", ""])
def test_unknown_names(small: KnowledgeBase, name: str) -> None:
    with pytest.raises(UnknownError):
        small.show(name)


def test_unknown_speech_names_the_others(small: KnowledgeBase) -> None:
    with pytest.raises(UnknownError) as told:
        small.show("2041-06-01-rapat-layangan#p9")
    assert told.value.near[0] == "2041-06-01-rapat-layangan#p1"


def test_two_provisions_at_once_are_asked_back(small: KnowledgeBase) -> None:
    with pytest.raises(AmbiguousError) as told:
        small.show("Pasal 1 dan Pasal 3 Perda 5/2041")
    assert len(told.value.candidates) == 2


def test_text_of_a_date_is_not_pretended(small: KnowledgeBase) -> None:
    with pytest.raises(UsageError):
        small.show("Pasal 2 Perda 5/2041", date="2041-01-01")


# ── search ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("query", "anchor"), [("zonasi", "p5"), ("surat kematian", "p7")])
def test_search_finds_the_speech(shipped: KnowledgeBase, query: str, anchor: str) -> None:
    page = shipped.search(query, Filters())
    first = page.hits[0]
    assert isinstance(first, SpeechHit)
    assert (first.session, first.anchor, first.naskah) == (HOTEL, anchor, "parafrasa")
    assert "id-3275/perda/2021/10" in {target.work for target in first.declared}
    assert first.excerpt.marks


def test_invented_texts_are_left_out_and_counted(shipped: KnowledgeBase) -> None:
    page = shipped.search("taman", Filters())
    assert all(hit.naskah != "contoh" for hit in page.hits)
    assert page.examples_left_out > 0


def test_no_result_says_what_was_searched(shipped: KnowledgeBase) -> None:
    page = shipped.search("zonassi", Filters())
    assert (page.total, page.hits) == (0, ())
    assert "zonassi" in page.searched
    assert "zonasi" in page.nearest


def test_a_query_that_is_a_citation_names_its_target(small: KnowledgeBase) -> None:
    assert str(small.search("Pasal 3 Perda 5/2041", Filters()).jump) == "id-9999/perda/2041/5#3"
    assert small.search("Pasal 3 Perda 5/2041", Filters(), jump=False).jump is None
    assert small.search("benang", Filters()).jump is None


def test_pages_do_not_overlap(small: KnowledgeBase) -> None:
    everything = small.search("layangan", Filters(), per_page=50)
    pages = [small.search("layangan", Filters(), page=n, per_page=1) for n in range(1, everything.total + 1)]
    assert [page.hits[0].excerpt for page in pages] == [hit.excerpt for hit in everything.hits]
    assert {page.pages for page in pages} == {everything.total}


# ── where it is, and what it loads ──────────────────────────────────────────────────────────


def test_no_index_is_said(tmp_path: Path) -> None:
    kb = KnowledgeBase.open(small_base(tmp_path))
    with pytest.raises(NoIndexError):
        kb.works(Filters())
    assert kb.status().generation is None


def test_new_folder_works_and_is_not_made_twice(tmp_path: Path) -> None:
    assert {path.name for path in init_folder(tmp_path / "baru")} == {"kb.toml", "README.md", ".gitignore"}
    with pytest.raises(UsageError):
        init_folder(tmp_path / "baru")
    assert KnowledgeBase.open(tmp_path / "baru").build().files == 0


def test_folder_is_found_from_below_and_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = small_base(tmp_path / "satu")
    monkeypatch.delenv("KB_HOME", raising=False)
    monkeypatch.chdir(base / "corpus" / "sessions")
    assert find_settings().folder == base.resolve()
    other = small_base(tmp_path / "dua")
    monkeypatch.setenv("KB_HOME", str(other))
    assert find_settings().folder == other.resolve()
    assert find_settings(base).folder == base.resolve()
    with pytest.raises(UsageError):
        find_settings(tmp_path)


@pytest.mark.parametrize("text", ["tempat = 5", "warna = 'biru'", "tempat = 'Bekasi'", "bahasa = 'fr'", "tempat ="])
def test_wrong_settings_are_refused(tmp_path: Path, text: str) -> None:
    write(tmp_path / "kb.toml", text)
    with pytest.raises(UsageError):
        find_settings(tmp_path)


HEAVY = "bs4 markdown yaml lxml numpy importlib.metadata rich kb.parsers kb.readers kb.writers kb.building kb.importing"


@pytest.mark.parametrize(
    ("question", "banned"),
    [
        pytest.param("kb.discussions('Pasal 2 Perda 5/2041').entries[0]", f"{HEAVY} whoosh", id="discussions"),
        pytest.param("kb.show('Pasal 2 Perda 5/2041').provisions[0]", f"{HEAVY} whoosh", id="show"),
        pytest.param("kb.search('layangan', Filters()).hits[0]", f"{HEAVY} kb.citations", id="search"),
    ],
)
def test_only_what_is_needed_is_loaded(small: KnowledgeBase, question: str, banned: str) -> None:
    program = (
        "import sys; from pathlib import Path; from kb.knowledge_base import KnowledgeBase; "
        "from kb.search.engine import Filters; kb = KnowledgeBase.open(Path(sys.argv[1])); "
        f"{question}; print(*(name for name in sys.argv[2].split() if name in sys.modules))"
    )
    arguments = [sys.executable, "-c", program, str(small.settings.folder), banned]
    loaded = subprocess.run(arguments, capture_output=True, text=True, check=True, cwd=ROOT)
    assert loaded.stdout.strip() == ""
