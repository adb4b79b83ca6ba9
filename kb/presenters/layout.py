"""Lines that fit the width of the terminal, and marks in them."""

from __future__ import annotations

from kb.presenters.words import clean
from kb.results import Excerpt


def wrapped(text: str, width: int, indent: str = "", following: str | None = None) -> list[str]:
    """A paragraph cut at words; lines after the first are indented by ``following``."""
    import textwrap

    rest = indent if following is None else following
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    ) or [indent.rstrip()]


def marked(excerpt: Excerpt, before: str, after: str) -> str:
    """An excerpt on one line, its spans between marks, cut ends shown.

    >>> marked(Excerpt("satu dua", ((5, 8),)), "‹", "›")
    'satu ‹dua›'
    """
    parts: list[str] = []
    last = 0
    for start, end in excerpt.marks:
        parts += [clean(excerpt.text[last:start]), before, clean(excerpt.text[start:end]), after]
        last = end
    parts.append(clean(excerpt.text[last:]))
    text = " ".join("".join(parts).split())
    return f"{'… ' if excerpt.cut_before else ''}{text}{' …' if excerpt.cut_after else ''}"


def beside(left: str, right: str, width: int) -> list[str]:
    """Two texts on one line, the second at the right edge; on two lines where they do not fit."""
    if not right:
        return wrapped(left, width)
    if len(left) + 2 + len(right) <= width:
        return [left + right.rjust(width - len(left))]
    return [*wrapped(left, width), f"  {right}"]
