"""Every file of the corpus: written back as it stands, and its labels read back from its printable page."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from kb.parsers import Parsed, parse_file
from kb.readers import read_document
from kb.writers import regulation_page, write_regulation, write_session

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
FILES = sorted(p.relative_to(CORPUS).as_posix() for p in CORPUS.rglob("*.md"))


def parsed(file: str) -> Parsed:
    return parse_file(read_document(CORPUS / file), file)


@pytest.mark.parametrize("file", FILES)
def test_written_back_without_loss(file: str) -> None:
    found = parsed(file)
    assert found.notices == ()
    if found.session:
        text = write_session(found.session)
    else:
        assert found.regulation
        text = write_regulation(found.regulation)
    assert text == (CORPUS / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("file", [file for file in FILES if "regulations/" in file])
def test_the_page_shows_the_printed_labels_in_order(file: str) -> None:
    regulation = parsed(file).regulation
    assert regulation
    page = BeautifulSoup(regulation_page(regulation), "html.parser")
    shown = [" ".join(label.get_text().split()) for label in page.select("span.label")]
    assert shown == [p.label for p in regulation.provisions if p.label]
    anchors = [str(tag["id"]) for tag in page.select("[id]")]
    assert len(anchors) == len(set(anchors))
