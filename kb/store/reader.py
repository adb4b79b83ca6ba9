"""Reads the store of a published generation; only what is asked for is read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kb.errors import DamagedError
from kb.ids import Target, article_of, parse_target
from kb.model import (
    Citation,
    CitationStatus,
    LinkKind,
    Notice,
    Provision,
    ProvisionKind,
    Regulation,
    Session,
    Speech,
)
from kb.store.relations import is_heading, relation
from kb.store.schema import FORMAT, STORE_FILE, Entry
from kb.store.values import SPEECH, load_regulation, load_session, speech_of

_REBUILD = "Bangun ulang: kb build --penuh"
_PROVISION = "kind, path, label, text, heading, closing, component, level, quote_depth, page, line"


class LinkRow(NamedTuple):
    """A link with its speech's and session's facts; ``relation`` says how it lies to what was asked."""

    session: str
    anchor: str
    date: str
    session_kind: str
    session_title: str
    body: str
    naskah: str
    speaker: str | None
    role: str
    mode: str
    start: float | None
    source: str
    metadata: str
    kind: LinkKind
    target: Target
    relation: str
    text: str
    evidence: str
    mention: tuple[int, int]
    warnings: tuple[str, ...]
    first_day: int
    last_day: int


class Row(NamedTuple):
    """A law's file in short."""

    work: str
    naskah: str
    title: str | None
    status: str | None
    articles: int
    file: str
    metadata: str


def open_store(folder: Path) -> Store | None:
    """Open the store of a generation; None where it was made by another version of kb.

    Raises:
        FileNotFoundError: the generation is gone (a reader then looks for the next one).
        DamagedError: it is no store.
    """
    path = folder / STORE_FILE
    if not path.is_file():
        if folder.is_dir():
            raise DamagedError(f"{path}: berkas tidak ada", _REBUILD)
        raise FileNotFoundError(path)
    try:
        # immutable: a generation never changes, so no lock and no journal file is needed.
        db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        version = db.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise DamagedError(f"{path}: rusak ({error})", _REBUILD) from error
    if version != FORMAT:
        db.close()
        return None
    return Store(db, path)


