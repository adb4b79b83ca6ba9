"""Accuracy floors on the cases in ``../shared/gold``, by the script that anyone runs."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = json.loads((ROOT / "tests" / "floors.json").read_text(encoding="utf-8"))["citations"]


def evaluate(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "evaluate_citations.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_floors_were_measured_on_this_data(shared: Path) -> None:
    for name, digest in FLOORS["data"].items():
        assert hashlib.sha256((shared / name).read_bytes()).hexdigest() == digest, name


@pytest.mark.parametrize("with_catalogue", [True, False])
def test_floors_hold(shared: Path, with_catalogue: bool) -> None:
    catalogue = ["--catalogue", shared / "gold" / "catalogue.json"] if with_catalogue else []
    floors = FLOORS["with_catalogue" if with_catalogue else "without_catalogue"]
    done = evaluate(shared / "gold" / "citations.jsonl", *catalogue, *(f"--floor={floor}" for floor in floors))
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_broken_floor_fails(tmp_path: Path) -> None:
    case = {"id": 1, "group": "g", "text": "UU 1/2020", "context": {}, "targets": ["id/uu/2020/2"], "mentions": []}
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(case) + "\n", encoding="utf-8")
    assert evaluate(path, "--floor", "g=1").returncode == 1
    assert evaluate(path).returncode == 0


def test_an_input_of_another_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text('{"id": 1}\n', encoding="utf-8")
    done = evaluate(path)
    assert done.returncode == 2
    assert f"{path}:1" in done.stderr


def test_json_says_what_was_measured(tmp_path: Path) -> None:
    case = {"id": 1, "group": "g", "text": "UU 1/2020", "context": {}, "targets": ["id/uu/2020/1"], "mentions": []}
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(case) + "\n", encoding="utf-8")
    document = json.loads(evaluate(path, "--json").stdout)
    assert document["groups"]["g"]["rate"] == {"n": 1, "right": 1, "rate": 100.0}
    assert document["input"]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
