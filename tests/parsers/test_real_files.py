"""Other people's files: none crashes the reader, and no letter or digit of them is dropped in silence."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from kb.parsers import parse_file
from kb.readers import read_document


def letters(*texts: str) -> Counter[str]:
    return Counter(mark for text in texts for mark in text if mark.isalnum())


def test_every_character_is_in_the_model_or_in_the_furniture(shared: Path) -> None:
    root = shared / "data" / "regs"
    files = sorted(p for p in root.rglob("*") if p.suffix in (".txt", ".md", ".html"))
    assert len(files) > 500
    lost = []
    for path in files:
        document = read_document(path)
        parsed = parse_file(document, path.relative_to(root).as_posix())
        assert parsed.regulation is not None
        units = parsed.regulation.provisions
        read = letters(*(text for u in units for text in (u.label, u.heading, u.text, u.closing)))
        if letters(*(line.text for line in document.lines)) != read + letters(*(text for _, text in parsed.furniture)):
            lost.append(path.name)
    assert lost == []
