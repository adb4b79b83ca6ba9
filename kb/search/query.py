"""The query language: words, "frasa", -kurang, ATAU, awalan*, fields and brackets.

Whatever is typed is a query: what cannot be read as an operator is read as words. Words stand
together (all of them are asked for) unless ``ATAU`` stands between them.
"""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

from kb.indonesian.analysis import stems_of, tokens
from kb.indonesian.dates import date_number, date_span, parse_date

MAX_CHARS = 1000
MAX_CLAUSES = 32
MAX_DEPTH = 16
MIN_PREFIX = 3

FIELDS = ("jenis", "nomor", "tahun", "tempat", "status", "naskah", "pembicara", "lembaga")
"""Fields a query can name; ``tanggal`` is one more, with a span as value."""


class Word(NamedTuple):
    """One word: its exact form, and the stems that also answer it."""

    form: str
    stems: tuple[str, ...]


class Phrase(NamedTuple):
    """Exact forms that follow one another."""

    forms: tuple[str, ...]


class Prefix(NamedTuple):
    """All words that begin so."""

    start: str


class Field(NamedTuple):
    """A field that must have this value (small letters); for names each word must occur."""

    name: str
    value: str


class DateSpan(NamedTuple):
    """A date that meets any day from ``first`` to ``last`` (YYYYMMDD; 0 leaves that end open)."""

    first: int
    last: int


class And(NamedTuple):
    """All of ``parts``, none of ``without``; with no parts, everything without these."""

    parts: tuple[Node, ...]
    without: tuple[Node, ...] = ()


class Or(NamedTuple):
    """Any of ``parts``."""

    parts: tuple[Node, ...]


Node: TypeAlias = Word | Phrase | Prefix | Field | DateSpan | And | Or

_TOKEN = re.compile(
    r"""
    \s*(?:
      (?P<open>\() | (?P<close>\))
    | (?P<field>jenis|nomor|tahun|tempat|status|naskah|pembicara|lembaga|tanggal):
      (?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s()"]+))
    | "(?P<phrase>[^"]*)"?
    | (?P<minus>-(?=[\w"(]))
    | (?P<or>ATAU|OR|\|)(?=\s|\(|\)|"|$)
    | (?P<and>DAN|AND|&)(?=\s|\(|\)|"|$)
    | (?P<word>[^\s()"]+)
    )""",
    re.VERBOSE,
)


def parse_query(text: str) -> Node:
    """Read a query; never raises.

    An empty text asks for everything, one without any word (``!?``) for nothing.
    Longer than 1,000 characters, with more than 32 clauses or nested deeper than 16 it is cut there.

    >>> parse_query("surat pindah")
    And(parts=(Word(form='surat', stems=('surat',)), Word(form='pindah', stems=('pindah',))), without=())
    >>> parse_query('"surat pindah" -kematian').without
    (Word(form='kematian', stems=('mati',)),)
    >>> parse_query("")
    And(parts=(), without=())
    """
    return _Parser(text[:MAX_CHARS]).parse()


class _Parser:
    """A reader of one query, left to right."""

    def __init__(self, text: str) -> None:
        self.blank = not text.strip()
        self.items = [match for match in _TOKEN.finditer(text) if match.lastgroup]
        self.at = 0
        self.clauses = 0

    def parse(self) -> Node:
        parts: list[Node] = []
        without: list[Node] = []
        while self.at < len(self.items):
            node = self.any_of(1)
            _gather(node, parts, without)
            # A closing bracket that nothing opened is no operator.
            if self.at < len(self.items) and self.items[self.at]["close"]:
                self.at += 1
        if not parts and not without and not self.blank:
            # Signs without any word ask for nothing; only the empty query asks for everything.
            return Or(())
        return _simplest(parts, without)

    def any_of(self, depth: int) -> Node:
        branches = [self.all_of(depth)]
        while self.at < len(self.items) and self.items[self.at]["or"]:
            self.at += 1
            branches.append(self.all_of(depth))
        branches = list(dict.fromkeys(branch for branch in branches if branch != And(())))
        if not branches:
            return And(())
        return branches[0] if len(branches) == 1 else Or(tuple(branches))

    def all_of(self, depth: int) -> Node:
        parts: list[Node] = []
        without: list[Node] = []
        while self.at < len(self.items):
            item = self.items[self.at]
            if item["close"] or item["or"]:
                break
            self.at += 1
            if item["and"]:
                continue
            if item["minus"]:
                _gather(self.one(depth), without, [])
            else:
                _gather(self.one(depth, item), parts, without)
        return _simplest(parts, without)

    def one(self, depth: int, item: re.Match[str] | None = None) -> Node:
        """One clause; without ``item`` the next one is taken (what a minus stands before)."""
        if item is None:
            if self.at >= len(self.items):
                return And(())
            item = self.items[self.at]
            self.at += 1
        if item["open"]:
            if depth >= MAX_DEPTH:
                return And(())
            inner = self.any_of(depth + 1)
            if self.at < len(self.items) and self.items[self.at]["close"]:
                self.at += 1
            return inner
        if self.clauses >= MAX_CLAUSES:
            return And(())
        if item["field"]:
            self.clauses += 1
            return _field(item["field"], item["quoted"] or item["bare"] or "")
        if item["phrase"] is not None:
            forms = tuple(token.form for token in tokens(item["phrase"]))[:MAX_CLAUSES]
            self.clauses += len(forms)
            return Phrase(forms) if len(forms) > 1 else _words(forms)
        word = item["word"] or ""
        forms = tuple(token.form for token in tokens(word))[: MAX_CLAUSES - self.clauses]
        self.clauses += len(forms)
        if word.endswith("*") and len(forms) == 1 and len(forms[0]) >= MIN_PREFIX:
            return Prefix(forms[0])
        return _words(forms)


