"""Results as a person reads them in a terminal: discussions, search, lists, status."""

from __future__ import annotations

from kb.ids import path_name, target_name, work_name
from kb.model import Citation, CitationStatus
from kb.presenters.language import t
from kb.presenters.layout import beside, marked, wrapped
from kb.presenters.words import (
    authority,
    clean,
    clock,
    link_word,
    quotable,
    session_kind,
    shown_date,
    source_line,
    speaker_line,
    warning_words,
)
from kb.results import (
    ArticleHit,
    BuildReport,
    Coverage,
    Discussion,
    Discussions,
    SearchPage,
    SessionRow,
    SpeechHit,
    StatusReport,
    WorkRow,
)


def discussions_text(found: Discussions, width: int) -> str:
    """The timeline of a provision, oldest first."""
    title = f"  {clean(found.title)}" if found.title else ""
    lines = beside(f"{clean(found.name)}{title}", authority(found.naskah), width)
    groups = grouped(found)
    lines.append(t(f"{len(groups)} pembahasan", f"{len(groups)} discussions") + _by_kind(groups))
    for group in groups:
        lines += ["", *discussion_lines(group, width)]
    if not found.entries and found.reason:
        lines += wrapped(clean(found.reason), width)
    if found.broader:
        lines += [
            "",
            t(
                f"Lebih luas (menyebut peraturannya saja): {found.broader} · lihat dengan --luas",
                f"Broader (naming only the law): {found.broader} · shown by --luas",
            ),
        ]
    return "\n".join(lines)


def grouped(found: Discussions) -> list[tuple[Discussion, ...]]:
    """Entries by speech and kind: one mention of two clauses is one discussion."""
    groups: dict[tuple[str, str, str, str], list[Discussion]] = {}
    for entry in found.entries:
        groups.setdefault((entry.session, entry.anchor, entry.kind, entry.evidence.text), []).append(entry)
    return [tuple(group) for group in groups.values()]


def _by_kind(groups: list[tuple[Discussion, ...]]) -> str:
    counts: dict[str, int] = {}
    for group in groups:
        word = link_word(group[0].kind).lower()
        counts[word] = counts.get(word, 0) + 1
    return ": " + ", ".join(f"{n} {word}" for word, n in counts.items()) if counts else ""


def discussion_lines(group: tuple[Discussion, ...], width: int) -> list[str]:
    """One discussion: when, who, kind of link, the words, where they come from."""
    entry = group[0]
    places = [path_name(e.target.path, e.target.component) or target_name(e.target) for e in group]
    relation = "" if entry.relation != "broader" else t(" (lebih luas)", " (broader)")
    head = f"{shown_date(entry.date)}  {session_kind(entry.session_kind)} · "
    head += speaker_line(entry.speaker, entry.role, entry.mode)
    lines = beside(head, f"{link_word(entry.kind)}  {', '.join(places)}{relation}", width)
    words = marked(entry.evidence, "‹", "›")
    if words:
        if quotable(entry.naskah, entry.mode):
            words = f"“{words}”"
        lines += wrapped(f"{words}  {authority(entry.naskah)}", width, "  ")
    if entry.warnings:
        lines += wrapped(f"! {warning_words(entry.warnings)}", width, "  ")
    for source in entry.sources:
        lines += wrapped(f"{t('sumber', 'source')}: {source_line(source)}", width, "  ", "    ")
    minute = f"{t('menit', 'minute')} {clock(entry.start)} · " if entry.start is not None else ""
    lines.append(f"  {minute}kb show {entry.session}#{entry.anchor}")
    return lines


