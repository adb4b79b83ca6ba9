"""The front door of the library: open a knowledge base, ask it, build it, add to it.

Everything it answers is a frozen value of ``kb.results``. What is asked decides what is loaded:
``show`` and ``discussions`` read SQLite only, ``search`` the engine too, and only ``build``
and ``add`` the parsers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import NoIndexError, UnknownError, UsageError
from kb.settings import find_settings

if TYPE_CHECKING:
    from kb.citations import Catalogue
    from kb.generations import Generation
    from kb.ids import Target
    from kb.model import Citation, LinkKind
    from kb.results import (
        AddReport,
        BuildReport,
        Discussions,
        SearchPage,
        SessionRow,
        ShownProvision,
        ShownRegulation,
        ShownSession,
        StatusReport,
        WorkRow,
    )
    from kb.search.engine import Filters
    from kb.settings import Settings
    from kb.store import Store

Progress = Callable[[str, int, int], None]
"""Called with what is being done (``baca``, ``rujukan``, ``indeks``, ``terbit``), how many are done, of how many."""


class KnowledgeBase:
    """A folder with ``kb.toml`` and ``corpus/``, and the index built from it.

    Raises, wherever it reads: NoIndexError (nothing built yet), DamagedError (the index is
    broken or was not made by kb).
    """

    def __init__(self, settings: Settings, *, on_first_build: Progress | None = None) -> None:
        self.settings = settings
        self._on_first_build = on_first_build
        self._opened: tuple[Generation, Store] | None = None

    @classmethod
    def open(cls, folder: Path | None = None, *, on_first_build: Progress | None = None) -> KnowledgeBase:
        """Open the knowledge base in ``folder``, in ``KB_HOME``, in the nearest parent with kb.toml, else the shipped.

        ``on_first_build`` follows the build that the first question starts where the corpus is
        the shipped one (or a checkout's) and has no index yet.

        Raises:
            UsageError: ``folder`` is no knowledge base, or its kb.toml is wrong.
        """
        return cls(find_settings(folder), on_first_build=on_first_build)

    # Write

    def build(
        self, *, full: bool = False, sources: Sequence[Path] = (), progress: Progress | None = None
    ) -> BuildReport:
        """Build the index: what changed, or everything when ``full``; ``sources`` are read beside the corpus.

        A file that cannot be read is named in ``failed`` and the others go on.

        Raises:
            LockedError: another build is running.
        """
        from kb.building import build

        self._forget()
        return build(self.settings, full=full, sources=sources, progress=progress)

    def rollback(self) -> int:
        """Point back to the build before; returns its number.

        Raises:
            UsageError: there is none.
        """
        from kb.generations import rollback

        self._forget()
        return rollback(self.settings.index_folder).number

    def add(
        self, path: Path, *, identify: str | None = None, kind: str | None = None, dry_run: bool = False
    ) -> AddReport:
        """Import one file into canonical Markdown below ``corpus/``; ``dry_run`` writes nothing.

        ``identify`` says which law or session it is (``perda-kota-bekasi-10-2021``); ``kind`` is
        ``peraturan`` or ``sesi`` where the file does not say it. Where the law's place holds
        metadata only, they are kept and the text is added. Where it holds another text, or
        something must be known first, nothing is written: ``written`` is None, ``questions``
        says what to answer, ``diff`` what differs.

        Raises:
            ReadError: the file cannot be read.
            UsageError: ``identify`` or ``kind`` cannot be.
        """
        from kb.importing import add_file

        return add_file(self.settings, path, identify=identify, kind=kind, dry_run=dry_run)

    # Ask

    def search(
        self, query: str, filters: Filters, *, page: int = 1, per_page: int = 10, sort: str = "skor", jump: bool = True
    ) -> SearchPage:
        """Laws and speeches by words; ``jump`` names the provision when the query is a citation.

        ``sort`` is ``skor``, ``tanggal`` or ``nomor``.
        """
        from kb.answers.found import search
        from kb.search.engine import open_engine

        generation, store = self._index()
        engine = open_engine(generation.folder)
        try:
            return search(
                store,
                engine,
                query,
                filters,
                home=self.settings.home,
                jump=self.resolve if jump else None,
                page=page,
                per_page=per_page,
                sort=sort,
            )
        finally:
            engine.close()

    def show(self, what: str, date: str | None = None) -> ShownProvision | ShownRegulation | ShownSession:
        """A provision, a regulation, a session or a speech, by any name people write.

        Raises:
            AmbiguousError: several fit; carries them.
            UnknownError: none fits; says what was understood, what is near, what the corpus covers.
        """
        from kb.answers.shown import show

        if date:
            raise UsageError("Teks per tanggal belum dapat disusun", "Tanpa --per, teks ditampilkan seperti di korpus")
        return show(self._index()[1], what, self.resolve, home=self.settings.home)

    def discussions(
        self,
        what: str,
        *,
        kinds: Sequence[LinkKind] = (),
        broader: bool = False,
        since: str | None = None,
        until: str | None = None,
        speaker: str | None = None,
    ) -> Discussions:
        """The speeches linked with a provision, oldest first; ``kinds`` empty means all but rejected.

        A law that the corpus does not know gives no entries and a ``reason``, no error.

        Raises:
            AmbiguousError: several laws fit; carries them.
            UnknownError: ``what`` names no law.
        """
        from kb.answers.timeline import discussions

        return discussions(
            self._index()[1],
            self.resolve(what),
            home=self.settings.home,
            kinds=kinds,
            broader=broader,
            since=since,
            until=until,
            speaker=speaker,
        )

    def cite(self, text: str, *, date: str = "") -> tuple[Citation, ...]:
        """The citations in ``text``, resolved with the catalogue of the index where there is one."""
        from kb.citations import Context, cite

        return cite(text, Context(home=self.settings.home, date=date), self._catalogue())

    def works(self, filters: Filters) -> tuple[WorkRow, ...]:
        """The regulations that fit, by kind, year and number."""
        from kb.answers.lists import works

        return works(self._index()[1], filters, home=self.settings.home)

    def sessions(self, filters: Filters) -> tuple[SessionRow, ...]:
        """The sessions that fit, oldest first."""
        from kb.answers.lists import sessions

        return sessions(self._index()[1], filters, home=self.settings.home)

    def speakers(self) -> tuple[str, ...]:
        """The names of all who speak, in order; for completion."""
        names = set[str]().union(*self._index()[1].session_speakers().values())
        return tuple(sorted(names))

    def status(self) -> StatusReport:
        """What is indexed, from when, by which version, and which files changed since.

        Where nothing is built yet, ``generation`` and ``coverage`` are None.
        """
        from kb.answers.lists import status

        try:
            opened = self._index()
        except NoIndexError:
            opened = None
        return status(self.settings, opened)

    def page(self, what: str) -> str:
        """A regulation (or the one a provision lies in) as a self-contained printable HTML page."""
        from kb.writers import regulation_page

        store = self._index()[1]
        file = what if store.regulation_row(what) else next(iter(store.files_of(self.resolve(what).work)), None)
        regulation = store.regulation(file) if file else None
        if regulation is None:
            raise UnknownError(f"{what}: tidak ada di korpus", (), "Lihat isi korpus: kb list")
        return regulation_page(regulation)

    def resolve(self, what: str) -> Target:
        """The target that ``what`` names: a citation, an id, or a slug such as ``perda-kota-bekasi-10-2021``.

        Raises:
            AmbiguousError: several fit.
            UnknownError: it names no law.
        """
        from kb.naming import resolve

        return resolve(what, home=self.settings.home, store=self._index()[1], catalogue=self._catalogue())

    # What is behind

    def _index(self) -> tuple[Generation, Store]:
        """The published generation and its store, opened once; built first where the corpus travels with kb."""
        if self._opened is None:
            try:
                self._opened = self._open_index()
            except NoIndexError:
                if not self.settings.builds_itself:
                    raise
                self.build(progress=self._on_first_build)
                self._opened = self._open_index()
        return self._opened

    def _open_index(self) -> tuple[Generation, Store]:
        from kb.generations import read
        from kb.store import open_store

        generation, store = read(self.settings.index_folder, lambda found: (found, open_store(found.folder)))
        if store is None:
            raise NoIndexError(
                f"{self.settings.index_folder}: indeks dari versi kb yang lain", "Bangun ulang: kb build"
            )
        return generation, store

    def _catalogue(self) -> Catalogue:
        from kb.naming import stored_catalogue

        return stored_catalogue(self._index()[1].catalogue)

    def _forget(self) -> None:
        if self._opened:
            self._opened[1].close()
        self._opened = None


def init_folder(path: Path) -> tuple[Path, ...]:
    """Make a new knowledge base: kb.toml, corpus folders, a README; returns the files written, overwrites none.

    Raises:
        UsageError: there is a kb.toml already.
    """
    from kb.importing import init_folder as init

    return init(path)
