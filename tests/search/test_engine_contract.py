"""What every engine must give: the hits, order, scores and totals of the naive one."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from kb.errors import NoIndexError, UsageError
from kb.search.engine import Filters, SearchEngine, open_engine, open_writer
from kb.search.query import Node, loosened, parse_query
from kb.search.records import Record


def _load(name: str) -> ModuleType:
    """A module of this folder, which is no package."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


NaiveEngine = _load("naive_engine").NaiveEngine

# fmt: off
WORDS = (
    "taman", "kota", "pindah", "berpindah", "perpindahan", "surat", "warga", "izin", "perizinan", "lapor", "laporan",
    "melaporkan", "sekolah", "zonasi", "dan", "di", "undang-undang", "ktp-el", "pasar", "malam", "air", "bersih",
    "sungai", "jembatan", "jalan", "12", "2031", "12a", "loket", "antre", "kursi", "meja",
)
# fmt: on
NAMES = ("Anu Satu", "Ibu Dua", "Anu Tiga, S.T.", "")


def make_record(chance: random.Random, number: int) -> Record:
    """A record of drawn words; common ones are drawn more often."""

    def draw(count: int) -> str:
        return " ".join(WORDS[min(chance.randrange(len(WORDS)), chance.randrange(len(WORDS)))] for _ in range(count))

    day = chance.choice((0, 20310401, 20310415, 20320101))
    last = {20310401: 20310430, 20320101: 20321231}.get(day, day)
    length = chance.choice((3, 9, 10, 11, 12, 40, 100, 2300 if chance.random() < 0.05 else 5))
    return Record(
        f"f{number % 7}#{number}",
        chance.choice(("pasal", "sesi")),
        heading=draw(chance.choice((0, 2, 3))),
        text=draw(length),
        jenis=chance.choice(("perda", "perwali")),
        nomor=str(chance.randrange(1, 4)),
        tahun=chance.choice(("2030", "2031")),
        tempat=chance.choice(("id-9999", "id-3275", "id")),
        status=chance.choice(("berlaku", "")),
        naskah=chance.choice(("resmi", "contoh", "parafrasa")),
        pembicara=chance.choice(NAMES),
        lembaga=chance.choice(("DPRD Kota Contoh", "")),
        tanggal=day,
        tanggal_akhir=last,
        sort_number=chance.randrange(5),
    )


def make_query(chance: random.Random, depth: int = 0) -> str:
    word = WORDS[chance.randrange(len(WORDS))]
    kind = chance.randrange(10 if depth < 3 else 6)
    if kind < 3:
        return word
    if kind == 3:
        return f'"{word} {WORDS[chance.randrange(4)]}"'
    if kind == 4 and len(word) > 3:
        return f"{word[:3]}*"
    if kind == 5:
        return chance.choice(("jenis:perda", "tahun:2031", 'pembicara:"anu"', "tanggal:2031-04..2031-12", "nomor:02"))
    left, right = make_query(chance, depth + 1), make_query(chance, depth + 1)
    if kind == 6:
        return f"({left}) ATAU ({right})"
    if kind == 7:
        return f"{left} -{word}"
    if kind == 8:
        return f'{left} -"{word} {WORDS[chance.randrange(4)]}" -{right.split()[0]}'
    return f"{left} {right}"


FILTERS = (
    Filters(),
    Filters(kind="sesi"),
    Filters(hide_examples=True),
    Filters(hide_examples=True, home="id-9999"),
    Filters(dari="2031-04-20"),
    Filters(sampai="April 2031", pembicara="satu anu"),
    Filters(tempat="Nasional", status="berlaku"),
    Filters(lembaga="dprd contoh", jenis="perwali", nomor="2", naskah="parafrasa"),
)

Steps = list[tuple[set[str], list[tuple[Record, str]]]]


def make_steps(seed: int) -> Steps:
    """Builds one after another: files out, records in, in several segments and with deletions."""
    chance = random.Random(seed)  # noqa: S311
    steps: Steps = []
    number = 0
    for size, out in ((60, set()), (25, set()), (10, {"f1", "f2"}), (1, {"f3"}), (1, {"f99"})):
        records = []
        for _ in range(size):
            record = make_record(chance, number)
            records.append((record, record.id.split("#")[0]))
            number += 1
        steps.append((out, records))
    return steps


def build_whoosh(folder: Path, steps: Steps) -> SearchEngine:
    for out, records in steps:
        with open_writer(folder) as writer:
            writer.delete(sorted(out))
            for record, file in records:
                writer.add(record, file=file)
    return open_engine(folder)


def build_naive(steps: Steps) -> object:
    engine = NaiveEngine()
    for out, records in steps:
        engine.delete(out)
        for record, file in records:
            engine.add(record, file=file)
    return engine


ENGINES = [pytest.param(build_whoosh, id="whoosh")]


@pytest.mark.parametrize("build", ENGINES)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_hits_order_scores_and_totals_are_those_of_the_naive_engine(
    build: Callable[[Path, Steps], SearchEngine], seed: int, tmp_path: Path
) -> None:
    steps = make_steps(seed)
    engine = build(tmp_path, steps)
    naive = build_naive(steps)
    chance = random.Random(100 + seed)  # noqa: S311
    found = 0
    for turn in range(150):
        text = make_query(chance)
        query: Node = parse_query(text)
        if turn % 5 == 0:
            query = loosened(query)
        filters = chance.choice(FILTERS) if turn % 2 else Filters()
        sort = chance.choice(("skor", "skor", "tanggal", "nomor"))
        limit, offset = chance.choice(((10, 0), (3, 2), (500, 0)))
        ours = engine.search(query, filters=filters, sort=sort, limit=limit, offset=offset)
        theirs = naive.search(query, filters=filters, sort=sort, limit=limit, offset=offset)  # type: ignore[attr-defined]
        assert (ours.total, ours.left_out) == (theirs.total, theirs.left_out), text
        assert [hit.id for hit in ours.hits] == [hit.id for hit in theirs.hits], text
        assert [hit.score for hit in ours.hits] == pytest.approx([hit.score for hit in theirs.hits], rel=1e-9), text
        found += ours.total
    engine.close()
    assert found > 1000


