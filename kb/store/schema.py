"""The tables of the store. The reference page of the docs is generated from the comments here."""

from __future__ import annotations

from typing import NamedTuple

STORE_FILE = "store.db"

FORMAT = 1
"""Version of the tables (``PRAGMA user_version``); an index of another version counts as none."""

SCHEMA = """
-- One row for each file that was read, below the corpus or a source folder.
CREATE TABLE documents (
    doc INTEGER PRIMARY KEY,
    file TEXT NOT NULL UNIQUE,      -- path below the folder it was found in, with /
    root TEXT NOT NULL,             -- '' for the corpus, else the source folder
    kind TEXT NOT NULL,             -- regulation, session, or failed
    size INTEGER NOT NULL,          -- bytes
    mtime INTEGER NOT NULL,         -- nanoseconds
    sha256 TEXT NOT NULL,
    records INTEGER NOT NULL        -- units given to the search engine
);

-- One row for each file of a law; several may be of one work.
CREATE TABLE regulations (
    doc INTEGER PRIMARY KEY REFERENCES documents,
    work TEXT NOT NULL,             -- work id, '' where the law is not known
    naskah TEXT NOT NULL,           -- what the text is: resmi, ekstraksi, belum-ada …
    title TEXT,                     -- NULL where not established
    status TEXT,                    -- berlaku, diubah, dicabut; NULL where not established
    articles INTEGER NOT NULL,
    metadata TEXT NOT NULL          -- everything else, JSON
);
CREATE INDEX regulations_work ON regulations (work);

-- One row for each work of the corpus, and for each law that only has a nickname in it.
CREATE TABLE works (
    work TEXT PRIMARY KEY,
    slug TEXT NOT NULL,             -- the short name people type: perda-kota-bekasi-10-2021
    name TEXT NOT NULL,             -- Perda Kota Bekasi 10/2021
    doc INTEGER REFERENCES documents,  -- the file that is shown; NULL where there is none
    catalogue TEXT NOT NULL         -- title, dated nicknames, status, articles and clauses, JSON
) WITHOUT ROWID;
CREATE INDEX works_slug ON works (slug);

-- Units of a law in document order, with their own words only.
CREATE TABLE provisions (
    doc INTEGER NOT NULL REFERENCES documents,
    n INTEGER NOT NULL,
    component TEXT NOT NULL,        -- '' body, penjelasan, lampiran-1 …
    path TEXT NOT NULL,             -- 12/2/a; I/n6>40/2a for text quoted by an instruction
    kind TEXT NOT NULL,             -- article, clause, point, heading …
    label TEXT NOT NULL,            -- as printed
    heading TEXT NOT NULL,
    text TEXT NOT NULL,
    closing TEXT NOT NULL,          -- words after the points of a unit
    level INTEGER NOT NULL,
    quote_depth INTEGER NOT NULL,
    page INTEGER NOT NULL,          -- 0 where not known
    line INTEGER NOT NULL,
    PRIMARY KEY (doc, n)
) WITHOUT ROWID;
CREATE INDEX provisions_path ON provisions (doc, component, path);

-- One row for each session.
CREATE TABLE sessions (
    id TEXT PRIMARY KEY,            -- the file name without suffix
    doc INTEGER NOT NULL UNIQUE REFERENCES documents,
    date TEXT NOT NULL,             -- as it stands: 2024-10-10 or 2024-04
    first_day INTEGER NOT NULL,     -- YYYYMMDD of the first day that the date can mean
    last_day INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,             -- who held it
    naskah TEXT NOT NULL,
    metadata TEXT NOT NULL          -- everything else, JSON
) WITHOUT ROWID;

-- Turns of speakers, in order.
CREATE TABLE speeches (
    session TEXT NOT NULL REFERENCES sessions,
    n INTEGER NOT NULL,
    anchor TEXT NOT NULL,
    speaker TEXT,                   -- NULL where nobody is named
    role TEXT NOT NULL,
    mode TEXT NOT NULL,             -- langsung, tidak-langsung, penulis
    cue TEXT NOT NULL,              -- the words that attribute it
    source TEXT NOT NULL,           -- codes of the sources it is from
    start REAL,                     -- seconds into the recording
    text TEXT NOT NULL,
    remarks TEXT NOT NULL,          -- editorial notes with their places, JSON
    provisional INTEGER NOT NULL,   -- 1 where the file carries no anchor
    line INTEGER NOT NULL,
    PRIMARY KEY (session, n)
) WITHOUT ROWID;
CREATE UNIQUE INDEX speeches_anchor ON speeches (session, anchor);

-- Speech ↔ provision, of one kind, with the words that show it.
CREATE TABLE links (
    session TEXT NOT NULL REFERENCES sessions,
    n INTEGER NOT NULL,             -- place of the speech in its session
    anchor TEXT NOT NULL,
    kind TEXT NOT NULL,             -- declared, cited, confirmed …
    work TEXT NOT NULL,
    component TEXT NOT NULL,
    path TEXT NOT NULL,             -- '' for the whole work; the last step may be a range 5..9
    article TEXT NOT NULL,          -- first step of path; '' for the whole work, '~' for a range or a chapter
    excepted TEXT NOT NULL,         -- paths excepted from a range, parted by spaces
    evidence TEXT NOT NULL,         -- the sentence
    start INTEGER NOT NULL,         -- the mention, code points of the speech
    end INTEGER NOT NULL,
    warnings TEXT NOT NULL          -- parted by spaces
);
CREATE INDEX links_target ON links (work, article);
CREATE INDEX links_speech ON links (session, n);

-- Mentions of law in speeches, those without a target included.
CREATE TABLE citations (
    session TEXT NOT NULL REFERENCES sessions,
    anchor TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    text TEXT NOT NULL,             -- as written
    status TEXT NOT NULL,           -- resolved, ambiguous, unresolved
    targets TEXT NOT NULL,          -- targets, parted by spaces
    candidates TEXT NOT NULL,       -- work ids that would fit, parted by spaces
    warnings TEXT NOT NULL,
    expands TEXT NOT NULL           -- labels a range covers, JSON
);
CREATE INDEX citations_speech ON citations (session, anchor);

-- What a reader of a file should look at.
CREATE TABLE notices (
    doc INTEGER REFERENCES documents,  -- NULL where it is about no single file
    stage TEXT NOT NULL,            -- parse, link (found while linking a session), or corpus (about the whole)
    kind TEXT NOT NULL,
    message TEXT NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL
);
CREATE INDEX notices_doc ON notices (doc);

-- Numbers about the whole: coverage, home place, version, time.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class Entry(NamedTuple):
    """What is remembered of a file, to see whether it changed; ``kind`` is regulation, session or failed."""

    file: str
    root: str
    kind: str
    size: int
    mtime: int
    sha256: str
    records: int
