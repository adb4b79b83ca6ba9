"""What is indexed: one record per article or speech."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_RECORD = 1000
"""Words of one record; a longer unit is cut at its paragraphs."""

_PART = re.compile(r"~\d+\Z")


class Record(NamedTuple):
    """An article (``kind`` pasal) or a speech (``sesi``) as it is searched.

    ``id`` is ``FILE#PATH`` or ``SESSION#ANCHOR``, ``~2`` and so on behind it for the further parts of
    a long one. ``tempat`` is a place id. ``tanggal`` and ``tanggal_akhir`` are the first and last day
    that the date can mean (YYYYMMDD, 0 for none); ``sort_number`` orders by number of law.
    """

    id: str
    kind: str
    heading: str = ""
    text: str = ""
    jenis: str = ""
    nomor: str = ""
    tahun: str = ""
    tempat: str = ""
    status: str = ""
    naskah: str = ""
    pembicara: str = ""
    lembaga: str = ""
    tanggal: int = 0
    tanggal_akhir: int = 0
    sort_number: int = 0


def whole_id(record_id: str) -> str:
    """The id of the unit that a record is a part of.

    >>> whole_id("a.md#5~2"), whole_id("a.md#5")
    ('a.md#5', 'a.md#5')
    """
    return _PART.sub("", record_id)


def cut_long(record: Record, longest: int = LONGEST_RECORD) -> Iterator[Record]:
    r"""The record, or its parts of at most ``longest`` words, cut at paragraphs, else between words.

    >>> [(r.id, r.text) for r in cut_long(Record("x", "pasal", text="a b\nc d\ne"), longest=3)]
    [('x', 'a b'), ('x~2', 'c d\ne')]
    """
    part: list[str] = []
    words = 0
    number = 1
    for paragraph in _pieces(record.text, longest):
        size = len(paragraph.split())
        if part and words + size > longest:
            yield _part(record, number, part)
            number, part, words = number + 1, [], 0
        part.append(paragraph)
        words += size
    yield _part(record, number, part)


def _part(record: Record, number: int, paragraphs: list[str]) -> Record:
    part_id = record.id if number == 1 else f"{record.id}~{number}"
    return record._replace(id=part_id, text="\n".join(paragraphs))


def _pieces(text: str, longest: int) -> Iterator[str]:
    for paragraph in text.split("\n"):
        words = paragraph.split()
        if len(words) <= longest:
            yield paragraph
        else:
            for start in range(0, len(words), longest):
                yield " ".join(words[start : start + longest])
