"""What a citation must carry beside its target (rule 7): a target with a warning is still the target."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.citations.catalogue import Catalogue
from kb.citations.laws import Form, Law
from kb.ids import Target, split_work
from kb.model import Citation

if TYPE_CHECKING:
    from kb.citations.finder import Mention
    from kb.citations.tokens import Token


def law_warnings(work: str, date: str, catalogue: Catalogue) -> list[str]:
    """``repealed`` and ``newer-than-speech`` on the day, where the day is known."""
    if not date:
        return []
    known = catalogue.get(work)
    year = split_work(work).year
    newer = (known.enacted > date) if known and known.enacted else bool(year) and year > date[:4]
    if newer:
        return ["newer-than-speech"]
    return ["repealed"] if known and known.repealed_on(date) else []


def provision_warnings(target: Target, catalogue: Catalogue) -> list[str]:
    """``no-such-provision`` where the articles (or clauses) of the law are known and this is none of them."""
    known = catalogue.get(target.work)
    if known is None or not target.path or target.component:
        return []
    steps = target.path.split("/")
    article = steps[0]
    if not known.articles or ".." in article or not re.match(r"\d", article):
        return []
    if article not in known.articles:
        return ["no-such-provision"]
    clauses = dict(known.clauses).get(article)
    if clauses and len(steps) > 1 and steps[1][0].isdigit() and ".." not in steps[1] and steps[1] not in clauses:
        return ["no-such-provision"]
    return []


_CONTENT = re.compile(r"[^\W\d_]{4,}")


def title_mismatch(tokens: list[Token], end: int, law: Law, works: tuple[str, ...], catalogue: Catalogue) -> bool:
    """Whether the title printed behind a numbered law shares no word with its established title."""
    if law.form is not Form.NUMBER or len(works) != 1 or end >= len(tokens):
        return False
    begin = end + (tokens[end].text == ",")
    if begin >= len(tokens) or tokens[begin].low != "tentang":
        return False
    known = catalogue.get(works[0])
    if known is None or not known.title:
        return False
    printed: list[str] = []
    for token in tokens[begin + 1 : begin + 9]:
        if not token.text[0].isalnum():
            break
        printed.append(token.low)
    words = {word for word in printed if _CONTENT.fullmatch(word)}
    established = set(_CONTENT.findall(known.title.lower()))
    return bool(words) and not words & established


def contradictions(tokens: list[Token], found: list[tuple[Mention, Citation]]) -> list[Citation]:
    """Flag a law that is said to be amended by an act whose own title amends another one (C2)."""
    citations = [citation for _, citation in found]
    for n in range(len(found) - 2):
        first, second, third = found[n], found[n + 1], found[n + 2]
        if not (first[1].targets and third[1].targets):
            continue
        between = [token.low for token in tokens[first[0].end : second[0].start]]
        title = [token.low for token in tokens[second[0].end : third[0].start]]
        amended = between[:1] == ["sebagaimana"] and "diubah" in between and len(between) < 9
        amends = title[:2] == ["tentang", "perubahan"] and title[-1:] == ["atas"] and len(title) < 6
        if not (amended and amends) or first[1].targets[0].work == third[1].targets[0].work:
            continue
        if split_work(first[1].targets[0].work).kind != split_work(third[1].targets[0].work).kind:
            continue
        old = citations[n]
        flagged = tuple(target._replace(mark="?") for target in old.targets)
        citations[n] = old._replace(targets=flagged, warnings=(*old.warnings, "contradiction"))
    return citations
