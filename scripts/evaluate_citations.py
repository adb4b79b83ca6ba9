"""How well citations are found and resolved: a file of cases in, a table out.

    python3 scripts/evaluate_citations.py FILE.jsonl [--catalogue FILE.json] [--floor NAME=RATE] [--json]

A case is right when the set of targets found equals ``targets`` as written; spans, kept
mentions, members of ranges and warnings are counted apart. Exit 1 when a floor does not hold,
2 when the input is not of its form.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from _evaluation import SCHEMA_VERSION, FormError, described, figure, percent

from kb.citations import Catalogue, CatalogueWork, Context, Nickname, StatusSpan, cite
from kb.citations.provisions import articles_of_ranges
from kb.errors import UsageError
from kb.ids import parse_target
from kb.model import Citation

SEED = 1


def read_cases(path: Path) -> list[dict]:  # type: ignore[type-arg]
    """The cases of a file, in order. Raises FormError with file, line and key."""
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            case = json.loads(line)
            for key in ("id", "group", "text", "context", "targets", "mentions"):
                if key not in case:
                    raise FormError(f"{path}:{number}: key missing: {key}")
        except (json.JSONDecodeError, TypeError) as error:
            raise FormError(f"{path}:{number}: not a JSON object") from error
        cases.append(case)
    return cases


def read_catalogue(path: Path | None) -> Catalogue:
    """A catalogue file, its works standing beside the national laws built in."""
    if path is None:
        return Catalogue.builtin()
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["works"]
        return Catalogue.of([_work(row, rows) for row in rows])
    except (json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise FormError(f"{path}: not a catalogue: {error!r}") from error


def _work(row: Mapping[str, object], rows: list[Mapping[str, object]]) -> CatalogueWork:
    relations = [(r["type"], r["work"]) for r in row.get("relations") or ()]  # type: ignore[attr-defined]
    other = [
        (r["type"], other["id"])
        for other in rows
        for r in other.get("relations") or ()  # type: ignore[attr-defined]
        if r["work"] == row["id"]
    ]
    clauses = row.get("clauses") or {}

    def _related(here: str, there: str) -> tuple[str, ...]:
        stated = [work for kind, work in relations if kind == here]
        return tuple(dict.fromkeys(stated + [work for kind, work in other if kind == there]))

    return CatalogueWork(
        str(row["id"]),
        str(row.get("title") or ""),
        tuple(Nickname(n["name"], n["from"] or "", n["to"] or "") for n in row.get("nicknames") or ()),  # type: ignore[attr-defined]
        str(row.get("enacted") or ""),
        tuple(StatusSpan(s["from"] or "", s["status"]) for s in row.get("status") or ()),  # type: ignore[attr-defined]
        _articles(tuple(row.get("articles") or ())),  # type: ignore[arg-type]
        tuple((article, tuple(labels)) for article, labels in clauses.items()),  # type: ignore[attr-defined]
        _related("amends", "amended-by"),
        _related("implements", "implemented-by"),
    )


def _articles(ranges: tuple[str, ...]) -> tuple[str, ...]:
    return ranges if any(not label[0].isdigit() for label in ranges) else articles_of_ranges(ranges)


def context_of(case: Mapping[str, dict]) -> Context:  # type: ignore[type-arg]
    """The context of a case as the library takes it."""
    given = case["context"]
    active = given.get("active", [])
    return Context(
        home=given.get("place", ""),
        date=given.get("date", ""),
        self_work=given.get("self", ""),
        article=given.get("article", ""),
        clause=given.get("clause", ""),
        part=given.get("in", ""),
        active=tuple([active] if isinstance(active, str) else active),
        last=parse_target(given["last"]) if "last" in given else None,
        aliases=given.get("doc", {}).get("aliases", {}),
    )


class Score:
    """Counts of one group; every figure as (right, n)."""

    def __init__(self) -> None:
        self.figures: dict[str, list[int]] = {}

    def add(self, figure: str, right: int, n: int = 1) -> None:
        """Add ``right`` of ``n`` to a figure."""
        counts = self.figures.setdefault(figure, [0, 0])
        counts[0] += right
        counts[1] += n

    def rate(self, figure: str) -> tuple[int, int]:
        """Right and n of a figure."""
        right, n = self.figures.get(figure, [0, 0])
        return right, n


def targets_of(citations: Iterable[Citation]) -> set[str]:
    """All targets found, as written."""
    return {str(target) for citation in citations for target in citation.targets}


def evaluate(cases: list[dict], catalogue: Catalogue) -> tuple[dict[str, Score], list[dict]]:  # type: ignore[type-arg]
    """Score every case by group and for all; the misses in order."""
    scores: dict[str, Score] = {}
    misses = []
    total = Score()
    for case in cases:
        group = scores.setdefault(case["group"], Score())
        citations = cite(case["text"], context_of(case), catalogue)
        gold, got = set(case["targets"] or ()), targets_of(citations)
        for score in (group, total):
            _count(score, case, citations, gold, got)
        if gold != got:
            misses.append({"id": case["id"], "group": case["group"], "expected": sorted(gold), "got": sorted(got)})
    scores["all"] = total
    return scores, misses


def _count(score: Score, case: dict, citations: tuple[Citation, ...], gold: set[str], got: set[str]) -> None:  # type: ignore[type-arg]
    score.add("rate", gold == got)
    score.add("missed", len(gold - got), len(gold))
    score.add("extra", len(got - gold), len(got))
    works = {parse_target(t).work for t in gold}
    score.add("wrong law", any(parse_target(t).work not in works for t in got))
    score.add("near", gold != got and {_up(t) for t in gold} == {_up(t) for t in got})
    if case.get("note", "").startswith("debatable:"):
        score.add("debatable", gold == got)
    spans = {(m["start"], m["end"], frozenset(m["targets"])) for m in case["mentions"]}
    found = {(c.start, c.end, frozenset(str(t) for t in c.targets)) for c in citations}
    score.add("spans recall", len(spans & found), len(spans))
    score.add("spans precision", len(spans & found), len(found))
    overlap = sum(any(s < c.end and c.start < e for c in citations) for s, e, _ in spans)
    score.add("spans overlap", overlap, len(spans))
    by_span = {(c.start, c.end): c for c in citations}
    for mention in case["mentions"]:
        if "status" in mention:
            kept = by_span.get((mention["start"], mention["end"]))
            score.add("kept", kept is not None and not kept.targets)
            if mention.get("candidates"):
                score.add("candidates", kept is not None and set(kept.candidates) == set(mention["candidates"]))
    members = {label: list(labels) for c in citations for label, labels in c.expands}
    for label, expected in (case.get("expands") or {}).items():
        score.add("members", members.get(label) == expected)
    warned = {w for c in citations for w in c.warnings}
    expected_warnings = set(case.get("warnings") or ())
    score.add("warnings recall", len(warned & expected_warnings), len(expected_warnings))
    score.add("warnings precision", len(warned & expected_warnings), len(warned))


def _up(text: str) -> str:
    target = parse_target(text)
    return str(target._replace(path=target.path.rpartition("/")[0], mark=""))


FIGURES = ("missed", "extra", "wrong law", "near")
APART = (
    "spans precision", "spans recall", "spans overlap", "kept", "candidates",
    "members", "warnings precision", "warnings recall", "debatable",
)  # fmt: skip


def table(scores: dict[str, Score]) -> str:
    """The table for people: one row a group, then the figures kept apart."""
    lines = [f"{'group':<12}{'n':>6}{'right':>7}{'rate':>8}" + "".join(f"{name:>11}" for name in FIGURES)]
    for name, score in scores.items():
        right, n = score.rate("rate")
        row = f"{name:<12}{n:>6}{right:>7}{percent(right, n):>8}"
        lines.append(row + "".join(f"{score.rate(figure)[0]:>11}" for figure in FIGURES))
    lines.append("")
    for name in APART:
        right, n = scores["all"].rate(name)
        lines.append(f"{name:<20}{right:>6} of {n:<6}{percent(right, n):>8}")
    return "\n".join(lines)


def floors_broken(scores: dict[str, Score], floors: list[str]) -> list[str]:
    """The floors (``row=RATE``, ``row.figure=RATE``) that do not hold; an unknown row does not hold."""
    broken = []
    for floor in floors:
        name, _, wanted = floor.partition("=")
        row, _, figure = name.partition(".")
        right, n = scores[row].rate(figure or "rate") if row in scores else (0, 0)
        if not n or 100 * right / n < float(wanted):
            broken.append(f"{floor} (measured {percent(right, n)})")
    return broken


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Measure citations against a file of cases.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--catalogue", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--floor", action="append", default=[])
    parser.add_argument("--misses", type=int, default=20)
    parser.add_argument("--seed", type=int, default=SEED, help="no chance enters here; printed for the record")
    options = parser.parse_args(arguments)
    try:
        cases = read_cases(options.file)
        catalogue = read_catalogue(options.catalogue)
        scores, misses = evaluate(cases, catalogue)
    except (OSError, UnicodeDecodeError, FormError, UsageError) as error:
        print(error, file=sys.stderr)
        return 2
    if options.json:
        document = {
            "schema_version": SCHEMA_VERSION,
            "script": "evaluate_citations",
            "input": described(options.file, len(cases)),
            "options": {"catalogue": str(options.catalogue or "")},
            "seed": options.seed,
            "groups": {name: _document(score) for name, score in scores.items() if name != "all"},
            "all": _document(scores["all"]),
            "misses": misses,
        }
        print(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        print(table(scores))
        print(f"seed {options.seed}")
        for miss in misses[: options.misses]:
            print(f"{miss['id']} {miss['group']}: expected {miss['expected']}, got {miss['got']}")
    broken = floors_broken(scores, options.floor)
    for floor in broken:
        print(f"floor does not hold: {floor}", file=sys.stderr)
    return 1 if broken else 0


def _document(score: Score) -> dict[str, dict[str, float | int | None]]:
    return {name: figure(right, n) for name, (right, n) in score.figures.items()}


if __name__ == "__main__":
    sys.exit(main())
