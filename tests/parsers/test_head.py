"""The head of a law without front matter: which law it is, and its title."""

from __future__ import annotations

import pytest

from kb.parsers.head import read_head
from kb.readers import Line


@pytest.mark.parametrize(
    ("text", "work", "title"),
    [
        pytest.param(
            "PERATURAN DAERAH KOTA CONTOH\nNOMOR 9 TAHUN 2021\nTENTANG\nUJI COBA\n\nPasal 1\n(1) Satu.",
            "id-9999/perda/2021/9",
            "UJI COBA",
            id="articles follow at once",
        ),
        pytest.param(
            "UNDANG-UNDANG REPUBLIK INDONESIA\nNOMOR 3 TAHUN 1990\nTENTANG\nHAL LAIN\nDENGAN RAHMAT TUHAN",
            "id/uu/1990/3",
            "HAL LAIN",
            id="national",
        ),
        pytest.param("SURAT BIASA\ntanpa nomor", "", None, id="no law"),
    ],
)
def test_head(text: str, work: str, title: str | None) -> None:
    lines = [Line(n, line) for n, line in enumerate(text.split("\n"), 1)]
    regulation, notices = read_head(lines, "f")
    assert (regulation.work, regulation.title) == (work, title)
    assert [notice.kind for notice in notices] == ([] if work else ["unknown-work"])
