"""What every search engine of kb offers: the seam between the query language and an index."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from kb.search.query import Node
from kb.search.records import Record

SORTS = ("skor", "tanggal", "nomor")
"""By relevance, newest first, by number of law; ties always by id."""

MAX_EXPANSIONS = 5000
"""Words a prefix may stand for; the first ones in the order of the words are taken."""

SECONDS = 2.0
"""Longest time of one search; what was found until then is not shown as if it were all."""

EXAMPLE = "contoh"
"""``naskah`` of an invented text."""


class Scored(NamedTuple):
    """A hit: record id and score."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions beside the query; ``""`` and 0 ask for nothing. Each but the last three is a field of the query.

    ``hide_examples`` keeps invented texts out, but for those of the place ``home``.
    """

    jenis: str = ""
    nomor: str = ""
    tahun: str = ""
    tempat: str = ""
    status: str = ""
    naskah: str = ""
    pembicara: str = ""
    lembaga: str = ""
    dari: str = ""
    sampai: str = ""
    kind: str = ""
    hide_examples: bool = False
    home: str = ""


class Page(NamedTuple):
    """Hits of one page; ``total`` counts all of them, ``left_out`` the invented texts that were hidden."""

    total: int
    hits: tuple[Scored, ...]
    left_out: int = 0


class SearchEngine(Protocol):
    """An open index."""

    def search(
        self, query: Node, *, filters: Filters | None = None, limit: int = 10, offset: int = 0, sort: str = "skor"
    ) -> Page:
        """Hits from ``offset`` on, at most ``limit``; order by ``sort``, ties by id.

        Raises UsageError when the search takes too long or a filter is no date, DamagedError when
        the index is.
        """

    def suggest(self, word: str, n: int = 3) -> tuple[str, ...]:
        """Words of the index that are near to ``word``, nearest and most frequent first."""

    def matched_words(self, query: Node) -> frozenset[str]:
        """Exact forms and stems that a hit of ``query`` can be marked by."""

    def close(self) -> None:
        """Let the files go."""


class IndexWriter(Protocol):
    """An index being written."""

    def delete(self, files: Iterable[str]) -> int:
        """Take out all records of these files, at once; says how many. Only before the first ``add``."""

    def add(self, record: Record, *, file: str) -> None:
        """Add a record; ``file`` is what it is deleted by."""


def open_engine(folder: Path) -> SearchEngine:
    """Open the index in ``folder``. Raises NoIndexError, DamagedError."""
    from kb.search.whoosh_engine import WhooshEngine

    return WhooshEngine(folder)


def open_writer(folder: Path) -> AbstractContextManager[IndexWriter]:
    """Write into the index in ``folder``, made when it is not there; committed on a clean exit."""
    from kb.search.whoosh_writer import write_index

    return write_index(folder)
