"""Corpus → generation: what is read again, what is kept, what is told."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from kb.errors import DamagedError, NoIndexError
from kb.generations import current
from kb.knowledge_base import KnowledgeBase
from kb.model import LinkKind
from kb.search.engine import Filters
from tests.small import LAW, SESSION, small_base, write

LAW_FILE = "corpus/regulations/kota-contoh/perda-5-2041.md"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return small_base(tmp_path / "kb")


def contents(base: Path) -> list[tuple[object, ...]]:
    """Everything in the store that does not depend on when and in which order it was written."""
    generation = current(base / "index")
    assert generation is not None
    db = sqlite3.connect(generation.folder / "store.db")
    found: list[tuple[object, ...]] = []
    for sql in (
        "SELECT file, kind, size, sha256, records FROM documents ORDER BY file",
        "SELECT file, work, naskah, title, articles, metadata FROM regulations JOIN documents USING (doc) "
        "ORDER BY file",
        "SELECT work, slug, name, file, catalogue FROM works LEFT JOIN documents USING (doc) ORDER BY work",
        "SELECT file, n, component, path, p.kind, label, heading, text FROM provisions p JOIN documents USING (doc) "
        "ORDER BY file, n",
        "SELECT id, date, first_day, last_day, title, metadata FROM sessions ORDER BY id",
        "SELECT session, n, anchor, speaker, text FROM speeches ORDER BY session, n",
        "SELECT session, n, kind, work, path, article, excepted, evidence, start FROM links "
        "ORDER BY session, n, kind, work, path, start",
        "SELECT session, anchor, start, text, status, targets FROM citations ORDER BY session, anchor, start",
        "SELECT stage, kind, message, file, line FROM notices ORDER BY file, line, kind, message",
        "SELECT value FROM meta WHERE key IN ('coverage', 'catalogue')",
    ):
        found += db.execute(sql).fetchall()
    db.close()
    return found


def test_first_build_reads_everything(base: Path) -> None:
    report = KnowledgeBase.open(base).build()
    assert (report.files, report.changed, report.regulations, report.sessions) == (3, 3, 1, 2)
    assert report.failed == ()
    assert report.generation == 1


def test_nothing_changed_publishes_nothing(base: Path) -> None:
    kb = KnowledgeBase.open(base)
    first = kb.build()
    again = kb.build()
    assert (again.changed, again.removed, again.generation) == (0, 0, 1)
    assert (again.records, again.links) == (first.records, first.links)


def test_touched_but_equal_file_is_not_read_again(base: Path) -> None:
    kb = KnowledgeBase.open(base)
    kb.build()
    os.utime(base / LAW_FILE, ns=(1, 1))
    assert kb.build().changed == 0


def test_changed_file_alone_is_read_again(base: Path) -> None:
    kb = KnowledgeBase.open(base)
    kb.build()
    write(base / LAW_FILE, LAW.format(number="5", title="Layangan").replace("Benang berkaca", "Benang bergelas"))
    report = kb.build()
    assert (report.changed, report.generation) == (1, 2)
    assert kb.search("bergelas", Filters()).total == 1
    assert kb.search("berkaca", Filters()).total == 0


def test_full_build_reads_everything_again(base: Path) -> None:
    kb = KnowledgeBase.open(base)
    kb.build()
    assert kb.build(full=True).changed == 3


def test_incremental_build_gives_what_a_full_one_gives(base: Path) -> None:
    kb = KnowledgeBase.open(base)
    kb.build()
    write(base / LAW_FILE, LAW.format(number="5", title="Permainan Layangan") + "\n## Pasal 5\n\nCukup.\n")
    write(base / "corpus/regulations/kota-contoh/perda-6-2041.md", LAW.format(number="6", title="Gasing"))
    first = "Perda Nomor 6 Tahun 2041 menarik."
    write(
        base / "corpus/sessions/2041/2041-08-01-rapat-gasing.md",
        SESSION.format(title="Gasing", date="2041-08-01", first=first),
    )
    (base / "corpus/sessions/2041/2041-07-rapat-lanjutan.md").unlink()
    report = kb.build()
    assert (report.changed, report.removed) == (3, 1)
    incremental = contents(base)
    words = [(h.rank, h.excerpt) for q in ("layangan", "gasing", "rapat") for h in kb.search(q, Filters()).hits]
    kb.build(full=True)
    assert contents(base) == incremental
    assert [(h.rank, h.excerpt) for q in ("layangan", "gasing", "rapat") for h in kb.search(q, Filters()).hits] == words


def test_failing_file_is_named_and_others_go_on(base: Path) -> None:
    (base / "corpus/regulations/kota-contoh/rusak.md").write_bytes(b"## Pasal 1\n\0\n")
    kb = KnowledgeBase.open(base)
    report = kb.build()
    assert [notice.file for notice in report.failed] == ["regulations/kota-contoh/rusak.md"]
    assert report.regulations == 1
    again = kb.build()
    assert [notice.file for notice in again.failed] == ["regulations/kota-contoh/rusak.md"]


def test_document_that_cannot_be_read_yet_is_named(base: Path) -> None:
    (base / "corpus/regulations/naskah.pdf").write_bytes(b"%PDF-1.7")
    kb = KnowledgeBase.open(base)
    assert ("unread-form", 1) in kb.build().notices
    assert kb.build().changed == 0


def test_two_files_of_one_work_are_both_kept(base: Path, tmp_path: Path) -> None:
    write(tmp_path / "lain/salinan.md", LAW.format(number="5", title="Layangan").replace("berkaca", "bergelas"))
    kb = KnowledgeBase.open(base)
    report = kb.build(sources=[tmp_path / "lain"])
    assert ("duplicate-work", 1) in report.notices
    (row,) = kb.works(Filters())
    assert row.files == ("regulations/kota-contoh/perda-5-2041.md", "salinan.md")
    shown = kb.show("salinan.md#3")
    assert "bergelas" in shown.provisions[0].text  # type: ignore[union-attr]
    assert "berkaca" in kb.show("Pasal 3 Perda 5/2041").provisions[0].text  # type: ignore[union-attr]


def test_a_source_is_read_for_one_build_only(base: Path, tmp_path: Path) -> None:
    write(tmp_path / "lain/gasing.md", LAW.format(number="6", title="Gasing"))
    kb = KnowledgeBase.open(base)
    assert kb.build(sources=[tmp_path / "lain"]).files == 4
    assert kb.build().removed == 1


def test_two_sessions_of_one_name_are_both_kept_whatever_comes_first(base: Path) -> None:
    text = SESSION.format(title="Lain", date="2041-06-01", first="Lain sama sekali.")
    kb = KnowledgeBase.open(base)
    kb.build()
    write(base / "corpus/sessions/2040/2041-06-01-rapat-layangan.md", text)
    report = kb.build()
    assert ("duplicate-session", 1) in report.notices
    incremental = contents(base)
    assert {"2041-06-01-rapat-layangan", "2041-06-01-rapat-layangan-2"} <= {s.id for s in kb.sessions(Filters())}
    kb.build(full=True)
    assert contents(base) == incremental


def test_symbolic_links_are_not_followed(base: Path, tmp_path: Path) -> None:
    outside = write(tmp_path / "luar/rahasia.md", LAW.format(number="9", title="Rahasia"))
    try:
        (base / "corpus/regulations/rahasia.md").symlink_to(outside)
        (base / "corpus/luar").symlink_to(outside.parent, target_is_directory=True)
    except OSError:
        pytest.skip("no symbolic links here")
    assert KnowledgeBase.open(base).build().files == 3


def test_range_with_exception_links_its_members_only(base: Path) -> None:
    kb = KnowledgeBase.open(base)
    kb.build()
    linked = {
        article: [e.anchor for e in kb.discussions(f"Pasal {article} Perda 5/2041", kinds=[LinkKind.CITED]).entries]
        for article in "1234"
    }
    assert linked == {"1": ["p1"], "2": ["p1", "p1"], "3": [], "4": ["p1"]}


def test_declared_law_that_cannot_be_resolved_is_told(base: Path) -> None:
    text = SESSION.format(title="Entah", date="2041-09-01", first="Halo.").replace("perda 5/2041", "aturan layangan")
    write(base / "corpus/sessions/2041/2041-09-01-entah.md", text)
    assert ("declared-unresolved", 1) in KnowledgeBase.open(base).build().notices


def test_nicknames_hold_on_their_dates(base: Path) -> None:
    write(
        base / "corpus/aliases.yaml",
        "- {julukan: Perda Langit, peraturan: perda 5/2041, tempat: Kota Contoh, dari: '2041-06-01', sampai: null}\n"
        "- {julukan: Perda Laut, peraturan: perda layar, keliru: ya}\n",
    )
    kb = KnowledgeBase.open(base)
    notices = dict(kb.build().notices)
    assert (notices["unknown-key"], notices["alias-unresolved"]) == (1, 1)
    (found,) = kb.cite("Lihat Perda Langit.", date="2041-06-02")
    assert [str(target) for target in found.targets] == ["id-9999/perda/2041/5"]


@pytest.mark.parametrize("damage", ["missing", "garbage", "cut"])
def test_damaged_store_is_said_to_be_damaged(base: Path, damage: str) -> None:
    kb = KnowledgeBase.open(base)
    kb.build()
    path = base / "index/gen/1/store.db"
    if damage == "missing":
        path.unlink()
    elif damage == "garbage":
        path.write_bytes(b"not a database at all" * 100)
    else:
        path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(DamagedError) as told:
        KnowledgeBase.open(base).show("Pasal 2 Perda 5/2041")
    assert told.value.exit_code == 12
    assert kb.build(full=True).files == 3


def test_store_of_another_format_counts_as_no_index(base: Path) -> None:
    KnowledgeBase.open(base).build()
    db = sqlite3.connect(base / "index/gen/1/store.db")
    db.execute("PRAGMA user_version = 999")
    db.close()
    with pytest.raises(NoIndexError):
        KnowledgeBase.open(base).works(Filters())
    assert KnowledgeBase.open(base).build().changed == 3
