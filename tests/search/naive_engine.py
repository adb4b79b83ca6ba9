"""An engine without any cleverness: every record is looked at for every query.

It knows the query language and the scoring only from their definitions, and shares no code with the
engines under test but the analysis and the values of a condition.
"""

from __future__ import annotations

import math
from collections import Counter

from kb.indonesian.analysis import stems_of, tokens
from kb.search.conditions import conditions_of, field_values, names_examples
from kb.search.engine import Filters, Page, Scored
from kb.search.query import And, DateSpan, Field, Node, Or, Phrase, Prefix, Word
from kb.search.records import Record, cut_long, whole_id

WEIGHTS = {"kata": 1.0, "akar": 1.0, "judul": 0.6}


def shown_length(length: int) -> int:
    """The length that an index remembers: one byte, exact to ten, then in steps of 3.3 percent."""
    for byte in range(256):
        kept = round((1.033**byte - 1) * 27)
        if kept >= length:
            return kept
    return round((1.033**255 - 1) * 27)


class Entry:
    """A record with its words."""

    def __init__(self, record: Record, file: str) -> None:
        self.record = record
        self.file = file
        heading = [token.form for token in tokens(record.heading)]
        self.words = heading + [token.form for token in tokens(record.text)]
        self.fields = {
            "kata": Counter(self.words),
            "akar": Counter(root for form in self.words for root in stems_of(form)),
            "judul": Counter(root for form in heading for root in stems_of(form)),
        }
        self.lengths = {name: shown_length(sum(counts.values())) for name, counts in self.fields.items()}


class NaiveEngine:
    """Records in a list."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def delete(self, files: set[str]) -> None:
        self.entries = [entry for entry in self.entries if entry.file not in files]

    def add(self, record: Record, *, file: str) -> None:
        self.entries += [Entry(part, file) for part in cut_long(record)]

    def search(
        self, query: Node, *, filters: Filters | None = None, limit: int = 10, offset: int = 0, sort: str = "skor"
    ) -> Page:
        filters = filters or Filters()
        wanted = And((query, *conditions_of(filters)))
        best: dict[str, tuple[float, str, Entry]] = {}
        for entry in self.entries:
            score = self.score(wanted, entry)
            if score is not None:
                row = (-round(score, 10), entry.record.id, entry)
                unit = whole_id(entry.record.id)
                if unit not in best or row[:2] < best[unit][:2]:
                    best[unit] = row
        kept = list(best.values())
        found = len(kept)
        if filters.hide_examples and not names_examples(query, filters):
            kept = [r for r in kept if r[2].record.naskah != "contoh" or r[2].record.tempat == filters.home]
        if sort == "tanggal":
            kept.sort(key=lambda row: (-row[2].record.tanggal, row[1]))
        elif sort == "nomor":
            kept.sort(key=lambda row: (row[2].record.sort_number, row[1]))
        else:
            kept.sort(key=lambda row: row[:2])
        hits = tuple(Scored(name, -score) for score, name, _ in kept[offset : offset + limit])
        return Page(len(kept), hits, found - len(kept))

    def score(self, node: Node, entry: Entry) -> float | None:
        """None for no hit."""
        if isinstance(node, And):
            scores = [self.score(part, entry) for part in node.parts]
            if any(self.score(part, entry) is not None for part in node.without):
                return None
            return None if None in scores else math.fsum(score or 0.0 for score in scores)
        if isinstance(node, Or):
            scores = [score for part in node.parts if (score := self.score(part, entry)) is not None]
            return math.fsum(score or 0.0 for score in scores) if scores else None
        if isinstance(node, Word):
            if node.form not in entry.fields["kata"] and not all(root in entry.fields["akar"] for root in node.stems):
                return None
            return self.bm25("kata", node.form, entry) + sum(
                self.bm25(field, root, entry) for field in ("akar", "judul") for root in node.stems
            )
        if isinstance(node, Phrase):
            size = len(node.forms)
            places = range(len(entry.words) - size + 1)
            if not any(tuple(entry.words[place : place + size]) == node.forms for place in places):
                return None
            return math.fsum(self.bm25("kata", form, entry) for form in node.forms)
        if isinstance(node, Prefix):
            forms = [form for form in entry.fields["kata"] if form.startswith(node.start)]
            return math.fsum(self.bm25("kata", form, entry) for form in forms) if forms else None
        record = entry.record
        if isinstance(node, DateSpan):
            met = record.tanggal and (record.tanggal_akhir or record.tanggal) >= node.first
            return 0.0 if met and (not node.last or record.tanggal <= node.last) else None
        return self.field(node, record)

    def field(self, node: Field, record: Record) -> float | None:
        value = getattr(record, node.name).lower()
        if node.name in ("pembicara", "lembaga"):
            has = {token.form for token in tokens(value)}
        elif node.name == "nomor":
            has = {value.lstrip("0") or "0"} if value else set()
        else:
            has = {value}
        groups = field_values(node)
        return 0.0 if groups and all(has.intersection(values) for values in groups) else None

    def bm25(self, field: str, word: str, entry: Entry) -> float:
        tf = entry.fields[field][word]
        if not tf:
            return 0.0
        count = len(self.entries)
        df = sum(word in other.fields[field] for other in self.entries)
        mean = sum(other.lengths[field] for other in self.entries) / count
        idf = math.log(count / (df + 1)) + 1
        return WEIGHTS[field] * idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * entry.lengths[field] / mean))