def search_text(page: SearchPage, width: int, marks: tuple[str, str]) -> str:
    """A page of hits, what the corpus covers under it."""
    lines: list[str] = []
    if page.jump is not None:
        name = target_name(page.jump)
        lines += [f'→ {name} · kb show "{name}" · kb discussions "{name}"', ""]
    for hit in page.hits:
        lines += [*(_article(hit, width, marks) if isinstance(hit, ArticleHit) else _speech(hit, width, marks)), ""]
    if not page.hits:
        lines += wrapped(
            t(f"Tidak ada hasil untuk: {clean(page.query)}", f"Nothing found for: {clean(page.query)}"), width
        )
        if page.searched:
            lines += wrapped(f"{t('Yang dicari', 'Searched')}: {clean(page.searched)}", width)
        if page.nearest:
            lines += wrapped(f"{t('Kata terdekat', 'Nearest words')}: {', '.join(map(clean, page.nearest))}", width)
    found = t(f"{page.total} hasil", f"{page.total} hits")
    paged = f" · {t('halaman', 'page')} {page.page}/{page.pages}" if page.pages > 1 else ""
    seconds = f"{page.seconds:.2f}".replace(".", t(",", "."))
    lines.append(f"{found}{paged} · {seconds} {t('detik', 'seconds')} · {coverage_text(page.coverage)}")
    if page.examples_left_out:
        n = page.examples_left_out
        lines.append(
            t(
                f'{n} teks rekaan tidak ditampilkan · lihat dengan --tempat "Kota Contoh"',
                f'{n} invented texts left out · shown by --tempat "Kota Contoh"',
            )
        )
    return "\n".join(lines)


def coverage_text(coverage: Coverage) -> str:
    """What the index holds, on one line."""
    return t(
        f"korpus: {coverage.regulations} peraturan ({coverage.regulations_with_text} bernaskah), "
        f"{coverage.sessions} sesi, {coverage.speeches} ucapan",
        f"corpus: {coverage.regulations} regulations ({coverage.regulations_with_text} with text), "
        f"{coverage.sessions} sessions, {coverage.speeches} speeches",
    )


def _article(hit: ArticleHit, width: int, marks: tuple[str, str]) -> list[str]:
    heading = f"  {clean(hit.heading)}" if hit.heading else ""
    status = f" · {hit.status.value}" if hit.status.value else ""
    lines = beside(f"{hit.rank}  {clean(hit.name)}{heading}{status}", authority(hit.naskah), width)
    lines += wrapped(marked(hit.excerpt, *marks), width, "   ")
    what = f'"{hit.name}"' if hit.target is not None else f'"{hit.file}"'
    lines.append(f"   kb show {clean(what)} · {clean(hit.file)}")
    return lines


def _speech(hit: SpeechHit, width: int, marks: tuple[str, str]) -> list[str]:
    head = (
        f"{hit.rank}  {shown_date(hit.date)} {session_kind(hit.kind)} · {speaker_line(hit.speaker, hit.role, hit.mode)}"
    )
    lines = beside(head, authority(hit.naskah), width)
    lines += wrapped(marked(hit.excerpt, *marks), width, "   ")
    laws = [f"{target_name(x)} ({t('dirujuk', 'cited')})" for x in hit.cited]
    laws += [f"{target_name(x)} ({t('dinyatakan', 'declared')})" for x in hit.declared if x not in hit.cited]
    if laws:
        lines += wrapped(f"{t('membahas', 'about')} {'; '.join(laws)}", width, "   ")
    lines.append(f"   kb show {hit.session}#{hit.anchor}")
    return lines


def citations_text(citations: tuple[Citation, ...], width: int) -> str:
    """Citations of a text: span, as written, targets or candidates, warnings."""
    lines: list[str] = []
    for citation in citations:
        lines.append(f"{citation.start}–{citation.end}  {' '.join(clean(citation.text).split())}")
        for target in citation.targets:
            excepted = t(" (dikecualikan)", " (excepted)") if target.mark == "!" else ""
            lines += wrapped(f"→ {target_name(target)}{excepted}  {target}", width, "    ", "      ")
        if citation.status is not CitationStatus.RESOLVED:
            said = (
                t("cocok dengan beberapa", "fits several")
                if citation.status is CitationStatus.AMBIGUOUS
                else t("tidak ditemukan peraturannya", "no such law known")
            )
            lines.append(f"    ? {said}")
            lines += [f"      {t('calon', 'candidate')}: {work_name(work)}" for work in citation.candidates]
        if citation.warnings:
            lines += wrapped(f"! {warning_words(citation.warnings)}", width, "    ")
    return "\n".join(lines) if lines else t("Tidak ada rujukan hukum.", "No citation of law.")


