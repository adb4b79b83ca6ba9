"""What the knowledge base answers: frozen values that presenters turn into text, JSON, CSV or HTML.

Named tuples, because a cold command makes every class of this module: they cost a third of dataclasses.
"""

from __future__ import annotations

from typing import NamedTuple

from kb.ids import Target
from kb.model import Citation, KnownArticle, LinkKind, Notice, Provision, Regulation, Session, Source, Speech, Status


class Excerpt(NamedTuple):
    """A piece of text with the spans to mark in it (half-open code points of ``text``)."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    cut_before: bool = False
    cut_after: bool = False


class Coverage(NamedTuple):
    """What the index holds: the numbers that stand under every result."""

    regulations: int
    regulations_with_text: int
    articles: int
    sessions: int
    speeches: int


class WorkRow(NamedTuple):
    """One regulation in a list; ``files`` are all files of the work, the first one is shown."""

    work: str
    name: str
    title: str | None
    naskah: str
    status: Status
    files: tuple[str, ...]
    articles: int
    speeches: int


class SessionRow(NamedTuple):
    """One session in a list."""

    id: str
    date: str
    kind: str
    title: str
    body: str
    naskah: str
    speeches: int
    links: int


class ArticleHit(NamedTuple):
    """An article found by words; ``target`` is None where the file's law is not known."""

    rank: int
    score: float
    target: Target | None
    file: str
    path: str
    name: str
    heading: str
    title: str | None
    naskah: str
    status: Status
    excerpt: Excerpt


class SpeechHit(NamedTuple):
    """A speech found by words; ``declared`` and ``cited`` name the laws it is linked with."""

    rank: int
    score: float
    session: str
    anchor: str
    date: str
    kind: str
    title: str
    body: str
    naskah: str
    speaker: str | None
    role: str
    mode: str
    start: float | None
    declared: tuple[Target, ...]
    cited: tuple[Target, ...]
    excerpt: Excerpt


class SearchPage(NamedTuple):
    """A page of hits; ``examples_left_out`` counts invented texts that the home place hides.

    ``jump`` is the provision that the query names, when the query is a citation;
    ``searched`` says in words what was looked for, ``nearest`` words of the index near to it.
    """

    query: str
    hits: tuple[ArticleHit | SpeechHit, ...]
    total: int
    page: int
    pages: int
    seconds: float
    coverage: Coverage
    searched: str = ""
    nearest: tuple[str, ...] = ()
    examples_left_out: int = 0
    jump: Target | None = None


class Discussion(NamedTuple):
    """A speech linked with what was asked for.

    ``relation`` is ``exact``, ``narrower`` (a part of what was asked) or ``broader`` (only the law,
    or a larger part, is named). ``evidence`` is the sentence with the mention marked.
    """

    session: str
    anchor: str
    date: str
    session_kind: str
    session_title: str
    body: str
    naskah: str
    speaker: str | None
    role: str
    mode: str
    start: float | None
    kind: LinkKind
    target: Target
    relation: str
    evidence: Excerpt
    warnings: tuple[str, ...]
    sources: tuple[Source, ...]


class Discussions(NamedTuple):
    """The timeline of a provision, oldest first; ``broader`` counts what ``luas`` would add.

    ``reason`` says why there is none.
    """

    target: Target
    name: str
    title: str | None
    naskah: str | None
    entries: tuple[Discussion, ...]
    broader: int
    reason: str = ""


class ShownProvision(NamedTuple):
    """A provision with its parts, and what is known around it.

    ``provisions`` is empty where the corpus has no text of it; then ``known`` holds what others
    say of the article. ``other_files`` are further files of the same work.
    """

    target: Target
    name: str
    formal_name: str
    regulation: Regulation
    provisions: tuple[Provision, ...]
    headings: tuple[Provision, ...]
    elucidation: tuple[Provision, ...]
    known: tuple[KnownArticle, ...]
    discussions: Discussions
    other_files: tuple[str, ...] = ()


class ShownRegulation(NamedTuple):
    """A regulation's metadata and outline."""

    name: str
    formal_name: str
    regulation: Regulation
    outline: tuple[Provision, ...]
    discussions: Discussions
    other_files: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()


class ShownSpeech(NamedTuple):
    """One speech of a session with its links."""

    speech: Speech
    citations: tuple[Citation, ...]
    links: tuple[tuple[LinkKind, Target], ...]


class ShownSession(NamedTuple):
    """A session, whole, or only the speech that was asked for (``only``)."""

    session: Session
    speeches: tuple[ShownSpeech, ...]
    declared: tuple[Target, ...]
    only: str | None = None
    notices: tuple[Notice, ...] = ()


class BuildReport(NamedTuple):
    """What a build did; ``changed`` counts files read anew, ``failed`` names those that could not be read."""

    generation: int
    files: int
    changed: int
    removed: int
    records: int
    regulations: int
    sessions: int
    links: int
    unresolved: int
    notices: tuple[tuple[str, int], ...]
    failed: tuple[Notice, ...]
    seconds: float


class StatusReport(NamedTuple):
    """What is indexed, from when, by which version; ``stale`` are files changed since."""

    home: str
    folder: str
    index_folder: str
    generation: int | None
    built: str
    version: str
    engine: str
    coverage: Coverage | None
    notices: tuple[tuple[str, int], ...]
    stale: tuple[str, ...]


class AddReport(NamedTuple):
    """What ``add`` made of one file: the canonical file, what is doubtful, what it asks."""

    source: str
    written: str | None
    kind: str
    name: str
    read: tuple[str, ...]
    doubtful: tuple[Notice, ...]
    questions: tuple[str, ...]
    diff: str = ""