class Store:
    """What a build found, by file, work, provision, session and link.

    Raises DamagedError from every method when the file is broken.
    """

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db = db
        self._path = path

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise DamagedError(f"{self._path}: rusak ({error})", _REBUILD) from error

    # The whole

    def meta(self) -> dict[str, str]:
        """Numbers about the whole, as the build left them."""
        return dict(self._rows("SELECT key, value FROM meta"))

    def entries(self) -> dict[str, Entry]:
        """What is remembered of every file."""
        rows = self._rows("SELECT file, root, kind, size, mtime, sha256, records FROM documents")
        return {row[0]: Entry(*row) for row in rows}

    def notices(self, file: str | None = None) -> tuple[Notice, ...]:
        """Notices of a file, or all of them."""
        where, values = ("", ()) if file is None else (" WHERE file = ?", (file,))
        rows = self._rows(f"SELECT kind, message, file, line FROM notices{where} ORDER BY file, line, kind", values)  # noqa: S608 - constant text
        return tuple(Notice(*row) for row in rows)

    def notice_counts(self) -> tuple[tuple[str, int], ...]:
        """How many notices there are of each kind."""
        return tuple(self._rows("SELECT kind, count(*) FROM notices GROUP BY kind ORDER BY kind"))

    def catalogue(self) -> list[str]:
        """What is known of each work, JSON."""
        return [row[0] for row in self._rows("SELECT catalogue FROM works")]

    def counts(self, tables: Iterable[str]) -> dict[str, int]:
        """Rows of some tables, to check a build by."""
        return {table: self._rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables}  # noqa: S608 - our names

    # Laws

    def work_of_slug(self, slug: str) -> str | None:
        """The work whose short name is ``slug``."""
        rows = self._rows("SELECT work FROM works WHERE slug = ?", (slug,))
        return rows[0][0] if rows else None

    def works_like(self, kind: str, number: str, year: str) -> list[str]:
        """Works of the corpus with this kind, number and year, whatever the place."""
        pattern = f"%/{kind}/{year}/{number}" if number else f"%/{kind}/{year}"
        return [row[0] for row in self._rows("SELECT work FROM works WHERE work LIKE ? ORDER BY work", (pattern,))]

    def has_work(self, work: str) -> bool:
        """Whether the corpus holds a file of the work."""
        return bool(self._rows("SELECT 1 FROM regulations WHERE work = ? LIMIT 1", (work,)))

    def files_of(self, work: str) -> tuple[str, ...]:
        """All files of a work, the one that is shown first."""
        rows = self._rows(
            "SELECT d.file FROM regulations r JOIN documents d USING (doc) LEFT JOIN works w ON w.work = r.work "
            "WHERE r.work = ? ORDER BY r.doc IS NOT w.doc, d.file",
            (work,),
        )
        return tuple(row[0] for row in rows)

    def regulation_rows(self) -> list[Row]:
        """Every file of a law, in short, the file that is shown first within a work."""
        rows = self._rows(
            "SELECT r.work, r.naskah, r.title, r.status, r.articles, d.file, r.metadata FROM regulations r "
            "JOIN documents d USING (doc) LEFT JOIN works w ON w.work = r.work "
            "ORDER BY r.work, r.doc IS NOT w.doc, d.file"
        )
        return [Row(*row) for row in rows]

    def regulation_row(self, file: str) -> Row | None:
        """One file of a law, in short."""
        rows = self._rows(
            "SELECT r.work, r.naskah, r.title, r.status, r.articles, d.file, r.metadata "
            "FROM regulations r JOIN documents d USING (doc) WHERE d.file = ?",
            (file,),
        )
        return Row(*rows[0]) if rows else None

    def regulation(self, file: str, *, provisions: bool = True) -> Regulation | None:
        """The law in a file, with or without its provisions."""
        row = self.regulation_row(file)
        if row is None:
            return None
        return load_regulation(row.metadata, self._provisions(file) if provisions else ())

    def _provisions(self, file: str, where: str = "", values: Sequence[object] = ()) -> tuple[Provision, ...]:
        rows = self._rows(
            f"SELECT {_PROVISION} FROM provisions WHERE doc = (SELECT doc FROM documents WHERE file = ?) "  # noqa: S608 - constant text
            f"{where} ORDER BY n",
            (file, *values),
        )
        return tuple(Provision(ProvisionKind(row[0]), *row[1:]) for row in rows)

    def provision_tree(self, file: str, component: str, path: str) -> tuple[Provision, ...]:
        """A provision and what lies below it, in document order."""
        # "0" is the character behind "/", "?" the one behind ">".
        return self._provisions(
            file,
            "AND component = ? AND (path = ? OR (path >= ? AND path < ?) OR (path >= ? AND path < ?))",
            (component, path, f"{path}/", f"{path}0", f"{path}>", f"{path}?"),
        )

    def headings_above(self, file: str, component: str, path: str) -> tuple[Provision, ...]:
        """The chapter, part and paragraph that an article stands under, outermost first."""
        rows = self._rows(
            "SELECT n FROM provisions WHERE doc = (SELECT doc FROM documents WHERE file = ?) "
            "AND component = ? AND path = ?",
            (file, component, article_of(path)),
        )
        if not rows:
            return ()
        found: dict[int, Provision] = {}
        for heading in self._provisions(
            file, "AND component = ? AND kind = 'heading' AND quote_depth = 0 AND n < ?", (component, rows[0][0])
        ):
            depth = heading.path.count("/")
            found = {level: other for level, other in found.items() if level < depth}
            found[depth] = heading
        return tuple(found.values())

    def articles_under(self, file: str, path: str) -> tuple[str, ...]:
        """The articles that stand under a chapter, part or paragraph."""
        found: list[str] = []
        inside = False
        for provision in self._provisions(
            file, "AND component = '' AND quote_depth = 0 AND kind IN ('heading', 'article')"
        ):
            if provision.kind is ProvisionKind.HEADING:
                inside = provision.path == path or provision.path.startswith(f"{path}/")
            elif inside:
                found.append(provision.path)
        return tuple(found)

    def outline(self, file: str) -> tuple[Provision, ...]:
        """Headings, articles and attachments of a law, in order."""
        return self._provisions(file, "AND quote_depth = 0 AND kind IN ('heading', 'article', 'attachment')")

    # Sessions

    def session_exists(self, session: str) -> bool:
        """Whether there is a session of that id."""
        return bool(self._rows("SELECT 1 FROM sessions WHERE id = ?", (session,)))

    def session_ids(self) -> list[str]:
        """All session ids, oldest first."""
        return [row[0] for row in self._rows("SELECT id FROM sessions ORDER BY first_day, id")]

    def session(self, session: str) -> Session | None:
        """A session with its speeches."""
        rows = self._rows("SELECT metadata FROM sessions WHERE id = ?", (session,))
        return load_session(rows[0][0], self._speeches(session)) if rows else None

    def _speeches(self, session: str, anchor: str | None = None) -> tuple[Speech, ...]:
        where, values = ("", (session,)) if anchor is None else (" AND anchor = ?", (session, anchor))
        rows = self._rows(f"SELECT {SPEECH} FROM speeches WHERE session = ?{where} ORDER BY n", values)  # noqa: S608 - constant text
        return tuple(speech_of(row) for row in rows)

    def speech(self, session: str, anchor: str) -> tuple[Session, Speech] | None:
        """One speech with its session, the session without speeches."""
        rows = self._rows("SELECT metadata FROM sessions WHERE id = ?", (session,))
        speeches = self._speeches(session, anchor)
        return (load_session(rows[0][0]), speeches[0]) if rows and speeches else None

    def citations(self, session: str) -> dict[str, list[Citation]]:
        """The citations of a session, by speech."""
        found: dict[str, list[Citation]] = {}
        for anchor, text, start, end, targets, status, candidates, warnings, expands in self._rows(
            "SELECT anchor, text, start, end, targets, status, candidates, warnings, expands FROM citations "
            "WHERE session = ? ORDER BY rowid",
            (session,),
        ):
            citation = Citation(
                text,
                start,
                end,
                tuple(parse_target(target) for target in targets.split()),
                CitationStatus(status),
                tuple(candidates.split()),
                tuple(warnings.split()),
                tuple((name, tuple(labels)) for name, labels in json.loads(expands)) if expands else (),
            )
            found.setdefault(anchor, []).append(citation)
        return found

    def session_links(self, session: str) -> dict[str, list[tuple[LinkKind, Target]]]:
        """The links of a session, by speech, each once."""
        found: dict[str, dict[tuple[LinkKind, Target], None]] = {}
        for anchor, kind, work, component, path in self._rows(
            "SELECT anchor, kind, work, component, path FROM links WHERE session = ? ORDER BY n, rowid", (session,)
        ):
            found.setdefault(anchor, {})[LinkKind(kind), Target(work, component, path)] = None
        return {anchor: list(links) for anchor, links in found.items()}

    def session_rows(self) -> list[tuple[Any, ...]]:
        """id, date, kind, title, body, naskah, first_day, last_day, speeches, links; oldest first."""
        return self._rows(
            "SELECT s.id, s.date, s.kind, s.title, s.body, s.naskah, s.first_day, s.last_day, "
            "(SELECT count(*) FROM speeches p WHERE p.session = s.id), "
            "(SELECT count(*) FROM links l WHERE l.session = s.id AND l.kind <> 'rejected') "
            "FROM sessions s ORDER BY s.first_day, s.id"
        )

    def session_speakers(self) -> dict[str, set[str]]:
        """Who speaks in which session."""
        found: dict[str, set[str]] = {}
        for session, speaker in self._rows("SELECT DISTINCT session, speaker FROM speeches WHERE speaker IS NOT NULL"):
            found.setdefault(session, set()).add(speaker)
        return found

    # Links

    def linked_speeches(self) -> dict[str, int]:
        """How many speeches are linked with each work."""
        return dict(self._rows("SELECT work, count(DISTINCT session || '#' || anchor) FROM links GROUP BY work"))

    def links(self, asked: Target) -> list[LinkRow]:
        """Every link that touches ``asked``, oldest first, in the order of the speeches."""
        headings: frozenset[str] = frozenset()
        articles: frozenset[str] = frozenset()
        where, values = "l.work = ?", [asked.work]
        first = article_of(asked.path)
        files = self.files_of(asked.work) if asked.path else ()
        if files and is_heading(asked.path):
            articles = frozenset(self.articles_under(files[0], asked.path))
        elif files:
            headings = frozenset(p.path for p in self.headings_above(files[0], asked.component, asked.path))
        if asked.path and ".." not in first and not is_heading(first):
            where += " AND l.article IN ('', '~', ?)"
            values.append(first)
        rows = self._rows(
            "SELECT l.session, l.anchor, s.date, s.kind, s.title, s.body, s.naskah, p.speaker, p.role, "  # noqa: S608 - constant
            "p.mode, p.start, p.source, s.metadata, l.kind, l.component, l.path, l.excepted, p.text, l.evidence, "
            "l.start, l.end, l.warnings, s.first_day, s.last_day FROM links l JOIN sessions s ON s.id = l.session "
            "JOIN speeches p ON p.session = l.session AND p.n = l.n "
            f"WHERE {where} ORDER BY s.first_day, l.session, l.n, l.rowid",
            values,
        )
        found = []
        for row in rows:
            target = Target(asked.work, row[14], row[15])
            how = relation(target, asked, excepted=row[16].split(), headings=headings, articles=articles)
            if how:
                found.append(
                    LinkRow._make(
                        (
                            *row[:13],
                            LinkKind(row[13]),
                            target,
                            how,
                            row[17],
                            row[18],
                            (row[19], row[20]),
                            tuple(row[21].split()),
                            *row[22:],
                        )
                    )
                )
        return found
