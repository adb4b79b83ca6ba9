"""A new knowledge base: the folders and files it starts with."""

from __future__ import annotations

from pathlib import Path

from kb.errors import UsageError
from kb.settings import FILE_NAME

_SETTINGS = """\
# Berkas ini menandai folder sebagai basis pengetahuan kb.

# Tempat asal: "Perda 1/2020" tanpa nama daerah berarti perda daerah ini.
tempat = "Kota Bekasi"

# Bahasa pesan: "id" atau "en".
bahasa = "id"
"""

_README = """\
# Basis pengetahuan peraturan

- `corpus/regulations/<tempat>/<jenis>-<nomor>-<tahun>.md`: peraturan
- `corpus/sessions/<tahun>/<tanggal>-<nama>.md`: sesi yang membahasnya
- `index/`: hasil `kb build`, boleh dihapus

Mulai: sesuaikan `tempat` di kb.toml, lalu `kb add BERKAS`, `kb build`, `kb search KATA`.
"""


def init_folder(path: Path) -> tuple[Path, ...]:
    """Make a new knowledge base in ``path``; returns what was written.

    A README that is there stays as it is.

    Raises:
        UsageError: the folder is a knowledge base already, or is a file.
    """
    if (path / FILE_NAME).exists():
        raise UsageError(f"{path}: sudah menjadi basis pengetahuan", "Tambahkan berkas: kb add BERKAS")
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path}: bukan folder", "Sebutkan nama folder lain")
    for below in ("corpus/regulations", "corpus/sessions"):
        (path / below).mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in ((FILE_NAME, _SETTINGS), ("README.md", _README), (".gitignore", "/index/\n")):
        if not (path / name).exists():
            (path / name).write_text(text, encoding="utf-8", newline="\n")
            written.append(path / name)
    return tuple(written)
