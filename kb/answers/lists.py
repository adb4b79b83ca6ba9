"""What is in the corpus: its works, its sessions, its state."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kb import __version__
from kb.ids import split_work, work_name
from kb.indonesian.places import find_places, place_name
from kb.model import Naskah
from kb.results import SessionRow, StatusReport, WorkRow
from kb.store import Store
from kb.store.values import day_numbers

if TYPE_CHECKING:
    from kb.generations import Generation
    from kb.search.engine import Filters
    from kb.settings import Settings


def works(store: Store, filters: Filters, *, home: str) -> tuple[WorkRow, ...]:
    """One row for each work, and one for each file whose law is not known; invented ones only where asked for."""
    from kb.model import Status

    spoken = store.linked_speeches()
    places = _places(filters.tempat)
    groups: dict[str, list[int]] = {}
    rows = store.regulation_rows()
    for n, row in enumerate(rows):
        groups.setdefault(row.work or row.file, []).append(n)
    found = []
    for numbers in groups.values():
        row = rows[numbers[0]]
        place, kind, year, number = split_work(row.work) if row.work else ("", "", "", "")
        if _hidden(row.naskah, home, filters, place):
            continue
        wanted = (
            (filters.jenis.lower(), kind),
            (filters.nomor, number),
            (filters.tahun, year),
            (filters.status, row.status or ""),
            (filters.naskah, row.naskah),
        )
        if any(asked and asked != value for asked, value in wanted) or (filters.tempat and place not in places):
            continue
        status = Status(**json.loads(row.metadata)["status"])
        name = work_name(row.work) if row.work else row.file
        files = tuple(rows[n].file for n in numbers)
        found.append(
            WorkRow(row.work, name, row.title, row.naskah, status, files, row.articles, spoken.get(row.work, 0))
        )
    return tuple(found)


def sessions(store: Store, filters: Filters, *, home: str) -> tuple[SessionRow, ...]:
    """One row for each session, oldest first; invented ones only where asked for."""
    speakers = store.session_speakers() if filters.pembicara else {}
    since, until = day_numbers(_iso(filters.dari))[0], day_numbers(_iso(filters.sampai))[1]
    found = []
    for session, date, kind, title, body, naskah, first, last, speeches, links in store.session_rows():
        if _hidden(naskah, home, filters, ""):
            continue
        wanted = ((filters.jenis.lower(), kind), (filters.tahun, date[:4]), (filters.naskah, naskah))
        if any(asked and asked != value for asked, value in wanted):
            continue
        if filters.lembaga.casefold() not in body.casefold() or (since and last < since) or (until and first > until):
            continue
        name = filters.pembicara.casefold()
        if name and not any(name in speaker.casefold() for speaker in speakers.get(session, ())):
            continue
        found.append(SessionRow(session, date, kind, title, body, naskah, speeches, links))
    return tuple(found)


def status(settings: Settings, opened: tuple[Generation, Store] | None) -> StatusReport:
    """What is indexed, and which files of the corpus are not as the index knows them."""
    from kb.answers.found import coverage
    from kb.discovery import corpus_files

    now = {found.file: (found.size, found.mtime) for found in corpus_files(settings.corpus)}
    home, folder, index = place_name(settings.home), str(settings.folder), str(settings.index_folder)
    if opened is None:
        return StatusReport(home, folder, index, None, "", __version__, _engine(), None, (), tuple(sorted(now)))
    generation, store = opened
    known = {e.file: (e.size, e.mtime) for e in store.entries().values() if not e.root}
    stale = sorted(file for file in {*now, *known} if now.get(file) != known.get(file))
    meta = store.meta()
    return StatusReport(
        home,
        folder,
        index,
        generation.number,
        meta["built"],
        meta["version"],
        _engine(),
        coverage(store),
        store.notice_counts(),
        tuple(stale),
    )


def _engine() -> str:
    """Which distribution of Whoosh is installed: four give the same import name."""
    from importlib.metadata import packages_distributions, version

    names = sorted(set(packages_distributions().get("whoosh", ())))
    return ", ".join(f"{name} {version(name)}" for name in names)


def _hidden(naskah: str, home: str, filters: Filters, place: str) -> bool:
    asked = filters.naskah == Naskah.CONTOH or "contoh" in f"{filters.tempat} {filters.lembaga}".lower()
    return naskah == Naskah.CONTOH and home != "id-9999" and not asked and (not place or place != home)


def _places(name: str) -> tuple[str, ...]:
    return (name, *(place.id for place in find_places(name))) if name else ()


def _iso(text: str) -> str:
    from kb.errors import UsageError
    from kb.indonesian.dates import parse_date

    iso = parse_date(text) if text else ""
    if iso is None:
        raise UsageError(f"bukan tanggal: {text!r}", "Tulis misalnya 2024-10-10, 10-10-2024, atau 2024-04")
    return iso
