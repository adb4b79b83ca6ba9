"""Results as tables in CSV; the columns are stable English keys."""

from __future__ import annotations

from kb.ids import target_name
from kb.model import Citation
from kb.presenters.machine import csv_text
from kb.results import ArticleHit, Discussions, SearchPage, SessionRow, WorkRow


def discussions_csv(found: Discussions) -> str:
    """One row a discussion."""
    header = [
        "date",
        "session",
        "speech",
        "speaker",
        "role",
        "mode",
        "link",
        "target",
        "name",
        "relation",
        "naskah",
        "evidence",
        "warnings",
        "sources",
    ]
    rows = [
        [
            e.date, e.session, e.anchor, e.speaker, e.role, e.mode, e.kind.value, e.target, target_name(e.target),
            e.relation, e.naskah, e.evidence.text, " ".join(e.warnings), " ".join(s.code or s.url for s in e.sources),
        ]
        for e in found.entries
    ]  # fmt: skip
    return csv_text(header, rows)


def search_csv(page: SearchPage) -> str:
    """One row a hit, articles and speeches alike."""
    header = ["rank", "kind", "id", "name", "date", "speaker", "role", "naskah", "excerpt", "score"]
    rows: list[list[object]] = []
    for hit in page.hits:
        if isinstance(hit, ArticleHit):
            rows.append(
                [
                    hit.rank,
                    "article",
                    hit.target or hit.file,
                    hit.name,
                    "",
                    "",
                    "",
                    hit.naskah,
                    hit.excerpt.text,
                    hit.score,
                ]
            )
        else:
            name = f"{hit.session}#{hit.anchor}"
            rows.append(
                [
                    hit.rank,
                    "speech",
                    name,
                    hit.title,
                    hit.date,
                    hit.speaker,
                    hit.role,
                    hit.naskah,
                    hit.excerpt.text,
                    hit.score,
                ]
            )
    return csv_text(header, rows)


def citations_csv(citations: tuple[Citation, ...]) -> str:
    """One row a target; a mention without target has one row."""
    header = ["start", "end", "text", "status", "target", "name", "candidates", "warnings"]
    rows: list[list[object]] = []
    for c in citations:
        for target in c.targets or (None,):
            name = target_name(target) if target else ""
            rows.append(
                [c.start, c.end, c.text, c.status.value, target, name, " ".join(c.candidates), " ".join(c.warnings)]
            )
    return csv_text(header, rows)


def works_csv(rows: tuple[WorkRow, ...]) -> str:
    """One row a regulation."""
    header = ["work", "name", "title", "status", "naskah", "articles", "speeches", "files"]
    return csv_text(
        header,
        [[r.work, r.name, r.title, r.status.value, r.naskah, r.articles, r.speeches, " ".join(r.files)] for r in rows],
    )


def sessions_csv(rows: tuple[SessionRow, ...]) -> str:
    """One row a session."""
    header = ["id", "date", "kind", "title", "body", "naskah", "speeches", "links"]
    return csv_text(header, [[r.id, r.date, r.kind, r.title, r.body, r.naskah, r.speeches, r.links] for r in rows])
