"""What all evaluators share: rates as they are printed, an input as it is named, the error of a wrong one."""

from __future__ import annotations

import hashlib
from pathlib import Path

SCHEMA_VERSION = 1


class FormError(Exception):
    """An input that is not of its form."""


def percent(right: int, n: int) -> str:
    """A rate in percent with one decimal; ``–`` without cases, ``*`` where they are few."""
    if not n:
        return "–"
    return f"{100 * right / n:.1f}{'*' if n < 20 else ''}"


def figure(right: int, n: int) -> dict[str, float | int | None]:
    """A figure for the JSON document: n, right and the rate, None without cases."""
    return {"n": n, "right": right, "rate": round(100 * right / n, 1) if n else None}


def described(path: Path, rows: int) -> dict[str, str | int]:
    """An input for the JSON document: path, digest and number of rows."""
    return {"path": str(path), "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "rows": rows}
