"""Which words of a text answer a query, and the piece of it that shows them best."""

from __future__ import annotations

from kb.indonesian.analysis import Token, stems_of, tokens
from kb.results import Excerpt
from kb.search.query import Node, Phrase, Prefix, Word, words_of

WIDTH = 240
"""Code points of an excerpt."""


def highlight(text: str, query: Node) -> tuple[tuple[int, int], ...]:
    """Spans of ``text`` that answer ``query``, in order: words by form or stem, phrases whole, prefixes.

    Half-open code points; they never overlap. What the query excludes is never marked.

    >>> from kb.search.query import parse_query
    >>> highlight("Pindah datang; perpindahan.", parse_query("pindah"))
    ((0, 6), (15, 26))
    """
    return tuple((start, end) for start, end, _ in _marks(text, query))


def excerpt(text: str, query: Node, width: int = WIDTH) -> Excerpt:
    """The window of about ``width`` code points that shows most different words of the query.

    Of equal windows the one with more marks, then the first one. White space becomes one blank.

    >>> from kb.search.query import parse_query
    >>> excerpt("Aturan  tentang zonasi.", parse_query("zonasi"))
    Excerpt(text='Aturan tentang zonasi.', marks=((15, 21),), cut_before=False, cut_after=False)
    """
    flat = " ".join(text.split())
    marks = _marks(flat, query)
    if len(flat) <= width:
        return Excerpt(flat, tuple((start, end) for start, end, _ in marks))
    start, end = _window(flat, marks, width)
    inside = tuple((a - start, b - start) for a, b, _ in marks if start <= a and b <= end)
    return Excerpt(flat[start:end], inside, start > 0, end < len(flat))


def _marks(text: str, query: Node) -> list[tuple[int, int, int]]:
    """Spans with the number of the clause of the query that they answer."""
    found: dict[int, tuple[int, int]] = {}
    words = tokens(text)
    for clause, node in enumerate(words_of(query)):
        if isinstance(node, Phrase):
            for place in _phrase_places(words, node.forms):
                for step in range(len(node.forms)):
                    found.setdefault(place + step, (clause, place))
        else:
            for place, token in enumerate(words):
                if _answers(token, node):
                    found.setdefault(place, (clause, place))
    marks: list[tuple[int, int, int]] = []
    last = (-1, -1)
    for place in sorted(found):
        token = words[place]
        # Words of one phrase are one span.
        if found[place] == last:
            marks[-1] = (marks[-1][0], token.end, marks[-1][2])
        else:
            marks.append((token.start, token.end, found[place][0]))
        last = found[place]
    return marks


def _answers(token: Token, node: Node) -> bool:
    if isinstance(node, Word):
        return token.form == node.form or not set(node.stems).isdisjoint(stems_of(token.form))
    return isinstance(node, Prefix) and token.form.startswith(node.start)


def _phrase_places(words: list[Token], forms: tuple[str, ...]) -> list[int]:
    return [
        place
        for place in range(len(words) - len(forms) + 1)
        if all(words[place + step].form == form for step, form in enumerate(forms))
    ]


def _window(text: str, marks: list[tuple[int, int, int]], width: int) -> tuple[int, int]:
    """Where the best window begins and ends, at blanks."""
    best = (0, 0)
    start = 0
    for first, (begin, _, _) in enumerate(marks):
        inside = [mark for mark in marks[first:] if mark[1] <= begin + width * 3 // 4]
        worth = (len({clause for _, _, clause in inside}), len(inside))
        if worth > best:
            best, start = worth, begin
    # Some words before the first mark show what it stands in.
    start = max(0, start - width // 4)
    start = max(0, min(start, len(text) - width))
    if start:
        blank = text.find(" ", start)
        start = blank + 1 if 0 <= blank < start + 30 else start
    end = min(len(text), start + width)
    if end < len(text):
        blank = text.rfind(" ", start, end + 1)
        end = blank if blank > end - 30 else end
    return start, end
