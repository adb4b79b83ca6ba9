"""Run every command that the documentation shows and put what the screen shows behind it.

    python3 scripts/render_docs.py          write the documents anew
    python3 scripts/render_docs.py --check  exit 1 when a document is not what the screen shows

A ``console`` block holds lines ``$ kb …`` and their output. The commands of one document run in
order in one new folder, so a document may build its own knowledge base. A line ``# exit 1``
behind a command says that it ends so. ``docs/reference`` is made whole from the program.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ("README.md", "README.id.md", "docs/learn/tour.md", "docs/do/recipes.md")
REFERENCES = ("docs/reference/cli.md", "docs/reference/store.md")
_BLOCK = re.compile(r"(```console\n)(.*?)(```)", re.DOTALL)
# What differs from run to run: how long it took, when it was built.
_VOLATILE = (
    (re.compile(r"\b\d+[,.]\d+ (detik|seconds)"), r"0,02 \1"),
    (re.compile(r"\d{4}-\d\d-\d\dT[\d:.+Z-]+"), "2026-01-01T00:00:00Z"),
)


def run_kb(arguments: list[str], folder: Path) -> tuple[str, int]:
    """What ``kb`` with these words prints on both streams, and its exit code."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "KB_LANG": "id",
    }
    environment.pop("KB_HOME", None)
    done = subprocess.run(
        [sys.executable, "-m", "kb", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    output = done.stdout.replace(str(folder), ".").replace(str(ROOT), ".").replace("\r\n", "\n")
    for pattern, steady in _VOLATILE:
        output = pattern.sub(steady, output)
    return "\n".join(line.rstrip() for line in output.splitlines()).strip("\n"), done.returncode


def rendered(text: str, folder: Path) -> str:
    """The document with the output of its commands as it is now. Raises ValueError on another exit code."""

    def block(found: re.Match[str]) -> str:
        lines: list[str] = []
        for line in found[2].splitlines():
            if not line.startswith("$ kb"):
                continue
            command, _, expected = line[2:].partition("  # exit ")
            output, code = run_kb(shlex.split(command)[1:], folder)
            if code != int(expected or 0):
                raise ValueError(f"{command}: exit {code}\n{output}")
            if lines:
                lines.append("")
            lines += [line, *([output] if output else [])]
        return found[1] + "\n".join(lines) + "\n" + found[3]

    return _BLOCK.sub(block, text)


def reference(name: str) -> str:
    """A page of the reference, made from the program."""
    sys.path.insert(0, str(ROOT))
    if name.endswith("cli.md"):
        pages = [f"# Command line\n\nMade by `scripts/render_docs.py` from `kb --help`.\n\n```text\n{_help([])}\n```"]
        pages += [f"## kb {command}\n\n```text\n{_help([command])}\n```" for command in _commands()]
        return "\n\n".join(pages) + "\n"
    from kb.store.schema import SCHEMA

    return f"# Store\n\nMade by `scripts/render_docs.py` from `kb/store/schema.py`.\n\n```sql\n{SCHEMA.strip()}\n```\n"


def _help(command: list[str]) -> str:
    return run_kb([*command, "--help"], ROOT)[0]


def _commands() -> list[str]:
    from kb.cli import COMMANDS

    return [command.name for command in COMMANDS]


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Run the commands that the documentation shows.")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    stale = []
    run_kb(["build"], ROOT)
    for name in (*DOCUMENTS, *REFERENCES):
        path = ROOT / name
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        if name in REFERENCES:
            new = reference(name)
        else:
            with tempfile.TemporaryDirectory() as folder:
                new = rendered(old, Path(folder).resolve())
        if new != old:
            stale.append(name)
            if not options.check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(new, encoding="utf-8", newline="\n")
    for name in stale:
        print(f"{'not what the screen shows' if options.check else 'written'}: {name}")
    return 1 if stale and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
