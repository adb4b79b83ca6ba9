"""One document → the regulation or the session it holds, and what is doubtful in it."""

from __future__ import annotations

from dataclasses import dataclass

from kb.model import Notice, Regulation, Session
from kb.parsers.head import read_head
from kb.parsers.metadata import regulation_of, session_of
from kb.parsers.speeches import read_speeches
from kb.parsers.structure import read_structure
from kb.readers import Document


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file holds; ``furniture`` are lines that belong to the page, not to the text."""

    regulation: Regulation | None = None
    session: Session | None = None
    notices: tuple[Notice, ...] = ()
    furniture: tuple[tuple[int, str], ...] = ()


def parse_file(document: Document, file: str) -> Parsed:
    """Read a document; front matter with ``lembaga`` and ``tanggal`` and no ``nomor`` makes it a session.

    Raises:
        ReadError: a key of the front matter has a value of the wrong form.
    """
    front = document.front
    if front is not None and "lembaga" in front and "tanggal" in front and "nomor" not in front:
        session, notices = session_of(front, file)
        speeches, doubtful = read_speeches(document.lines, file)
        return Parsed(session=session._replace(speeches=speeches), notices=(*notices, *doubtful))
    if front is not None and "jenis" in front:
        regulation, notices = regulation_of(front, file)
    else:
        regulation, notices = read_head(document.lines, file)
    provisions, doubtful, furniture = read_structure(document.lines, file, canonical=front is not None)
    return Parsed(
        regulation=regulation._replace(provisions=provisions), notices=(*notices, *doubtful), furniture=furniture
    )
