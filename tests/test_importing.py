"""``add``: somebody's file becomes a canonical one, and nothing is overwritten in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.errors import UsageError
from kb.knowledge_base import KnowledgeBase
from kb.search.engine import Filters
from tests.small import LAW, SESSION, small_base, write

PLAIN = """\
PERATURAN DAERAH KOTA CONTOH
NOMOR 8 TAHUN 2041
TENTANG
GASING

Pasal 1

Gasing diputar di halaman.

Pasal 2

(1) Tali gasing tidak melebihi satu meter.
(2) Gasing kayu diutamakan.
"""


@pytest.fixture
def kb(tmp_path: Path) -> KnowledgeBase:
    return KnowledgeBase.open(small_base(tmp_path / "kb"))


def test_plain_text_becomes_canonical_with_its_origin(kb: KnowledgeBase, tmp_path: Path) -> None:
    report = kb.add(write(tmp_path / "gasing.txt", PLAIN))
    assert report.written == "corpus/regulations/kota-contoh/perda-8-2041.md"
    text = (kb.settings.folder / report.written).read_text(encoding="utf-8")
    assert "berkas: gasing.txt" in text
    assert "sha256:" in text
    assert "naskah: ekstraksi" in text
    assert "## Pasal 2" in text
    kb.build()
    assert kb.show("Pasal 2 ayat (2) Perda 8/2041").provisions[0].text == "Gasing kayu diutamakan."  # type: ignore[union-attr]


def test_dry_run_writes_nothing(kb: KnowledgeBase, tmp_path: Path) -> None:
    before = sorted(kb.settings.folder.rglob("*"))
    report = kb.add(write(tmp_path / "gasing.txt", PLAIN), dry_run=True)
    assert report.written == "corpus/regulations/kota-contoh/perda-8-2041.md"
    assert "2 pasal" in report.read
    assert sorted(kb.settings.folder.rglob("*")) == before


def test_same_text_again_changes_nothing(kb: KnowledgeBase, tmp_path: Path) -> None:
    kb.add(write(tmp_path / "gasing.txt", PLAIN))
    again = kb.add(tmp_path / "gasing.txt")
    assert (again.written, again.questions) == (None, ())


def test_other_text_in_the_same_place_is_asked_about(kb: KnowledgeBase, tmp_path: Path) -> None:
    written = kb.add(write(tmp_path / "gasing.txt", PLAIN)).written
    assert written
    before = (kb.settings.folder / written).read_text(encoding="utf-8")
    report = kb.add(write(tmp_path / "lain.txt", PLAIN.replace("satu meter", "dua meter")))
    assert report.written is None
    assert report.questions
    assert "+(1) Tali gasing tidak melebihi dua meter." in report.diff
    assert (kb.settings.folder / written).read_text(encoding="utf-8") == before


def test_metadata_is_kept_when_the_text_comes(kb: KnowledgeBase, tmp_path: Path) -> None:
    head = LAW.format(number="8", title="null").partition("# BAB I")[0].replace("naskah: contoh", "naskah: belum-ada")
    place = write(
        kb.settings.corpus / "regulations/kota-contoh/perda-8-2041.md",
        head.replace("judul: null\n", "judul: null\njudul_menurut_sumber:\n- judul: Permainan Gasing\n  sumber: T01\n"),
    )
    report = kb.add(write(tmp_path / "gasing.txt", PLAIN))
    assert report.written
    text = place.read_text(encoding="utf-8")
    assert "judul: Permainan Gasing" in text
    assert "berkas: gasing.txt" in text
    assert "Gasing diputar di halaman." in text


def test_unknown_law_is_asked_for_and_named_by_id(kb: KnowledgeBase, tmp_path: Path) -> None:
    path = write(tmp_path / "tanpa-kepala.txt", "Pasal 1\n\nGasing diputar.\n\nPasal 2\n\nSelesai.\n")
    asked = kb.add(path)
    assert (asked.written, len(asked.questions)) == (None, 1)
    named = kb.add(path, identify="perda-kota-contoh-8-2041")
    assert named.written == "corpus/regulations/kota-contoh/perda-8-2041.md"


def test_id_that_contradicts_the_file_is_asked_about(kb: KnowledgeBase, tmp_path: Path) -> None:
    report = kb.add(write(tmp_path / "gasing.txt", PLAIN), identify="perda-kota-contoh-9-2041")
    assert (report.written, len(report.questions)) == (None, 1)


@pytest.mark.parametrize("name", ["../keluar", "Perda", "a/b", "a" * 81, "perda 1", "rapat-entah"])
def test_ids_are_never_paths(kb: KnowledgeBase, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        kb.add(write(tmp_path / "gasing.txt", PLAIN), identify=name)


def test_session_gets_anchors_once(kb: KnowledgeBase, tmp_path: Path) -> None:
    text = SESSION.format(title="Gasing", date="2041-08-02", first="Gasing saya hilang.")
    text = text.replace(" {#p1 sumber=T01}", "").replace(" {#p2 sumber=T01}", "")
    report = kb.add(write(tmp_path / "Rapat Gasing.md", text))
    assert report.written == "corpus/sessions/2041/2041-08-02-rapat-gasing.md"
    place = kb.settings.folder / report.written
    assert "{#p1" in place.read_text(encoding="utf-8")
    kb.build()
    assert "2041-08-02-rapat-gasing" in {session.id for session in kb.sessions(Filters())}


def test_place_that_is_a_link_is_not_written_through(kb: KnowledgeBase, tmp_path: Path) -> None:
    outside = write(tmp_path / "luar.md", "aman\n")
    try:
        (kb.settings.corpus / "regulations/kota-contoh/perda-8-2041.md").symlink_to(outside)
    except OSError:
        pytest.skip("no symbolic links here")
    with pytest.raises(UsageError):
        kb.add(write(tmp_path / "gasing.txt", PLAIN))
    assert outside.read_text(encoding="utf-8") == "aman\n"
