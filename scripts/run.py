"""Run ``kb`` from a checkout: ``python3 scripts/run.py discussions "Pasal 20 Perda 10/2021"``.

The first time makes ``.venv`` beside kb/ and installs what kb needs; the second time needs no
network. The words given go to ``kb`` as they are, its exit code comes back.
"""

from __future__ import annotations

import subprocess
import sys

from _environment import PROJECT, SetupError, prepare, require_python


def main() -> int:
    """Prepare the environment and run ``kb`` in it."""
    require_python()
    try:
        python = prepare(".venv", (PROJECT,))
    except SetupError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    # -P: a folder named kb where the user stands is not the program.
    with subprocess.Popen([str(python), "-P", "-m", "kb", *sys.argv[1:]]) as child:
        while True:
            try:
                code = child.wait()
            except KeyboardInterrupt:  # kb was told as well: it puts its things away and ends
                continue
            return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main())
