"""Generations: old or new, never a mix, whatever happens to the writer."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kb import generations
from kb.errors import DamagedError, KbError, LockedError, NoIndexError, UsageError
from kb.generations import Generation, begin, current, index_folder, read, read_manifest, rollback

ROOT = Path(__file__).resolve().parent.parent
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and permissions of POSIX")

# A build of two files that must agree, slow enough to be killed in any of its stages.
WRITER = """
import sys, time
from pathlib import Path
from kb.generations import begin
from tests.test_generations import fill, whole
index, mode = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
while True:
    with begin(index, incremental=mode == "incremental") as draft:
        fill(draft.folder, str(time.monotonic_ns()))
        draft.publish({"units": 1}, whole)
"""


def fill(folder: Path, word: str) -> None:
    for name in ("a.seg", "store.db", "inner/b.txt"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)  # a shared file gets a new one in its place
        path.write_text(word * 1000, encoding="utf-8")


def whole(folder: Path) -> None:
    words = {(folder / name).read_text(encoding="utf-8") for name in ("a.seg", "store.db", "inner/b.txt")}
    assert len(words) == 1, "files of two builds in one generation"
    assert len(words.pop()) % 1000 == 0


def nothing(_folder: Path) -> None:
    """Check nothing."""


def build(index: Path, word: str, *, incremental: bool = False) -> Generation:
    with begin(index, incremental=incremental) as draft:
        if incremental:
            for path in [p for p in draft.folder.rglob("*") if p.is_file()]:
                path.unlink()
        fill(draft.folder, word)
        return draft.publish({"word": word}, whole)


def word_of(generation: Generation) -> str:
    return (generation.folder / "store.db").read_text(encoding="utf-8")[:1]


def verified(generation: Generation) -> str:
    """Read all of a generation; fail where it is not what its manifest says."""
    whole(generation.folder)
    files = read_manifest(generation)["files"]
    assert isinstance(files, dict)
    assert len(files) == 3
    for name, digest in files.items():
        assert hashlib.sha256((generation.folder / name).read_bytes()).hexdigest() == digest
    return word_of(generation)


def names(index: Path) -> list[str]:
    return sorted(p.name for p in (index / "gen").iterdir())


def child(*words: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment,
    )


def test_nothing_built_yet(tmp_path: Path) -> None:
    assert current(tmp_path / "index") is None
    with pytest.raises(NoIndexError):
        read(tmp_path / "index", word_of)
    with pytest.raises(NoIndexError):
        rollback(tmp_path / "index")


def test_publish_moves_the_pointer_and_keeps_one_before(tmp_path: Path) -> None:
    for word in "abc":
        build(tmp_path, word)
    assert (tmp_path / "CURRENT").read_bytes() == b"3\n"
    assert names(tmp_path) == ["2", "3"]
    assert read(tmp_path, verified) == "c"
    assert read_manifest(Generation(3, tmp_path / "gen" / "3"))["word"] == "c"


def test_leaving_without_publish_leaves_the_old_one(tmp_path: Path) -> None:
    build(tmp_path, "a")
    with begin(tmp_path, incremental=False) as draft:
        fill(draft.folder, "b")
    with pytest.raises(ZeroDivisionError), begin(tmp_path, incremental=False) as draft:
        fill(draft.folder, "c")
        raise ZeroDivisionError
    assert names(tmp_path) == ["1"]
    assert read(tmp_path, verified) == "a"


def test_failing_check_publishes_nothing(tmp_path: Path) -> None:
    def refuse(_folder: Path) -> None:
        raise DamagedError("satuan hilang")

    build(tmp_path, "a")
    with pytest.raises(DamagedError, match="satuan hilang"), begin(tmp_path, incremental=False) as draft:
        fill(draft.folder, "b")
        draft.publish({}, refuse)
    assert names(tmp_path) == ["1"]
    assert read(tmp_path, verified) == "a"


def test_incremental_shares_segments_and_copies_the_rest(tmp_path: Path) -> None:
    first = build(tmp_path, "a")
    (first.folder / "MAIN_WRITELOCK").touch()
    with begin(tmp_path, incremental=True) as draft:
        assert draft.previous == first
        assert not (draft.folder / "manifest.json").exists()
        assert not (draft.folder / "MAIN_WRITELOCK").exists()
        with (draft.folder / "store.db").open("a", encoding="utf-8") as file:
            file.write("more")
        assert os.path.samefile(draft.folder / "a.seg", first.folder / "a.seg")
        second = draft.publish({}, nothing)
    (first.folder / "MAIN_WRITELOCK").unlink()
    assert verified(first) == "a"
    assert (second.folder / "store.db").read_text(encoding="utf-8").endswith("more")


def test_incremental_copies_where_links_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    first = build(tmp_path, "a")
    monkeypatch.setattr(os, "link", refuse)
    with begin(tmp_path, incremental=True) as draft:
        assert (draft.folder / "a.seg").read_bytes() == (first.folder / "a.seg").read_bytes()
        draft.publish({}, whole)
    assert read(tmp_path, verified) == "a"


def test_shared_file_written_in_place_is_refused(tmp_path: Path) -> None:
    build(tmp_path, "a")
    with pytest.raises(DamagedError, match=r"a\.seg"), begin(tmp_path, incremental=True) as draft:
        with (draft.folder / "a.seg").open("a", encoding="utf-8") as file:
            file.write("x")
        draft.publish({}, nothing)
    assert names(tmp_path) == ["1"]


def test_rollback_and_the_build_after_it(tmp_path: Path) -> None:
    build(tmp_path, "a")
    with pytest.raises(UsageError):
        rollback(tmp_path)
    build(tmp_path, "b")
    assert rollback(tmp_path).number == 1
    assert read(tmp_path, verified) == "a"
    assert build(tmp_path, "c").number == 3
    assert names(tmp_path) == ["1", "3"]
    assert verified(rollback(tmp_path)) == "a"


@pytest.mark.parametrize(
    ("pointer", "message"),
    [
        pytest.param("", "CURRENT rusak", id="empty"),
        pytest.param("../../etc\n", "CURRENT rusak", id="a path"),
        pytest.param("1\n2\n", "CURRENT rusak", id="two numbers"),
        pytest.param("-1\n", "CURRENT rusak", id="negative"),
        pytest.param("7\n", "gen/7", id="points at nothing"),
    ],
)
def test_damaged_pointer_is_named_and_a_full_build_mends_it(tmp_path: Path, pointer: str, message: str) -> None:
    build(tmp_path, "a")
    (tmp_path / "CURRENT").write_text(pointer, encoding="ascii")
    with pytest.raises(DamagedError, match=message):
        current(tmp_path)
    with begin(tmp_path, incremental=True) as draft:
        assert draft.previous is None
        fill(draft.folder, "b")
        draft.publish({}, whole)
    assert read(tmp_path, verified) == "b"


def test_missing_file_is_damage_after_three_tries(tmp_path: Path) -> None:
    (build(tmp_path, "a").folder / "store.db").unlink()
    with pytest.raises(DamagedError, match=r"store\.db"):
        read(tmp_path, word_of)


def test_broken_manifest_is_damage(tmp_path: Path) -> None:
    generation = build(tmp_path, "a")
    for text in ("{", "[]"):
        (generation.folder / "manifest.json").write_text(text, encoding="utf-8")
        with pytest.raises(DamagedError, match="manifes"):
            read_manifest(generation)


def test_what_a_power_failure_leaves_is_removed(tmp_path: Path) -> None:
    build(tmp_path, "a")
    for name in ("2.tmp", "3"):  # a draft cut off, and one renamed before the pointer moved
        (tmp_path / "gen" / name).mkdir()
        (tmp_path / "gen" / name / "store.db").write_bytes(b"\0" * 10)
    (tmp_path / "CURRENT.tmp").write_bytes(b"")
    (tmp_path / "writer").write_bytes(b"")
    assert read(tmp_path, verified) == "a"
    assert build(tmp_path, "b").number == 4
    assert names(tmp_path) == ["1", "4"]
    assert sorted(p.name for p in tmp_path.iterdir()) in (["CURRENT", "gen"], ["CURRENT", "gen", "write.lock"])


@POSIX
def test_nothing_is_renamed_before_it_is_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    real_sync, real_replace = os.fsync, Path.replace

    def sync(handle: int) -> None:
        steps.append("sync " + Path(f"/dev/fd/{handle}").resolve().relative_to(tmp_path.resolve()).as_posix())
        real_sync(handle)

    def replace(source: Path, target: Path) -> Path:
        steps.append("rename " + source.relative_to(tmp_path).as_posix())
        return real_replace(source, target)

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("no /proc: which file a handle means cannot be told")
    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", replace)
    build(tmp_path, "a")
    first = steps.index("rename gen/1.tmp")
    inside = {"", "/a.seg", "/store.db", "/inner", "/inner/b.txt", "/manifest.json"}
    assert set(steps[:first]) == {f"sync gen/1.tmp{name}" for name in inside}
    assert steps[first + 1 :] == ["sync gen", "sync CURRENT.tmp", "rename CURRENT.tmp", "sync ."]


def test_readers_never_see_a_mix_while_builds_are_published(tmp_path: Path) -> None:
    build(tmp_path, "0")
    stop, trouble, reads = threading.Event(), [], [0, 0]

    def look(number: int) -> None:
        while not stop.is_set():
            try:
                read(tmp_path, verified)
                reads[number] += 1
            except Exception as error:  # noqa: BLE001 - whatever it is, it is what this test looks for
                trouble.append(error)

    threads = [threading.Thread(target=look, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for n in range(40):
        build(tmp_path, str(n % 10), incremental=n % 2 == 1)
        time.sleep(0.002)
    stop.set()
    for thread in threads:
        thread.join()
    assert not trouble
    assert all(reads)


@POSIX
@pytest.mark.parametrize("mode", ["full", "incremental"])
def test_killed_writer_loses_nothing(tmp_path: Path, mode: str) -> None:
    chance = random.Random(7)  # noqa: S311 - moments to kill at
    build(tmp_path, "a")
    published = 1
    for _ in range(8):
        writer = child(WRITER, str(tmp_path), mode)
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        time.sleep(chance.random() * 0.15)
        writer.send_signal(signal.SIGKILL)
        _, errors = writer.communicate()
        assert errors == ""
        now = current(tmp_path)
        assert now is not None
        assert now.number >= published
        published = now.number
        read(tmp_path, verified)
    assert published > 1
    assert build(tmp_path, "z").number > published  # the lock of the dead is free
    assert len(names(tmp_path)) == 2


def test_one_winner_of_a_race_and_the_others_are_told_who(tmp_path: Path) -> None:
    racer = """
