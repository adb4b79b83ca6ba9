"""Build an index over a folder of other people's texts and say what it took.

    python3 scripts/benchmark_build.py ../shared/data/regs

Each step is a process of its own (``kb build``), in a knowledge base of its own in a temporary
folder: a full build, a rebuild with nothing changed, a rebuild with one file changed. Prints a
Markdown table: files, records, warnings by kind, wall time, peak memory, size of the index.
Peak memory needs POSIX; elsewhere it is left out.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Runs kb in a child and adds its peak memory to what it prints.
_CHILD = """
import json, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from kb.knowledge_base import KnowledgeBase
report = KnowledgeBase.open(Path(sys.argv[2])).build(full=sys.argv[4] == "full", sources=[Path(sys.argv[3])])
try:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
except ImportError:
    peak = 0
print(json.dumps({
    "files": report.files, "changed": report.changed, "records": report.records, "regulations": report.regulations,
    "notices": dict(report.notices), "failed": [n.file for n in report.failed], "peak": peak,
}))
"""


def build(base: Path, source: Path, how: str) -> tuple[dict, float]:  # type: ignore[type-arg]
    """One build in a process of its own → what it reports, and its wall time in seconds."""
    start = time.perf_counter()
    command = [sys.executable, "-c", _CHILD, str(ROOT), str(base), str(source), how]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1]), seconds


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Measure a build over a folder of texts.")
    parser.add_argument("source", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "kb"
        (base / "corpus").mkdir(parents=True)
        shutil.copy(ROOT / "kb.toml", base / "kb.toml")
        source = Path(folder) / "source"
        shutil.copytree(options.source, source)
        for path in source.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        full, seconds = build(base, source, "full")
        size = sum(path.stat().st_size for path in (base / "index").rglob("*") if path.is_file())
        unchanged, again = build(base, source, "incremental")
        changed_file = next(path for path in sorted(source.rglob("*.txt")))
        with changed_file.open("a", encoding="utf-8") as file:
            file.write("\nTambahan.\n")
        one, after = build(base, source, "incremental")
    print("| step | files | changed | records | wall, s | peak, MB |")
    print("|---|---|---|---|---|---|")
    for name, report, took in (
        ("full", full, seconds),
        ("nothing changed", unchanged, again),
        ("one file changed", one, after),
    ):
        row = [name, report["files"], report["changed"], report["records"], f"{took:.1f}", f"{report['peak']:.0f}"]
        print("| " + " | ".join(map(str, row)) + " |")
    print(f"\nindex: {size / 1e6:.1f} MB; regulations: {full['regulations']}; files that failed: {len(full['failed'])}")
    print("\n| warning | n |\n|---|---|")
    for kind, count in sorted(full["notices"].items()):
        print(f"| {kind} | {count} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
