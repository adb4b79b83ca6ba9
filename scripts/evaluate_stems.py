"""Measure how well word forms meet in search: pairs that must and pairs that must not.

``scripts/evaluate_stems.py FILE.tsv [--json] [--floor NAME=RATE]… [--misses N] [--peers]``: columns ``a``, ``b``,
``relation`` (same, differ), ``why``. Two words meet when they share a stem of the analysis that index and
query use, or are the same word. Rows whose ``why`` says "debatable:" are counted apart.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from _evaluation import SCHEMA_VERSION, FormError, described, figure, percent

from kb.indonesian.analysis import stems_of

GROUPS = ("same", "differ", "debatable", "all")
Stems = Callable[[str], tuple[str, ...]]


class Pair(NamedTuple):
    """A row of the file."""

    line: int
    a: str
    b: str
    relation: str
    why: str

    @property
    def group(self) -> str:
        """The row of the table it counts in."""
        return "debatable" if "debatable:" in self.why else self.relation


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file; FormError names file, line and column."""
    lines = [
        (number, line)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    if not lines:
        raise FormError(f"{path}: no header")
    rows = csv.reader((line for _, line in lines), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(rows)
    for column in ("a", "b", "relation"):
        if column not in header:
            raise FormError(f"{path}:{lines[0][0]}: no column {column}")
    pairs = []
    for (number, _), row in zip(lines[1:], rows, strict=True):
        values = dict(zip(header, row, strict=False))
        relation = values.get("relation", "")
        if relation not in ("same", "differ") or not values.get("a") or not values.get("b"):
            raise FormError(f"{path}:{number}: relation")
        pairs.append(Pair(number, values["a"].lower(), values["b"].lower(), relation, values.get("why", "")))
    return pairs


def is_right(pair: Pair, stems: Stems) -> bool:
    """Whether the pair meets, or does not, as it should."""
    meet = pair.a == pair.b or not set(stems(pair.a)).isdisjoint(stems(pair.b))
    return meet == (pair.relation == "same")


def measure(pairs: Iterable[Pair], stems: Stems) -> dict[str, tuple[int, int]]:
    """Right and n of each group; ``all`` has the rows of same and differ."""
    counts = {group: [0, 0] for group in GROUPS}
    for pair in pairs:
        for group in (pair.group, *(() if pair.group == "debatable" else ("all",))):
            counts[group][0] += is_right(pair, stems)
            counts[group][1] += 1
    return {group: (right, n) for group, (right, n) in counts.items()}


def peers() -> dict[str, Stems]:
    """The other stemmers that are installed."""
    found: dict[str, Stems] = {}
    try:
        from Sastrawi.Stemmer.StemmerFactory import StemmerFactory  # type: ignore[import-not-found]

        sastrawi = StemmerFactory().create_stemmer()
        found["PySastrawi"] = lambda word: (str(sastrawi.stem(word)),)
    except ImportError:
        pass
    try:
        import snowballstemmer  # type: ignore[import-not-found]

        snowball = snowballstemmer.stemmer("indonesian")
        found["Snowball"] = lambda word: (str(snowball.stemWord(word)),)
    except ImportError:
        pass
    return found


def main() -> int:
    """Run; the exit code is 1 when a floor does not hold, 2 when the input is not of its form."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--floor", action="append", default=[], metavar="NAME=RATE")
    parser.add_argument("--misses", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers", action="store_true")
    options = parser.parse_args()
    try:
        floors = {name: float(rate) for name, _, rate in (floor.partition("=") for floor in options.floor)}
        if unknown := set(floors) - set(GROUPS):
            raise FormError(f"no group {', '.join(sorted(unknown))}")
        pairs = read_pairs(options.input)
    except (OSError, UnicodeDecodeError, ValueError, FormError) as error:
        print(error, file=sys.stderr)
        return 2
    counts = measure(pairs, stems_of)
    misses = [pair for pair in pairs if not is_right(pair, stems_of)]
    others = {name: measure(pairs, stems) for name, stems in peers().items()} if options.peers else {}
    if options.json:
        figures = {group: {"right": figure(*counted)} for group, counted in counts.items()}
        document = {
            "schema_version": SCHEMA_VERSION,
            "script": "evaluate_stems",
            "input": described(options.input, len(pairs)),
            "options": {"floor": options.floor, "peers": options.peers},
            "seed": options.seed,
            "groups": {group: figures[group] for group in GROUPS if group != "all"},
            "all": figures["all"],
            "misses": [
                {"id": pair.line, "a": pair.a, "b": pair.b, "expected": pair.relation, "stems": _stems(pair)}
                for pair in misses
            ],
            "peers": {name: {g: {"n": n, "right": r} for g, (r, n) in rows.items()} for name, rows in others.items()},
        }
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        names = ["kb", *others]
        print("group".ljust(12) + "n".rjust(6) + "".join(name.rjust(13) for name in names) + f"   seed {options.seed}")
        for group in GROUPS:
            rates = [percent(*rows[group]) for rows in (counts, *others.values())]
            print(group.ljust(12) + str(counts[group][1]).rjust(6) + "".join(rate.rjust(13) for rate in rates))
        for pair in misses[: options.misses]:
            print(f"{pair.line}: {pair.a} / {pair.b} should {pair.relation}: {' / '.join(_stems(pair))}  ({pair.why})")
    fallen = [
        name for name, rate in floors.items() if not counts[name][1] or 100 * counts[name][0] / counts[name][1] < rate
    ]
    return 1 if fallen else 0


def _stems(pair: Pair) -> list[str]:
    return [" + ".join(stems_of(word)) for word in (pair.a, pair.b)]


if __name__ == "__main__":
    sys.exit(main())
