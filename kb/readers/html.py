"""HTML → lines: one line a block, in the order of the page, with the line of the source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import ReadError

if TYPE_CHECKING:
    from bs4 import Tag

    from kb.readers.document import Line

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
    ]
)
_DROPPED = frozenset({"script", "style", "head", "nav", "noscript", "template"})
MOST_DEPTH = 256


def html_lines(text: str, path: Path) -> tuple[Line, ...]:
    """The visible text, block by block; list items of an ordered list get the label a browser shows.

    Raises:
        ReadError: tags are nested too deeply.
    """
    from bs4 import BeautifulSoup, NavigableString, Tag
    from bs4.element import PreformattedString

    from kb.readers.document import Line

    try:
        soup = BeautifulSoup(text, "html.parser")
    except RecursionError as error:
        raise ReadError(path, "HTML bersarang terlalu dalam") from error
    lines: list[Line] = []
    words: list[str] = []
    numbers: dict[int, int] = {}
    line = 1

    def flush() -> None:
        joined = " ".join("".join(words).split())
        if joined:
            lines.append(Line(line, joined))
        words.clear()

    stack: list[tuple[object, int, bool]] = [(soup, 0, False)]
    while stack:
        node, depth, closing = stack.pop()
        if closing:
            flush()
            continue
        if depth > MOST_DEPTH:
            raise ReadError(path, "HTML bersarang terlalu dalam", line=line)
        if isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):
                words.append(str(node))
            continue
        if not isinstance(node, Tag):
            continue
        if node.name in _DROPPED:
            continue
        if node.name == "br":
            flush()
            continue
        block = node.name in _BLOCKS
        if block:
            flush()
            line = node.sourceline or line
            stack.append((node, depth, True))
            if node.name == "li":
                words.append(_item_label(node, numbers))
        elif node.name == "td":
            words.append(" ")
        stack.extend((child, depth + 1, False) for child in reversed(list(node.children)))
    flush()
    return tuple(lines)


def _item_label(item: Tag, numbers: dict[int, int]) -> str:
    """The label of a list item, as the list's type and class say; ``numbers`` counts the items of each list."""
    ordered = item.parent
    if ordered is None or ordered.name != "ol":
        return ""
    number = numbers[id(ordered)] = numbers.get(id(ordered), 0) + 1
    style = str(ordered.get("type") or "1") + " ".join(ordered.get("class") or [])
    if style.startswith("a") and number <= 26:
        return f"{chr(96 + number)}. "
    return f"{number}. "
