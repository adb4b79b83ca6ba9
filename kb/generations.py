r"""Generations: an index is built aside, checked, made durable and published by one pointer.

::

    index/CURRENT       "42\n", a pointer file and not a symlink (Windows)
    index/write.lock    kernel lock of the one writer; index/writer says who, for the message only
    index/gen/42/       manifest.json and whatever the build wrote; never changed again
    index/gen/41/       the one before, for ``rollback``
    index/gen/43.tmp/   a build under way, or what a killed one left behind

A build killed at any moment, or cut off by a power failure, leaves the old generation or the
new one, never a mix: nothing is renamed before it is on the disk, and the pointer moves last.
Reading needs no lock and no write access. What is inside a generation is not known here: the
caller writes it and hands in the check.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from kb.errors import DamagedError, KbError, LockedError, NoIndexError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_T = TypeVar("_T")

_TRIES = 3
_MANIFEST = "manifest.json"
_REBUILD = "Bangun ulang: kb build --penuh"
# Segment files are written once under a new name and never opened for writing again, so two
# generations may share them. Everything else (the SQLite store above all) is changed in place
# by an incremental build and is copied.
_SHARED_SUFFIXES = (".seg",)


class Generation(NamedTuple):
    """One complete build: its number and the folder that holds it."""

    number: int
    folder: Path


def current(index: Path) -> Generation | None:
    """Return the published generation of ``index``, or None where nothing was ever built.

    A reader may meet the moment in which a writer moves the pointer and removes an older
    generation; the pointer is then read again, three times in all.

    Raises:
        DamagedError: the pointer is no number, or points at nothing.
    """
    for _ in range(_TRIES):
        try:
            words = (index / "CURRENT").read_text(encoding="ascii", errors="replace")
        except (FileNotFoundError, NotADirectoryError):
            return None
        if not words.strip().isdecimal():
            raise DamagedError(f"{index}: penunjuk CURRENT rusak", _REBUILD)
        found = Generation(int(words), index / "gen" / str(int(words)))
        if found.folder.is_dir():
            return found
    raise DamagedError(f"{index}: CURRENT menunjuk ke gen/{found.number}, yang tidak ada", _REBUILD)


def read(index: Path, use: Callable[[Generation], _T]) -> _T:
    """Open the published generation by ``use``; on FileNotFoundError look again, three tries.

    Raises:
        NoIndexError: nothing was built yet.
        DamagedError: the pointer is broken, or a file of the generation is missing for good.
    """
    missing: FileNotFoundError | None = None
    for _ in range(_TRIES):
        generation = current(index)
        if generation is None:
            raise NoIndexError(f"Belum ada indeks di {index}", "Bangun dahulu: kb build")
        try:
            return use(generation)
        except FileNotFoundError as error:
            missing = error
    raise DamagedError(f"{index}: indeks tidak lengkap ({missing})", _REBUILD) from missing


def read_manifest(generation: Generation) -> dict[str, object]:
    """Return the manifest: what the build said of itself, and ``files`` (name → sha256).

    Raises:
        DamagedError: it is missing or is not JSON.
    """
    import json

    path = generation.folder / _MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DamagedError(f"{path}: manifes rusak ({error})", _REBUILD) from error
    if not isinstance(manifest, dict):
        raise DamagedError(f"{path}: manifes rusak", _REBUILD)
    return manifest


class Draft:
    """A generation being written, in ``folder``; ``previous`` is the published one it starts from.

    ``previous`` is None for the first build, and after damage to the pointer: then there is
    nothing to build on.
    """

    def __init__(self, index: Path, number: int, previous: Generation | None, shared: frozenset[str]) -> None:
        self.folder = index / "gen" / f"{number}.tmp"
        self.previous = previous
        self._index = index
        self._number = number
        self._shared = shared

    def publish(self, manifest: Mapping[str, object], check: Callable[[Path], None]) -> Generation:
        """Make the draft the published generation and return it.

        ``manifest`` is written with the sha256 of every file added as ``files``; then ``check``
        opens the folder and raises if it is not what it should be. Only after that is anything
        made durable and renamed. All files must be closed.
        """
        import json

        files = _hashes(self.folder)
        self._refuse_changed(files)
        text = json.dumps({**manifest, "files": files}, ensure_ascii=False, indent=1)
        (self.folder / _MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")
        check(self.folder)
        for folder, _, names in os.walk(self.folder):
            for name in names:
                _sync(Path(folder, name))
            _sync_folder(Path(folder))
        final = Generation(self._number, self._index / "gen" / str(self._number))
        _replace(self.folder, final.folder)
        _sync_folder(final.folder.parent)
        _point(self._index, self._number)
        _prune(self._index, keep={final.number, self.previous.number if self.previous else 0})
        return final

    def _refuse_changed(self, files: Mapping[str, str]) -> None:
        """A shared file that changed would have changed the published generation with it."""
        if not self.previous or not self._shared:
            return
        before = read_manifest(self.previous).get("files")
        known = before if isinstance(before, dict) else {}
        for name in self._shared & files.keys():
            # A new file in the place of a shared one is no harm; the same file with other bytes is.
            same = (self.previous.folder / name).exists() and (self.folder / name).samefile(self.previous.folder / name)
            if same and known.get(name) not in (None, files[name]):
                raise DamagedError(f"{self.previous.folder / name}: isi berkas berubah", _REBUILD)


@contextmanager
def begin(index: Path, *, incremental: bool) -> Iterator[Draft]:
    """Begin a build: take the lock, clear what a killed build left, and give a draft to fill.

    A full draft is empty; an incremental one holds the files of the published generation
    (segment files as hard links, or copies where links fail). Left without ``publish`` the
    draft is removed, and the published generation is as it was.

    Raises:
        LockedError: another build is running.
        KbError: the disk is full, or the folder cannot be written.
    """
    with _explained(index), _locked(index):
        try:
            previous = current(index)
        except DamagedError:
            previous = None
        numbers = _numbers(index)
        number = max([*numbers, previous.number if previous else 0]) + 1
        # A higher number than the published one was rolled back, or its writer was killed
        # before the pointer moved.
        _prune(index, keep={n for n in numbers if not previous or n <= previous.number})
        shared: frozenset[str] = frozenset()
        draft_folder = index / "gen" / f"{number}.tmp"
        draft_folder.mkdir(parents=True)
        try:
            with _explained(index):  # here the draft still stands, and its size can be told
                if incremental and previous:
                    shared = _take_over(previous.folder, draft_folder)
                yield Draft(index, number, previous, shared)
        finally:
            _remove(draft_folder)


def rollback(index: Path) -> Generation:
    """Point back to the generation before the published one, and return it.

    Raises:
        NoIndexError: nothing was built yet.
        UsageError: there is no earlier generation.
        LockedError: a build is running.
    """
    with _explained(index), _locked(index):
        published = current(index)
        if published is None:
            raise NoIndexError(f"Belum ada indeks di {index}", "Bangun dahulu: kb build")
        earlier = [n for n in _numbers(index) if n < published.number]
        if not earlier:
            raise UsageError("Tidak ada bangunan sebelumnya untuk kembali", "Bangun ulang: kb build")
        target = Generation(max(earlier), index / "gen" / str(max(earlier)))
        read_manifest(target)
        _point(index, target.number)
        return target


def index_folder(base: Path, *, shipped: bool) -> Path:
    """Return the folder of the index that belongs to the knowledge base in ``base``.

    That is ``base/index``; but where ``base`` lies inside an installed package (``shipped``) or
    cannot be written, it is a folder of its own in the user's cache. An index that is already
    there is used even where nothing can be written.
    """
    folder = base / "index"
    if not shipped and (os.access(folder if folder.is_dir() else base, os.W_OK) or (folder / "CURRENT").is_file()):
        return folder
    import hashlib

    from platformdirs import user_cache_path

    from kb import __version__

    key = hashlib.sha256(f"{base.resolve()}\n{__version__}".encode()).hexdigest()[:16]
    return user_cache_path("kb-peraturan", appauthor=False) / key


# ── the lock ────────────────────────────────────────────────────────────────────────────────


@contextmanager
def _locked(index: Path) -> Iterator[None]:
    from datetime import datetime

    from filelock import FileLock, Timeout

    (index / "gen").mkdir(parents=True, exist_ok=True)
    # Who holds the lock stands beside it: some versions of filelock empty the locked file at a
    # second try, and Windows does not let anyone else read it.
    writer = index / "writer"
    lock = FileLock(index / "write.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        try:
            who = writer.read_text(encoding="utf-8").strip()
        except OSError:
            who = ""
        raise LockedError(
            f"Pembangunan lain sedang berjalan di {index}" + (f" ({who})" if who else ""),
            "Tunggu sampai selesai, lalu coba lagi",
        ) from error
    try:
        started = datetime.now().astimezone().isoformat(timespec="seconds")
        writer.write_text(f"PID {os.getpid()}, mulai {started}\n", encoding="utf-8", newline="\n")
        yield
    finally:
        writer.unlink(missing_ok=True)
        lock.release()


# ── files ───────────────────────────────────────────────────────────────────────────────────


def _numbers(index: Path) -> list[int]:
    return sorted(int(name) for name in os.listdir(index / "gen") if name.isdecimal())  # noqa: PTH208 - names only


def _take_over(source: Path, target: Path) -> frozenset[str]:
    """Bring the files of ``source`` into ``target``; return the names that both now share."""
    import shutil

    shared = set()
    for folder, _, names in os.walk(source):
        inside = Path(folder).relative_to(source)
        (target / inside).mkdir(exist_ok=True)
        for name in names:
            old, new = Path(folder, name), target / inside / name
            # The manifest is written anew; an engine's lock file belongs to its own writer.
            if name == _MANIFEST or "lock" in name.lower():
                continue
            if name.endswith(_SHARED_SUFFIXES):
                try:
                    os.link(old, new)
                except OSError:  # no hard links here: FAT, some network drives, too many links
                    shutil.copy2(old, new)
                else:
                    shared.add((inside / name).as_posix())
            else:
                shutil.copy2(old, new)
    return frozenset(shared)


def _hashes(folder: Path) -> dict[str, str]:
    import hashlib

    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place, name)
            with path.open("rb") as file:
                found[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return dict(sorted(found.items()))


def _point(index: Path, number: int) -> None:
    fresh = index / "CURRENT.tmp"
    fresh.write_text(f"{number}\n", encoding="ascii", newline="\n")
    _sync(fresh)
    _replace(fresh, index / "CURRENT")
    _sync_folder(index)


def _prune(index: Path, keep: set[int]) -> None:
    """Remove drafts and every generation that is not in ``keep``."""
    for number in _numbers(index):
        if number not in keep:
            # Renamed first: a kill in the middle leaves something that is no generation.
            doomed = index / "gen" / f"{number}.old.tmp"
            try:
                (index / "gen" / str(number)).replace(doomed)
            except OSError:  # Windows, while a reader has it open: the next build removes it
                continue
    for name in os.listdir(index / "gen"):  # noqa: PTH208 - names only
        if name.endswith(".tmp"):
            _remove(index / "gen" / name)


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def _replace(source: Path, target: Path) -> None:
    """Rename; on Windows wait a moment for readers and virus scanners to let go."""
    import time

    for pause in (0.01, 0.05, 0.2, 0.5, 1.0):
        try:
            source.replace(target)
        except PermissionError:
            if os.name != "nt":
                raise
            time.sleep(pause)
        else:
            return
    source.replace(target)


def _sync(path: Path) -> None:
    with path.open("rb+" if os.name == "nt" else "rb") as file:  # Windows flushes only what is open for writing
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # folders cannot be opened there; NTFS journals their entries
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# ── what went wrong ─────────────────────────────────────────────────────────────────────────


@contextmanager
def _explained(index: Path) -> Iterator[None]:
    """Turn a full disk or a folder that cannot be written into an error that says what to do."""
    import errno

    try:
        yield
    except Exception as error:
        code = error.errno if isinstance(error, OSError) else None
        if code in (errno.ENOSPC, errno.EDQUOT) or getattr(error, "sqlite_errorname", "") == "SQLITE_FULL":
            raise _full(index) from error
        inside = str(getattr(error, "filename", None) or "").startswith(str(index))
        if code in (errno.EACCES, errno.EPERM, errno.EROFS) and inside:
            raise KbError(
                f"{index}: tidak dapat ditulis ({os.strerror(code)})",
                "Indeks yang ada tetap dapat dipakai; untuk membangun, pilih folder lain dengan --kb",
            ) from error
        raise


def _full(index: Path) -> KbError:
    import shutil

    builds = [folder for folder in (index / "gen").glob("*") if folder.is_dir()]
    largest = max((sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) for folder in builds), default=0)
    return KbError(
        f"{index}: cakram penuh (kosong {_megabytes(shutil.disk_usage(index).free)})",
        f"Kosongkan lebih dari {_megabytes(max(largest, 1_000_000))}, lalu bangun lagi; indeks lama tidak berubah",
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB".replace(".", ",")
