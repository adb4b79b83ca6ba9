"""The front door of the library: open a knowledge base, ask it, build it, add to it.

Everything it answers is a frozen value of ``kb.results``. What is asked decides what is loaded:
``show`` and ``discussions`` read SQLite only, ``search`` the engine too, and only ``build``
and ``add`` the parsers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

Progress = Callable[[str, int, int], None]
"""Called with what is being done (``baca``, ``rujukan``, ``indeks``, ``terbit``), how many are done, and of how many."""


class KnowledgeBase:
    """A folder with ``kb.toml`` and ``corpus/``, and the index built from it.

    Raises, wherever it reads: NoIndexError (nothing built yet), DamagedError (the index is
    broken or was not made by kb).
    """

    def __init__(self, settings: Settings, *, on_first_build: Progress | None = None) -> None:
        self.settings = settings

    @classmethod
    def open(cls, folder: Path | None = None, *, on_first_build: Progress | None = None) -> KnowledgeBase:
        """Open the knowledge base in ``folder``, else ``KB_HOME``, else the nearest parent with kb.toml, else the shipped.

        ``on_first_build`` follows the build that the first question starts where the corpus is
        the shipped one (or a checkout's) and has no index yet.

        Raises:
            UsageError: ``folder`` is no knowledge base, or its kb.toml is wrong.
        """
        raise NotImplementedError

    # Write

    def build(
        self, *, full: bool = False, sources: Sequence[Path] = (), progress: Progress | None = None
    ) -> BuildReport:
        """Build the index: what changed, or everything when ``full``; ``sources`` are read beside the corpus.

        A file that cannot be read is named in ``failed`` and the others go on.

        Raises:
            LockedError: another build is running.
        """
        raise NotImplementedError

    def rollback(self) -> int:
        """Point back to the build before; returns its number.

        Raises:
            UsageError: there is none.
        """
        raise NotImplementedError

    def add(
        self, path: Path, *, identify: str | None = None, kind: str | None = None, dry_run: bool = False
    ) -> AddReport:
        """Import one file into canonical Markdown below ``corpus/``; ``dry_run`` writes nothing.

        ``identify`` says which law or session it is (``perda-kota-bekasi-10-2021``); ``kind`` is
        ``peraturan`` or ``sesi`` where the file does not say it.

        Raises:
            ReadError: the file cannot be read.
            UsageError: the place is taken by another text; nothing is overwritten.
        """
        raise NotImplementedError

    # Ask

    def search(
        self, query: str, filters: Filters, *, page: int = 1, per_page: int = 10, sort: str = "skor", jump: bool = True
    ) -> SearchPage:
        """Laws and speeches by words; ``jump`` names the provision when the query is a citation.

        ``sort`` is ``skor``, ``tanggal`` or ``nomor``.
        """
        raise NotImplementedError

    def show(self, what: str, date: str | None = None) -> ShownProvision | ShownRegulation | ShownSession:
        """A provision, a regulation, a session or a speech, by any name people write.

        Raises:
            AmbiguousError: several fit; carries them.
            UnknownError: none fits; says what was understood, what is near, what the corpus covers.
        """
        raise NotImplementedError

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
        raise NotImplementedError

    def cite(self, text: str, *, date: str = "") -> tuple[Citation, ...]:
        """The citations in ``text``, resolved with the catalogue of the index where there is one."""
        raise NotImplementedError

    def works(self, filters: Filters) -> tuple[WorkRow, ...]:
        """The regulations that fit, by kind, year and number."""
        raise NotImplementedError

    def sessions(self, filters: Filters) -> tuple[SessionRow, ...]:
        """The sessions that fit, oldest first."""
        raise NotImplementedError

    def speakers(self) -> tuple[str, ...]:
        """The names of all who speak, in order; for completion."""
        raise NotImplementedError

    def status(self) -> StatusReport:
        """What is indexed, from when, by which version, and which files changed since; never raises for a missing index."""
        raise NotImplementedError

    def page(self, what: str) -> str:
        """A regulation (or the one a provision lies in) as a self-contained printable HTML page."""
        raise NotImplementedError

    def resolve(self, what: str) -> Target:
        """The target that ``what`` names: a citation, an id, or a slug such as ``perda-kota-bekasi-10-2021``.

        Raises:
            AmbiguousError: several fit.
            UnknownError: it names no law.
        """
        raise NotImplementedError


def init_folder(path: Path) -> tuple[Path, ...]:
    """Make a new knowledge base: kb.toml, corpus folders, a README; returns the files written, overwrites none.

    Raises:
        UsageError: there is a kb.toml already.
    """
    raise NotImplementedError
