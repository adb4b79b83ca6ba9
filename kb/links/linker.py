"""A session → its links: declared by its front matter, cited by its speeches, each with evidence.

Links of the two kinds are never mixed; a mention without a target makes no link and is kept
among the citations of its speech.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.citations import Catalogue, Context, read
from kb.ids import Target
from kb.indonesian.places import find_places
from kb.model import Citation, CitationStatus, Link, LinkKind, Notice, Session

_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]{0,2}(?=\s+[\"“‘(\[]?[A-Z0-9])|\n")
# A full stop behind these ends no sentence.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“])(?:No|Nr|Th|Thn|Ps|Psl|ay|hrf|Dr|Hj?|Kab|Kec|Prov|dll|dst|Pj|Plt|St|[A-Z])\.$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SessionLinks:
    """The links of a session, and the citations of each speech by its anchor, kept ones included."""

    links: tuple[Link, ...]
    citations: tuple[tuple[str, tuple[Citation, ...]], ...]
    notices: tuple[Notice, ...]


def home_of(session: Session, home: str) -> str:
    """The place id a session speaks from: the one in its body's name, else the home place.

    >>> from kb.model import Naskah
    >>> session = Session("s", "rapat-kerja", "t", "2024-10-10", Naskah.PARAFRASA, body="DPRD Kabupaten Bekasi")
    >>> home_of(session, "id-3275")
    'id-3216'
    """
    words = session.body.split()
    for start in range(len(words)):
        for end in range(len(words), start + 1, -1):
            places = find_places(" ".join(words[start:end]).rstrip(".,"))
            if len(places) == 1 and words[start].lower() in ("kota", "kabupaten", "provinsi", "kab."):
                return places[0].id
    return home


def link_session(session: Session, catalogue: Catalogue, home: str) -> SessionLinks:
    """Resolve what a session declares and what its speeches cite.

    ``home`` is the place id of the knowledge base. What is active starts with the works of the
    front matter and runs through the speeches in order, whoever speaks (rule 5 of citations).
    A declared law that cannot be resolved gives a notice.
    """
    place = home_of(session, home)
    declared, notices = _declared(session, catalogue, place)
    context = Context(home=place, date=session.date, active=tuple(target.work for target in declared))
    links = [
        Link(session.id, speech.anchor, target, LinkKind.DECLARED) for speech in session.speeches for target in declared
    ]
    citations: list[tuple[str, tuple[Citation, ...]]] = []
    for speech in session.speeches:
        reading = read(speech.text, context, catalogue)
        context = reading.context
        citations.append((speech.anchor, reading.citations))
        for citation in reading.citations:
            evidence = sentence_around(speech.text, citation.start, citation.end)
            links += [
                Link(
                    session.id,
                    speech.anchor,
                    without_mark(target),
                    LinkKind.CITED,
                    evidence,
                    citation.start,
                    citation.end,
                    citation.warnings,
                )
                for target in citation.targets
                if target.mark != "!"
            ]
    return SessionLinks(tuple(links), tuple(citations), tuple(notices))


def without_mark(target: Target) -> Target:
    """The target of a link: the mark of a doubtful source is among the warnings of the link."""
    return target._replace(mark="")


def _declared(session: Session, catalogue: Catalogue, place: str) -> tuple[list[Target], list[Notice]]:
    targets: list[Target] = []
    notices: list[Notice] = []
    for text in session.discusses:
        citations = read(text, Context(home=place, date=session.date), catalogue).citations
        found = [target for citation in citations for target in citation.targets]
        if len(citations) == 1 and citations[0].status is CitationStatus.RESOLVED and found:
            targets += found
        else:
            message = f"peraturan di membahas tidak dapat dipastikan: {text}"
            notices.append(Notice("declared-unresolved", message, session.file))
    return targets, notices


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that holds a mention, white space at its ends cut.

    >>> sentence_around("Baik. Lihat Ps. 5 Perda 1/2020. Lalu?", 12, 30)
    'Lihat Ps. 5 Perda 1/2020.'
    """
    begin, stop = 0, len(text)
    for found in _SENTENCE_END.finditer(text):
        if _ABBREVIATION.search(text[max(0, found.start() - 6) : found.start() + 1]):
            continue
        if found.end() <= start:
            begin = found.end()
        elif found.start() >= end:
            stop = found.end()
            break
    return text[begin:stop].strip()