import sys, time
from pathlib import Path
from kb.errors import LockedError
from kb.generations import begin
print("ready", flush=True)
sys.stdin.readline()
try:
    with begin(Path(sys.argv[1]), incremental=False) as draft:
        print("won", flush=True)
        sys.stdin.readline()
except LockedError as error:
    print(error.exit_code, error, flush=True)
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", racer, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            cwd=ROOT,
            env=environment,
        )
        for _ in range(4)
    ]
    for one in racers:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in racers:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    said = {one.pid: one.stdout.readline() for one in racers if one.stdout}
    with pytest.raises(LockedError, match=r"PID \d+, mulai \d{4}-"), begin(tmp_path, incremental=False):
        pass
    for one in racers:
        one.communicate("end\n")
    winners = [pid for pid, words in said.items() if words == "won\n"]
    assert len(winners) == 1
    for pid, words in said.items():
        assert pid in winners or words.startswith("11 Pembangunan lain sedang berjalan")
    build(tmp_path, "a")


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(OSError(errno.ENOSPC, "No space left on device"), id="a file"),
        pytest.param(OSError(errno.EDQUOT, "Disk quota exceeded"), id="quota"),
    ],
)
def test_full_disk_says_how_much_and_leaves_the_old_index(tmp_path: Path, error: OSError) -> None:
    build(tmp_path, "a")
    with pytest.raises(KbError, match=r"cakram penuh \(kosong [\d,]+ MB\)\. Kosongkan lebih dari 3,0 MB"):
        with begin(tmp_path, incremental=False) as draft:
            (draft.folder / "big").write_bytes(bytes(3_000_000))
            raise error
    assert names(tmp_path) == ["1"]
    assert read(tmp_path, verified) == "a"


