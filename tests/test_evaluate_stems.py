"""The script that measures stems counts what it says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[1] / "scripts" / "evaluate_stems.py"
PAIRS = """# pairs
why\ta\tb\trelation
root\tpindah\tperpindahan\tsame
wrong on purpose\tpindah\ttaman\tsame
two notions\tpemerintahan\tperintah\tdiffer
debatable: either\ttaman\tpertamanan\tdiffer
"""


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), *words], capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_counts_floors_and_misses(tmp_path: Path) -> None:
    table = tmp_path / "pairs.tsv"
    table.write_text(PAIRS, encoding="utf-8")
    found = run(str(table), "--json")
    assert found.returncode == 0
    document = json.loads(found.stdout)
    assert document["groups"]["same"]["right"] == {"n": 2, "right": 1, "rate": 50.0}
    assert document["groups"]["differ"]["right"]["right"] == 1
    assert document["groups"]["debatable"]["right"]["n"] == 1
    assert document["all"]["right"]["n"] == 3
    assert [miss["b"] for miss in document["misses"]] == ["taman", "pertamanan"]
    assert run(str(table), "--floor", "same=50").returncode == 0
    assert run(str(table), "--floor", "same=51").returncode == 1


def test_what_is_not_of_the_form_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "pairs.tsv"
    for text in ("", "a\tb\n", "a\tb\trelation\nx\ty\tmaybe\n"):
        table.write_text(text, encoding="utf-8")
        found = run(str(table))
        assert found.returncode == 2
        assert str(table) in found.stderr
