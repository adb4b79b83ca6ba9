"""One file → one canonical file of the corpus. Nothing is overwritten in silence."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path

from kb.errors import KbError, ReadError, UsageError
from kb.ids import split_work, work_name, work_slug
from kb.indonesian.places import place_name
from kb.model import Notice, ProvisionKind, Regulation, Session, Source
from kb.naming import work_of_slug
from kb.results import AddReport
from kb.settings import Settings

_NAME = re.compile(r"[a-z0-9-]{1,80}\Z")
_KINDS = ("peraturan", "sesi")


def add_file(
    settings: Settings, path: Path, *, identify: str | None = None, kind: str | None = None, dry_run: bool = False
) -> AddReport:
    """Import one file; ``KnowledgeBase.add`` says how.

    Where the place is taken by another text, or something must be known first, nothing is written:
    ``written`` is None and ``questions`` says what to answer.

    Raises:
        ReadError: the file cannot be read.
        UsageError: ``identify`` or ``kind`` cannot be.
    """
    from kb.parsers import parse_file
    from kb.readers import read_document

    if identify is not None and not _NAME.match(identify):
        raise UsageError(f"--id {identify!r} tidak sah", "Pakai huruf kecil, angka, dan tanda hubung, paling banyak 80")
    if kind not in (None, *_KINDS):
        raise UsageError(f"--jenis {kind!r} tidak dikenal", f"Yang dikenal: {', '.join(_KINDS)}")
    if settings.shipped:
        raise UsageError("Korpus bawaan tidak dapat ditambah", "Buat basis pengetahuan sendiri: kb init FOLDER")
    document = read_document(path)
    parsed = parse_file(document, path.name)
    notices = tuple(n._replace(file=str(path)) for n in (*document.notices, *parsed.notices))
    if parsed.session is not None and kind != "peraturan":
        return _add_session(settings, path, parsed.session, notices, identify, dry_run=dry_run)
    if kind == "sesi" or parsed.regulation is None:
        question = "Sesi memerlukan kepala (front matter) dengan lembaga dan tanggal: tulis itu dahulu"
        return AddReport(str(path), None, "sesi", path.name, (), notices, (question,))
    provenance = () if document.front is not None else (Source(file=path.name, sha256=_sha256(path)),)
    regulation = parsed.regulation._replace(sources=(*parsed.regulation.sources, *provenance))
    return _add_regulation(settings, path, regulation, notices, identify, dry_run=dry_run)


# ── regulations ─────────────────────────────────────────────────────────────────────────────


def _add_regulation(
    settings: Settings,
    path: Path,
    regulation: Regulation,
    notices: tuple[Notice, ...],
    identify: str | None,
    *,
    dry_run: bool,
) -> AddReport:
    from kb.writers import write_regulation

    read = _read_of(regulation)
    work = regulation.work
    questions: list[str] = []
    if identify is not None:
        work = work_of_slug(identify) or ""
        if not work:
            raise UsageError(f"--id {identify!r} bukan nama peraturan", "Contoh: perda-kota-bekasi-10-2021, uu-25-2009")
        if regulation.work and regulation.work != work:
            names = f"Berkas menyebut dirinya {work_name(regulation.work)}, --id berarti {work_name(work)}"
            return AddReport(
                str(path), None, "peraturan", work_name(work), read, notices, (f"{names}: mana yang benar?",)
            )
    if not work:
        question = (
            "Peraturan apa ini? Sebutkan: kb add … --id JENIS-TEMPAT-NOMOR-TAHUN (misalnya perda-kota-bekasi-10-2021)"
        )
        return AddReport(str(path), None, "peraturan", path.name, read, notices, (question,))
    regulation = regulation._replace(work=work, number=regulation.number or split_work(work).number)
    target = _place_of(settings, work)
    existing = _existing_regulation(settings, target)
    if existing is not None:
        if not existing.provisions and regulation.provisions:
            if existing.title and regulation.title and existing.title != regulation.title:
                questions.append(
                    f"Judul berbeda: {existing.title!r} dipertahankan, berkas mencetak {regulation.title!r}"
                )
            regulation = _merged(existing, regulation)
        elif regulation.provisions == () and existing.provisions:
            question = f"{_shown(settings, target)} sudah berisi teks, berkas ini tidak: tidak ada yang ditulis"
            return AddReport(str(path), None, "peraturan", work_name(work), read, notices, (question,))
    regulation = regulation._replace(file=target.relative_to(settings.corpus).as_posix())
    text = write_regulation(regulation)
    replaces = existing is not None and not existing.provisions
    return _write(
        settings, path, target, text, "peraturan", work_name(work), read, notices, questions, replaces, dry_run
    )


def _merged(existing: Regulation, fresh: Regulation) -> Regulation:
    """The metadata that is there, with the text that arrived; what was not known is taken from the file."""
    return existing._replace(
        naskah=fresh.naskah,
        title=existing.title or fresh.title,
        enacted=existing.enacted or fresh.enacted,
        promulgated=existing.promulgated or fresh.promulgated,
        gazette=existing.gazette or fresh.gazette,
        sources=tuple(dict.fromkeys((*existing.sources, *fresh.sources))),
        relations=tuple(dict.fromkeys((*existing.relations, *fresh.relations))),
        extra=tuple({**dict(fresh.extra), **dict(existing.extra)}.items()),
        provisions=fresh.provisions,
    )


def _place_of(settings: Settings, work: str) -> Path:
    place, kind, year, number = split_work(work)
    folder = "-".join(re.findall(r"[a-z0-9]+", place_name(place).lower().removeprefix("provinsi ")))
    name = "-".join(part for part in (kind, number, year) if part)
    if not _NAME.match(name) or not _NAME.match(folder):
        raise UsageError(f"{work_slug(work)}: tidak dapat menjadi nama berkas", "Beri nama lain dengan --id")
    return settings.corpus / "regulations" / folder / f"{name}.md"


def _existing_regulation(settings: Settings, target: Path) -> Regulation | None:
    from kb.parsers import parse_file
    from kb.readers import read_document

    if target.is_symlink():
        raise UsageError(f"{_shown(settings, target)}: tautan simbolis tidak diikuti", "Ganti dengan berkas biasa")
    if not target.exists():
        return None
    return parse_file(read_document(target), target.relative_to(settings.corpus).as_posix()).regulation


def _read_of(regulation: Regulation) -> tuple[str, ...]:
    body = [p for p in regulation.provisions if not p.component and not p.quote_depth]
    counts = (
        (sum(p.kind is ProvisionKind.ARTICLE for p in body), "pasal"),
        (sum(p.kind is ProvisionKind.CLAUSE for p in body), "ayat"),
        (sum(p.kind is ProvisionKind.HEADING for p in body), "judul (Bab, Bagian, Paragraf)"),
        (sum(p.component == "penjelasan" for p in regulation.provisions), "butir penjelasan"),
    )
    return tuple(f"{count} {name}" for count, name in counts if count)


# ── sessions ────────────────────────────────────────────────────────────────────────────────


def _add_session(
    settings: Settings,
    path: Path,
    session: Session,
    notices: tuple[Notice, ...],
    identify: str | None,
    *,
    dry_run: bool,
) -> AddReport:
    from kb.writers import write_session

    name = identify or _session_name(session, path)
    read = (f"{len(session.speeches)} pembicaraan",)
    if not _NAME.match(name):
        question = f"Nama {name!r} tidak dapat menjadi nama sesi: beri nama dengan --id TANGGAL-NAMA"
        return AddReport(str(path), None, "sesi", path.name, read, notices, (question,))
    target = settings.corpus / "sessions" / (session.date[:4] or "tanpa-tahun") / f"{name}.md"
    if target.is_symlink():
        raise UsageError(f"{_shown(settings, target)}: tautan simbolis tidak diikuti", "Ganti dengan berkas biasa")
    session = session._replace(
        id=name,
        file=target.relative_to(settings.corpus).as_posix(),
        # From here on the anchors stand in the file, and are never given anew.
        speeches=tuple(speech._replace(provisional=False) for speech in session.speeches),
    )
    return _write(settings, path, target, write_session(session), "sesi", name, read, notices, [], False, dry_run)


def _session_name(session: Session, path: Path) -> str:
    """``<date>-<slug>``: the file's own name, with the date in front where it lacks it."""
    name = "-".join(re.findall(r"[a-z0-9]+", path.stem.lower()))
    return name if name.startswith(session.date) else f"{session.date}-{name}"[:80].rstrip("-")


