"""Run every check of the project: ``python3 scripts/test.py``; further words go to pytest.

The first time makes ``.venv-test`` and ``.venv-whoosh-2.7.4`` beside kb/ from the locked
versions in requirements/; the second time needs no network. Stops at the first check that
fails and names it. pytest comes last, so that its closing line is the last one.
"""

from __future__ import annotations

import subprocess
import sys
import time

from _environment import PROJECT, ROOT, SetupError, prepare, require_python

_CHECKED = ("kb", "scripts", "tests", "setup.py")
# The engine's contract tests; also run under the Whoosh that everyone knows.
_CONTRACT = "tests/search/test_engine_contract.py"


def main() -> int:
    """Prepare both environments and run the checks one after another."""
    require_python()
    try:
        began = time.monotonic()
        python = str(prepare(".venv-test", (_locked("ci"), ("--no-deps", "--no-build-isolation", *PROJECT))))
        other = str(prepare(".venv-whoosh-2.7.4", (_locked("whoosh-2.7.4"),)))
        _timed("environments", began)
        tool = (python, "-m")
        steps: list[tuple[str, tuple[str, ...]]] = [
            ("ruff check", (*tool, "ruff", "check", *_CHECKED)),
            ("ruff format --check", (*tool, "ruff", "format", "--check", *_CHECKED)),
            ("mypy --strict", (*tool, "mypy", "--strict", "kb", "scripts")),
            (
                "import contracts",
                (python, "-c", "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"),
            ),
            ("engine contract under Whoosh 2.7.4", (other, "-m", "pytest", "-q", _CONTRACT)),
            ("pytest", (*tool, "pytest", *sys.argv[1:])),
        ]
        for name, command in steps:
            print(f"── {name}", flush=True)
            began = time.monotonic()
            code = subprocess.run(command, cwd=ROOT, check=False).returncode
            if code:
                print(f"FAILED: {name} (exit code {code})", file=sys.stderr)
                return code
            if name != "pytest":
                _timed(name, began)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


def _locked(name: str) -> tuple[str, ...]:
    return ("--require-hashes", "--requirement", str(ROOT / "requirements" / f"{name}.txt"))


def _timed(name: str, began: float) -> None:
    print(f"   {name}: {time.monotonic() - began:.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
