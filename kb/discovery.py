"""Which files a build reads, and the state of everything else that its result depends on."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kb.errors import UsageError

if TYPE_CHECKING:
    from kb.settings import Settings

FORMS = frozenset({".md", ".markdown", ".txt", ".html", ".htm"})
"""Suffixes of the files that can be read."""

_LISTS = ("aliases.yaml", "speakers.yaml")


_DOCUMENTS = frozenset({".pdf", ".doc", ".docx", ".odt", ".rtf"})
"""Suffixes of documents that are not read yet: they are named, not passed over in silence."""


class Found(NamedTuple):
    """A file to read; ``file`` is its path below the folder ``root`` (``""`` for the corpus)."""

    file: str
    root: str
    path: Path
    size: int
    mtime: int


def corpus_files(corpus: Path, sources: Sequence[Path] = ()) -> Iterator[Found]:
    """Every readable file below the corpus and the sources, each once, in the order of its name.

    Links and devices are not followed. A file of a source whose path the corpus (or an earlier
    source) has too goes by the name of its folder in front.

    Raises:
        UsageError: a source is no folder.
    """
    seen: set[str] = set()
    for root in (corpus, *sources):
        if root is not corpus and not root.is_dir():
            raise UsageError(f"{root}: bukan folder", "Sebutkan folder berisi berkas peraturan")
        for path, status in _files(root, FORMS):
            file = path.relative_to(root).as_posix()
            if file in seen:
                file = f"{root.resolve().name}/{file}"
            if file in seen:
                continue  # the same folder named twice
            seen.add(file)
            yield Found(file, "" if root is corpus else str(root.resolve()), path, status.st_size, status.st_mtime_ns)


def unread_files(corpus: Path, sources: Sequence[Path] = ()) -> tuple[str, ...]:
    """Documents of a form that cannot be read, by their paths below the corpus or source."""
    return tuple(
        path.relative_to(root).as_posix() for root in (corpus, *sources) for path, _ in _files(root, _DOCUMENTS)
    )


def _files(root: Path, forms: frozenset[str]) -> Iterator[tuple[Path, os.stat_result]]:
    for folder, below, names in os.walk(root):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            if name.startswith(".") or path.suffix.lower() not in forms:
                continue
            status = path.lstat()
            if stat.S_ISREG(status.st_mode):
                yield path, status


def fingerprint(settings: Settings) -> str:
    """A digest of what a file's result depends on beside the file: kb's own code, the home place, the lists.

    So no version number has to be raised by hand when a parser or the analysis changes.
    """
    digest = hashlib.sha256(settings.home.encode())
    package = Path(__file__).parent
    rooms = ("indonesian", "readers", "parsers", "citations", "links", "search", "store")
    code = [path for room in rooms for path in (package / room).rglob("*") if path.suffix in (".py", ".tsv", ".txt")]
    code += [package / name for name in ("building.py", "naming.py", "model.py", "ids.py", "discovery.py")]
    lists = [path for name in _LISTS for path in settings.corpus.rglob(name)]
    for path in (*sorted(code), *sorted(lists)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
