"""The provision part of a citation: ``Pasal 7 ayat (1), (2), dan (4)``, ``huruf b ayat (3) Pasal 22``, ranges."""

from __future__ import annotations

import re
from typing import NamedTuple

from kb.citations.labels import Label, bracketed_label, letter_label, number_label
from kb.citations.lexicon import (
    ANGKA,
    AYAT,
    BAB,
    BAGIAN,
    COMPONENT,
    COUNTED,
    EITHER_POINT,
    HURUF,
    JOINERS,
    KEYWORDS,
    MONTHS,
    PARAGRAF,
    PASAL,
    POINTERS,
    RECITAL,
)
from kb.citations.tokens import Token
from kb.indonesian.numbers import roman_to_int


class Step(NamedTuple):
    """One level of a provision; ``last`` closes a range; ``spelt`` and ``suffix`` as in Label."""

    level: int
    label: str
    last: str = ""
    spelt: bool = False
    suffix: str = ""


class Path(NamedTuple):
    """A provision as named, outermost step first; ``excepted`` from a range."""

    steps: tuple[Step, ...]
    component: str = ""
    excepted: bool = False


class Chain(NamedTuple):
    """A run of provision words; ``end`` is the token behind.

    ``pointer`` is set for ``pasal tersebut`` and its like, ``pointer_level`` says of what level.
    """

    paths: tuple[Path, ...]
    start: int
    end: int
    pointer: str = ""
    pointer_level: int = -1


class _Item(NamedTuple):
    level: int
    steps: tuple[Step, ...]
    end: int
    pointer: str = ""
    component: str = ""


# Every repeat is bounded (rule 10): a chain of more members is cut into several.
_MOST_MEMBERS = 40
_RANGE_DASHES = ("-", "–", "—")


def _keyword(tokens: list[Token], i: int) -> tuple[int, int] | None:
    """The level of the keyword at token ``i`` and the token behind it (and its full stop)."""
    if i >= len(tokens):
        return None
    level = KEYWORDS.get(tokens[i].low)
    if level is None:
        return None
    j = i + 1
    behind = tokens[j].text if j < len(tokens) else ""
    # A scan prints Pasa! for Pasal.
    if (behind == "." and level not in (COMPONENT, RECITAL)) or (behind == "!" and tokens[i].low == "pasa"):
        j += 1
    return level, j


def _range_end(tokens: list[Token], i: int) -> int | None:
    """The token behind ``sampai dengan``, ``s.d.``, ``s/d``, ``hingga``, a dash; None if none stands there."""
    low = [token.low for token in tokens[i : i + 4]]
    if not low:
        return None
    if low[0] == "sampai":
        return i + 2 if low[1:2] == ["dengan"] else i + 1
    if low[0] == "hingga" or low[0] in _RANGE_DASHES or low[0] in ("sd", "s.d"):
        return i + 1
    if low[:3] in (["s", ".", "d"], ["s", "/", "d"]):
        return i + 4 if low[3:4] == ["."] else i + 3
    return None


def joiner_end(tokens: list[Token], i: int) -> int | None:
    """The token behind a list connector (``,`` ``dan`` ``, dan`` ``dan/atau`` ``serta``), None if none stands there."""
    j = i
    if j < len(tokens) and tokens[j].text == ",":
        j += 1
    if j < len(tokens) and tokens[j].low in JOINERS:
        j += 1
        if j + 1 < len(tokens) and tokens[j].text == "/" and tokens[j + 1].low in JOINERS:
            j += 2
    return j if j > i else None


def _label(tokens: list[Token], i: int, level: int) -> Label | None:
    if level in (AYAT, PASAL):
        bracketed = bracketed_label(tokens, i) if level == AYAT else None
        return bracketed or number_label(tokens, i, level)
    if level == HURUF:
        return letter_label(tokens, i)
    return bracketed_label(tokens, i) or number_label(tokens, i, level)


def _order(label: str) -> tuple[int, str]:
    found = re.match(r"\d+", label)
    if found:
        return int(found[0]), label[found.end() :]
    return (roman_to_int(label) or 0 if len(label) > 1 else 0), label


def _elided(tokens: list[Token], i: int, level: int, before: Label, *, bracketed: bool) -> Label | None:
    """A further member of a list without its keyword, or None when the number is something else."""
    if level == AYAT and bracketed:
        return bracketed_label(tokens, i)
    label = _label(tokens, i, level)
    if label is None or (level == AYAT and not bracketed and tokens[i].text == "("):
        return None
    if level == HURUF and (tokens[i].text == "(" or len(tokens[i].text) > 1):
        return None
    if _order(label.text) <= _order(before.text):
        return None
    following = tokens[label.end].low if label.end < len(tokens) else ""
    return None if following in COUNTED or following in MONTHS or following in ("%", "(") else label