def test_errors_of_others_pass_unchanged(tmp_path: Path) -> None:
    with pytest.raises(PermissionError), begin(tmp_path / "index", incremental=False):
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "corpus" / "a.md"))


def test_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    index = tmp_path / "index"
    with pytest.raises(KbError, match="tidak dapat ditulis"), begin(index, incremental=False):
        raise PermissionError(errno.EROFS, "Read-only file system", str(index / "gen" / "1.tmp" / "x"))


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_index_can_be_read(tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(index, "a")
    index.chmod(0o555)
    try:
        assert read(index, verified) == "a"
        with pytest.raises(KbError, match="tidak dapat ditulis"):
            build(index, "b")
    finally:
        index.chmod(0o755)


class TestIndexFolder:
    @pytest.fixture
    def cache(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        import platformdirs

        monkeypatch.setattr(platformdirs, "user_cache_path", lambda name, **_: tmp_path / "cache" / name)
        return tmp_path / "cache" / "kb-peraturan"

    @pytest.fixture
    def read_only(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(generations.os, "access", lambda *_: False)

    def test_beside_the_corpus_where_it_can_be_written(self, tmp_path: Path) -> None:
        assert index_folder(tmp_path, shipped=False) == tmp_path / "index"

    def test_in_the_cache_for_an_installed_package(self, tmp_path: Path, cache: Path) -> None:
        assert index_folder(tmp_path, shipped=True).parent == cache

    @pytest.mark.usefixtures("read_only")
    def test_in_the_cache_where_nothing_can_be_written(self, tmp_path: Path, cache: Path) -> None:
        one = index_folder(tmp_path, shipped=False)
        assert one.parent == cache
        assert one == index_folder(tmp_path, shipped=False)
        assert one != index_folder(tmp_path / "other", shipped=False)

    @pytest.mark.usefixtures("read_only")
    def test_one_already_there_is_used_read_only(self, tmp_path: Path) -> None:
        build(tmp_path / "index", "a")
        assert index_folder(tmp_path, shipped=False) == tmp_path / "index"


def test_reading_side_imports_nothing_heavy() -> None:
    code = (
        "import sys; from pathlib import Path; from kb.generations import current; current(Path('nowhere'));"
        "print(sorted({'json', 'hashlib', 'shutil', 'filelock', 'platformdirs', 'datetime'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
