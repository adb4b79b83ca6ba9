"""The command line as a user meets it: screens, exit codes, what is loaded, what cannot steer a terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from kb.presenters.words import clean

ROOT = Path(__file__).resolve().parents[2]
RUN = "import sys; from kb.__main__ import main; code = main(sys.argv[1:])\n"


def kb(*words: str, language: str = "id", code: str = RUN + "sys.exit(code)") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "KB_LANG": language, "COLUMNS": "100"}
    environment.pop("KB_HOME", None)
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_discussions_of_an_article_and_nothing_else() -> None:
    done = kb("discussions", "Pasal 20 Perda 10/2021", "--json")
    entries = json.loads(done.stdout)["result"]["entries"]
    assert {(e["session"], e["anchor"]) for e in entries} == {
        ("2024-04-surat-edaran-pindah-datang", "p2"),
        ("2025-04-21-pernyataan-pindah-domisili", "p2"),
    }
    assert {e["kind"] for e in entries} == {"cited"}
    assert {e["target"]["id"].partition("#")[2] for e in entries} == {"20", "20/1", "20/2"}
    assert all(e["sources"] and e["evidence"]["marks"] for e in entries)


def test_retold_words_are_never_quoted() -> None:
    screen = kb("discussions", "Perda 10/2021").stdout
    assert "parafrasa" in screen
    assert "“" not in screen
    assert "“" in kb("discussions", "Pasal 14 Perda Kota Contoh 7/2031").stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(["discussions", "Perda Kabupaten Bekasi 10/2021"], 1, id="a law of another place"),
        pytest.param(["search", "katayangtidakada"], 1, id="nothing found"),
        pytest.param(["show", "bukan peraturan"], 2, id="no such thing"),
        pytest.param(["show", "Perda Bekasi 10/2021"], 2, id="two places"),
        pytest.param(["search", "x", "--dari", "kemarin"], 2, id="no date"),
        pytest.param(["search"], 2, id="no query"),
        pytest.param(["cite", "Tidak ada hukum di sini."], 1, id="no citation"),
        pytest.param(["cari", "zonasi"], 0, id="Indonesian name"),
        pytest.param([], 0, id="kb alone"),
    ],
)
def test_exit_codes(words: list[str], code: int) -> None:
    done = kb(*words)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_an_ambiguous_law_names_its_candidates() -> None:
    assert "Perda Kabupaten Bekasi 10/2021" in kb("show", "Perda Bekasi 10/2021").stderr


@pytest.mark.parametrize("name", ["init", "add", "build", "search", "show", "discussions", "cite", "list", "status"])
@pytest.mark.parametrize(("language", "heading"), [("id", "Contoh:"), ("en", "Examples:")])
def test_help_has_examples_in_both_languages(name: str, language: str, heading: str) -> None:
    help_text = kb(name, "--help", language=language).stdout
    assert heading in help_text
    assert help_text.count("  kb ") >= 2


@pytest.mark.parametrize(
    ("words", "banned"),
    [
        pytest.param(
            ["search", "zonasi"],
            "bs4 markdown yaml lxml numpy importlib.metadata rich kb.parsers kb.readers kb.writers",
            id="search",
        ),
        pytest.param(
            ["discussions", "Pasal 20 Perda 10/2021"], "whoosh bs4 markdown yaml kb.parsers", id="discussions"
        ),
        pytest.param(["show", "Pasal 20 Perda 10/2021"], "whoosh bs4 markdown yaml kb.parsers", id="show"),
    ],
)
def test_what_a_command_does_not_load(words: list[str], banned: str) -> None:
    kb(*words)  # the first question may build the index
    code = RUN + "print('LOADED', sorted(sys.modules), file=sys.stderr)"
    loaded = kb(*words, code=code).stderr.partition("LOADED")[2]
    assert "'kb.cli'" in loaded
    assert [module for module in banned.split() if f"'{module}'" in loaded] == []


def test_text_cannot_steer_a_terminal() -> None:
    everything = "".join(chr(code) for code in range(0x10000))
    left = clean(everything)
    harmful = {c for c in left if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert harmful <= {"\n"}


def test_csv_opens_in_a_spreadsheet_and_runs_nothing() -> None:
    table = kb("list", "--csv").stdout
    assert table.startswith("\ufeffwork,")
    assert "id-3275/perda/2021/10" in table


def test_a_page_says_what_it_is(tmp_path: Path) -> None:
    page = tmp_path / "perda.html"
    assert kb("show", "Perda Kota Contoh 7/2031", "--html", str(page)).returncode == 0
    text = page.read_text(encoding="utf-8")
    assert "CONTOH REKAAN" in text
    assert "Content-Security-Policy" in text
    assert "<script" not in text


def test_a_new_knowledge_base(tmp_path: Path) -> None:
    folder = str(tmp_path / "basis")
    assert kb("init", folder).returncode == 0
    assert kb("--kb", folder, "search", "taman").returncode == 10
    assert kb("--kb", folder, "build").returncode == 0
    assert kb("--kb", folder, "search", "taman").returncode == 1