def _item(tokens: list[Token], i: int) -> _Item | None:
    """A keyword with its labels: one, a list without repeated keyword, or a range."""
    found = _keyword(tokens, i)
    if found is None:
        return None
    level, j = found
    if level == COMPONENT:
        return _component(tokens, i, j)
    if level == RECITAL:
        return _recital(tokens, i, j)
    pointer = _pointer(tokens, j, level)
    if pointer:
        return _Item(level, (), pointer[1], pointer[0])
    label = _label(tokens, j, level)
    if label is None and tokens[i].low in EITHER_POINT:
        level = ANGKA
        label = _label(tokens, j, level)
    if label is None:
        return None
    bracketed = j < len(tokens) and tokens[j].text == "("
    steps, end = _with_range(tokens, level, label, bracketed=bracketed)
    before = label
    while level >= PASAL and len(steps) < _MOST_MEMBERS:
        after = joiner_end(tokens, end)
        member = _elided(tokens, after, level, before, bracketed=bracketed) if after and after < len(tokens) else None
        if member is None:
            break
        more, end = _with_range(tokens, level, member, bracketed=bracketed)
        steps, before = (*steps, *more), member
    return _Item(level, steps, end)


def _with_range(tokens: list[Token], level: int, label: Label, *, bracketed: bool) -> tuple[tuple[Step, ...], int]:
    """The label, and the other end of a range behind it."""
    step = Step(level, label.text, "", label.spelt, label.suffix)
    after = _range_end(tokens, label.end)
    if after is None:
        return (step,), label.end
    keyword = _keyword(tokens, after)
    begin = keyword[1] if keyword and keyword[0] == level else after
    if keyword and keyword[0] != level:
        return (step,), label.end
    last = bracketed_label(tokens, begin) if bracketed and level == AYAT else _label(tokens, begin, level)
    if last is None or (_order(last.text) <= _order(label.text) and not keyword):
        return (step,), label.end
    return (step._replace(last=last.text),), last.end


def _pointer(tokens: list[Token], i: int, level: int) -> tuple[str, int] | None:
    """``tersebut``, ``yang sama``, ``sebelumnya`` right behind a keyword."""
    if i >= len(tokens) or level in (BAB, BAGIAN, PARAGRAF):
        return None
    low = tokens[i].low
    if low in POINTERS or low in ("sebelumnya", "berikutnya"):
        return low, i + 1
    if low == "yang" and i + 1 < len(tokens) and tokens[i + 1].low == "sama":
        return "sama", i + 2
    return None


def _component(tokens: list[Token], i: int, j: int) -> _Item | None:
    if tokens[i].low == "penjelasan":
        if j < len(tokens) and tokens[j].low == "umum":
            return _Item(COMPONENT, (Step(PASAL, "umum"),), j + 1, component="penjelasan")
        return _Item(COMPONENT, (), j, component="penjelasan")
    roman = roman_to_int(tokens[j].text) if j < len(tokens) and re.match(r"[IVXL]{1,6}\Z", tokens[j].text) else None
    if roman:
        return _Item(COMPONENT, (), j + 1, component=f"lampiran-{roman}")
    if j < len(tokens) and tokens[j].text.isdigit() and len(tokens[j].text) < 3:
        return _Item(COMPONENT, (), j + 1, component=f"lampiran-{int(tokens[j].text)}")
    return _Item(COMPONENT, (), j, component="lampiran")


def _recital(tokens: list[Token], i: int, j: int) -> _Item | None:
    part = tokens[i].low
    if part.startswith("konsideran"):
        if j >= len(tokens) or tokens[j].low not in ("menimbang", "mengingat"):
            return None
        part, j = tokens[j].low, j + 1
    found = _keyword(tokens, j)
    if found is None or found[0] not in (HURUF, ANGKA):
        return None
    label = _label(tokens, found[1], found[0])
    if label is None:
        return None
    return _Item(RECITAL, (Step(RECITAL, part), Step(found[0], label.text)), label.end)


def read_chain(tokens: list[Token], i: int) -> Chain | None:
    """The provisions named from token ``i``, as far as they lean on each other (rule 1 of citations).

    A new mention opens at each Pasal, BAB, Lampiran or Penjelasan that is not bound to what
    stands before.
    """
    first = _item(tokens, i)
    if first is None:
        return None
    if first.level == RECITAL:
        return Chain((Path(first.steps),), i, first.end)
    component = first.component
    if component:
        if first.steps:
            return Chain((Path(first.steps, component),), i, first.end)
        inner = _item(tokens, first.end) if component == "penjelasan" else None
        if component == "penjelasan" and (
            inner is None or inner.level not in (PASAL, AYAT, HURUF, ANGKA) or inner.pointer
        ):
            return None
        if inner is None:
            return Chain((Path((), component),), i, first.end)
        first = inner
    if first.pointer:
        inner = _item(tokens, first.end)
        if inner and inner.level > first.level and not inner.pointer and inner.steps:
            paths, end, _, _ = _descend(tokens, inner)
            return Chain(tuple(paths), i, end, first.pointer, first.level)
        return Chain((), i, first.end, first.pointer, first.level)
    paths, end, pointer, level = _descend(tokens, first)
    return Chain(tuple(path._replace(component=component) for path in paths), i, end, pointer, level)


