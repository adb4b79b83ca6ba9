"""A small invented knowledge base that tests build, change and break. No law says any of this."""

from __future__ import annotations

from pathlib import Path

LAW = """\
---
jenis: perda
nomor: '{number}'
tahun: 2041
tempat: Kota Contoh
judul: {title}
tanggal_penetapan: '2041-03-04'
naskah: contoh
sumber:
- kode: T01
  judul: Rekaan untuk pengujian
---
# BAB I UMUM

## Pasal 1

Dalam peraturan ini yang dimaksud dengan:

- 1. Layangan adalah mainan yang terbang dengan tali.
- 2. Lapangan adalah tempat bermain layangan.

# BAB II PERMAINAN

## Pasal 2

(1) Layangan dimainkan di lapangan.

(2) Lapangan dibuka setiap pagi.

## Pasal 3

Benang berkaca tidak dipakai.

## Pasal 4

Peraturan ini mulai berlaku pada hari diundangkan.
"""

SESSION = """\
---
jenis: rapat-komisi
judul: {title}
lembaga: DPRD Kota Contoh
tanggal: '{date}'
tempat: null
membahas:
- perda 5/2041
naskah: contoh
sumber:
- kode: T01
  judul: Rekaan untuk pengujian
---
**Upik Satu (Anggota Komisi I)** {{#p1 sumber=T01}}: {first}

**Buyung Dua (Ketua Komisi I)** {{#p2 sumber=T01}}: Terima kasih, rapat dilanjutkan.
"""

SETTINGS = 'tempat = "Kota Contoh"\n'


def write(path: Path, text: str) -> Path:
    """Write a file with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def small_base(folder: Path) -> Path:
    """A knowledge base with one law and two sessions."""
    write(folder / "kb.toml", SETTINGS)
    write(folder / "corpus/regulations/kota-contoh/perda-5-2041.md", LAW.format(number="5", title="Layangan"))
    cites = "Pasal 2 ayat (1) Perda Nomor 5 Tahun 2041 perlu dijelaskan kepada anak-anak."
    write(
        folder / "corpus/sessions/2041/2041-06-01-rapat-layangan.md",
        SESSION.format(title="Rapat layangan", date="2041-06-01", first=cites),
    )
    range_cited = "Pasal 1 sampai dengan Pasal 4 kecuali Pasal 3 Perda Nomor 5 Tahun 2041 sudah dipahami."
    write(
        folder / "corpus/sessions/2041/2041-07-rapat-lanjutan.md",
        SESSION.format(title="Rapat lanjutan", date="2041-07", first=range_cited),
    )
    return folder
