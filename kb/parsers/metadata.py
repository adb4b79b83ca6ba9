"""Front matter → the metadata of a regulation or a session, each value checked for its form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath

from kb.errors import ReadError
from kb.ids import work_id
from kb.indonesian.kinds import KINDS
from kb.indonesian.places import NATION, find_places
from kb.model import (
    KnownArticle,
    Naskah,
    Notice,
    Participant,
    Regulation,
    Relation,
    Session,
    Source,
    SourcedTitle,
    Status,
)

_REGULATION_KEYS = frozenset(
    (
        "jenis",
        "nomor",
        "tahun",
        "tempat",
        "judul",
        "judul_menurut_sumber",
        "tanggal_penetapan",
        "tanggal_pengundangan",
        "lembaran",
        "status",
        "naskah",
        "sumber",
        "hubungan",
        "pasal_dikenal",
        "kontradiksi",
    )
)
_SESSION_KEYS = frozenset(
    (
        "jenis",
        "judul",
        "lembaga",
        "tanggal",
        "tempat",
        "peserta",
        "membahas",
        "naskah",
        "sumber",
        "catatan",
    )
)
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z")
_SHORT_WORK = re.compile(r"(?P<kind>[a-z-]+) (?P<number>[0-9A-Za-z-]+)/(?P<year>\d{4})\Z")


class _Front:
    """Front matter with the file's name, so that a wrong value is named with its key."""

    def __init__(self, values: Mapping[str, object], file: str) -> None:
        self.values = values
        self.file = file

    def wrong(self, key: str, expected: str) -> ReadError:
        return ReadError(self.file, f"nilai kunci '{key}' harus berupa {expected}")

    def text(self, key: str, default: str = "") -> str:
        value = self.values.get(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, (str, int, float, date)):
            raise self.wrong(key, "teks")
        return str(value)

    def day(self, key: str) -> str | None:
        text = self.text(key)
        if text and not _ISO.match(text):
            raise self.wrong(key, "tanggal ISO (2024-10-10, 2024-10, atau 2024)")
        return text or None

    def rows(self, key: str) -> list[_Front]:
        value = self.values.get(key)
        if value is None:
            return []
        listed = value if isinstance(value, list) else [value]
        if not all(isinstance(row, dict) for row in listed):
            raise self.wrong(key, "daftar pasangan kunci dan nilai")
        return [_Front(dict(row), self.file) for row in listed if isinstance(row, dict)]

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key)
        if value is None:
            return ()
        listed = value if isinstance(value, list) else [value]
        if not all(isinstance(row, (str, int)) for row in listed):
            raise self.wrong(key, "daftar teks")
        return tuple(str(row) for row in listed)

    def naskah(self) -> Naskah:
        try:
            return Naskah(self.text("naskah"))
        except ValueError as error:
            raise self.wrong("naskah", "salah satu dari " + ", ".join(Naskah)) from error

    def others(self, known: frozenset[str]) -> tuple[tuple[str, str], ...]:
        return tuple((key, self.text(key)) for key in self.values if key not in known)

    def sources(self) -> tuple[Source, ...]:
        return tuple(
            Source(
                row.text("kode"), row.text("judul"), row.text("penerbit"), row.text("url"), row.text("tanggal"),
                row.text("berkas"), row.text("sha256"), row.text("rekaman"), row.text("catatan"),
            )
            for row in self.rows("sumber")
        )  # fmt: skip


def regulation_of(values: Mapping[str, object], file: str) -> tuple[Regulation, tuple[Notice, ...]]:
    """The metadata of a regulation.

    Raises:
        ReadError: a key has a value of the wrong form.
    """
    front = _Front(values, file)
    notices: list[Notice] = []
    place = _place(front, notices)
    kind = front.text("jenis")
    if kind not in KINDS:
        raise front.wrong("jenis", "kode jenis peraturan (perda, perwali, uu, …)")
    number = front.text("nomor")
    work = work_id(place, kind, front.text("tahun") or None, number or None) if place else ""
    status = front.rows("status")[0] if front.values.get("status") else _Front({}, file)
    regulation = Regulation(
        work=work,
        naskah=front.naskah(),
        title=front.text("judul") or None,
        number=number,
        titles=tuple(
            SourcedTitle(row.text("judul"), row.text("sumber"), row.text("catatan"))
            for row in front.rows("judul_menurut_sumber")
        ),
        enacted=front.day("tanggal_penetapan"),
        promulgated=front.day("tanggal_pengundangan"),
        gazette=front.text("lembaran") or None,
        status=Status(status.text("nilai") or None, status.text("kepastian"), status.text("sumber")),
        sources=front.sources(),
        relations=tuple(_relation(row, place, notices) for row in front.rows("hubungan")),
        known_articles=tuple(
            KnownArticle(
                row.text("pasal"), row.texts("ayat"), row.text("menurut"), row.text("sumber"), row.text("catatan")
            )
            for row in front.rows("pasal_dikenal")
        ),
        contradictions=front.texts("kontradiksi"),
        extra=front.others(_REGULATION_KEYS),
        file=file,
    )
    return regulation, tuple(notices)


def _place(front: _Front, notices: list[Notice]) -> str:
    written = front.text("tempat", "Nasional")
    if written.lower() in ("nasional", "indonesia"):
        return NATION
    places = find_places(written)
    if len(places) != 1:
        notices.append(Notice("unknown-place", f"tempat tidak dapat dipastikan: {written}", front.file, 1))
        return ""
    return places[0].id


def _relation(row: _Front, place: str, notices: list[Notice]) -> Relation:
    written = row.text("peraturan")
    found = _SHORT_WORK.match(written.lower())
    work = written
    if found and found["kind"] in KINDS:
        national = KINDS[found["kind"]].places == "N"
        work = work_id(NATION if national else place, found["kind"], found["year"], found["number"])
    elif "/" not in written or not written.startswith("id"):
        notices.append(Notice("unknown-relation", f"peraturan pada hubungan tidak dikenali: {written}", row.file, 1))
    return Relation(row.text("jenis"), work, row.text("kepastian"), row.text("sumber"))


def session_of(values: Mapping[str, object], file: str) -> tuple[Session, tuple[Notice, ...]]:
    """The metadata of a session; its id is the file name.

    Raises:
        ReadError: a key has a value of the wrong form.
    """
    front = _Front(values, file)
    day = front.day("tanggal")
    session = Session(
        id=PurePosixPath(file).stem,
        kind=front.text("jenis"),
        title=front.text("judul"),
        date=day or "",
        naskah=front.naskah(),
        body=front.text("lembaga"),
        place=front.text("tempat") or None,
        participants=tuple(
            Participant(row.text("nama"), row.text("jabatan"), row.text("fraksi")) for row in front.rows("peserta")
        ),
        discusses=front.texts("membahas"),
        sources=front.sources(),
        note=front.text("catatan"),
        extra=front.others(_SESSION_KEYS),
        file=file,
    )
    notices = () if day else (Notice("no-date", "tanggal tidak diketahui", file, 1),)
    return session, notices