@pytest.mark.parametrize("build", ENGINES)
def test_step_by_step_is_the_same_as_at_once(build: Callable[[Path, Steps], SearchEngine], tmp_path: Path) -> None:
    steps = make_steps(7)
    left: dict[str, tuple[Record, str]] = {}
    for out, records in steps:
        left = {name: row for name, row in left.items() if row[1] not in out}
        left.update({record.id: (record, file) for record, file in records})
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    grown = build(tmp_path / "a", steps)
    fresh = build(tmp_path / "b", [(set(), list(left.values()))])
    chance = random.Random(5)  # noqa: S311
    for _ in range(100):
        query = parse_query(make_query(chance))
        assert grown.search(query, limit=200) == fresh.search(query, limit=200)
    grown.close()
    fresh.close()


@pytest.mark.parametrize("build", ENGINES)
def test_many_small_builds_leave_few_segments(build: Callable[[Path, Steps], SearchEngine], tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311
    steps: Steps = [(set(), [(make_record(chance, n), "many") for n in range(50)])]
    steps += [({f"one{n}"}, [(make_record(chance, 100 + n), f"one{n}")]) for n in range(20)]
    engine = build(tmp_path, steps)
    assert engine.search(parse_query("")).total == 70
    engine.close()
    assert len(list(tmp_path.glob("*.seg"))) <= 6
    assert not list(tmp_path.glob("*LOCK*"))


@pytest.mark.parametrize("build", ENGINES)
def test_builds_that_only_take_out(build: Callable[[Path, Steps], SearchEngine], tmp_path: Path) -> None:
    chance = random.Random(4)  # noqa: S311
    files = ["few", "most", "most", "most", "rest"]
    steps: Steps = [(set(), [(make_record(chance, n), file) for n, file in enumerate(files)])]
    for out, left in (({"few"}, 4), ({"most"}, 1), ({"rest"}, 0)):
        steps = [*steps, (out, [])]
        folder = tmp_path / str(left)
        folder.mkdir()
        engine = build(folder, steps)
        assert engine.search(parse_query("")).total == left
        engine.close()


@pytest.mark.parametrize("build", ENGINES)
def test_exact_form_ranks_above_the_stem(build: Callable[[Path, Steps], SearchEngine], tmp_path: Path) -> None:
    texts = {"a": "warga perpindahan di kota", "b": "warga pindah di kota", "c": "warga diam di kota"}
    engine = build(tmp_path, [(set(), [(Record(name, "sesi", text=text), name) for name, text in texts.items()])])
    assert [hit.id for hit in engine.search(parse_query("pindah")).hits] == ["b", "a"]
    assert [hit.id for hit in engine.search(parse_query("perpindahan")).hits] == ["a", "b"]
    engine.close()


@pytest.mark.parametrize("build", ENGINES)
def test_suggestions_are_words_of_the_index(build: Callable[[Path, Steps], SearchEngine], tmp_path: Path) -> None:
    engine = build(tmp_path, [(set(), [(Record("a", "sesi", text="zonasi sekolah kematian"), "a")])])
    assert engine.suggest("zonesi") == ("zonasi",)
    assert engine.suggest("kemtian") == ("kematian",)
    assert engine.suggest("xq") == engine.suggest("pemandangan") == ()
    engine.close()


@pytest.mark.parametrize("build", ENGINES)
def test_an_empty_index_and_a_folder_without_one(build: Callable[[Path, Steps], SearchEngine], tmp_path: Path) -> None:
    with pytest.raises(NoIndexError):
        open_engine(tmp_path)
    engine = build(tmp_path, [(set(), [])])
    assert engine.search(parse_query("zonasi")).total == engine.search(parse_query("")).total == 0
    assert engine.suggest("zonasi") == ()
    engine.close()


@pytest.mark.parametrize("build", ENGINES)
def test_wrong_filters_are_errors(build: Callable[[Path, Steps], SearchEngine], tmp_path: Path) -> None:
    engine = build(tmp_path, make_steps(1)[:1])
    with pytest.raises(UsageError, match="bukan tanggal"):
        engine.search(parse_query("kota"), filters=Filters(dari="kemarin"))
    with pytest.raises(UsageError, match="urutan"):
        engine.search(parse_query("kota"), sort="acak")
    engine.close()


@pytest.mark.parametrize("build", ENGINES)
def test_a_failed_build_commits_nothing(build: Callable[[Path, Steps], SearchEngine], tmp_path: Path) -> None:
    build(tmp_path, [(set(), [(Record("a", "sesi", text="zonasi"), "a")])]).close()

    def fail() -> None:
        with open_writer(tmp_path) as writer:
            writer.delete(["a"])
            writer.add(Record("b", "sesi", text="zonasi"), file="b")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    engine = open_engine(tmp_path)
    assert [hit.id for hit in engine.search(parse_query("zonasi")).hits] == ["a"]
    engine.close()
