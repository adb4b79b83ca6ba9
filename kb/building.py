"""Corpus → generation: the one place that sees the whole way.

Pass 1 reads and parses every file that changed, stores it and gives its records to the engine.
Pass 2 sees the whole corpus: which works there are and what they are called, then what each
session cites. The result is published as one generation, or not at all.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kb import __version__
from kb.discovery import Found, corpus_files, fingerprint, unread_files
from kb.errors import DamagedError, KbError, ReadError
from kb.generations import Draft, Generation, begin, current
from kb.ids import split_work, work_name
from kb.links import link_session
from kb.links.linker import home_of
from kb.model import Naskah, Notice, Provision, ProvisionKind, Regulation, Session
from kb.naming import amended, catalogue_work, check_speakers, dump_work, read_nicknames, related
from kb.results import BuildReport, Coverage
from kb.search.engine import open_engine, open_writer
from kb.search.query import Word, parse_query, words_of
from kb.search.records import Record, cut_long
from kb.store import Entry, open_store
from kb.store.units import unit_heading, unit_text, units
from kb.store.values import day_numbers, load_regulation
from kb.store.writer import StoreWriter

if TYPE_CHECKING:
    from kb.citations import Catalogue, CatalogueWork, Nickname
    from kb.settings import Settings

Progress = Callable[[str, int, int], None]

# Of several files of one work the best text is shown.
_BEST_FIRST = (Naskah.RESMI, Naskah.EKSTRAKSI, Naskah.OCR, Naskah.CONTOH, Naskah.RINGKASAN, Naskah.BELUM_ADA)


class _Plan(NamedTuple):
    """What a build has to do; ``same`` are entries of files that stay as they are."""

    dirty: list[Found]
    removed: list[str]
    same: dict[str, Entry]
    incremental: bool

    @property
    def nothing(self) -> bool:
        return self.incremental and not self.dirty and not self.removed


def build(
    settings: Settings, *, full: bool = False, sources: Sequence[Path] = (), progress: Progress | None = None
) -> BuildReport:
    """Build the index of a knowledge base and publish it; nothing is published when nothing changed.

    Files below ``sources`` are read where they lie, for this build. A file that cannot be read is
    named in ``failed`` and the others go on.

    Raises:
        LockedError: another build is running.
        UsageError: a source is no folder.
    """
    started = time.monotonic()
    found = list(corpus_files(settings.corpus, sources))
    state = fingerprint(settings)
    published = _published(settings.index_folder)
    plan = _plan(found, state, published, full=full)
    if plan.nothing and published is not None:
        return _unchanged(published, started)
    tell = progress or (lambda _stage, _done, _of: None)
    with begin(settings.index_folder, incremental=plan.incremental) as draft:
        if draft.previous != published:
            # Somebody else published in between.
            raise KbError("Indeks baru saja dibangun oleh proses lain", "Jalankan lagi: kb build")
        unread = [
            Notice("unread-form", "bentuk berkas ini belum dapat dibaca; jadikan teks atau Markdown", file)
            for file in unread_files(settings.corpus, sources)
        ]
        return _Build(settings, draft, plan, tell).run(state, started, unread)


def _published(index: Path) -> Generation | None:
    try:
        return current(index)
    except DamagedError:
        return None


def _plan(found: list[Found], state: str, published: Generation | None, *, full: bool) -> _Plan:
    everything = _Plan(found, [], {}, incremental=False)
    if full or published is None:
        return everything
    try:
        store = open_store(published.folder)
        if store is None:
            return everything
        with closing(store):
            if store.meta().get("state") != state:
                return everything
            known = store.entries()
    except (DamagedError, FileNotFoundError):
        return everything
    same = {f.file: known[f.file] for f in found if f.file in known and _is_same(f, known[f.file])}
    dirty = {f.file for f in found if f.file not in same}
    removed = [file for file in known if file not in dirty and file not in same]
    # Two sessions of one file name share their id, and which one keeps it depends on both.
    stems = Counter(_stem(file) for file in (*(f.file for f in found), *removed))
    touched = {_stem(file) for file in (*dirty, *removed)}
    again = dirty | {f.file for f in found if stems[_stem(f.file)] > 1 and _stem(f.file) in touched}
    return _Plan(
        [f for f in found if f.file in again],
        removed,
        {file: entry for file, entry in same.items() if file not in again},
        incremental=True,
    )


def _stem(file: str) -> str:
    return file.rpartition("/")[2].rpartition(".")[0]


def _is_same(found: Found, entry: Entry) -> bool:
    if entry.root != found.root or entry.size != found.size:
        return False
    return entry.mtime == found.mtime or entry.sha256 == _sha256(found.path)


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _unchanged(published: Generation, started: float) -> BuildReport:
    store = open_store(published.folder)
    if store is None:
        raise DamagedError(f"{published.folder}: indeks rusak", "Bangun ulang: kb build --penuh")
    with closing(store):
        report = json.loads(store.meta()["report"])
        failed = [n for n in store.notices() if n.kind == "unreadable"]
        notices = store.notice_counts()
    return BuildReport(
        **{**report, "generation": published.number, "changed": 0, "removed": 0},
        notices=notices,
        failed=tuple(failed),
        seconds=time.monotonic() - started,
    )


class _Build:
    """One build under way."""

    def __init__(self, settings: Settings, draft: Draft, plan: _Plan, tell: Progress) -> None:
        self.settings = settings
        self.draft = draft
        self.plan = plan
        self.tell = tell
        self.sessions: dict[str, Session] = {}  # parsed in this build
        self.probe = ""

    def run(self, state: str, started: float, unread: list[Notice]) -> BuildReport:
        with StoreWriter(self.draft.folder) as store:
            gone = [*self.plan.removed, *(f.file for f in self.plan.dirty)] if self.plan.incremental else []
            with open_writer(self.draft.folder) as engine:
                engine.delete(gone)
                store.remove(gone)
                for n, found in enumerate(self.plan.dirty):
                    self.tell("baca", n, len(self.plan.dirty))
                    for record in self._take(found, store):
                        engine.add(record, file=found.file)
                self.tell("indeks", len(self.plan.dirty), len(self.plan.dirty))
            _link(self.settings, store, self.sessions, self.tell, unread)
            report = self._report(store)
            kept = {key: value for key, value in report.items() if key not in ("generation", "changed", "removed")}
            coverage = _coverage(store)
            store.put_meta(
                {
                    "state": state,
                    "home": self.settings.home,
                    "version": __version__,
                    "built": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
                    "report": json.dumps(kept),
                    "coverage": json.dumps(tuple(coverage)),
                }
            )
            notices = store.query("SELECT kind, count(*) FROM notices GROUP BY kind ORDER BY kind")
            failed = store.query(
                "SELECT kind, message, file, line FROM notices WHERE kind = 'unreadable' ORDER BY file"
            )
            entries = store.query("SELECT file, size, sha256, records, kind FROM documents ORDER BY file")
        self.tell("terbit", 0, 1)
        manifest = {
            "version": __version__,
            "state": state,
            "sources": [dict(zip(("file", "size", "sha256", "units", "status"), e, strict=True)) for e in entries],
        }
        generation = self.draft.publish(manifest, lambda folder: _check(folder, len(entries), self.probe))
        self.tell("terbit", 1, 1)
        return BuildReport(
            **{**report, "generation": generation.number},
            notices=tuple((str(kind), int(str(count))) for kind, count in notices),
            failed=tuple(Notice(str(kind), str(message), str(file)) for kind, message, file, _ in failed),
            seconds=time.monotonic() - started,
        )

    def _take(self, found: Found, store: StoreWriter) -> Iterator[Record]:
        """Read and store one file; gives its records."""
        from kb.parsers import parse_file
        from kb.readers import read_document

        sha256 = _sha256(found.path)
        entry = Entry(found.file, found.root, "failed", found.size, found.mtime, sha256, 0)
        try:
            document = read_document(found.path)
            parsed = parse_file(document, found.file)
        except ReadError as error:
            store.put(entry, notices=[Notice("unreadable", error.message, found.file, error.line or 0)])
            return
        except Exception as error:  # noqa: BLE001 - a defect met in one file must not keep the others out
            message = f"tidak terbaca: {type(error).__name__}: {error}"
            store.put(entry, notices=[Notice("unreadable", message, found.file)])
            return
        # A reader does not know by which path the corpus knows a file.
        notices = [n._replace(file=found.file) for n in (*document.notices, *parsed.notices)]
        records: list[Record] = []
        session, regulation = parsed.session, parsed.regulation
        if session is not None:
            session, renamed = _own_id(session, store)
            notices += renamed
            self.sessions[session.id] = session
            records = list(_session_records(session, self.settings.home))
        elif regulation is not None:
            records = list(_regulation_records(regulation, found.file))
        kind = "session" if session else "regulation"
        store.put(
            entry._replace(kind=kind, records=len(records)), regulation=regulation, session=session, notices=notices
        )
        if not self.probe:
            self.probe = max(
                (word for r in records[:1] for word in r.text.split() if word.isalpha()), key=len, default=""
            )
        for record in records:
            yield from cut_long(record)

    def _report(self, store: StoreWriter) -> dict[str, int]:
        counts = (
            ("files", "SELECT count(*) FROM documents"),
            ("records", "SELECT coalesce(sum(records), 0) FROM documents"),
            ("regulations", "SELECT count(*) FROM regulations"),
            ("sessions", "SELECT count(*) FROM sessions"),
            ("links", "SELECT count(*) FROM links"),
            ("unresolved", "SELECT count(*) FROM citations WHERE status <> 'resolved'"),
        )
        found = {name: _number(store, sql) for name, sql in counts}
        return {**found, "changed": len(self.plan.dirty), "removed": len(self.plan.removed), "generation": 0}


def _number(store: StoreWriter, sql: str) -> int:
    return int(str(store.query(sql)[0][0]))


def _coverage(store: StoreWriter) -> Coverage:
    return Coverage(
        _number(store, "SELECT count(*) FROM regulations"),
        _number(store, "SELECT count(*) FROM regulations WHERE doc IN (SELECT doc FROM provisions)"),
        _number(store, "SELECT coalesce(sum(articles), 0) FROM regulations"),
        _number(store, "SELECT count(*) FROM sessions"),
        _number(store, "SELECT count(*) FROM speeches"),
    )


def _check(folder: Path, documents: int, probe: str) -> None:
    """Open what was written as a reader will; raises DamagedError when it is not what it should be."""
    store = open_store(folder)
    if store is None or store.counts(["documents"])["documents"] != documents:
        raise DamagedError(f"{folder}: simpanan tidak utuh setelah ditulis", "Bangun ulang: kb build --penuh")
    store.close()
    with closing(open_engine(folder)) as engine:
        query = parse_query(probe)
        known = probe and all(isinstance(word, Word) for word in words_of(query))
        if known and not engine.search(query, limit=1).total:
            raise DamagedError(f"{folder}: indeks kata tidak utuh setelah ditulis", "Bangun ulang: kb build --penuh")


# ── records ─────────────────────────────────────────────────────────────────────────────────


def _regulation_records(regulation: Regulation, file: str) -> Iterator[Record]:
    place, kind, year, number = split_work(regulation.work) if regulation.work else ("", "", "", "")
    digits = "".join(c for c in number if c.isdigit())
    first, last = day_numbers(regulation.enacted or regulation.promulgated or year)
    for component, path, headings, members in units(regulation.provisions):
        yield Record(
            id=f"{file}{f'!{component}' if component else ''}#{path}",
            kind="pasal",
            heading=unit_heading(headings, members),
            text=unit_text(members),
            jenis=kind,
            nomor=number,
            tahun=year,
            tempat=place,
            status=regulation.status.value or "",
            naskah=regulation.naskah.value,
            tanggal=first,
            tanggal_akhir=last,
            sort_number=int(digits or 0),
        )


def _session_records(session: Session, home: str) -> Iterator[Record]:
    first, last = day_numbers(session.date)
    place = home_of(session, home)
    for speech in session.speeches:
        yield Record(
            id=f"{session.id}#{speech.anchor}",
            kind="sesi",
            text=speech.text,
            jenis=session.kind,
            tahun=session.date[:4],
            tempat=place,
            naskah=session.naskah.value,
            pembicara=speech.speaker or "",
            lembaga=session.body,
            tanggal=first,
            tanggal_akhir=last,
        )


def _own_id(session: Session, store: StoreWriter) -> tuple[Session, list[Notice]]:
    """A session whose id is taken by another file gets one of its own."""
    n, own = 1, session.id
    while store.query("SELECT 1 FROM sessions WHERE id = ?", (own,)):
        n += 1
        own = f"{session.id}-{n}"
    if n == 1:
        return session, []
    message = f"sesi {session.id} sudah ada di berkas lain; yang ini dipanggil {own}"
    return session._replace(id=own), [Notice("duplicate-session", message, session.file)]


# ── pass 2: the whole corpus is known ───────────────────────────────────────────────────────


def _link(
    settings: Settings, store: StoreWriter, parsed: Mapping[str, Session], tell: Progress, unread: list[Notice]
) -> None:
    from kb.citations import Catalogue

    notices = list(unread)
    nicknames = _lists(settings, notices)
    regulations = []
    for regulation in _skeletons(store):
        resolved, doubtful = related(regulation, Catalogue.builtin())
        regulations.append(resolved)
        notices += doubtful
    works, shown = _works(regulations, nicknames, notices)
    texts = {work: dump_work(entry) for work, entry in works.items()}
    store.replace_works(texts, shown)
    state = hashlib.sha256("\n".join(texts.values()).encode()).hexdigest()
    before = store.query("SELECT value FROM meta WHERE key = 'catalogue'")
    store.put_meta({"catalogue": state})
    _link_sessions(settings.home, store, parsed, Catalogue.of(works.values()), tell, only_new=before == [(state,)])
    store.replace_corpus_notices(notices)


def _link_sessions(
    home: str,
    store: StoreWriter,
    parsed: Mapping[str, Session],
    catalogue: Catalogue,
    tell: Progress,
    *,
    only_new: bool,
) -> None:
    """Find what sessions cite: all of them where the catalogue changed, else the new ones."""
    wanted = list(parsed) if only_new else [str(row[0]) for row in store.query("SELECT id FROM sessions ORDER BY id")]
    for n, session_id in enumerate(wanted):
        tell("rujukan", n, len(wanted))
        session = parsed.get(session_id) or store.session(session_id)
        found = link_session(session, catalogue, home)
        store.put_links(session, found.links, found.citations, found.notices)


def _skeletons(store: StoreWriter) -> Iterator[Regulation]:
    """Every law with its articles and clauses only, without their words."""
    members: dict[object, list[Provision]] = {}
    for doc, kind, path, depth in store.query(
        "SELECT doc, kind, path, quote_depth FROM provisions "
        "WHERE component = '' AND kind IN ('article', 'clause') ORDER BY doc, n"
    ):
        provision = Provision(ProvisionKind(str(kind)), str(path), quote_depth=int(str(depth)))
        members.setdefault(doc, []).append(provision)
    for doc, metadata, file in store.query(
        "SELECT doc, metadata, file FROM regulations JOIN documents USING (doc) ORDER BY file"
    ):
        yield load_regulation(str(metadata), tuple(members.get(doc, ())))._replace(file=str(file))


def _works(
    regulations: Iterable[Regulation], nicknames: Mapping[str, list[Nickname]], notices: list[Notice]
) -> tuple[dict[str, CatalogueWork], dict[str, str]]:
    """The catalogue's entry and the shown file of each work; several files of one are told."""
    groups: dict[str, list[Regulation]] = {}
    for regulation in regulations:
        if regulation.work:
            groups.setdefault(regulation.work, []).append(regulation)
    works: dict[str, CatalogueWork] = {}
    for work, group in sorted(groups.items()):
        group.sort(key=lambda r: (not r.provisions, _BEST_FIRST.index(r.naskah), r.file))
        works[work] = catalogue_work(group, nicknames.get(work, ()))
        for other in group[1:]:
            message = f"{work_name(work)} ada juga di {group[0].file}; keduanya disimpan"
            notices.append(Notice("duplicate-work", message, other.file))
    for work, names in nicknames.items():
        if work not in works:
            works[work] = catalogue_work([Regulation(work, Naskah.BELUM_ADA)], names)
    shown = {work: group[0].file for work, group in groups.items()}
    return amended(works, (group[0] for group in groups.values())), shown


def _lists(settings: Settings, notices: list[Notice]) -> dict[str, list[Nickname]]:
    """The nicknames in the corpus; what is wrong in them and in the lists of speakers goes to ``notices``."""
    from kb.citations import Catalogue
    from kb.readers import read_yaml

    found: dict[str, list[Nickname]] = {}
    for path in sorted(settings.corpus.glob("**/*.yaml")):
        file = path.relative_to(settings.corpus).as_posix()
        if path.name not in ("aliases.yaml", "speakers.yaml"):
            continue
        try:
            entries = read_yaml(path)
        except ReadError as error:
            notices.append(Notice("unreadable", error.message, file, error.line or 0))
            continue
        if path.name == "speakers.yaml":
            notices += check_speakers(entries, file)
            continue
        names, doubtful = read_nicknames(entries, file, settings.home, Catalogue.builtin())
        notices += doubtful
        for work, nicknames in names.items():
            found.setdefault(work, []).extend(nicknames)
    return found
