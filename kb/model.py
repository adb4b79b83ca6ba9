"""The nouns of kb: regulations, sessions, citations, links. Frozen values without behaviour, as named tuples.

Provision paths, targets and works are written as in ``kb.ids``; dates are ISO and may lack
the day or the month (``2024-04``); lines count from 1 in the file a thing was read from.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from kb.ids import Target


class Naskah(StrEnum):
    """What a text is, so that nothing that is not the law can look like it."""

    RESMI = "resmi"
    EKSTRAKSI = "ekstraksi"
    OCR = "ocr"
    RINGKASAN = "ringkasan"
    CONTOH = "contoh"
    BELUM_ADA = "belum-ada"
    RISALAH = "risalah"
    TRANSKRIP = "transkrip"
    SIARAN_PERS = "siaran-pers"
    PARAFRASA = "parafrasa"


class ProvisionKind(StrEnum):
    """What a unit of a regulation is; ``heading`` covers Buku, Bab, Bagian and Paragraf."""

    FRONT = "front"
    RECITAL = "recital"
    HEADING = "heading"
    ARTICLE = "article"
    CLAUSE = "clause"
    POINT = "point"
    INSTRUCTION = "instruction"
    ELUCIDATION = "elucidation"
    ATTACHMENT = "attachment"
    CLOSING = "closing"


class LinkKind(StrEnum):
    """How a speech and a provision are linked; never mixed up, always shown."""

    DECLARED = "declared"
    CITED = "cited"
    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class SpeechMode(StrEnum):
    """How words reach us: spoken, retold by the writer, or the writer's own."""

    DIRECT = "langsung"
    REPORTED = "tidak-langsung"
    AUTHOR = "penulis"


class CitationStatus(StrEnum):
    """Whether a mention has its target."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    UNRESOLVED = "unresolved"


class Notice(NamedTuple):
    """Something a reader of a file should look at; ``kind`` is a stable short name."""

    kind: str
    message: str
    file: str = ""
    line: int = 0


class Source(NamedTuple):
    """Where a text or a fact comes from; ``code`` is what speeches name it by (``Q01``)."""

    code: str = ""
    title: str = ""
    publisher: str = ""
    url: str = ""
    date: str = ""
    file: str = ""
    sha256: str = ""
    recording: str = ""
    note: str = ""


class SourcedTitle(NamedTuple):
    """A title of a work as one source gives it."""

    title: str
    source: str
    note: str = ""


class Status(NamedTuple):
    """Whether a law is in force: ``berlaku``, ``diubah``, ``dicabut``, or None where not established."""

    value: str | None = None
    certainty: str = ""
    source: str = ""


class Relation(NamedTuple):
    """A relation to another work: mengubah, mencabut, mencabut-sebagian, dasar-hukum, pelaksana."""

    kind: str
    work: str
    certainty: str = ""
    source: str = ""


class KnownArticle(NamedTuple):
    """An article known only from somebody's mention of it; ``note`` says what they said of it."""

    article: str
    clauses: tuple[str, ...] = ()
    according_to: str = ""
    source: str = ""
    note: str = ""


class Provision(NamedTuple):
    """One unit of a regulation, with its own words only; units stand flat, in document order.

    ``path`` is the notation of ``kb.ids`` inside ``component``; text quoted by an amending act
    has the path of its instruction, ``>``, and its own (``I/n6>40/2a``). ``label`` is as
    printed (``Pasal 12``, ``(2)``, ``a.``, ``BAB III``); ``heading`` is the title under a
    label; ``closing`` the words that follow after its points; ``quote_depth`` the blockquote
    level in canonical Markdown; ``page`` the page of the source, 0 where unknown.
    """

    kind: ProvisionKind
    path: str
    label: str = ""
    text: str = ""
    heading: str = ""
    closing: str = ""
    component: str = ""
    level: int = 0
    quote_depth: int = 0
    page: int = 0
    line: int = 0


class Regulation(NamedTuple):
    """One law as a work, with what is known of it and, where there is a text, its provisions.

    ``file`` is the path below the corpus or source folder, ``extra`` further JDIH keys as given.
    """

    work: str
    naskah: Naskah
    title: str | None = None
    number: str = ""
    titles: tuple[SourcedTitle, ...] = ()
    nicknames: tuple[str, ...] = ()
    enacted: str | None = None
    promulgated: str | None = None
    gazette: str | None = None
    status: Status = Status()
    sources: tuple[Source, ...] = ()
    relations: tuple[Relation, ...] = ()
    known_articles: tuple[KnownArticle, ...] = ()
    contradictions: tuple[str, ...] = ()
    provisions: tuple[Provision, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    file: str = ""


class Participant(NamedTuple):
    """Somebody who took part in a session, in the role of that day."""

    name: str
    role: str = ""
    faction: str = ""


class Remark(NamedTuple):
    """An editorial note inside a speech, at a code point of its text."""

    at: int
    text: str


class Speech(NamedTuple):
    """One turn of one speaker, or one unit of a press release; paragraphs of ``text`` part by line breaks.

    ``speaker`` is None where nobody is named; ``start`` is seconds into the recording.
    ``provisional`` marks an anchor that the file does not carry.
    """

    anchor: str
    text: str
    speaker: str | None = None
    role: str = ""
    mode: SpeechMode = SpeechMode.DIRECT
    cue: str = ""
    source: str = ""
    start: float | None = None
    remarks: tuple[Remark, ...] = ()
    provisional: bool = False
    line: int = 0


class Session(NamedTuple):
    """One occasion on which law was discussed; ``id`` is its file name without suffix.

    ``discusses`` holds the laws of its front matter as written; ``place`` is where it was held.
    """

    id: str
    kind: str
    title: str
    date: str
    naskah: Naskah
    body: str = ""
    place: str | None = None
    participants: tuple[Participant, ...] = ()
    discusses: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    speeches: tuple[Speech, ...] = ()
    note: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    file: str = ""


class Citation(NamedTuple):
    """A mention of law as written; ``start`` and ``end`` are half-open code points of the text.

    ``candidates`` are work ids that would fit an ambiguous mention; ``expands`` gives for each
    range the labels it covers, where the articles are known.
    """

    text: str
    start: int
    end: int
    targets: tuple[Target, ...] = ()
    status: CitationStatus = CitationStatus.RESOLVED
    candidates: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    expands: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Link(NamedTuple):
    """A speech and a provision, linked in one way, with the words that show it.

    ``start`` and ``end`` mark the mention in the text of the speech (0, 0 for a declared link);
    ``evidence`` is the sentence it stands in.
    """

    session: str
    anchor: str
    target: Target
    kind: LinkKind
    evidence: str = ""
    start: int = 0
    end: int = 0
    warnings: tuple[str, ...] = ()
