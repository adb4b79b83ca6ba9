"""YAML front matter and YAML lists, read with limits: nothing in them is executed or trusted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kb.errors import ReadError

MOST_BYTES, MOST_KEYS, MOST_DEPTH = 65_536, 200, 4


def split_front_matter(text: str, path: Path) -> tuple[Mapping[str, object] | None, int]:
    """The front matter of a text, and the number of the first line behind it.

    Raises:
        ReadError: it is not closed, not a mapping, or past a limit.
    """
    if not text.startswith("---\n"):
        return None, 1
    end = text.find("\n---\n", 3)
    if end < 0:
        if text.endswith("\n---"):
            end = len(text) - 4
        else:
            raise ReadError(path, "kepala YAML tidak ditutup", "Tutup dengan baris ---", line=1)
    source = text[4 : end + 1]
    loaded = _load(source, path)
    if loaded is None:
        loaded = {}
    if not isinstance(loaded, dict):
        raise ReadError(path, "kepala YAML bukan pasangan kunci dan nilai", line=2)
    return loaded, source.count("\n") + 3


def read_yaml(path: Path) -> list[object]:
    """A YAML file that holds a list.

    Raises:
        ReadError: it is no list, or broken.
    """
    loaded = _load(path.read_text(encoding="utf-8"), path, most_bytes=1_000_000, most_keys=50_000)
    if loaded is None:
        return []
    if not isinstance(loaded, list):
        raise ReadError(path, "berkas YAML ini harus berupa daftar")
    return loaded


def _load(source: str, path: Path, most_bytes: int = MOST_BYTES, most_keys: int = MOST_KEYS) -> object:
    import yaml

    if len(source.encode("utf-8")) > most_bytes:
        raise ReadError(path, f"YAML lebih dari {most_bytes} byte")
    loader = yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader
    try:
        depth = keys = 0
        # Aliases and depth are refused while the events pass, before anything is built.
        for event in yaml.parse(source, Loader=loader):
            if isinstance(event, yaml.AliasEvent):
                raise ReadError(path, "alias YAML tidak diterima", line=_line(event))
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.ScalarEvent):
                keys += 1
            if depth > MOST_DEPTH + 2 or keys > most_keys * 8:
                raise ReadError(path, "YAML terlalu dalam atau terlalu banyak isinya", line=_line(event))
        node = yaml.compose(source, Loader=loader)
        _refuse_double_keys(node, path)
        return yaml.load(source, Loader=loader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ReadError(path, "kepala YAML rusak", line=mark.line + 1 if mark else None) from error
    except (ValueError, RecursionError) as error:
        raise ReadError(path, f"nilai YAML tidak dapat dibaca: {error}") from error


def _line(event: object) -> int | None:
    mark = getattr(event, "start_mark", None)
    return mark.line + 1 if mark else None


def _refuse_double_keys(node: object, path: Path) -> None:
    import yaml

    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if key.value in seen:
                raise ReadError(path, f"kunci YAML ganda: {key.value}", line=key.start_mark.line + 1)
            seen.add(key.value)
            _refuse_double_keys(value, path)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_double_keys(value, path)
