"""When the text of a law known by name only is added later, ids gain their text and all links stay.

The law is Perda Kota Bekasi 10/2021 of the shipped corpus; the text is invented for this test.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from kb.knowledge_base import KnowledgeBase
from kb.results import Discussion, ShownProvision, ShownRegulation
from tests.conftest import ROOT
from tests.small import write

INVENTED = """\
PERATURAN DAERAH KOTA BEKASI
NOMOR 10 TAHUN 2021
TENTANG
REKAAN UNTUK PENGUJIAN

BAB I
KETENTUAN UMUM

Pasal 1

Kalimat ini direka untuk pengujian dan bukan bunyi peraturan mana pun.

Pasal 20

(1) Ayat rekaan pertama tentang layang-layang.
(2) Ayat rekaan kedua tentang gasing.
"""


def entries(kb: KnowledgeBase, name: str) -> list[Discussion]:
    """The timeline; warnings aside, since the invented title is not the one that speeches name."""
    return [entry._replace(warnings=()) for entry in kb.discussions(name, broader=True).entries]


def test_ids_gain_text_and_links_stay(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    shutil.copy(ROOT / "kb.toml", tmp_path)
    kb = KnowledgeBase.open(tmp_path)
    kb.build()
    names = ("Pasal 20 Perda 10/2021", "Pasal 20 ayat (1) Perda 10/2021", "Perda 10/2021")
    before = {name: entries(kb, name) for name in names}
    without = kb.show(names[0])
    assert isinstance(without, ShownProvision)
    assert without.provisions == ()
    assert without.known

    report = kb.add(write(tmp_path / "naskah.txt", INVENTED), identify="perda-kota-bekasi-10-2021")
    assert report.written == "corpus/regulations/kota-bekasi/perda-10-2021.md"
    kb.build()

    assert {name: entries(kb, name) for name in names} == before
    shown = kb.show(names[0])
    assert isinstance(shown, ShownProvision)
    assert [p.path for p in shown.provisions] == ["20", "20/1", "20/2"]
    assert shown.provisions[2].text == "Ayat rekaan kedua tentang gasing."
    assert shown.regulation.naskah == "ekstraksi"
    law = kb.show("perda-kota-bekasi-10-2021")
    assert isinstance(law, ShownRegulation)
    assert law.regulation.titles == without.regulation.titles
    assert law.regulation.contradictions == without.regulation.contradictions
    assert any(source.file == "naskah.txt" and source.sha256 for source in law.regulation.sources)
