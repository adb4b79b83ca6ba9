"""Kill builds at random moments while readers ask: nothing may be lost, no answer wrong.

    python3 scripts/torture.py --kills 200 [--readers 1] [--seed 1]

A small invented corpus; ``kb build`` runs in a process that is sent SIGKILL at a random moment of
its life, full and incremental in turn, after a change of one file. Readers search and ask for
discussions all the while, each answer being one of the two that are right at that moment.
Exit 1 when anything was broken, lost or wrong. POSIX only.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SESSION = "2032-09-26-sosialisasi-izin-kegiatan"


class Reader(threading.Thread):
    """Asks again and again; what is not right goes to ``trouble``."""

    def __init__(self, base: Path, expected: tuple[int, int]) -> None:
        super().__init__(daemon=True)
        self.base, self.expected = base, expected
        self.stop = threading.Event()
        self.answers = 0
        self.trouble: list[str] = []

    def run(self) -> None:
        """Ask until told to stop."""
        while not self.stop.is_set():
            try:
                found = ask(self.base)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
                self.trouble.append(f"{type(error).__name__}: {error}")
                continue
            self.answers += 1
            if found != self.expected:
                self.trouble.append(f"wrong answer: {found}, not {self.expected}")


def ask(base: Path) -> tuple[int, int]:
    """How many speeches a search finds, and how many discuss a law: the same in every build here."""
    from kb.knowledge_base import KnowledgeBase
    from kb.search.engine import Filters

    opened = KnowledgeBase.open(base)
    return opened.search("taman", Filters(kind="sesi")).total, len(opened.discussions("perda 7/2031").entries)


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Kill builds at random moments.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--readers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if os.name != "posix":
        print("torture.py needs POSIX signals; not run")
        return 2
    chance = random.Random(options.seed)  # noqa: S311 - moments to kill at
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "kb"
        shutil.copytree(ROOT / "corpus" / "contoh", base / "corpus")
        (base / "kb.toml").write_text('tempat = "Kota Contoh"\n', encoding="utf-8")
        build = [sys.executable, "-m", "kb", "--kb", str(base), "build"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        start = time.monotonic()
        subprocess.run(build, env=environment, stdout=subprocess.DEVNULL, check=True)
        life = time.monotonic() - start
        expected = ask(base)
        readers = [Reader(base, expected) for _ in range(options.readers)]
        for reader in readers:
            reader.start()
        session = next((base / "corpus").rglob(f"{SESSION}.md"))
        text = session.read_text(encoding="utf-8")
        killed = finished = 0
        while killed < options.kills:
            session.write_text(text + f"\n*(Catatan {killed + finished})*\n", encoding="utf-8", newline="\n")
            words = [*build, "--penuh"] if (killed + finished) % 2 else build
            quiet = subprocess.DEVNULL
            child = subprocess.Popen(words, env=environment, stdout=quiet, stderr=quiet)
            time.sleep(chance.random() * life * 1.1)
            if child.poll() is None:
                child.send_signal(signal.SIGKILL)
                killed += 1
            else:
                finished += 1
            child.wait()
        for reader in readers:
            reader.stop.set()
        for reader in readers:
            reader.join()
        if (
            subprocess.run(build, env=environment, stdout=subprocess.DEVNULL, check=False).returncode
            or ask(base) != expected
        ):
            lost = 1
    trouble = [line for reader in readers for line in reader.trouble]
    answers = sum(reader.answers for reader in readers)
    print("| kills | builds that ended first | answers meanwhile | broken or wrong | lost at the end |")
    print("|---|---|---|---|---|")
    print(f"| {killed} | {finished} | {answers} | {len(trouble)} | {lost} |")
    for line in trouble[:20]:
        print(line)
    return 1 if trouble or lost else 0


if __name__ == "__main__":
    sys.exit(main())
