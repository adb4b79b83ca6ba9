"""Regulation and Session → canonical Markdown; what is read back from it is the same value."""

from __future__ import annotations

import re
from itertools import pairwise

from kb.ids import split_work
from kb.indonesian.places import place_name
from kb.model import Provision, ProvisionKind, Regulation, Session, Source, Speech, SpeechMode

_POINTS = (ProvisionKind.POINT, ProvisionKind.INSTRUCTION)
_LEVEL_MARKS = {1: "#", 2: "###", 3: "####"}


def write_regulation(regulation: Regulation) -> str:
    """The canonical file of a regulation: front matter, then its units in order."""
    blocks: list[str] = []
    point_before = False
    for provision in _with_closings(regulation.provisions):
        block, is_point = _unit(provision)
        quote = "> " * provision.quote_depth
        if quote:
            block = "\n".join((quote + line).rstrip() for line in block.split("\n"))
        if blocks:
            between = (
                ""
                if point_before and is_point
                else (quote.rstrip() + "\n" if quote and blocks[-1].startswith(">") else "\n")
            )
            blocks[-1] += "\n" + between
        blocks.append(block)
        point_before = is_point
    body = "".join(blocks)
    return f"---\n{_yaml(_regulation_front(regulation))}---\n" + (f"{body}\n" if body else "")


def _with_closings(provisions: tuple[Provision, ...]) -> list[Provision]:
    """Units with the words behind a clause's points as units of their own, where they stand."""
    out: list[Provision] = []
    waiting: list[Provision] = []
    for provision in provisions:
        while waiting and not _inside(provision, waiting[-1]):
            out.append(_closing(waiting.pop()))
        out.append(provision)
        if provision.closing:
            waiting.append(provision)
    out += [_closing(p) for p in reversed(waiting)]
    return out


def _inside(provision: Provision, owner: Provision) -> bool:
    return provision.component == owner.component and provision.path.startswith(f"{owner.path}/")


def _closing(owner: Provision) -> Provision:
    return Provision(ProvisionKind.FRONT, "", text=owner.closing, quote_depth=owner.quote_depth)


def _unit(p: Provision) -> tuple[str, bool]:
    """The Markdown of one unit, and whether it is an item of a list."""
    text = p.text.replace("\n", "\n\n")
    if p.component.startswith("lampiran"):
        text = _tables(p.text)
    if p.kind in _POINTS or (p.kind in (ProvisionKind.RECITAL, ProvisionKind.ELUCIDATION) and p.level):
        indent = "  " * (p.level - 1)
        return f"{indent}- {p.label} {text}".replace("\n\n", f"\n\n{indent}  "), True
    if p.kind is ProvisionKind.CLAUSE or (p.kind is ProvisionKind.ELUCIDATION and p.label.startswith("(")):
        return f"{p.label} {text}", False
    mark = {
        ProvisionKind.ARTICLE: "##",
        ProvisionKind.HEADING: _LEVEL_MARKS.get(p.level, "#"),
        ProvisionKind.RECITAL: "#",
        ProvisionKind.ATTACHMENT: "#",
        ProvisionKind.ELUCIDATION: "##" if p.path else "#",
    }.get(p.kind, "")
    head = f"{mark} {p.label} {p.heading}".strip() if p.label else ""
    return "\n\n".join(part for part in (head, text) if part), False


def _tables(text: str) -> str:
    """Paragraphs parted by blank lines, rows of one table kept together."""
    lines = text.split("\n")
    out = lines[:1]
    for before, line in pairwise(lines):
        out.append(("" if before.startswith("|") and line.startswith("|") else "\n") + line)
    return "\n".join(out)


def write_session(session: Session) -> str:
    """The canonical file of a session: front matter, then its speeches in order."""
    speeches = "\n\n".join(_speech(speech) for speech in session.speeches)
    return f"---\n{_yaml(_session_front(session))}---\n" + (f"{speeches}\n" if speeches else "")


