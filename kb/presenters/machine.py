"""Results for machines: one JSON document with stable English keys, or CSV that opens right in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from enum import Enum

from kb.ids import Target, target_name, target_uri
from kb.model import SpeechMode

SCHEMA_VERSION = 1
_MODES = {SpeechMode.DIRECT: "direct", SpeechMode.REPORTED: "reported", SpeechMode.AUTHOR: "author"}


def json_text(kind: str, value: object) -> str:
    """One document: ``schema_version``, ``kind``, and the value under ``result``; never localised."""
    document = {"schema_version": SCHEMA_VERSION, "kind": kind, "result": plain(value)}
    return json.dumps(document, ensure_ascii=False, indent=1)


def plain(value: object) -> object:
    """A result as dictionaries and lists; a target carries its notation, its Akoma Ntoso name and its words."""
    if isinstance(value, Target):
        return {"id": str(value), "uri": target_uri(value), "name": target_name(value)}
    if isinstance(value, SpeechMode):
        return _MODES[value]
    if isinstance(value, Enum):
        return value.value
    fields = getattr(value, "__dataclass_fields__", None) or getattr(value, "_fields", None)
    if fields is not None:
        return {name: _mode(getattr(value, name)) if name == "mode" else plain(getattr(value, name)) for name in fields}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def _mode(value: object) -> object:
    return _MODES[SpeechMode(str(value))]


def csv_text(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table with a byte-order mark; a cell that a spreadsheet would run as a formula gets an apostrophe.

    >>> csv_text(["a"], [["=1+1"], ["  -x"], ["b"]]).splitlines()[1:]
    ["'=1+1", "'  -x", 'b']
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_guarded("" if cell is None else str(cell)) for cell in row])
    return "\ufeff" + out.getvalue().rstrip("\n")


def _guarded(cell: str) -> str:
    first = cell.lstrip(" ")[:1]
    return f"'{cell}" if first and first in "=+-@\t\r\n" else cell
