"""How a link lies to what was asked: exact, narrower, broader, or not at all."""

from __future__ import annotations

import re
from collections.abc import Collection

from kb.ids import Target

EXACT, NARROWER, BROADER = "exact", "narrower", "broader"

_HEADING = re.compile(r"(?:bab|bag|par)\d")
_LABEL = re.compile(r"(?P<prefix>[a-z]*)(?P<number>\d+)(?P<suffix>[A-Za-z]*)(?:_\d+)?\Z")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def relation(
    link: Target,
    asked: Target,
    *,
    excepted: Collection[str] = (),
    headings: Collection[str] = (),
    articles: Collection[str] = (),
) -> str | None:
    """Say how ``link`` lies to ``asked``, or None when they do not touch.

    A range is taken as each of its members. ``excepted`` are paths that the range leaves out;
    ``headings`` the chapters that the asked article stands under; ``articles`` the articles that
    stand under the asked chapter.

    >>> law = "id-3275/perda/2021/10"
    >>> relation(Target(law, path="20/1"), Target(law, path="20"))
    'narrower'
    >>> relation(Target(law, path="5..9"), Target(law, path="7"))
    'exact'
    >>> relation(Target(law), Target(law, path="7"))
    'broader'
    """
    if link.work != asked.work:
        return None
    if not asked.path and not asked.component:
        return NARROWER if link.path or link.component else EXACT
    if not link.path and not link.component:
        return BROADER
    if link.component != asked.component:
        # Who speaks on the elucidation of an article speaks on a part of what belongs to it.
        elucidates = link.component == "penjelasan" and not asked.component and link.path not in ("", "umum")
        return NARROWER if elucidates and _compare(link.path, asked.path) in (EXACT, NARROWER) else None
    if not asked.path:
        return NARROWER if link.path else EXACT
    if not link.path:
        return BROADER
    if any(_compare(path, asked.path) in (EXACT, BROADER) for path in excepted):
        return None
    if link.path in headings:
        return BROADER
    if articles and any(_compare(link.path, article) in (EXACT, NARROWER) for article in articles):
        return NARROWER
    return _compare(link.path, asked.path)


def is_heading(path: str) -> bool:
    """Whether a path names a chapter, a part or a paragraph above the articles.

    >>> is_heading("bab3/bag2"), is_heading("12/2")
    (True, False)
    """
    return bool(_HEADING.match(path))


def article_key(path: str) -> str:
    """What the ``article`` column of a link holds.

    >>> article_key("20/1"), article_key(""), article_key("5..9"), article_key("bab3")
    ('20', '', '~', '~')
    """
    first = path.split("/", 1)[0]
    return "~" if ".." in first or is_heading(first) else first


def _compare(link: str, asked: str) -> str | None:
    ours, theirs = link.split("/"), asked.split("/")
    relation = EXACT
    for mine, wanted in zip(ours, theirs, strict=False):
        step = _compare_steps(mine, wanted)
        if step is None:
            return None
        if step != EXACT:
            relation = step
    if len(ours) > len(theirs):
        return NARROWER
    # "Pasal 5 sampai dengan Pasal 9" speaks of Pasal 7 itself, but of its ayat (2) only with the rest.
    return BROADER if len(ours) < len(theirs) else relation


def _compare_steps(link: str, asked: str) -> str | None:
    if link == asked:
        return EXACT
    first, last = _bounds(link)
    low, high = _bounds(asked)
    if last < low or high < first or (".." not in link and ".." not in asked):
        return None
    return NARROWER if low <= first and last <= high else EXACT


def _bounds(step: str) -> tuple[tuple[int, int, str], tuple[int, int, str]]:
    first, found, last = step.partition("..")
    return _order(first), _order(last if found else first)


def _order(label: str) -> tuple[int, int, str]:
    """Where a label stands among its like: 12 before 12A before 13, z before aa, IV before V."""
    found = _LABEL.match(label)
    if found:
        return (1 if found["prefix"] else 0, int(found["number"]), found["suffix"].upper())
    if label and all(letter in _ROMAN for letter in label):
        values = [_ROMAN[letter] for letter in label]
        signed = [-v if v < max(values[n:]) else v for n, v in enumerate(values)]
        return (2, sum(signed), "")
    return (3, len(label), label)
