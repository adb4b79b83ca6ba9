"""The engine on Whoosh's index files (whoosh3 3.54.0; 2.7.4 reads and writes the same).

Whoosh keeps the postings; sets, scores and order are worked out here, from the postings of single
words. That is how the known faults of Whoosh's own queries are kept out (docs/why): no ``AndNot`` and no
``Not`` matcher, no block skipping that loses hits, prefixes expanded by us, no parser, highlighter,
collector or stored field of Whoosh. It also spares their import in a cold process.

Scores are Whoosh's BM25F, word for word, summed over three fields: ``kata`` (exact forms), ``akar`` (stems)
and ``judul`` (stems of the heading). N, df and the mean length count living records only, so that an
index changed step by step scores as a fresh one.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from heapq import nlargest
from pathlib import Path
from time import monotonic
from typing import Any

from kb.errors import DamagedError, KbError, NoIndexError, UsageError
from kb.indonesian.analysis import ANALYSIS_VERSION, tokens
from kb.search.conditions import conditions_of, field_values, names_examples
from kb.search.engine import EXAMPLE, MAX_EXPANSIONS, SECONDS, SORTS, Filters, Page, Scored
from kb.search.pickle_guard import damaged, guarded
from kb.search.query import And, DateSpan, Field, Node, Or, Phrase, Prefix, Word, words_of
from kb.search.records import whole_id

Scores = dict[int, float]
"""Record numbers of hits, with their scores."""

_K1 = 1.2
_B = 0.75
WEIGHTS = {"kata": 1.0, "akar": 1.0, "judul": 0.6}
"""What a word counts as exact form, by its stem, and in the heading."""

TOTALS = "kb-search.txt"
"""Beside the index: version of the analysis, living records, words of each field."""

# What Whoosh raises on files that are cut, overwritten or of another program.
_BROKEN = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    EOFError,
    OSError,
    struct.error,
    AssertionError,
    RuntimeError,
    MemoryError,
)


@contextmanager
def _reading() -> Iterator[None]:
    """Guard a block that reads the index, and turn what broken files raise into DamagedError."""
    from pickle import UnpicklingError

    with guarded():
        try:
            yield
        except (KbError, FileNotFoundError):
            # A missing file may mean that another build has just been published: the caller looks again.
            raise
        except (*_BROKEN, UnpicklingError) as error:
            raise damaged() from error
        except Exception as error:
            if type(error).__module__.startswith("whoosh."):
                raise damaged() from error
            raise


class WhooshEngine:
    """An open index. Raises NoIndexError when there is none in ``folder``, DamagedError when it is broken."""

    def __init__(self, folder: Path) -> None:
        with _reading():
            from whoosh.index import EmptyIndexError, open_dir

            try:
                self._index: Any = open_dir(str(folder), readonly=True)
            except EmptyIndexError as error:
                raise NoIndexError(f"tidak ada indeks di {folder}", "Bangun dahulu: kb build") from error
            index: Any = self._index
            self._reader: Any = index.reader()
            self._leaves: list[tuple[Any, int]] = list(self._reader.leaf_readers())
            self._count, self._lengths = _read_totals(folder)
        self._deadline = math.inf
        self._columns: dict[str, list[Any]] = {}

    def close(self) -> None:
        """Let the files go."""
        self._reader.close()
        self._index.close()

    def search(
        self, query: Node, *, filters: Filters | None = None, limit: int = 10, offset: int = 0, sort: str = "skor"
    ) -> Page:
        """Hits of ``query`` within ``filters``; see ``kb.search.engine.SearchEngine``."""
        if sort not in SORTS:
            raise UsageError(f"urutan tidak dikenal: {sort}", f"Pilih: {', '.join(SORTS)}")
        filters = filters or Filters()
        conditions = conditions_of(filters)
        self._deadline = monotonic() + SECONDS
        with _reading():
            scores = self._scores(query)
            for condition in conditions:
                kept = self._scores(condition)
                scores = {number: score for number, score in scores.items() if number in kept}
            scores = self._one_per_unit(scores)
            found = len(scores)
            if filters.hide_examples and not names_examples(query, filters):
                scores = self._without_examples(scores, filters.home)
            hits = self._best(scores, offset + limit, sort)[offset : offset + limit]
        return Page(len(scores), tuple(hits), found - len(scores))

    def suggest(self, word: str, n: int = 3) -> tuple[str, ...]:
        """Words of the index within two changes of ``word``, nearest and then most frequent first."""
        found = tokens(word)
        if not found or len(found[0].form) < 3:
            return ()
        form = found[0].form
        reach = 1 if len(form) <= 4 else 2
        near: list[tuple[int, int, str]] = []
        with _reading():
            for other in self._lexicon("kata", form[0]):
                if other != form and abs(len(other) - len(form)) <= reach and other.isalpha():
                    changes = _changes(form, other, reach)
                    if changes <= reach:
                        near.append((changes, -self._reader.doc_frequency("kata", other), other))
        return tuple(other for _, _, other in sorted(near)[:n])

    def matched_words(self, query: Node) -> frozenset[str]:
        """Exact forms and stems by which a hit can be marked; prefixes are expanded."""
        found: set[str] = set()
        for node in words_of(query):
            if isinstance(node, Word):
                found |= {node.form, *node.stems}
            elif isinstance(node, Phrase):
                found |= set(node.forms)
            elif isinstance(node, Prefix):
                with _reading():
                    found |= set(self._expanded(node.start))
        return frozenset(found)

    def _scores(self, node: Node) -> Scores:
        if isinstance(node, And):
            return self._all_of(node)
        if isinstance(node, Or):
            return _sum(self._scores(part) for part in node.parts)
        if isinstance(node, Word):
            return self._word(node)
        if isinstance(node, Phrase):
            return self._phrase(node)
        if isinstance(node, Prefix):
            return _sum(self._term("kata", form) for form in self._expanded(node.start))
        if isinstance(node, Field):
            return self._field(node)
        return self._dates(node)

    def _all_of(self, node: And) -> Scores:
        if node.parts:
            parts = [self._scores(part) for part in node.parts]
            rarest = min(parts, key=len)
            scores = {
                number: math.fsum(part[number] for part in parts)
                for number in rarest
                if all(number in part for part in parts)
            }
        else:
            scores = dict.fromkeys(
                (base + number for leaf, base in self._leaves for number in leaf.all_doc_ids()),
                0.0,
            )
        for part in node.without:
            for number in self._scores(part):
                scores.pop(number, None)
        return scores

    def _word(self, word: Word) -> Scores:
        """All stems stand in the record, or the exact form does; exact form and heading count more."""
        by_stem = [self._term("akar", root) for root in word.stems]
        found = [
            {number: 0.0 for number in by_stem[0] if all(number in other for other in by_stem)},
            self._term("kata", word.form),
        ]
        hits = _sum(found)
        extra = [*by_stem, *(self._term("judul", root) for root in word.stems)]
        for scores in extra:
            for number, score in scores.items():
                if number in hits:
                    hits[number] += score
        return hits

    def _term(self, field: str, form: str) -> Scores:
        """BM25F of one word in one field."""
        weights = self._postings(field, form)
        if not weights:
            return {}
        idf = math.log(self._count / (len(weights) + 1)) + 1
        factor = WEIGHTS[field] * idf * (_K1 + 1)
        mean = self._lengths[field] / self._count or 1.0
        scores: Scores = {}
        for leaf, base in self._leaves:
            length = leaf.doc_field_length
            end = base + leaf.doc_count_all()
            for number, tf in weights.items():
                if base <= number < end:
                    size = length(number - base, field)
                    scores[number] = factor * tf / (tf + _K1 * (1 - _B + _B * size / mean))
        return scores

    def _postings(self, field: str, form: str) -> dict[int, float]:
        """Living records that have the word, with how often. Every search comes through here, word by word."""
        if monotonic() > self._deadline:
            raise UsageError("pencarian terlalu lama", "Persempit: tambah kata, atau tulis awalan lebih panjang")
        found: dict[int, float] = {}
        for leaf, base in self._leaves:
            if (field, form) in leaf:
                matcher = leaf.postings(field, form)
                while matcher.is_active():
                    found[base + matcher.id()] = matcher.weight()
                    matcher.next()
        return found

    def _phrase(self, phrase: Phrase) -> Scores:
        """The words one behind the other; the score sums their own."""
        terms = [self._term("kata", form) for form in phrase.forms]
        both = set(terms[0]).intersection(*terms[1:])
        if not both:
            return {}
        places: dict[str, dict[int, frozenset[int]]] = {}
        for form in dict.fromkeys(phrase.forms):
            places[form] = self._positions(form, both)
        hits: Scores = {}
        for number in both:
            rows = [places[form][number] for form in phrase.forms]
            if any(all(start + step in row for step, row in enumerate(rows)) for start in rows[0]):
                hits[number] = math.fsum(term[number] for term in terms)
        return hits

    def _positions(self, form: str, wanted: set[int]) -> dict[int, frozenset[int]]:
        found: dict[int, frozenset[int]] = {}
        for leaf, base in self._leaves:
            if ("kata", form) in leaf:
                matcher = leaf.postings("kata", form)
                while matcher.is_active():
                    if base + matcher.id() in wanted:
                        found[base + matcher.id()] = frozenset(matcher.value_as("positions"))
                    matcher.next()
        return found

    def _expanded(self, start: str) -> list[str]:
        forms: list[str] = []
        for form in self._lexicon("kata", start):
            forms.append(form)
            if len(forms) == MAX_EXPANSIONS:
                break
        return forms

    def _lexicon(self, field: str, start: str = "") -> Iterator[str]:
        """Words of a field that begin so, each once, in their order."""
        for raw in self._reader.expand_prefix(field, start) if start else self._reader.lexicon(field):
            yield raw.decode("utf-8") if isinstance(raw, bytes) else raw

    def _field(self, field: Field) -> Scores:
        groups = [
            _sum(dict.fromkeys(self._postings(field.name, value), 0.0) for value in values)
            for values in field_values(field)
        ]
        if not groups:
            return {}
        first, *others = groups
        return {number: 0.0 for number in first if all(number in other for other in others)}

    def _dates(self, span: DateSpan) -> Scores:
        """Records whose own span meets this one: spans are few words, each is looked at."""
        hits: Scores = {}
        for value in self._lexicon("tanggal"):
            first, _, last = value.partition("-")
            if int(last) >= span.first and (not span.last or int(first) <= span.last):
                hits.update(dict.fromkeys(self._postings("tanggal", value), 0.0))
        return hits

    def _without_examples(self, scores: Scores, home: str) -> Scores:
        examples = set(self._postings("naskah", EXAMPLE))
        for values in field_values(Field("tempat", home)) if home else ():
            for value in values:
                examples.difference_update(self._postings("tempat", value))
        return {number: score for number, score in scores.items() if number not in examples}

    def _one_per_unit(self, scores: Scores) -> Scores:
        """Of the parts of one long unit only the best stays."""
        parts = [number for number in self._postings("potongan", "ya") if number in scores]
        units: dict[str, list[int]] = {}
        for number in parts:
            units.setdefault(whole_id(self._value("id", number)), []).append(number)
        if not units:
            return scores
        scores = dict(scores)
        for unit, numbers in units.items():
            rivals = numbers + [number for number in self._postings("nama", unit) if number in scores]
            best = min((-round(scores[number], 10), self._value("id", number), number) for number in rivals)[-1]
            for number in rivals:
                if number != best:
                    del scores[number]
        return scores

    def _best(self, scores: Scores, count: int, sort: str) -> list[Scored]:
        """The first ``count`` in order. Equal scores (to ten decimals) follow the ids."""
        rounded = {number: round(score, 10) for number, score in scores.items()}
        if count <= 0:
            return []
        order: Callable[[int], Any]
        if sort == "tanggal":
            order = lambda number: -self._value("hari", number)  # noqa: E731
        elif sort == "nomor":
            order = lambda number: self._value("urutan", number)  # noqa: E731
        else:
            order = lambda number: -rounded[number]  # noqa: E731
        keys = {number: order(number) for number in rounded}
        if count < len(keys):
            last = -nlargest(count, (-key for key in keys.values()))[-1]
            keys = {number: key for number, key in keys.items() if key <= last}
        named = sorted((key, self._value("id", number), number) for number, key in keys.items())
        return [Scored(name, rounded[number]) for _, name, number in named[:count]]

    def _value(self, column: str, number: int) -> Any:
        readers = self._columns.get(column)
        if readers is None:
            readers = [leaf.column_reader(column) if leaf.has_column(column) else None for leaf, _ in self._leaves]
            self._columns[column] = readers
        for place in range(len(self._leaves) - 1, -1, -1):
            base = self._leaves[place][1]
            if number >= base:
                reader = readers[place]
                value = 0 if reader is None else reader[number - base]
                return value.decode("utf-8") if isinstance(value, bytes) else value
        raise damaged()


def _sum(parts: Iterable[Scores]) -> Scores:
    hits: Scores = {}
    for part in parts:
        for number, score in part.items():
            hits[number] = hits.get(number, 0.0) + score
    return hits


def _read_totals(folder: Path) -> tuple[int, dict[str, int]]:
    rows = dict(line.split(" ", 1) for line in (folder / TOTALS).read_text(encoding="utf-8").splitlines())
    if int(rows["analysis"]) != ANALYSIS_VERSION:
        raise DamagedError("indeks dibuat dengan aturan kata yang lain", "Bangun ulang: kb build --penuh")
    return int(rows["records"]) or 1, {name: int(rows[name]) for name in WEIGHTS}


def _changes(one: str, other: str, reach: int) -> int:
    """Letters to put in, take out or change (Levenshtein); ``reach`` + 1 as soon as it is more than that."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
        if min(row) > reach:
            return reach + 1
    return row[-1]