def _gather(node: Node, parts: list[Node], without: list[Node]) -> None:
    """Put a clause with its neighbours; what stands in an ``And`` joins them, what is there twice counts once."""
    inner = node.parts if isinstance(node, And) else (node,)
    parts.extend(part for part in inner if part not in parts)
    if isinstance(node, And):
        without.extend(part for part in node.without if part not in without)


def _simplest(parts: list[Node], without: list[Node]) -> Node:
    if len(parts) == 1 and not without:
        return parts[0]
    return And(tuple(dict.fromkeys(parts)), tuple(dict.fromkeys(without)))


def _words(forms: tuple[str, ...]) -> Node:
    return _simplest([Word(form, stems_of(form)) for form in forms], [])


def _field(name: str, value: str) -> Node:
    if name != "tanggal":
        return Field(name, " ".join(value.lower().split()))
    first, dots, last = value.partition("..")
    span = date_filter(first, last if dots else first)
    return span or _words(tuple(token.form for token in tokens(value)))


def date_filter(first: str, last: str) -> DateSpan | None:
    """The span from the first day of ``first`` to the last of ``last``; "" leaves an end open; None for no date.

    >>> date_filter("2024-01", "2024-06")
    DateSpan(first=20240101, last=20240630)
    """
    start = parse_date(first) if first.strip() else ""
    end = parse_date(last) if last.strip() else ""
    if start is None or end is None or not (start or end):
        return None
    return DateSpan(
        date_number(date_span(start)[0]) if start else 0,
        date_number(date_span(end)[1]) if end else 0,
    )


def loosened(node: Node) -> Node:
    """The same words with any of them enough; fields, dates and what is excluded stay as they are.

    >>> loosened(parse_query("surat pindah tahun:2021"))  # doctest: +ELLIPSIS
    And(parts=(Field(name='tahun', value='2021'), Or(parts=(Word(...), Word(...)))), without=())
    """
    if not isinstance(node, And):
        return node
    fixed = [part for part in node.parts if isinstance(part, Field | DateSpan)]
    free = [part for part in node.parts if not isinstance(part, Field | DateSpan)]
    if len(free) < 2:
        return node
    return _simplest([*fixed, Or(tuple(free))], list(node.without))


def explain(node: Node) -> str:
    """What a query asks for, in Indonesian words.

    >>> explain(parse_query('perpindahan "surat kematian" -sekolah jenis:perda'))
    'perpindahan (juga bentuk lain dari pindah) dan "surat kematian" dan jenis perda, tanpa sekolah'
    >>> explain(parse_query("zon* ATAU tanggal:2024-04"))
    'kata berawalan zon atau tanggal 2024-04-01 s.d. 2024-04-30'
    """
    if isinstance(node, And):
        shown = " dan ".join(
            f"({explain(part)})" if isinstance(part, Or) and len(node.parts) > 1 else explain(part)
            for part in node.parts
        )
        shown = shown or "semua"
        if node.without:
            shown += ", tanpa " + ", tanpa ".join(_plain(part) for part in node.without)
        return shown
    if isinstance(node, Or):
        return " atau ".join(f"({explain(part)})" if isinstance(part, And) else explain(part) for part in node.parts)
    if isinstance(node, Word) and node.stems != (node.form,):
        return f"{node.form} (juga bentuk lain dari {' + '.join(node.stems)})"
    return _plain(node)


def _plain(node: Node) -> str:
    if isinstance(node, Word):
        return node.form
    if isinstance(node, Phrase):
        return '"' + " ".join(node.forms) + '"'
    if isinstance(node, Prefix):
        return f"kata berawalan {node.start}"
    if isinstance(node, Field):
        return f"{node.name} {node.value}"
    if isinstance(node, DateSpan):
        if not node.last:
            return f"tanggal sejak {_day(node.first)}"
        if not node.first:
            return f"tanggal sampai {_day(node.last)}"
        return f"tanggal {_day(node.first)} s.d. {_day(node.last)}"
    return f"({explain(node)})"


def _day(number: int) -> str:
    return f"{number // 10000:04d}-{number // 100 % 100:02d}-{number % 100:02d}"


def words_of(node: Node) -> tuple[Node, ...]:
    """The words, phrases and prefixes that a hit can show: none of the excluded ones."""
    if isinstance(node, And | Or):
        return tuple(dict.fromkeys(word for part in node.parts for word in words_of(part)))
    return (node,) if isinstance(node, Word | Phrase | Prefix) else ()