def _speech(speech: Speech) -> str:
    name = speech.speaker or "—"
    label = f"{name} ({speech.role})" if speech.role else name
    attributes = [f"#{speech.anchor}"]
    if speech.mode is not SpeechMode.DIRECT:
        attributes.append(f"cara={speech.mode}")
    if speech.cue:
        attributes.append(f'isyarat="{speech.cue}"')
    if speech.source:
        plain = re.fullmatch(r"[A-Za-z0-9]+", speech.source)
        attributes.append(f"sumber={speech.source}" if plain else f'sumber="{speech.source}"')
    time = f" [{_clock(speech.start)}]" if speech.start is not None else ""
    head = f"**{label}**{time} {{{' '.join(attributes)}}}:"
    return "\n\n".join([f"{head} {speech.text}".split("\n")[0], *_rest(speech)]).rstrip()


def _rest(speech: Speech) -> list[str]:
    """The further paragraphs with the remarks where they stand."""
    parts: list[str] = []
    at = 0
    remarks = list(speech.remarks)
    for n, paragraph in enumerate(speech.text.split("\n")):
        if n:
            parts.append(paragraph)
        at += len(paragraph) + (n > 0)
        while remarks and remarks[0].at <= at:
            parts.append(f"*{remarks.pop(0).text}*")
    return parts


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def _yaml(values: dict[str, object]) -> str:
    import yaml

    return str(yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=100))


def _given(**values: object) -> dict[str, object]:
    """Only what has a value."""
    return {key: value for key, value in values.items() if value}


def _described(s: Source) -> dict[str, object]:
    """The keys that stand even where nothing is known."""
    return {"judul": s.title or None, "penerbit": s.publisher or None, "url": s.url or None, "tanggal": s.date or None}


def _sources(sources: tuple[Source, ...]) -> list[dict[str, object]]:
    return [
        {
            **_given(kode=s.code),
            **(_described(s) if s.code or s.title else {}),
            **_given(berkas=s.file, sha256=s.sha256, rekaman=s.recording, catatan=s.note),
        }
        for s in sources
    ]


def _regulation_front(r: Regulation) -> dict[str, object]:
    place, kind, year, number = split_work(r.work)
    status = {"nilai": r.status.value, **_given(kepastian=r.status.certainty, sumber=r.status.source)}
    front: dict[str, object] = {
        "jenis": kind,
        "nomor": r.number or number or None,
        "tahun": int(year) if year.isdigit() else None,
        "tempat": place_name(place),
        "judul": r.title,
    }
    if r.titles:
        front["judul_menurut_sumber"] = [
            {"judul": t.title, "sumber": t.source, **_given(catatan=t.note)} for t in r.titles
        ]
    front["tanggal_penetapan"] = r.enacted
    front["tanggal_pengundangan"] = r.promulgated
    front["lembaran"] = r.gazette
    front["status"] = status
    front["naskah"] = str(r.naskah)
    if r.sources:
        front["sumber"] = _sources(r.sources)
    if r.relations:
        front["hubungan"] = [
            {"jenis": x.kind, "peraturan": _short(x.work), **_given(kepastian=x.certainty, sumber=x.source)}
            for x in r.relations
        ]
    if r.known_articles:
        front["pasal_dikenal"] = [
            {
                "pasal": a.article,
                **_given(ayat=list(a.clauses), menurut=a.according_to, sumber=a.source, catatan=a.note),
            }
            for a in r.known_articles
        ]
    if r.contradictions:
        front["kontradiksi"] = list(r.contradictions)
    front.update(dict(r.extra))
    return front


def _short(work: str) -> str:
    """``perda 6/2007``: the form that the file's own place completes."""
    place, kind, year, number = split_work(work)
    return f"{kind} {number}/{year}" if number else work or place


def _session_front(s: Session) -> dict[str, object]:
    front: dict[str, object] = {
        "jenis": s.kind,
        "judul": s.title,
        "lembaga": s.body,
        "tanggal": s.date,
        "tempat": s.place,
    }
    if s.participants:
        front["peserta"] = [{"nama": p.name, **_given(jabatan=p.role, fraksi=p.faction)} for p in s.participants]
    if s.discusses:
        front["membahas"] = list(s.discusses)
    front["naskah"] = str(s.naskah)
    if s.sources:
        front["sumber"] = _sources(s.sources)
    if s.note:
        front["catatan"] = s.note
    front.update(dict(s.extra))
    return front
