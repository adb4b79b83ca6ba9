"""A search ends in time, and loads only what it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kb.errors import UsageError
from kb.search import whoosh_engine
from kb.search.engine import open_engine, open_writer
from kb.search.query import parse_query
from kb.search.records import Record


@pytest.fixture
def index(tmp_path: Path) -> Path:
    with open_writer(tmp_path) as writer:
        writer.add(Record("a#1", "sesi", text="zonasi sekolah"), file="a")
    return tmp_path


def test_a_search_that_takes_too_long_says_so(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(index)
    monkeypatch.setattr(whoosh_engine, "SECONDS", -1.0)
    with pytest.raises(UsageError, match="terlalu lama"):
        engine.search(parse_query("zon*"))
    monkeypatch.undo()
    assert engine.search(parse_query("zon*")).total == 1
    engine.close()


def test_prefixes_stand_for_a_limited_number_of_words(tmp_path: Path) -> None:
    with open_writer(tmp_path) as writer:
        writer.add(Record("a", "sesi", text=" ".join(f"abc{n:04}" for n in range(999))), file="a")
        for part in range(1, 7):
            writer.add(Record(f"b{part}", "sesi", text=" ".join(f"abc{part}{n:04}" for n in range(999))), file="b")
    engine = open_engine(tmp_path)
    assert len(engine.matched_words(parse_query("abc*"))) == 5000
    engine.close()


def test_a_search_loads_no_parser_highlighter_or_writer(index: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kb.search.engine import open_engine; "
        "from kb.search.query import parse_query; "
        f"assert open_engine(Path({str(index)!r})).search(parse_query('zonasi')).total == 1; "
        "print(*sorted(sys.modules))"
    )
    root = Path(__file__).parents[2]
    shown = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    loaded = set(shown.stdout.split())
    assert "whoosh.index" in loaded
    assert not loaded & {"whoosh.qparser", "whoosh.highlight", "whoosh.sorting", "whoosh.writing", "whoosh.searching"}
    assert not loaded & {"kb.search.whoosh_writer", "importlib.metadata", "json", "yaml", "bs4", "numpy", "lxml"}
