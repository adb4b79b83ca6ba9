"""A hostile index runs nothing: every class that is not in the list is refused, wherever it is unpickled."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from kb.errors import DamagedError, NoIndexError
from kb.search.engine import open_engine, open_writer
from kb.search.pickle_guard import ALLOWED, guarded
from kb.search.query import parse_query
from kb.search.records import Record

# Whoosh leaves a file it fails on to the garbage collector, which says so.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def index(tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    folder.mkdir()
    with open_writer(folder) as writer:
        for number in range(300):
            writer.add(Record(f"a#{number}", "sesi", text=f"zonasi sekolah kata{number}", tanggal=20310401), file="a")
    with open_writer(folder) as writer:
        writer.add(Record("b#1", "sesi", text="zonasi"), file="b")
    with open_writer(folder) as writer:
        writer.delete(["b"])
        writer.add(Record("c#1", "sesi", text="zonasi"), file="c")
    return folder


class Crafted:
    """Pickles to a call."""

    def __init__(self, function: object, *arguments: object) -> None:
        self.call = function, arguments

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self.call


def dotted(module: str, name: str, argument: str) -> bytes:
    """A protocol 4 pickle that calls ``module.name(argument)`` by a name with dots in it."""

    def short(text: str) -> bytes:
        raw = text.encode()
        return b"\x8c" + bytes([len(raw)]) + raw

    return b"\x80\x04" + short(module) + short(name) + b"\x93" + short(argument) + b"\x85R."


def toc_of(folder: Path) -> Path:
    return max(folder.glob("_MAIN_*.toc"), key=lambda path: int(path.stem.rpartition("_")[2]))


def attacks(command: str) -> dict[str, bytes]:
    code = f"import os; os.system({command!r})"
    return {
        "os.system": pickle.dumps(Crafted(os.system, command), 2),
        "exec": pickle.dumps(Crafted(exec, code), 4),
        "dotted": dotted("whoosh.index", "os.path.os.system", command),
        "dotted allowed module": dotted("whoosh.fields", "sys.modules", command),
        "text protocol": b"cposix\nsystem\n(S" + repr(command).encode() + b"\ntR.",
        "codecs": dotted("codecs", "builtins.eval", f"__import__('os').system({command!r})"),
        "compat": dotted("whoosh.compat", "exec_", code),
        "getattr": pickle.dumps(Crafted(getattr, "", "format"), 4),
    }


@pytest.mark.parametrize("name", list(attacks("")))
def test_a_crafted_index_is_refused_and_runs_nothing(index: Path, tmp_path: Path, name: str) -> None:
    proof = tmp_path / "ran"
    attack = attacks(f"echo x > {proof}")[name]
    toc = toc_of(index)
    whole = toc.read_bytes()
    # The schema is the first pickle of the TOC (its length stands before it): put ours in its place.
    start = whole.index(b"\x80")
    toc.write_bytes(whole[:start] + attack + whole[start:])
    with pytest.raises(DamagedError, match="rusak atau bukan buatan kb") as caught:
        open_engine(index)
    assert "kb build --penuh" in caught.value.remedy
    assert not proof.exists()


@pytest.mark.parametrize("name", list(attacks("")))
@pytest.mark.parametrize("load", [pickle.loads, pickle._loads], ids=["C", "Python"])  # type: ignore[attr-defined]
def test_both_unpicklers_are_guarded(load: object, name: str, tmp_path: Path) -> None:
    proof = tmp_path / "ran"
    with guarded(), pytest.raises(DamagedError):
        load(attacks(f"echo x > {proof}")[name])  # type: ignore[operator]
    assert not proof.exists()


def test_a_real_index_opens_and_answers(index: Path) -> None:
    engine = open_engine(index)
    assert engine.search(parse_query("zonasi")).total == 301
    assert engine.search(parse_query("kata1* tanggal:2031")).total == 111
    engine.close()


def test_outside_of_our_engine_pickles_are_not_our_business(index: Path) -> None:
    open_engine(index).close()
    assert pickle.loads(pickle.dumps(Path)) is Path  # noqa: S301
    with guarded(), pytest.raises(DamagedError):
        pickle.loads(pickle.dumps(Path))  # noqa: S301
    assert pickle.loads(pickle.dumps(Path)) is Path  # noqa: S301


def test_the_list_has_no_dotted_names_and_nothing_that_calls_others() -> None:
    for module, name in ALLOWED:
        assert "." not in name
        assert module.split(".")[0] in ("builtins", "__builtin__", "collections", "_codecs", "whoosh")
        assert name not in ("eval", "exec", "getattr", "compile", "open", "__import__")


def test_broken_files_are_named_as_damage(index: Path) -> None:
    toc = toc_of(index)
    whole = toc.read_bytes()
    for broken in (b"", b"x" * 100, whole[: len(whole) // 2], whole[:-3], b"\x00" * len(whole)):
        toc.write_bytes(broken)
        with pytest.raises((DamagedError, NoIndexError)):
            open_engine(index)
    toc.write_bytes(whole)
    segment = max(index.glob("*.seg"), key=lambda path: path.stat().st_size)
    segment.write_bytes(segment.read_bytes()[:200])
    with pytest.raises(DamagedError):
        open_engine(index).search(parse_query("zonasi"))
    (index / "kb-search.txt").write_text("analysis 0\n", encoding="utf-8")
    with pytest.raises(DamagedError):
        open_engine(index)
