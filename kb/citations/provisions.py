"""From the provision words of a mention to paths in the notation: what is left out is filled in from where we stand."""

from __future__ import annotations

import re
from typing import NamedTuple

from kb.citations.catalogue import Catalogue, CatalogueWork
from kb.citations.chains import Chain, Path, Step
from kb.citations.lexicon import ANGKA, AYAT, BAB, BAGIAN, HURUF, PARAGRAF, PASAL, RECITAL
from kb.ids import Target


class PathContext(NamedTuple):
    """Where we stand in the law that the path is completed in; ``last`` only where somebody speaks."""

    article: str
    clause: str
    part: str
    last: Target | None


def complete(chain: Chain, where: PathContext, work: CatalogueWork | None) -> tuple[list[Path], bool, bool] | None:
    """Paths from the article down, whether a said suffix letter belongs to the article, whether a number is unsure.

    None where an anaphor or a clause without article has nothing to lean on.
    """
    if chain.pointer:
        base = _pointed(chain, where, work)
        if base is None:
            return None
        own = chain.paths or (Path(()),)
        return [path._replace(steps=(*base, *path.steps)) for path in own], False, False
    done: list[Path] = []
    suffix_used = unsure = False
    for path in chain.paths:
        steps = path.steps
        if steps and steps[0].level in (AYAT, HURUF, ANGKA):
            parents = _parents(steps[0].level, where)
            if parents is None:
                return None
            steps = (*parents, *steps)
        if steps and steps[0].level == PASAL and (steps[0].spelt or steps[0].suffix):
            articles = work.articles if work else ()
            first = steps[0]
            if first.suffix and f"{first.label}{first.suffix}" in articles:
                steps = (first._replace(label=f"{first.label}{first.suffix}"), *steps[1:])
                suffix_used = True
            elif first.spelt and first.label not in articles:
                unsure = True
        done.append(path._replace(steps=steps))
    return done, suffix_used, unsure


def _steps_of(path: str) -> list[Step]:
    """The steps of a path of article, clause, point; ranges keep their first member."""
    steps: list[Step] = []
    for depth, text in enumerate(path.split("/") if path else []):
        label = text.split("..", 1)[0]
        if depth == 0:
            steps.append(Step(PASAL, label))
        elif label.startswith("n") and label[1:].isdigit():
            steps.append(Step(ANGKA, label[1:]))
        elif depth == 1 and label[0].isdigit():
            steps.append(Step(AYAT, label))
        else:
            steps.append(Step(ANGKA if label[0].isdigit() else HURUF, label))
    return steps


def _standing(where: PathContext) -> list[Step]:
    """The provision we stand in, or the one spoken of last."""
    if where.last is not None:
        return _steps_of(where.last.path)
    steps = [Step(PASAL, where.article)] if where.article else []
    if where.article and where.clause:
        steps.append(Step(AYAT, where.clause))
    return steps


def _parents(level: int, where: PathContext) -> tuple[Step, ...] | None:
    """The steps above a clause or point that names no article."""
    if where.part in ("menimbang", "mengingat"):
        return (Step(RECITAL, where.part),)
    parents = tuple(step for step in _standing(where) if step.level < level)
    return parents or None


def _pointed(chain: Chain, where: PathContext, work: CatalogueWork | None) -> tuple[Step, ...] | None:
    """What *pasal tersebut*, *ayat ini*, *huruf tersebut*, *pasal sebelumnya* point at, cut back to that level."""
    standing = _standing(where)
    steps = tuple(step for step in standing if step.level <= chain.pointer_level)
    if not steps or steps[-1].level != chain.pointer_level:
        return None
    if chain.pointer not in ("sebelumnya", "berikutnya"):
        return steps
    label = _neighbour(steps, work, 1 if chain.pointer == "berikutnya" else -1)
    return (*steps[:-1], steps[-1]._replace(label=label)) if label else None


def _neighbour(steps: tuple[Step, ...], work: CatalogueWork | None, way: int) -> str | None:
    """The label before or behind, inserted ones counted; by number alone only below the article."""
    step = steps[-1]
    if step.level == PASAL:
        known: tuple[str, ...] = work.articles if work else ()
    else:
        known = dict(work.clauses).get(steps[0].label, ()) if work and step.level == AYAT else ()
    if step.label in known:
        at = known.index(step.label) + way
        return known[at] if 0 <= at < len(known) else None
    if step.level == PASAL or not step.label.isdigit():
        return None
    number = int(step.label) + way
    return str(number) if number > 0 else None


def notation(work: str, path: Path) -> Target:
    """A path of steps → the notation of targets."""
    words = [_step(step, path.steps[n - 1] if n else None) for n, step in enumerate(path.steps)]
    return Target(work, path.component, "/".join(words), "!" if path.excepted else "")


_HEADINGS = {BAB: "bab", BAGIAN: "bag", PARAGRAF: "par"}


def _step(step: Step, above: Step | None) -> str:
    prefix = _HEADINGS.get(step.level, "")
    if step.level == ANGKA and above is not None and above.level == PASAL:
        prefix = "n"
    label = f"{prefix}{step.label}"
    return f"{label}..{prefix}{step.last}" if step.last else label


def expand(target: Target, catalogue: Catalogue) -> tuple[str, ...]:
    """The labels that a range covers, inserted ones included (rule 6); empty where they are not known."""
    if ".." not in target.path or target.component:
        return ()
    work = catalogue.get(target.work)
    if work is None:
        return ()
    head, _, last_step = target.path.rpartition("/")
    first, _, last = last_step.partition("..")
    known = work.articles if not head else dict(work.clauses).get(head, ())
    if first in known and last in known:
        return known[known.index(first) : known.index(last) + 1]
    return ()


_NUMBERED_ARTICLE = re.compile(r"\d+[A-Za-z]*\Z")


def articles_of_ranges(ranges: tuple[str, ...]) -> tuple[str, ...]:
    """``("1..3", "2A")`` → ``("1", "2", "2A", "3")``: labels of articles in the order of the law."""
    labels: list[str] = []
    for text in ranges:
        first, dots, last = text.partition("..")
        labels += [str(n) for n in range(int(first), int(last) + 1)] if dots else [first]
    return tuple(sorted(labels, key=_article_order))


def _article_order(label: str) -> tuple[int, str]:
    found = _NUMBERED_ARTICLE.match(label)
    digits = re.match(r"\d+", label)
    return (int(digits[0]), label[digits.end() :]) if found and digits else (0, label)
