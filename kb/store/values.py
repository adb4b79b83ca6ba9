"""Regulations and sessions without their units ↔ JSON, as the store keeps them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from kb.indonesian.dates import date_number, date_span
from kb.model import (
    KnownArticle,
    Naskah,
    Participant,
    Provision,
    Regulation,
    Relation,
    Remark,
    Session,
    Source,
    SourcedTitle,
    Speech,
    SpeechMode,
    Status,
)

_V = TypeVar("_V")

SPEECH = "anchor, text, speaker, role, mode, cue, source, start, remarks, provisional, line"
"""The columns that ``speech_of`` takes."""


def dump_regulation(regulation: Regulation) -> str:
    """Everything of a regulation but its provisions."""
    return _dump(_plain(regulation._replace(provisions=())), "provisions")


def dump_session(session: Session) -> str:
    """Everything of a session but its speeches."""
    return _dump(_plain(session._replace(speeches=())), "speeches")


def _plain(value: Any) -> Any:
    """A value of the model as dictionaries and lists, however deep."""
    if hasattr(value, "_asdict"):
        return {name: _plain(part) for name, part in value._asdict().items()}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def day_numbers(date: str) -> tuple[int, int]:
    """First and last day that a date can mean, as YYYYMMDD; zeros where there is none.

    >>> day_numbers("2024-04")
    (20240401, 20240430)
    """
    try:
        first, last = date_span(date)
    except ValueError:
        return 0, 0
    return date_number(first), date_number(last)


def load_regulation(text: str, provisions: tuple[Provision, ...] = ()) -> Regulation:
    """What ``dump_regulation`` wrote, with ``provisions``."""
    found = json.loads(text)
    return Regulation(
        **{
            **found,
            "naskah": Naskah(found["naskah"]),
            "titles": _all(SourcedTitle, found["titles"]),
            "nicknames": tuple(found["nicknames"]),
            "status": Status(**found["status"]),
            "sources": _all(Source, found["sources"]),
            "relations": _all(Relation, found["relations"]),
            "known_articles": tuple(
                KnownArticle(**{**known, "clauses": tuple(known["clauses"])}) for known in found["known_articles"]
            ),
            "contradictions": tuple(found["contradictions"]),
            "extra": _pairs(found["extra"]),
            "provisions": provisions,
        }
    )


def load_session(text: str, speeches: tuple[Speech, ...] = ()) -> Session:
    """What ``dump_session`` wrote, with ``speeches``."""
    found = json.loads(text)
    return Session(
        **{
            **found,
            "naskah": Naskah(found["naskah"]),
            "participants": _all(Participant, found["participants"]),
            "discusses": tuple(found["discusses"]),
            "sources": load_sources(found),
            "extra": _pairs(found["extra"]),
            "speeches": speeches,
        }
    )


def load_sources(found: Mapping[str, Any]) -> tuple[Source, ...]:
    """The sources in a decoded regulation or session."""
    return _all(Source, found["sources"])


def speech_of(row: tuple[Any, ...]) -> Speech:
    """A row of speeches as a value."""
    anchor, text, speaker, role, mode, cue, source, start, remarks, provisional, line = row
    notes = tuple(Remark(at, words) for at, words in json.loads(remarks))
    return Speech(anchor, text, speaker, role, SpeechMode(mode), cue, source, start, notes, bool(provisional), line)


def _dump(values: dict[str, Any], without: str) -> str:
    del values[without]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _all(kind: type[_V], found: Sequence[Mapping[str, Any]]) -> tuple[_V, ...]:
    return tuple(kind(**values) for values in found)


def _pairs(found: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((key, value) for key, value in found)
