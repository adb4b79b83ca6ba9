"""Conditions on fields: filters as part of a query, and the words of the index that meet them."""

from __future__ import annotations

from kb.errors import UsageError
from kb.indonesian.analysis import tokens
from kb.search.engine import Filters
from kb.search.query import FIELDS, And, Field, Node, Or, date_filter


def conditions_of(filters: Filters) -> list[Node]:
    """Filters as the fields of the query language. Raises UsageError for what is no date."""
    found: list[Node] = [
        Field(name, " ".join(value.lower().split())) for name in FIELDS if (value := getattr(filters, name))
    ]
    if filters.kind:
        found.append(Field("kind", filters.kind))
    if filters.dari or filters.sampai:
        span = date_filter(filters.dari, filters.sampai)
        if span is None:
            raise UsageError(
                f"bukan tanggal: {filters.dari or filters.sampai}", "Tulis 2024-04-21, 2024-04 atau 21 April 2024"
            )
        found.append(span)
    return found


def field_values(field: Field) -> list[list[str]]:
    """The words of a keyword field that answer a condition: one of each group must be there.

    >>> field_values(Field("pembicara", "budi s."))
    [['budi'], ['s']]
    >>> field_values(Field("tempat", "kota bekasi")), field_values(Field("nomor", "06"))
    ([['id-3275']], [['6']])
    """
    if field.name in ("pembicara", "lembaga"):
        return [[token.form] for token in tokens(field.value)]
    if field.name == "tempat":
        if field.value == "id" or field.value.startswith("id-"):
            return [[field.value]]
        if field.value in ("nasional", "indonesia"):
            return [["id"]]
        from kb.indonesian.places import find_places

        return [[place.id for place in find_places(field.value)]]
    if field.name == "nomor":
        return [[field.value.lstrip("0") or "0"]]
    return [[field.value]]


def names_examples(query: Node, filters: Filters) -> bool:
    """Whether the query asks for a place or a kind of text by itself, so that examples are not hidden."""
    if filters.tempat or filters.naskah:
        return True
    if isinstance(query, And | Or):
        return any(names_examples(part, filters) for part in query.parts)
    return isinstance(query, Field) and query.name in ("tempat", "naskah")
