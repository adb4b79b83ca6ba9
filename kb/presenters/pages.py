"""What ``kb show`` shows: a provision, a regulation, a session or one of its speeches."""

from __future__ import annotations

from kb.ids import target_name, work_name, work_slug
from kb.model import KnownArticle, LinkKind, Provision, ProvisionKind, Regulation
from kb.presenters.language import t
from kb.presenters.layout import beside, wrapped
from kb.presenters.terminal import discussion_lines, grouped
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
)
from kb.results import Discussions, ShownProvision, ShownRegulation, ShownSession, ShownSpeech

MOST_ENTRIES = 5


def provision_text(shown: ShownProvision, width: int) -> str:
    """A provision with its text, or what is known of it where the corpus has none."""
    regulation = shown.regulation
    lines = beside(clean(shown.name), authority(regulation.naskah), width)
    lines += _title_lines(regulation, width)
    for heading in shown.headings:
        lines.append(f"{clean(heading.label)} {clean(heading.heading)}".rstrip())
    if shown.provisions:
        lines += ["", *_unit_lines(shown.provisions, width)]
    else:
        slug = work_slug(regulation.work)
        lines += wrapped(
            t(
                f"Teks ini tidak ada di korpus. Tambahkan naskah resmi: kb add NASKAH.md --id {slug}",
                f"The corpus does not hold this text. Add the official one: kb add TEXT.md --id {slug}",
            ),
            width,
        )
    for known in shown.known:
        said = f"{t('Yang diketahui dari pihak lain', 'Known from others')}: {_known_name(known)}"
        note = f"{known.note.rstrip('.')}; " if known.note else ""
        lines += wrapped(
            clean(f"{said} — {note}{t('menurut', 'after')} {known.according_to} [{known.source}]"),
            width,
            "",
            "  ",
        )
    if shown.elucidation:
        lines += ["", t("Penjelasan", "Elucidation"), *_unit_lines(shown.elucidation, width)]
    lines += ["", f"{t('Bentuk lengkap', 'Full form')}: {clean(shown.formal_name)}"]
    lines += _origin_lines(regulation, shown.other_files, width)
    return "\n".join([*lines, *_discussed(shown.discussions, width)])


def _title_lines(regulation: Regulation, width: int) -> list[str]:
    lines: list[str] = []
    if regulation.title:
        lines += wrapped(f"{t('tentang', 'on')} {clean(regulation.title)}", width)
    elif regulation.titles:
        for title in regulation.titles:
            note = f" ({title.note})" if title.note else ""
            lines += wrapped(
                clean(f"{t('Judul menurut sumber', 'Title after a source')}: {title.title} [{title.source}]{note}"),
                width,
                "",
                "  ",
            )
    for contradiction in regulation.contradictions:
        lines += wrapped(f"! {clean(contradiction)}", width, "", "  ")
    if regulation.status.value:
        lines.append(f"{t('status', 'status')}: {regulation.status.value} ({clean(regulation.status.certainty)})")
    return lines


def _origin_lines(regulation: Regulation, other_files: tuple[str, ...], width: int) -> list[str]:
    lines = [f"{t('berkas', 'file')}: {clean(regulation.file)}"]
    lines += [f"{t('berkas lain dari peraturan ini', 'another file of this law')}: {clean(f)}" for f in other_files]
    for source in regulation.sources:
        line = source_line(source)
        if line:
            lines += wrapped(f"{t('sumber', 'source')}: {line}", width, "", "  ")
    return lines


def _unit_lines(provisions: tuple[Provision, ...], width: int) -> list[str]:
    lines: list[str] = []
    for p in provisions:
        indent = "  " * (p.level + (p.kind is ProvisionKind.POINT))
        label = f"{clean(p.label)} " if p.label and p.kind is not ProvisionKind.ARTICLE else ""
        hanging = indent + " " * len(label)
        paragraphs = clean(p.text).split("\n") if p.text else []
        if p.kind is ProvisionKind.HEADING:
            lines.append(f"{label}{clean(p.heading)}")
        elif label and not paragraphs:
            lines.append(indent + label.rstrip())
        for n, paragraph in enumerate(paragraphs):
            if paragraph.startswith("|"):
                lines.append(paragraph)
            else:
                lines += wrapped(paragraph, width, indent + label if not n else hanging, hanging)
        lines += [line for text in p.closing.split("\n") if text for line in wrapped(clean(text), width, indent)]
    return lines


