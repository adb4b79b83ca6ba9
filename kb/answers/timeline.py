"""A provision → the speeches linked with it, oldest first. Needs the store only."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from kb.errors import UsageError
from kb.ids import Target, target_name, work_name
from kb.indonesian.dates import parse_date
from kb.model import LinkKind, Naskah, Source
from kb.naming import near_works
from kb.results import Discussion, Discussions, Excerpt
from kb.store import LinkRow, Store
from kb.store.relations import BROADER
from kb.store.values import day_numbers, load_sources

EXCERPT = 240
"""Code points of a speech that are shown where no mention can be marked."""


def discussions(
    store: Store,
    target: Target,
    *,
    home: str,
    kinds: Sequence[LinkKind] = (),
    broader: bool = False,
    since: str | None = None,
    until: str | None = None,
    speaker: str | None = None,
) -> Discussions:
    """The timeline of a provision; what it means is told in ``KnowledgeBase.discussions``.

    A speech that cites what was asked is shown with what it cites; one that only belongs to a
    session declared to be about it, with that.
    """
    files = store.files_of(target.work)
    row = store.regulation_row(files[0]) if files else None
    own_example = home == "id-9999" or (row is not None and row.naskah == Naskah.CONTOH)
    first_day, last_day = _day(since, 0), _day(until, 1)
    wanted = [
        link
        for link in store.links(target)
        if (link.kind in kinds if kinds else link.kind is not LinkKind.REJECTED)
        and (own_example or link.naskah != Naskah.CONTOH)
        and (not first_day or link.last_day >= first_day)
        and (not last_day or (link.first_day and link.first_day <= last_day))
        and (not speaker or speaker.casefold() in (link.speaker or "").casefold())
    ]
    close = _one_each(link for link in wanted if link.relation != BROADER)
    named = {(link.session, link.anchor) for link in close}
    wide = _one_each(link for link in wanted if link.relation == BROADER and (link.session, link.anchor) not in named)
    shown = sorted([*close, *wide], key=wanted.index) if broader else close
    wider = len({(link.session, link.anchor) for link in wide})
    narrowed = bool(kinds or since or until or speaker)
    return Discussions(
        target,
        target_name(target),
        row.title if row else None,
        row.naskah if row else None,
        tuple(_entry(link) for link in shown),
        wider,
        "" if shown else _reason(store, target, known=row is not None, wider=wider, narrowed=narrowed),
    )


def _day(date: str | None, end: int) -> int:
    if not date:
        return 0
    iso = parse_date(date)
    if iso is None:
        raise UsageError(f"bukan tanggal: {date!r}", "Tulis misalnya 2024-10-10, 10-10-2024, atau 2024-04")
    return day_numbers(iso)[end]


def _one_each(links: Iterable[LinkRow]) -> list[LinkRow]:
    """One link for each speech, kind and target; no declared one where the speech itself cites."""
    found: dict[tuple[str, str, LinkKind, Target], LinkRow] = {}
    for link in links:
        found.setdefault((link.session, link.anchor, link.kind, link.target), link)
    citing = {(session, anchor) for session, anchor, kind, _ in found if kind is not LinkKind.DECLARED}
    return [
        link
        for (session, anchor, kind, _), link in found.items()
        if kind is not LinkKind.DECLARED or (session, anchor) not in citing
    ]


def _entry(link: LinkRow) -> Discussion:
    return Discussion(
        link.session,
        link.anchor,
        link.date,
        link.session_kind,
        link.session_title,
        link.body,
        link.naskah,
        link.speaker,
        link.role,
        link.mode,
        link.start,
        link.kind,
        link.target,
        link.relation,
        _evidence(link),
        link.warnings,
        _sources(link),
    )


def _evidence(link: LinkRow) -> Excerpt:
    if not link.evidence:
        return Excerpt(link.text[:EXCERPT], cut_after=len(link.text) > EXCERPT)
    start, end = link.mention
    at = link.text.rfind(link.evidence, 0, start + len(link.evidence))
    inside = at >= 0 and at <= start and end <= at + len(link.evidence)
    cut_after = at >= 0 and at + len(link.evidence) < len(link.text.rstrip())
    return Excerpt(link.evidence, ((start - at, end - at),) if inside else (), at > 0, cut_after)


def _sources(link: LinkRow) -> tuple[Source, ...]:
    sources = load_sources(json.loads(link.metadata))
    codes = link.source.replace(",", " ").split()
    own = tuple(source for source in sources if source.code in codes)
    return own or sources


def _reason(store: Store, target: Target, *, known: bool, wider: int, narrowed: bool) -> str:
    name = work_name(target.work)
    if not known:
        near = near_works(target.work, store)
        others = f"; yang ada: {', '.join(near)}, peraturan lain" if near else ""
        return f"{name} tidak ada di korpus{others}"
    if narrowed:
        return f"Tidak ada pembahasan {target_name(target)} yang memenuhi syarat itu"
    if wider:
        return f"Tidak ada sesi yang menyebut {target_name(target)}; {wider} menyebut peraturannya saja"
    return f"Tidak ada sesi di korpus yang menyebut {target_name(target)}"
