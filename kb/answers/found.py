"""A query → a page of hits with the words that answer it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace

from kb.errors import KbError, UsageError
from kb.ids import Target, path_name, target_name
from kb.model import LinkKind, Status
from kb.results import ArticleHit, Coverage, SearchPage, SpeechHit
from kb.search.engine import Filters, Page, SearchEngine
from kb.search.highlights import excerpt
from kb.search.query import Node, Word, explain, loosened, parse_query, words_of
from kb.search.records import whole_id
from kb.store import Store
from kb.store.units import unit_heading, unit_text

# The finder is asked only where a text can be a citation: most queries are plain words.
_LAWLIKE = re.compile(
    r"\d|\b(?:pasal|ps|psl|ayat|bab|perda|per\w+|uu\w*|undang|pp|kuh\w+|qanun|lampiran)\b", re.IGNORECASE
)
_COMPONENT = re.compile(r"(?P<file>.+)!(?P<component>penjelasan|lampiran(?:-\w+)?)\Z")


def search(
    store: Store,
    engine: SearchEngine,
    query: str,
    filters: Filters,
    *,
    home: str,
    jump: Callable[[str], Target] | None,
    page: int = 1,
    per_page: int = 10,
    sort: str = "skor",
) -> SearchPage:
    """Search laws and speeches; where no text has all words, any of them is enough.

    Raises:
        UsageError: a page or filter that cannot be; a search that takes too long.
    """
    if page < 1 or per_page < 1:
        raise UsageError("Halaman dihitung dari 1")
    started = time.perf_counter()
    node = parse_query(query)
    filters = replace(filters, home=home, hide_examples=True)
    found = _ask(engine, node, filters, page, per_page, sort)
    if not found.total and loosened(node) != node:
        node = loosened(node)
        found = _ask(engine, node, filters, page, per_page, sort)
    hits = []
    first = (page - 1) * per_page + 1
    for rank, scored in enumerate(found.hits, first):
        hit = _hit(store, whole_id(scored.id), rank, scored.score, node)
        if hit is not None:
            hits.append(hit)
    return SearchPage(
        query,
        tuple(hits),
        found.total,
        page,
        max(1, -(-found.total // per_page)),
        time.perf_counter() - started,
        coverage(store),
        explain(node),
        () if found.total else _nearest(engine, node),
        found.left_out,
        _jump(query, jump),
    )


def coverage(store: Store) -> Coverage:
    """The numbers that stand under every result, counted by the build."""
    import json

    return Coverage(*json.loads(store.meta()["coverage"]))


def _ask(engine: SearchEngine, node: Node, filters: Filters, page: int, per_page: int, sort: str) -> Page:
    return engine.search(node, filters=filters, limit=per_page, offset=(page - 1) * per_page, sort=sort)


def _nearest(engine: SearchEngine, node: Node) -> tuple[str, ...]:
    words = [word.form for word in words_of(node) if isinstance(word, Word)]
    return tuple(dict.fromkeys(near for word in words for near in engine.suggest(word)))


def _jump(query: str, jump: Callable[[str], Target] | None) -> Target | None:
    if jump is None or not _LAWLIKE.search(query):
        return None
    try:
        return jump(query)
    except KbError:  # no citation, or of no single thing: then it is a query like others
        return None


def _hit(store: Store, record: str, rank: int, score: float, node: Node) -> ArticleHit | SpeechHit | None:
    name, _, path = record.rpartition("#")
    speech = _speech_hit(store, name, path, rank, score, node)
    if speech is not None:
        return speech
    found = _COMPONENT.match(name)
    file, component = (found["file"], found["component"]) if found else (name, "")
    row = store.regulation_row(file)
    if row is None:
        return None
    members = store.provision_tree(file, component, path)
    # Front and closing are parts of the law without an address of their own.
    addressed = bool(component) or path[:1].isdigit() or path in ("menimbang", "mengingat") or path.isupper()
    target = Target(row.work, component, path if addressed else "") if row.work else None
    label = target_name(target) if target else f"{file} {path_name(path, component) if addressed else ''}".rstrip()
    return ArticleHit(
        rank,
        score,
        target,
        file,
        path,
        label,
        unit_heading(store.headings_above(file, component, path), ()).replace("\n", " · "),
        row.title,
        row.naskah,
        Status(row.status),
        excerpt(unit_text(members), node),
    )


def _speech_hit(store: Store, session_id: str, anchor: str, rank: int, score: float, node: Node) -> SpeechHit | None:
    found = store.speech(session_id, anchor)
    if found is None:
        return None
    session, speech = found
    links = store.session_links(session_id).get(anchor, [])
    return SpeechHit(
        rank,
        score,
        session.id,
        anchor,
        session.date,
        session.kind,
        session.title,
        session.body,
        session.naskah.value,
        speech.speaker,
        speech.role,
        speech.mode.value,
        speech.start,
        tuple(target for kind, target in links if kind is LinkKind.DECLARED),
        tuple(target for kind, target in links if kind is LinkKind.CITED),
        excerpt(speech.text, node),
    )
