"""How long a cold command takes, beside the least that its libraries need.

    python3 scripts/benchmark_cold.py [RUNS]

Every command runs in a new process, all of them in turn, RUNS times (15 unless told); the table
gives medians of one run of this script and their ratios. The index is built first. The bare
search opens the same index with whoosh.index and runs the same query.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

_BARE_SEARCH = """
import sys
import click, whoosh.index
from whoosh.query import Or, Term
index = whoosh.index.open_dir(sys.argv[1])
with index.searcher() as searcher:
    fields = [name for name in ("kata", "akar") if name in index.schema.names()]
    print(len(searcher.search(Or([Term(name, "zonasi") for name in fields]), limit=10)))
"""


def engine_folder() -> Path:
    """The folder of the engine's files in the published generation."""
    sys.path.insert(0, str(ROOT))
    from kb.generations import current
    from kb.settings import find_settings

    generation = current(find_settings(ROOT).index_folder)
    if generation is None:
        raise SystemExit("no index")
    return next(path.parent for path in generation.folder.rglob("_MAIN_*.toc"))


def main() -> int:
    """Run from the command line."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(ROOT)
    python = sys.executable

    def run(command: list[str], folder: str) -> float:
        start = time.perf_counter()
        subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=False)
        return time.perf_counter() - start

    with tempfile.TemporaryDirectory() as folder:
        run([python, "-m", "kb", "build"], folder)
        # What the installed command ``kb`` runs.
        kb = [python, "-c", "import sys; from kb.__main__ import main; sys.exit(main())"]
        commands = {
            "import click": [python, "-c", "import click"],
            "import click, sqlite3": [python, "-c", "import click, sqlite3"],
            "bare search": [python, "-c", _BARE_SEARCH, str(engine_folder())],
            "kb --version": [*kb, "--version"],
            "kb discussions": [*kb, "discussions", "Pasal 20 Perda 10/2021"],
            "kb show": [*kb, "show", "Pasal 20 Perda 10/2021"],
            "kb search": [*kb, "search", "zonasi"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for command in commands.values():
            run(command, folder)
        for _ in range(runs):
            for name, command in commands.items():
                times[name].append(run(command, folder))
    medians = {name: statistics.median(values) for name, values in times.items()}
    bars = (
        ("kb --version", "import click", 1.3),
        ("kb discussions", "import click, sqlite3", 2.0),
        ("kb show", "import click, sqlite3", 2.0),
        ("kb search", "bare search", 1.35),
    )
    print(f"medians of {runs}, interleaved\n\n| command | ms | beside | ms | ratio | bar |\n|---|---|---|---|---|---|")
    for name, base, bar in bars:
        row = f"| {name} | {medians[name] * 1000:.0f} | {base} | {medians[base] * 1000:.0f} "
        print(row + f"| {medians[name] / medians[base]:.2f} | {bar} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