# ── the canonical file ──────────────────────────────────────────────────────────────────────


def _write(
    settings: Settings,
    path: Path,
    target: Path,
    text: str,
    kind: str,
    name: str,
    read: tuple[str, ...],
    notices: tuple[Notice, ...],
    questions: Sequence[str],
    replaces: bool,
    dry_run: bool,
) -> AddReport:
    """Write the canonical text where the place is free, holds the same, or may be filled (``replaces``)."""
    shown = _shown(settings, target)
    diff = ""
    if target.exists():
        before = target.read_text(encoding="utf-8")
        if before == text:
            return AddReport(str(path), None, kind, name, (*read, f"sudah ada, sama: {shown}"), notices, ())
        diff = _diff(before, text, shown)
        if not replaces:
            question = f"{shown} sudah ada dengan isi lain: hapus atau pindahkan dahulu bila hendak diganti"
            return AddReport(str(path), None, kind, name, read, notices, (*questions, question), diff)
    if not dry_run:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            fresh = target.with_suffix(".tmp")
            fresh.write_text(text, encoding="utf-8", newline="\n")
            os.replace(fresh, target)  # noqa: PTH105 - replaces also on Windows, in one step
        except OSError as error:
            raise KbError(
                f"{shown}: tidak dapat ditulis ({error.strerror})", "Pilih folder lain dengan --kb"
            ) from error
    return AddReport(str(path), shown, kind, name, read, notices, tuple(questions), diff)


def _diff(before: str, after: str, name: str) -> str:
    from difflib import unified_diff

    lines = unified_diff(before.splitlines(), after.splitlines(), f"{name} (ada)", f"{name} (baru)", lineterm="")
    return "\n".join(lines)


def _shown(settings: Settings, target: Path) -> str:
    return target.relative_to(settings.folder).as_posix()


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ReadError(path, f"tidak dapat dibaca ({error.strerror})") from error
