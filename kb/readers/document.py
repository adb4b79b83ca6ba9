"""A file → its lines: bytes decoded, front matter apart, HTML laid out as lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kb.errors import ReadError
from kb.model import Notice
from kb.readers.front_matter import split_front_matter

MOST_BYTES = 50_000_000


class Line(NamedTuple):
    """A line without its end; ``number`` counts from 1 in the file, ``page`` is 0 where unknown."""

    number: int
    text: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader gives: the form of the file, its lines, its front matter or None, what is doubtful."""

    form: str
    lines: tuple[Line, ...]
    front: Mapping[str, object] | None = None
    notices: tuple[Notice, ...] = ()


def read_document(path: Path) -> Document:
    """Read a file by its suffix and first bytes.

    Bad UTF-8 is replaced and counted in a notice.

    Raises:
        ReadError: the file is too large, holds NUL bytes, or its front matter is broken.
    """
    raw = path.read_bytes()
    if len(raw) > MOST_BYTES:
        raise ReadError(path, f"berkas lebih besar dari {MOST_BYTES // 1_000_000} MB", "Pecah menjadi beberapa berkas")
    if b"\0" in raw:
        raise ReadError(path, "berkas memuat byte NUL, bukan teks", "Simpan ulang sebagai teks UTF-8")
    text = raw.decode("utf-8-sig", errors="replace")
    notices: tuple[Notice, ...] = ()
    bad = text.count("\ufffd")
    if bad:
        notices = (Notice("bad-utf8", f"{bad} karakter bukan UTF-8 diganti", str(path)),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    start = text[:2000].lstrip().lower()
    if path.suffix.lower() in (".html", ".htm") or start.startswith(("<!doctype html", "<html")):
        from kb.readers.html import html_lines

        return Document("html", html_lines(text, path), None, notices)
    front, first = split_front_matter(text, path)
    form = "markdown" if path.suffix.lower() in (".md", ".markdown") else "text"
    lines = tuple(Line(n, line) for n, line in enumerate(text.split("\n"), 1) if n >= first)
    if lines and not lines[-1].text:
        lines = lines[:-1]
    return Document(form, lines, front, notices)
