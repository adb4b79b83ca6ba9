"""Lines → units, as a table of our own small laws."""

from __future__ import annotations

import pytest

from kb.model import ProvisionKind
from kb.parsers.structure import read_structure
from kb.readers import Line


def units(text: str, *, canonical: bool = False) -> list[tuple[str, str]]:
    lines = [Line(n, line) for n, line in enumerate(text.split("\n"), 1)]
    return [
        (u.path, u.text)
        for u in read_structure(lines, "f", canonical=canonical)[0]
        if u.kind is not ProvisionKind.FRONT
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Pasal 1\n(1) Satu.\n(2) Dua.", [("1", ""), ("1/1", "Satu."), ("1/2", "Dua.")], id="clauses"),
        pytest.param(
            "Pasal 1\n(1) Isi:\na. satu;\nb. dua:\n1. x;\n2. y.",
            [("1", ""), ("1/1", "Isi:"), ("1/1/a", "satu;"), ("1/1/b", "dua:"), ("1/1/b/1", "x;"), ("1/1/b/2", "y.")],
            id="points",
        ),
        pytest.param(
            "Pasal 1\nIstilah:\n1. A adalah a.", [("1", "Istilah:"), ("1/n1", "A adalah a.")], id="definitions"
        ),
        pytest.param(
            "Pasal 7\nSebagaimana dimaksud dalam\nPasal 8\nberlaku.",
            [("7", "Sebagaimana dimaksud dalam Pasal 8 berlaku.")],
            id="a wrapped reference opens nothing",
        ),
        pytest.param(
            "Pasal 7\n(1) Menurut ketentuan pada\n(2) peraturan ini.",
            [("7", ""), ("7/1", "Menurut ketentuan pada (2) peraturan ini.")],
            id="a wrapped clause opens nothing",
        ),
        pytest.param("Pasal 12A\nIsi.\nPasal 13\nIsi.", [("12A", "Isi."), ("13", "Isi.")], id="inserted"),
        pytest.param(
            "Pasal 3\nSatu.\nPasal 3\nDua.", [("3", "Satu."), ("3_2", "Dua.")], id="the second of two equal labels"
        ),
        pytest.param("Pasal 1\nA.\nBAB II\nUMUM\nPasal 2\nB.", [("1", "A."), ("bab2", ""), ("2", "B.")], id="chapter"),
    ],
)
def test_units(text: str, expected: list[tuple[str, str]]) -> None:
    assert units(text) == expected


def test_quoted_articles_belong_to_their_instruction() -> None:
    text = "## Pasal I\n\n- 1. Ketentuan Pasal 6 diubah:\n\n> ## Pasal 6\n>\n> (1) Baru.\n\n## Pasal II\n\nBerlaku."
    assert [path for path, _ in units(text, canonical=True)] == ["I", "I/n1", "I/n1>6", "I/n1>6/1", "II"]
