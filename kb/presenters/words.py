"""What screens say in the same words everywhere: authority, kinds of link, dates, speakers; and clean text."""

from __future__ import annotations

from kb.model import LinkKind, Source, SpeechMode
from kb.presenters.language import t

# C0 but tab and line break, DEL, C1, direction marks, separators, invisible operators, lone surrogates.
_HARMFUL = (
    (0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0x61C, 0x61C), (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F),
    (0xAD, 0xAD), (0xD800, 0xDFFF), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFF0, 0xFFFF), (0x180B, 0x180F),
    (0x600, 0x605), (0x6DD, 0x6DD), (0x70F, 0x70F), (0x890, 0x891), (0x8E2, 0x8E2),
)  # fmt: skip
_TABLE: dict[int, None] = {}


def clean(text: str) -> str:
    r"""Text of a document without anything that could steer a terminal.

    >>> clean("a\x1b]0;x\x07b")
    'a]0;xb'
    """
    if text.isascii() and text.isprintable():
        return text
    if not _TABLE:
        _TABLE.update((code, None) for first, last in _HARMFUL for code in range(first, last + 1))
    return text.translate(_TABLE).replace("\t", " ")


def authority(naskah: str | None) -> str:
    """The bracket that says what a text is; empty for the official text alone."""
    if not naskah or naskah == "resmi":
        return ""
    said = {
        "ekstraksi": t("ekstraksi: belum diperiksa", "extracted: unchecked"),
        "ocr": t("OCR: belum diperiksa", "OCR: unchecked"),
        "ringkasan": t("ringkasan: bukan teks peraturan", "summary: not the text of the law"),
        "contoh": t("contoh: rekaan", "invented example"),
        "belum-ada": t("naskah belum ada", "no text yet"),
        "risalah": t("risalah resmi", "official minutes"),
        "transkrip": t("transkrip", "transcript"),
        "siaran-pers": t("siaran pers", "press release"),
        "parafrasa": t("parafrasa: dituturkan ulang", "retold in our words"),
    }
    return f"[{said.get(naskah, naskah)}]"


def quotable(naskah: str, mode: str) -> bool:
    """Whether the words are the speaker's own and may stand in quotation marks."""
    return naskah != "parafrasa" and mode == SpeechMode.DIRECT


def link_word(kind: LinkKind) -> str:
    """The kind of a link, in capitals."""
    return {
        LinkKind.DECLARED: t("DINYATAKAN", "DECLARED"),
        LinkKind.CITED: t("DIRUJUK", "CITED"),
        LinkKind.SUGGESTED: t("DISARANKAN", "SUGGESTED"),
        LinkKind.CONFIRMED: t("DITERIMA", "CONFIRMED"),
        LinkKind.REJECTED: t("DITOLAK", "REJECTED"),
    }[kind]


_MONTHS = (
    ("Januari", "January"),
    ("Februari", "February"),
    ("Maret", "March"),
    ("April", "April"),
    ("Mei", "May"),
    ("Juni", "June"),
    ("Juli", "July"),
    ("Agustus", "August"),
    ("September", "September"),
    ("Oktober", "October"),
    ("November", "November"),
    ("Desember", "December"),
)


def shown_date(date: str) -> str:
    """A date as it stands; a month without day in words.

    >>> shown_date("2024-10-10"), shown_date("2024-04")
    ('2024-10-10', 'April 2024 (hari tidak diketahui)')
    """
    if len(date) == 7:
        month = t(*_MONTHS[int(date[5:]) - 1])
        return f"{month} {date[:4]} {t('(hari tidak diketahui)', '(day not known)')}"
    return date or t("tanggal tidak diketahui", "date not known")


def speaker_line(speaker: str | None, role: str, mode: str) -> str:
    """Who speaks, in which role, and whether the words are retold."""
    if mode == SpeechMode.AUTHOR:
        return t("penulis halaman", "the writer of the page")
    if speaker:
        said = f"{clean(speaker)} ({clean(role)})" if role else clean(speaker)
    else:
        nobody = t("tanpa nama", "not named")
        said = f"{clean(role)} ({nobody})" if role else t("tanpa nama pembicara", "no speaker named")
    return f"{said} · {t('tuturan tidak langsung', 'reported')}" if mode == SpeechMode.REPORTED else said


def clock(seconds: float) -> str:
    """``12:40`` or ``1:02:40``."""
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"


def source_line(source: Source) -> str:
    """Code, title, publisher, date and address of a source, what is known of them."""
    parts = [source.code, source.title, source.publisher, source.date, source.url or source.file]
    return clean(" · ".join(part for part in parts if part))


def session_kind(kind: str) -> str:
    """``rapat-kerja`` → ``rapat kerja``."""
    return clean(kind.replace("-", " "))


def warning_words(warnings: tuple[str, ...]) -> str:
    """Warnings of a citation, in words."""
    said = {
        "repealed": t("sudah dicabut pada hari itu", "repealed on that day"),
        "newer-than-speech": t("lebih baru daripada ucapan", "newer than the speech"),
        "no-such-provision": t("tidak ada ketentuan itu", "no such provision"),
        "title-mismatch": t("judul tidak cocok dengan nomor", "title does not fit the number"),
        "contradiction": t("sumber bertentangan dengan dirinya", "the source contradicts itself"),
        "alias-conflict": t("julukan yang sama dipakai untuk peraturan lain", "the nickname is another law's as well"),
    }
    return "; ".join(said.get(warning, warning) for warning in warnings)
