"""Writing Whoosh's index files: whole files out in one pass, records in, few segments.

Whoosh has no fsync and a reader can fail beside a writer in place, so this writes only into a folder
nobody reads (``kb.generations``). Nothing that was committed is changed: deletions stand in the TOC,
every commit has a TOC of its own, so hard links of an older generation stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kb.indonesian.analysis import ANALYSIS_VERSION, stems_of, tokens
from kb.search.pickle_guard import guarded
from kb.search.query import FIELDS
from kb.search.records import Record, cut_long, whole_id
from kb.search.whoosh_engine import TOTALS, WEIGHTS

_LOCK = "MAIN_WRITELOCK"
_MEMORY_MB = 96
_MOST_SEGMENTS = 6


def _schema() -> Any:
    from whoosh import columns as whoosh_columns
    from whoosh import fields
    from whoosh.analysis import tokenizers

    columns: Any = whoosh_columns
    plain: Any = tokenizers.IDTokenizer
    column, number = fields.COLUMN, columns.NumericColumn
    # Words come cut already. A plain analyzer keeps compiled patterns out of the pickled schema.
    keywords: dict[str, Any] = {
        name: fields.KEYWORD() for name in ("nama", "file", "kind", "tanggal", "potongan", *FIELDS)
    }
    keywords |= {name: fields.KEYWORD(scorable=True) for name in ("akar", "judul")}
    for keyword in keywords.values():
        keyword.analyzer = plain()
    return fields.Schema(
        kata=fields.TEXT(analyzer=plain()),
        id=column(columns.VarBytesColumn()),
        hari=column(number("i")),
        urutan=column(number("q")),
        **keywords,
    )


class WhooshWriter:
    """An index being written; see ``kb.search.engine.IndexWriter``."""

    def __init__(self, index: Any) -> None:
        self._index = index
        self._writer = index.writer(limitmb=_MEMORY_MB)
        self._added = False

    def delete(self, files: Iterable[str]) -> int:
        """Take out all records of these files in one pass."""
        if self._added:
            raise ValueError("delete comes before add")
        count = 0
        reader = self._index.reader()
        for file in dict.fromkeys(files):
            for leaf, base in reader.leaf_readers():
                if ("file", file) in leaf:
                    matcher = leaf.postings("file", file)
                    while matcher.is_active():
                        self._writer.delete_document(base + matcher.id())
                        count += 1
                        matcher.next()
        reader.close()
        return count

    def add(self, record: Record, *, file: str) -> None:
        """Add a record, in parts when it is longer than 1,000 words."""
        self._added = True
        for part in cut_long(record):
            self._add(part, file)

    def _add(self, record: Record, file: str) -> None:
        heading = [token.form for token in tokens(record.heading)]
        body = [token.form for token in tokens(record.text)]
        forms = heading + body
        stems = [root for form in forms for root in stems_of(form)]
        fields: dict[str, object] = {
            "kata": forms,
            "akar": stems,
            "judul": [root for form in heading for root in stems_of(form)],
            "file": [file],
            "nama": [record.id],
            "id": record.id.encode("utf-8"),
            "hari": record.tanggal,
            "urutan": record.sort_number,
            "kind": [record.kind],
            "pembicara": [token.form for token in tokens(record.pembicara)],
            "lembaga": [token.form for token in tokens(record.lembaga)],
            "nomor": [record.nomor.lower().lstrip("0") or "0"] if record.nomor else [],
        }
        for name in ("jenis", "tahun", "tempat", "status", "naskah"):
            value = getattr(record, name).lower()
            fields[name] = [value] if value else []
        if record.tanggal:
            fields["tanggal"] = [f"{record.tanggal:08d}-{record.tanggal_akhir or record.tanggal:08d}"]
        if whole_id(record.id) != record.id:
            fields["potongan"] = ["ya"]
        self._writer.add_document(**{name: value for name, value in fields.items() if value != []})

    def commit(self) -> None:
        """Write all of it; small segments are merged, so that there are never many."""
        self._writer.commit(mergetype=_merge)

    def cancel(self) -> None:
        """Give the writing up; what it left in the folder is the caller's to throw away."""
        self._writer.cancel()


def _merge(writer: Any, segments: list[Any]) -> list[Any]:
    """Keep the large segments, merge the small ones once there are six; a half deleted one is merged too."""
    from whoosh.reading import SegmentReader

    living = [segment for segment in segments if segment.doc_count()]
    worn = [segment for segment in living if segment.deleted_count() * 2 > segment.doc_count_all()]
    if len(living) + 1 > _MOST_SEGMENTS:
        largest = max(living, key=lambda segment: segment.doc_count())
        worn = [segment for segment in living if segment is not largest or segment in worn]
    for segment in living:
        if segment in worn:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            # A merge alone adds records as well: without this mark Whoosh would drop them.
            writer._added = True
            reader.close()
    return [segment for segment in living if segment not in worn]


@contextmanager
def write_index(folder: Path) -> Iterator[WhooshWriter]:
    """Write into the index in ``folder``; committed on a clean exit, given up on an error."""
    with guarded():
        from whoosh.index import create_in, exists_in, open_dir

        place = str(folder)
        index: Any = open_dir(place) if exists_in(place) else create_in(place, _schema())
        writer = WhooshWriter(index)
        try:
            yield writer
        except BaseException:
            writer.cancel()
            raise
        writer.commit()
        _write_totals(folder, index)
        index.close()
        (folder / _LOCK).unlink(missing_ok=True)


def _write_totals(folder: Path, index: Any) -> None:
    """Number of living records and words of each field, in a new file (the old one may be a hard link)."""
    lengths = dict.fromkeys(WEIGHTS, 0)
    count = 0
    reader = index.reader()
    for leaf, _ in reader.leaf_readers():
        for number in leaf.all_doc_ids():
            count += 1
            for field in lengths:
                lengths[field] += leaf.doc_field_length(number, field) or 0
    reader.close()
    lines = [f"analysis {ANALYSIS_VERSION}", f"records {count}", *(f"{name} {n}" for name, n in lengths.items())]
    draft = folder / f"{TOTALS}.tmp"
    draft.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    draft.replace(folder / TOTALS)
