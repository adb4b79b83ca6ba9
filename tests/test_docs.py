"""Every command that the documentation shows runs, and the screen shows what is printed there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_documents_show_what_the_screen_shows() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "render_docs.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