def _discussed(found: Discussions, width: int) -> list[str]:
    groups = grouped(found)
    n = len(groups)
    lines = ["", t(f"Dibahas {n} kali", f"Discussed {n} times")]
    for group in groups[:MOST_ENTRIES]:
        lines += ["", *discussion_lines(group, width)]
    if n > MOST_ENTRIES:
        lines += ["", t(f'… semua: kb discussions "{found.name}"', f'… all: kb discussions "{found.name}"')]
    if not n and found.broader:
        lines.append(
            t(
                f'Peraturannya disebut {found.broader} kali: kb discussions "{found.name}" --luas',
                f'The law itself is named {found.broader} times: kb discussions "{found.name}" --luas',
            )
        )
    return lines


def regulation_text(shown: ShownRegulation, width: int) -> str:
    """A regulation's metadata, outline and discussions."""
    r = shown.regulation
    lines = beside(clean(shown.name), authority(r.naskah), width)
    lines += _title_lines(r, width)
    for label, value in (
        (t("ditetapkan", "enacted"), r.enacted),
        (t("diundangkan", "promulgated"), r.promulgated),
        (t("lembaran", "gazette"), r.gazette),
    ):
        if value:
            lines.append(f"{label}: {clean(value)}")
    for relation in r.relations:
        certain = f" ({relation.certainty})" if relation.certainty else ""
        source = f" [{relation.source}]" if relation.source else ""
        lines += wrapped(clean(f"{relation.kind}: {_work(relation.work)}{certain}{source}"), width, "", "  ")
    for known in r.known_articles:
        lines.append(clean(f"{t('pasal yang dikenal', 'known article')}: {_known_name(known)} [{known.source}]"))
    lines.append(f"{t('Bentuk lengkap', 'Full form')}: {clean(shown.formal_name)}")
    lines += _origin_lines(r, shown.other_files, width)
    if shown.outline:
        lines += ["", t("Susunan", "Outline")]
        for p in shown.outline:
            lines += wrapped(f"{clean(p.label)} {clean(p.heading)}".rstrip(), width, "  " * max(p.level, 1))
    return "\n".join([*lines, *_discussed(shown.discussions, width)])


def _known_name(known: KnownArticle) -> str:
    clauses = f" ayat {', '.join(f'({c})' for c in known.clauses)}" if known.clauses else ""
    return f"Pasal {known.article}{clauses}"


def _work(work: str) -> str:
    return work_name(work) if "/" in work and work.startswith("id") else work


def session_text(shown: ShownSession, width: int) -> str:
    """A session whole, or one speech of it."""
    s = shown.session
    lines = beside(f"{shown_date(s.date)}  {session_kind(s.kind)} · {clean(s.title)}", authority(s.naskah), width)
    lines.append(clean(s.body) + (f" · {clean(s.place)}" if s.place else ""))
    if shown.declared:
        lines += wrapped(
            f"{link_word(LinkKind.DECLARED)}: {'; '.join(target_name(x) for x in shown.declared)}", width, "", "  "
        )
    if shown.only is None:
        for person in s.participants:
            lines.append(
                clean(f"{t('hadir', 'present')}: {person.name}" + (f" ({person.role})" if person.role else ""))
            )
        if s.note:
            lines += wrapped(f"{t('catatan', 'note')}: {clean(s.note)}", width, "", "  ")
    for speech in shown.speeches:
        lines += ["", *_speech_lines(speech, s.naskah, width)]
    lines.append("")
    used = {code.strip() for x in shown.speeches for code in x.speech.source.split(",")}
    for source in s.sources:
        if shown.only is None or not source.code or source.code in used:
            lines += wrapped(f"{t('sumber', 'source')}: {source_line(source)}", width, "", "  ")
    return "\n".join(lines)


def _speech_lines(shown: ShownSpeech, naskah: str, width: int) -> list[str]:
    speech = shown.speech
    time = f" [{clock(speech.start)}]" if speech.start is not None else ""
    cue = f" · {t('isyarat', 'cue')}: {clean(speech.cue)}" if speech.cue else ""
    lines = wrapped(
        f"#{speech.anchor}{time} {speaker_line(speech.speaker, speech.role, speech.mode)}{cue}", width, "", "  "
    )
    paragraphs = clean(speech.text).split("\n")
    if quotable(naskah, speech.mode):
        paragraphs = [f"“{paragraphs[0]}", *paragraphs[1:]]
        paragraphs[-1] += "”"
    for paragraph in paragraphs:
        lines += wrapped(paragraph, width, "  ")
    lines += [f"  *{clean(remark.text)}*" for remark in speech.remarks]
    for kind, target in shown.links:
        if kind is not LinkKind.DECLARED:
            lines.append(f"  {link_word(kind)}  {target_name(target)}")
    for citation in shown.citations:
        if not citation.targets:
            lines.append(f"  ? {clean(citation.text)} ({t('belum pasti', 'not resolved')})")
    return lines
