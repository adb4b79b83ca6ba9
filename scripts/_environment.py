"""A virtual environment beside kb/, made once: what run.py and test.py share.

Plain Python with the standard library only, no shell. What was installed is remembered by a
stamp; while that matches, nothing is installed and no network is needed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Installed so, the checkout is one line in a .pth file: nothing is looked up by hooks at start.
PROJECT = ("--config-settings", "editable_mode=compat", "--editable", str(ROOT))


class SetupError(Exception):
    """The environment cannot be made; the message says what to do."""


def require_python() -> None:
    """Leave with a clear message where this Python is too old."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the one place where an older Python may come by
        sys.exit(f"kb needs Python 3.11 or newer; this is {sys.version.split()[0]} ({sys.executable}).")


def python_of(folder: Path) -> Path:
    """Return the interpreter of the environment in ``folder``."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def prepare(name: str, installs: tuple[tuple[str, ...], ...]) -> Path:
    """Make the environment ``name`` with ``installs`` (words for ``pip install``); return its interpreter.

    Does nothing when the stamp of the last time matches: the same Python, the same settings
    and locked versions, the same words.

    Raises:
        SetupError: venv or pip is missing, or an install failed.
    """
    folder = ROOT / name
    python = python_of(folder)
    stamp, wanted = folder / "kb-stamp", _digest(installs)
    if python.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return python
    print(f"Preparing {folder} (once) …", file=sys.stderr, flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    _call(
        [sys.executable, "-m", "venv", str(folder)],
        "Python's venv or pip is missing; install it (Debian and Ubuntu: apt install python3-venv python3-pip).",
    )
    for words in installs:
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *words]
        _call(
            command,
            "Installing failed; the first time needs a network connection. The lines above say what is missing.",
        )
    stamp.write_text(wanted, encoding="ascii")
    return python


def _digest(installs: tuple[tuple[str, ...], ...]) -> str:
    digest = hashlib.sha256(repr((sys.version, str(ROOT), installs)).encode())
    for path in (
        ROOT / "setup.cfg",
        ROOT / "setup.py",
        ROOT / "pyproject.toml",
        *sorted((ROOT / "requirements").glob("*.txt")),
    ):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _call(command: list[str], trouble: str) -> None:
    """Run a step of the setup; what it says goes to stderr, stdout belongs to the answer."""
    if subprocess.run(command, stdout=sys.stderr, check=False).returncode:
        raise SetupError(trouble)
