"""Text → tokens that know where they stand, with what scans and typing put between letters undone.

Spaces of any kind, zero-width characters, soft hyphens and words broken at a line end do not
change what is found; offsets always count code points of the text as given.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
# Compiled when a text has lines at all: a query has none.
_BROKEN_WORD = r"([^\W\d_]{1,40})-[ \t]{0,8}\n[ \t]{0,40}([a-z]{1,40})"
# A keyword and its number without a space between them (pasal12, No12) are two tokens.
_TOKEN = re.compile(r"(?:pasal|psl|ps|ayat|bab|nomor|no)(?=\d)|[^\W_]+|[^\w\s]|_", re.IGNORECASE)


class Token(NamedTuple):
    """A run of letters and digits, or one mark; ``low`` is in lower case, ``line_start`` after a line break.

    ``start`` and ``end`` are half-open code points of the text as given; ``glued`` says that
    nothing stands between this token and the one before.
    """

    text: str
    low: str
    start: int
    end: int
    line_start: bool
    glued: bool


def _cleaned(text: str) -> tuple[str, list[int] | None]:
    """Text without zero-width characters and broken words, and the offset of each character kept."""
    broken = "\n" in text and re.search(_BROKEN_WORD, text) is not None
    if not broken and not any(mark in text for mark in _ZERO_WIDTH):
        return text, None
    dropped: set[int] = set()
    for found in re.finditer(_BROKEN_WORD, text):
        hyphen = found.end(1)
        # Reduplication (undang-undang) keeps its hyphen: only the line break goes.
        same = found[1].lower().endswith(found[2].lower()) or found[2].lower().startswith(found[1].lower())
        dropped.update(range(hyphen + 1 if same else hyphen, found.start(2)))
    kept = [i for i, mark in enumerate(text) if i not in dropped and mark not in _ZERO_WIDTH]
    return "".join(text[i] for i in kept), kept


def tokenize(text: str) -> list[Token]:
    """Split a text into tokens, in order. Time is linear.

    >>> [t.low for t in tokenize("Pasal 12A ayat (2)")]
    ['pasal', '12a', 'ayat', '(', '2', ')']
    """
    clean, offsets = _cleaned(text)
    tokens: list[Token] = []
    last = 0
    for found in _TOKEN.finditer(clean):
        begin, stop = found.span()
        word = found[0]
        start, end = (begin, stop) if offsets is None else (offsets[begin], offsets[stop - 1] + 1)
        gap = clean[last:begin]
        tokens.append(Token(word, word.lower(), start, end, "\n" in gap or not tokens, not gap and bool(tokens)))
        last = stop
    return tokens
