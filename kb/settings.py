"""Which folder is the knowledge base, and what its kb.toml says."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from kb.errors import UsageError
from kb.indonesian.places import find_places

FILE_NAME = "kb.toml"
_KNOWN = {"tempat": str, "bahasa": str, "indeks": dict}
_LANGUAGES = ("id", "en")


class Settings(NamedTuple):
    """What holds for one knowledge base.

    ``home`` is the id of the home place; ``builds_itself`` is true for the corpus that travels
    with kb, whose index is made at the first question.
    """

    folder: Path
    home: str
    language: str = "id"
    shipped: bool = False
    builds_itself: bool = False

    @property
    def corpus(self) -> Path:
        """Where the canonical Markdown lies."""
        return self.folder / "corpus"

    @property
    def index_folder(self) -> Path:
        """Where the index lies: beside the corpus, or in the user's cache where that cannot be."""
        from kb.generations import index_folder

        return index_folder(self.folder, shipped=self.shipped)


def find_settings(folder: Path | None = None) -> Settings:
    """The settings of ``folder``, of ``KB_HOME``, of the nearest parent with kb.toml, or of what is shipped: the first.

    Raises:
        UsageError: ``folder`` or ``KB_HOME`` has no kb.toml, or a kb.toml is wrong.
    """
    named = folder or (Path(os.environ["KB_HOME"]) if os.environ.get("KB_HOME") else None)
    if named is not None:
        if not (named / FILE_NAME).is_file():
            raise UsageError(
                f"{named}: bukan basis pengetahuan (tidak ada {FILE_NAME})", f"Buat dengan: kb init {named}"
            )
        return read_settings(named)
    here = Path.cwd()
    for parent in (here, *here.parents):
        if (parent / FILE_NAME).is_file():
            return read_settings(parent)
    return read_settings(shipped_folder())


def shipped_folder() -> Path:
    """The folder of the corpus that travels with kb: inside the package, or the root of a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "shipped"
    return inside if (inside / FILE_NAME).is_file() else package.parent


def _loaded(text: str) -> dict[str, object]:
    r"""What a kb.toml holds; plain ``key = "value"`` lines are read without tomllib, 7 ms of a cold start.

    >>> _loaded('tempat = "Kota Bekasi"\n# bahasa = "en"\n')
    {'tempat': 'Kota Bekasi'}
    """
    found: dict[str, object] = {}
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key, equals, value = (part.strip() for part in line.partition("="))
        plain = equals and key.isidentifier() and key not in found and len(value) > 1 and value[0] == value[-1] == '"'
        if not plain or not value[1:-1].isprintable() or '"' in value[1:-1] or "\\" in value:
            import tomllib

            return tomllib.loads(text)
        found[key] = value[1:-1]
    return found


def read_settings(folder: Path) -> Settings:
    """Read ``folder/kb.toml``.

    Raises:
        UsageError: it cannot be read, or has an unknown key or value.
    """
    path = folder / FILE_NAME
    try:
        found = _loaded(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: tidak dapat dibaca ({error})", "Perbaiki berkas itu") from error
    for key, value in found.items():
        if key not in _KNOWN:
            raise UsageError(f"{path}: kunci tidak dikenal: {key}", f"Yang dikenal: {', '.join(_KNOWN)}")
        if not isinstance(value, _KNOWN[key]):
            raise UsageError(f"{path}: nilai {key} keliru: {value!r}", f'Contoh: {key} = "…"')
    place = str(found.get("tempat", "Kota Bekasi"))
    places = find_places(place)
    if len(places) != 1:
        names = ", ".join(p.full_name for p in places) or "tidak ada"
        raise UsageError(f"{path}: tempat {place!r} tidak menunjuk satu daerah (yang cocok: {names})", "Tulis lengkap")
    language = str(found.get("bahasa", "id"))
    if language not in _LANGUAGES:
        raise UsageError(f"{path}: bahasa {language!r} tidak dikenal", f"Yang dikenal: {', '.join(_LANGUAGES)}")
    folder = folder.resolve()
    own = folder == shipped_folder().resolve()
    return Settings(folder, places[0].id, language, shipped=own and folder.name == "shipped", builds_itself=own)
