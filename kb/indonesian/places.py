"""Provinces, kota and kabupaten, and how texts name them.

Source of names and codes: Kepmendagri 300.2.2-2138/2025 (see ``places.tsv``).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

NATION = "id"
"""Place part of the id of a national law."""

_KIND_WORDS = {"provinsi": "Provinsi", "kota": "Kota", "kabupaten": "Kabupaten"}


class Place(NamedTuple):
    """A province, kota or kabupaten; ``name`` is bare (``Bekasi``), ``others`` are short and former names."""

    id: str
    kind: str
    name: str
    others: tuple[str, ...]

    @property
    def full_name(self) -> str:
        """``Kota Bekasi``, ``Provinsi Jawa Barat``."""
        return f"{_KIND_WORDS[self.kind]} {self.name}"


@cache
def all_places() -> dict[str, Place]:
    """Every place, by id."""
    places: dict[str, Place] = {}
    table = Path(__file__).with_name("places.tsv").read_text(encoding="utf-8")
    for row in table.splitlines():
        if not row.startswith("#"):
            place_id, kind, name, others = row.split("\t")
            places[place_id] = Place(place_id, kind, name, tuple(others.split("|")) if others else ())
    return places


@cache
def places_by_name() -> dict[str, tuple[Place, ...]]:
    """Places by bare, short or former name in lower case; several where a name is shared."""
    found: dict[str, list[Place]] = {}
    for place in all_places().values():
        for name in {place.name.lower(), *(other.lower() for other in place.others)}:
            found.setdefault(name, []).append(place)
    return {name: tuple(group) for name, group in found.items()}


def find_places(text: str) -> tuple[Place, ...]:
    """The places that a written name can mean, none if it names no place.

    >>> [p.id for p in find_places("Kota Bekasi")]
    ['id-3275']
    >>> [p.full_name for p in find_places("bekasi")]
    ['Kabupaten Bekasi', 'Kota Bekasi']
    """
    words = text.lower().split()
    kind = ""
    if words and words[0].rstrip(".") in ("kab", "kabupaten"):
        kind = "kabupaten"
    elif words and words[0] in ("kota", "kotamadya"):
        kind = "kota"
    elif words and words[0].rstrip(".") in ("prov", "provinsi", "propinsi"):
        kind = "provinsi"
    if kind:
        words = words[1:]
    group = places_by_name().get(" ".join(words), ())
    return tuple(place for place in group if not kind or place.kind == kind)


def place_name(place_id: str) -> str:
    """The full name of a place id, ``Nasional`` for the nation, the id itself when unknown."""
    if place_id == NATION:
        return "Nasional"
    place = all_places().get(place_id)
    return place.full_name if place else place_id
