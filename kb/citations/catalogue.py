"""Works a citation can resolve to: of the corpus, of a file, and the national laws built in.

A catalogue answers what the resolver asks: what is known of a work, which works bear a
nickname on a date, which works have a title, which articles exist.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from kb.ids import split_work


class Nickname(NamedTuple):
    """A name a work goes by, from and to a day (ISO, both included, ``""`` for open)."""

    name: str
    start: str = ""
    end: str = ""

    def holds(self, date: str) -> bool:
        """Whether the work bore the name on the day; any day when ``date`` is empty."""
        return not date or (self.start <= date and (not self.end or date <= self.end))


class StatusSpan(NamedTuple):
    """A status that holds from a day until the next one; ``value`` is in-force or repealed."""

    start: str
    value: str


class CatalogueWork(NamedTuple):
    """What is known of one work.

    ``title`` is set only where it is established. ``articles`` are the labels of its articles in
    order, empty where unknown; ``clauses`` gives for some articles their clause labels.
    ``amends`` and ``implements`` are work ids.
    """

    id: str
    title: str = ""
    nicknames: tuple[Nickname, ...] = ()
    enacted: str = ""
    status: tuple[StatusSpan, ...] = ()
    articles: tuple[str, ...] = ()
    clauses: tuple[tuple[str, tuple[str, ...]], ...] = ()
    amends: tuple[str, ...] = ()
    implements: tuple[str, ...] = ()

    def repealed_on(self, date: str) -> bool:
        """Whether it was no longer in force on the day."""
        held = [span.value for span in self.status if span.start <= date]
        return bool(held) and held[-1] == "repealed"


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


class Catalogue:
    """Works by id, nickname, title and relation; loaded when first asked.

    >>> catalogue = Catalogue.of([CatalogueWork("id/uu/2009/25", "Pelayanan Publik")])
    >>> [w.id for w in catalogue.titled("uu", "pelayanan publik")]
    ['id/uu/2009/25']
    """

    def __init__(self, load: Callable[[], Iterable[CatalogueWork]]) -> None:
        self._load = load
        self._works: dict[str, CatalogueWork] | None = None
        self._nicknames: dict[str, list[tuple[CatalogueWork, Nickname]]] = {}
        self._titles: dict[tuple[str, str], list[CatalogueWork]] = {}
        self._longest = 0

    @classmethod
    def of(cls, works: Iterable[CatalogueWork]) -> Catalogue:
        """A catalogue of the works given and the national laws built in."""
        given = tuple(works)
        return cls.loading(lambda: given)

    @classmethod
    def loading(cls, load: Callable[[], Iterable[CatalogueWork]]) -> Catalogue:
        """As ``of``, the works given only when first asked."""
        return cls(lambda: (*_builtin_works(), *load()))

    @classmethod
    def builtin(cls) -> Catalogue:
        """The national laws that kb knows by itself."""
        return cls(_builtin_works)

    def _all(self) -> dict[str, CatalogueWork]:
        if self._works is None:
            self._works = {}
            for work in self._load():
                known = self._works.get(work.id)
                self._works[work.id] = _merged(known, work) if known else work
            for work in self._works.values():
                for nickname in work.nicknames:
                    key = _words(nickname.name)
                    self._nicknames.setdefault(key, []).append((work, nickname))
                    self._longest = max(self._longest, key.count(" ") + 1)
                if work.title:
                    kind = split_work(work.id).kind
                    self._titles.setdefault((kind, _words(work.title)), []).append(work)
        return self._works

    def get(self, work: str) -> CatalogueWork | None:
        """What is known of a work id, or None."""
        return self._all().get(work)

    def ids(self) -> tuple[str, ...]:
        """All work ids, in the order they were given."""
        return tuple(self._all())

    def longest_nickname(self) -> int:
        """How many words the longest nickname has."""
        self._all()
        return self._longest

    def nicknamed(self, name: str) -> tuple[tuple[CatalogueWork, Nickname], ...]:
        """The works that bear or ever bore a nickname."""
        self._all()
        return tuple(self._nicknames.get(_words(name), ()))

    def titled(self, kind: str, title: str) -> tuple[CatalogueWork, ...]:
        """The works of a kind with exactly this title, letter case and marks aside."""
        self._all()
        return tuple(self._titles.get((kind, _words(title)), ()))

    def implementing(self, work: str) -> tuple[str, ...]:
        """The works that carry out ``work``."""
        return tuple(other.id for other in self._all().values() if work in other.implements)


def _merged(first: CatalogueWork, second: CatalogueWork) -> CatalogueWork:
    """Two accounts of one work: what the later one says holds, what it leaves out stays."""
    return CatalogueWork(
        first.id,
        second.title or first.title,
        tuple(dict.fromkeys((*first.nicknames, *second.nicknames))),
        second.enacted or first.enacted,
        second.status or first.status,
        second.articles or first.articles,
        second.clauses or first.clauses,
        tuple(dict.fromkeys((*first.amends, *second.amends))),
        tuple(dict.fromkeys((*first.implements, *second.implements))),
    )


@cache
def _builtin_works() -> tuple[CatalogueWork, ...]:
    from kb.citations.national import national_works

    return national_works()
