"""Keep a hostile index from running code: only known classes are unpickled while our engine works.

Whoosh unpickles at many places, and a crafted index would run what it likes. Python raises the audit
event ``pickle.find_class`` for each class that any unpickler looks up, so one hook covers them all.
A hook cannot be removed: it is installed once, at the first use, and looks away unless a guarded block
is running. Exact pairs only, no dots: ``whoosh.index`` + ``os.path.os.system`` is how a rule on
prefixes was passed by.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from kb.errors import DamagedError

_active: ContextVar[bool] = ContextVar("kb_pickle_guard", default=False)

ALLOWED = frozenset(
    {
        ("__builtin__", "set"),
        ("_codecs", "encode"),
        ("builtins", "int"),
        ("builtins", "set"),
        ("collections", "defaultdict"),
        ("whoosh.analysis.tokenizers", "IDTokenizer"),
        ("whoosh.codec.whoosh3", "W3Codec"),
        ("whoosh.codec.whoosh3", "W3Segment"),
        ("whoosh.columns", "NumericColumn"),
        ("whoosh.columns", "VarBytesColumn"),
        ("whoosh.fields", "COLUMN"),
        ("whoosh.fields", "KEYWORD"),
        ("whoosh.fields", "Schema"),
        ("whoosh.fields", "TEXT"),
        ("whoosh.formats", "Frequency"),
        ("whoosh.formats", "Positions"),
    }
)
"""The classes an index written by kb holds, as pairs of module and name."""


def damaged() -> DamagedError:
    """The error for an index that cannot be trusted or read."""
    return DamagedError("indeks rusak atau bukan buatan kb", "Bangun ulang: kb build --penuh")


@contextmanager
def guarded() -> Iterator[None]:
    """While this block runs in this context, unpickling anything but ``ALLOWED`` raises DamagedError."""
    _install()
    token = _active.set(True)
    try:
        yield
    finally:
        _active.reset(token)


@cache
def _install() -> None:
    sys.addaudithook(_audit)


def _audit(event: str, args: tuple[object, ...]) -> None:
    if event == "pickle.find_class" and _active.get() and args not in ALLOWED:
        raise damaged()