def target_name_of(work: str) -> str:
    """A work id in words."""
    return work_name(work)


def works_text(rows: tuple[WorkRow, ...], width: int) -> str:
    """Regulations, one line each."""
    lines = []
    for row in rows:
        title = clean(row.title) if row.title else t("(judul belum pasti)", "(title not established)")
        left = f"{clean(row.name)} · {title}"
        right = " ".join(x for x in (row.status.value or "", authority(row.naskah)) if x)
        counts = t(f"{row.articles} pasal, {row.speeches} ucapan", f"{row.articles} articles, {row.speeches} speeches")
        lines += beside(f"{left} · {counts}", right, width)
    return "\n".join(lines)


def sessions_text(rows: tuple[SessionRow, ...], width: int) -> str:
    """Sessions, two lines each: what it was, and its name."""
    lines = []
    for row in rows:
        counts = t(f"{row.speeches} ucapan, {row.links} tautan", f"{row.speeches} speeches, {row.links} links")
        head = f"{shown_date(row.date)}  {session_kind(row.kind)} · {clean(row.title)}"
        lines += beside(head, authority(row.naskah), width)
        lines += wrapped(f"{clean(row.body)} · {counts} · kb show {row.id}", width, "  ")
    return "\n".join(lines)


def status_text(status: StatusReport) -> str:
    """What is indexed, from when, by which version, what changed since."""
    built = status.built if status.generation is not None else t("belum dibangun", "nothing built")
    lines = [
        f"{t('tempat asal', 'home place')}: {clean(status.home)}",
        f"{t('folder', 'folder')}: {clean(status.folder)}",
        f"{t('indeks', 'index')}: {clean(status.index_folder)}",
        f"{t('dibangun', 'built')}: {built}",
        f"{t('versi', 'version')}: kb {status.version} · {status.engine}",
    ]
    if status.coverage:
        lines.append(coverage_text(status.coverage))
    if status.notices:
        lines.append(t("peringatan:", "warnings:"))
        lines += [f"  {kind}: {count}" for kind, count in status.notices]
    if status.stale:
        lines.append(t("berubah sejak dibangun (kb build):", "changed since the build (kb build):"))
        lines += [f"  {clean(name)}" for name in status.stale[:20]]
        if len(status.stale) > 20:
            lines.append(f"  … {len(status.stale) - 20}")
    return "\n".join(lines)


def build_text(report: BuildReport) -> str:
    """What a build did."""
    seconds = f"{report.seconds:.1f}".replace(".", t(",", "."))
    lines = [
        t(
            f"Generasi {report.generation}: {report.files} berkas "
            f"({report.changed} dibaca ulang, {report.removed} hilang), "
            f"{report.regulations} peraturan, {report.sessions} sesi, {report.records} satuan, {report.links} tautan, "
            f"{report.unresolved} rujukan belum pasti · {seconds} detik",
            f"Generation {report.generation}: {report.files} files "
            f"({report.changed} read anew, {report.removed} gone), "
            f"{report.regulations} regulations, {report.sessions} sessions, {report.records} records, "
            f"{report.links} links, "
            f"{report.unresolved} citations not resolved · {seconds} seconds",
        )
    ]
    lines += [f"  {kind}: {count}" for kind, count in report.notices]
    lines += [f"  {t('gagal', 'failed')}: {clean(n.file)}: {clean(n.message)}" for n in report.failed]
    return "\n".join(lines)
