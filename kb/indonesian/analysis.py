"""From text to the words that are indexed and asked for; the same for both.

A token has an exact form and one or more stems. No word is dropped: a phrase with a stop word in it
means just that phrase.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from kb.indonesian.stems import stem

ANALYSIS_VERSION = 1
"""Changes whenever the same text gives other words than before: an index of another version is stale."""

_WORD = re.compile(r"\w+(?:[-‐‑]\w+)*")
_ELECTRONIC = "elektronik"
_LONGEST_WORD = 64


class Token(NamedTuple):
    """One word of a text; ``start`` and ``end`` count code points of that text, half-open."""

    form: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of ``text`` in order, in small letters.

    A hyphen holds a reduplication (*undang-undang*) and a short mark (*KTP-el*, *e-KTP*) together and
    parts other words (*pindah-datang*), so that each half is found by itself.

    >>> [t.form for t in tokens("Undang-Undang KTP-el, surat pindah-datang 10/2021")]
    ['undang-undang', 'ktp-el', 'surat', 'pindah', 'datang', '10', '2021']
    """
    found: list[Token] = []
    for match in _WORD.finditer(text):
        raw = match[0]
        if raw.isascii():
            form = raw.lower()
        else:
            form = unicodedata.normalize("NFKC", raw).lower().replace("‐", "-").replace("‑", "-")
        if "-" not in form or _is_one_word(form):
            found.append(Token(form[:_LONGEST_WORD], match.start(), match.end()))
            continue
        offset = match.start()
        for part in re.split(r"[-‐‑]", raw):
            shown = unicodedata.normalize("NFKC", part).lower()
            found.append(Token(shown[:_LONGEST_WORD], offset, offset + len(part)))
            offset += len(part) + 1
    return found


def _is_one_word(form: str) -> bool:
    parts = form.split("-")
    if len(parts) != 2 or form[0].isdigit():
        return False
    first, second = parts
    if first == second or second == "el" or first == "e":
        return True
    # peraturan-peraturannya, sebaik-baiknya, tolong-menolong
    return len(min(first, second, key=len)) >= 3 and (first in second or second in first or stem(first) == stem(second))


def stems_of(form: str) -> tuple[str, ...]:
    """The stems of one exact form: one, or two where a mark says *elektronik*.

    >>> stems_of("ktp-el"), stems_of("e-ktp"), stems_of("berpindah")
    (('ktp', 'elektronik'), ('ktp', 'elektronik'), ('pindah',))
    """
    if form.endswith("-el"):
        return stem(form[:-3]), _ELECTRONIC
    if form.startswith("e-"):
        return stem(form[2:]), _ELECTRONIC
    return (stem(form),)