def _descend(tokens: list[Token], first: _Item) -> tuple[list[Path], int, str, int]:
    """Follow the chain downwards, over lists, or upwards where it is inverted."""
    inverted = _inverted(tokens, first)
    if inverted:
        return inverted
    paths: list[Path] = []
    stack: list[Step] = []
    current = first
    end = first.end
    while len(paths) < _MOST_MEMBERS:
        parents = tuple(step for step in stack if step.level < current.level)
        for step in current.steps:
            paths.append(Path((*parents, step)))
        stack = [*parents, current.steps[-1]]
        end = current.end
        following = _next_item(tokens, end, current, stack)
        if following is None:
            break
        current, adjacent = following
        if adjacent:
            paths.pop()
    if any(path.steps[-1].last for path in paths):
        exceptions, end = _exceptions(tokens, end, stack)
        paths += exceptions
    return paths, end, "", -1


def _next_item(tokens: list[Token], end: int, current: _Item, stack: list[Step]) -> tuple[_Item, bool] | None:
    """The item that leans on the chain so far: deeper and adjacent, or a member of a list below Pasal."""
    i = end
    # A suffix letter said after a number (dua belas a ayat satu) does not cut the chain.
    if stack[-1].suffix and i + 1 < len(tokens) and _keyword(tokens, i + 1):
        i += 1
    if i < len(tokens) and tokens[i].low in ("itu", "ini", "tersebut", "tadi") and i + 1 < len(tokens):
        deeper = _item(tokens, i + 1)
        if deeper and deeper.level > current.level and not deeper.pointer:
            return deeper, True
        return None
    bare = _bare_deeper(tokens, i, current)
    if bare:
        return bare, True
    item = _item(tokens, i)
    if (
        item
        and not item.pointer
        and item.steps
        and item.level > current.level
        and not stack[-1].last
        and current.level < ANGKA
    ):
        return item, True
    if item and item.steps and current.level == ANGKA and item.level == HURUF:
        return item._replace(level=ANGKA + 1, steps=tuple(s._replace(level=ANGKA + 1) for s in item.steps)), True
    after = joiner_end(tokens, i)
    if after is None:
        return None
    item = _item(tokens, after)
    if item is None or item.pointer or not item.steps or item.level <= PASAL:
        return None
    if not any(step.level == item.level for step in stack) or _inverted(tokens, item):
        return None
    return item, False


def _bare_deeper(tokens: list[Token], i: int, current: _Item) -> _Item | None:
    """``Ps. 12 (2)`` and ``12(2)a``: a clause or point without its keyword, on the same line."""
    if i >= len(tokens) or tokens[i].line_start:
        return None
    if current.level == PASAL:
        label = bracketed_label(tokens, i)
        if label:
            return _Item(AYAT, (Step(AYAT, label.text),), label.end)
    if current.level == AYAT and tokens[i].glued and re.match(r"[a-z]\Z", tokens[i].text):
        return _Item(HURUF, (Step(HURUF, tokens[i].text),), i + 1)
    return None


def _inverted(tokens: list[Token], first: _Item) -> tuple[list[Path], int, str, int] | None:
    """``huruf a dan huruf c ayat (2) Pasal 9``: levels rise without connector."""
    if first.level in (PASAL, BAB, COMPONENT, RECITAL):
        return None
    groups: list[tuple[Step, ...]] = [first.steps]
    level, end = first.level, first.end
    pointer, pointer_level = "", -1
    while len(groups[0]) < _MOST_MEMBERS:
        item = _item(tokens, end)
        if item and (item.level < level) and item.level not in (COMPONENT, RECITAL):
            if item.pointer:
                pointer, pointer_level, end = item.pointer, item.level, item.end
                break
            groups.append(item.steps)
            level, end = item.level, item.end
            continue
        after = joiner_end(tokens, end)
        item = _item(tokens, after) if after else None
        if item and item.level == level and item.steps and len(groups) == 1 and not item.pointer:
            groups[0] = (*groups[0], *item.steps)
            end = item.end
            continue
        break
    if len(groups) == 1 and not pointer:
        return None
    upper = [group[0] for group in reversed(groups[1:])]
    return [Path((*upper, step)) for step in groups[0]], end, pointer, pointer_level


def _exceptions(tokens: list[Token], end: int, stack: list[Step]) -> tuple[list[Path], int]:
    """``kecuali Pasal 21 dan Pasal 23`` behind a range."""
    i = end + 1 if end < len(tokens) and tokens[end].text == "," else end
    if i >= len(tokens) or tokens[i].low != "kecuali":
        return [], end
    paths: list[Path] = []
    i += 1
    while len(paths) < _MOST_MEMBERS:
        chain = read_chain(tokens, i)
        if chain is None or chain.pointer or not chain.paths:
            break
        for path in chain.paths:
            parents = tuple(step for step in stack if step.level < path.steps[0].level)
            paths.append(Path((*parents, *path.steps), excepted=True))
        end = chain.end
        after = joiner_end(tokens, end)
        if after is None:
            break
        i = after
    return paths, end
