"""Fills the store of a generation that is being built."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

from kb.ids import work_name, work_slug
from kb.model import Citation, Link, Notice, Regulation, Session
from kb.store.relations import article_key
from kb.store.schema import FORMAT, SCHEMA, STORE_FILE, Entry
from kb.store.values import SPEECH, day_numbers, dump_regulation, dump_session, load_session, speech_of

# Children first: a document's rows go before the document.
_OF_SESSION = ("citations", "links", "speeches")
_OF_DOCUMENT = ("notices", "provisions", "regulations", "sessions", "documents")


class StoreWriter:
    """Writes one store; closing without an error makes it whole.

    The file is part of a draft that is published or thrown away, so no journal is kept.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / STORE_FILE
        fresh = not path.exists()
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        if fresh:
            self._db.executescript(SCHEMA)
            self._db.execute(f"PRAGMA user_version = {FORMAT}")
        self._db.execute("BEGIN")

    def __enter__(self) -> StoreWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._db.execute("COMMIT")
        self._db.close()

    def remove(self, files: Iterable[str]) -> None:
        """Remove everything that came from ``files``."""
        for file in files:
            row = self._db.execute("SELECT doc FROM documents WHERE file = ?", (file,)).fetchone()
            if row is None:
                continue
            for table in _OF_SESSION:
                self._db.execute(
                    f"DELETE FROM {table} WHERE session IN (SELECT id FROM sessions WHERE doc = ?)",  # noqa: S608 - constant names
                    row,
                )
            for table in _OF_DOCUMENT:
                self._db.execute(f"DELETE FROM {table} WHERE doc = ?", row)  # noqa: S608 - constant names

    def put(
        self,
        entry: Entry,
        *,
        regulation: Regulation | None = None,
        session: Session | None = None,
        notices: Iterable[Notice] = (),
    ) -> None:
        """Store a file that was read: its regulation or session, and what is to be looked at."""
        added = self._db.execute(
            "INSERT INTO documents (file, root, kind, size, mtime, sha256, records) VALUES (?, ?, ?, ?, ?, ?, ?)", entry
        )
        doc = added.lastrowid or 0
        if regulation is not None:
            self._put_regulation(doc, regulation)
        if session is not None:
            self._put_session(doc, session)
        self._put_notices("parse", ((doc, notice) for notice in notices))

    def _put_regulation(self, doc: int, regulation: Regulation) -> None:
        articles = sum(p.kind == "article" and not p.component and not p.quote_depth for p in regulation.provisions)
        self._db.execute(
            "INSERT INTO regulations VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                doc,
                regulation.work,
                regulation.naskah.value,
                regulation.title,
                regulation.status.value,
                articles,
                dump_regulation(regulation),
            ),
        )
        self._db.executemany(
            "INSERT INTO provisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    doc,
                    n,
                    p.component,
                    p.path,
                    p.kind.value,
                    p.label,
                    p.heading,
                    p.text,
                    p.closing,
                    p.level,
                    p.quote_depth,
                    p.page,
                    p.line,
                )
                for n, p in enumerate(regulation.provisions)
            ),
        )

    def _put_session(self, doc: int, session: Session) -> None:
        first, last = day_numbers(session.date)
        self._db.execute(
            "INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                session.id,
                doc,
                session.date,
                first,
                last,
                session.kind,
                session.title,
                session.body,
                session.naskah.value,
                dump_session(session),
            ),
        )
        self._db.executemany(
            "INSERT INTO speeches VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    session.id,
                    n,
                    s.anchor,
                    s.speaker,
                    s.role,
                    s.mode.value,
                    s.cue,
                    s.source,
                    s.start,
                    s.text,
                    json.dumps([(r.at, r.text) for r in s.remarks], ensure_ascii=False),
                    int(s.provisional),
                    s.line,
                )
                for n, s in enumerate(session.speeches)
            ),
        )

    def put_links(
        self,
        session: Session,
        links: Iterable[Link],
        citations: Iterable[tuple[str, Sequence[Citation]]],
        notices: Iterable[Notice] = (),
    ) -> None:
        """Replace the links and citations of a session, and what was found while linking it."""
        doc = self._db.execute("SELECT doc FROM sessions WHERE id = ?", (session.id,)).fetchone()[0]
        self._db.execute("DELETE FROM notices WHERE stage = 'link' AND doc = ?", (doc,))
        self._put_notices("link", ((doc, notice) for notice in notices))
        self._db.execute("DELETE FROM links WHERE session = ?", (session.id,))
        self._db.execute("DELETE FROM citations WHERE session = ?", (session.id,))
        place = {speech.anchor: n for n, speech in enumerate(session.speeches)}
        excepted: dict[tuple[str, int, int], list[str]] = {}
        for anchor, found in citations:
            for c in found:
                excepted[anchor, c.start, c.end] = [t.path for t in c.targets if t.mark == "!"]
                self._db.execute(
                    "INSERT INTO citations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        session.id,
                        anchor,
                        c.start,
                        c.end,
                        c.text,
                        c.status.value,
                        " ".join(map(str, c.targets)),
                        " ".join(c.candidates),
                        " ".join(c.warnings),
                        json.dumps(c.expands) if c.expands else "",
                    ),
                )
        self._db.executemany(
            "INSERT INTO links VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    link.session,
                    place[link.anchor],
                    link.anchor,
                    link.kind.value,
                    link.target.work,
                    link.target.component,
                    link.target.path,
                    article_key(link.target.path),
                    " ".join(excepted.get((link.anchor, link.start, link.end), ())) if ".." in link.target.path else "",
                    link.evidence,
                    link.start,
                    link.end,
                    " ".join(link.warnings),
                )
                for link in links
            ),
        )

    def session(self, session: str) -> Session:
        """A session that is in the store already."""
        metadata = self._db.execute("SELECT metadata FROM sessions WHERE id = ?", (session,)).fetchone()[0]
        rows = self._db.execute(f"SELECT {SPEECH} FROM speeches WHERE session = ? ORDER BY n", (session,))  # noqa: S608
        return load_session(metadata, tuple(speech_of(row) for row in rows))

    def replace_corpus_notices(self, notices: Iterable[Notice]) -> None:
        """Replace what was found about the corpus as a whole."""
        self._db.execute("DELETE FROM notices WHERE stage = 'corpus'")
        docs = dict(self._db.execute("SELECT file, doc FROM documents"))
        self._put_notices("corpus", ((docs.get(notice.file), notice) for notice in notices))

    def _put_notices(self, stage: str, notices: Iterable[tuple[int | None, Notice]]) -> None:
        self._db.executemany(
            "INSERT INTO notices VALUES (?, ?, ?, ?, ?, ?)",
            ((doc, stage, n.kind, n.message, n.file, n.line) for doc, n in notices),
        )

    def replace_works(self, catalogue: Mapping[str, str], shown: Mapping[str, str]) -> None:
        """Replace the table of works: ``catalogue`` gives their JSON, ``shown`` the file each is shown from."""
        self._db.execute("DELETE FROM works")
        docs = dict(self._db.execute("SELECT file, doc FROM documents"))
        self._db.executemany(
            "INSERT INTO works VALUES (?, ?, ?, ?, ?)",
            (
                (work, work_slug(work), work_name(work), docs.get(shown.get(work, "")), text)
                for work, text in catalogue.items()
            ),
        )

    def put_meta(self, values: Mapping[str, str]) -> None:
        """Set numbers about the whole."""
        self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    def query(self, sql: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """Read back from the store being written."""
        return self._db.execute(sql, values).fetchall()
