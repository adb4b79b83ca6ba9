"""What laws are called: the catalogue of a corpus, and names as people write them → targets."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from kb.citations import Catalogue, CatalogueWork, Context, Nickname, StatusSpan, cite
from kb.errors import AmbiguousError, UnknownError, UsageError
from kb.ids import Target, parse_target, split_work, target_name, work_id, work_name
from kb.indonesian.places import NATION, all_places
from kb.model import CitationStatus, Naskah, Notice, ProvisionKind, Regulation

if TYPE_CHECKING:
    from kb.store import Store

# A summary has only some of the articles, so it cannot say that one does not exist.
WHOLE_TEXTS = (Naskah.RESMI, Naskah.EKSTRAKSI, Naskah.OCR, Naskah.CONTOH)
"""What a text must be to hold all articles of its law."""
_ALIAS_KEYS = frozenset({"julukan", "peraturan", "tempat", "dari", "sampai", "sumber", "catatan"})
_SPEAKER_KEYS = frozenset({"nama", "ejaan", "jabatan", "fraksi", "sumber", "catatan"})
_ROLE_KEYS = frozenset({"jabatan", "lembaga", "fraksi", "dari", "sampai", "pada", "sumber", "catatan"})


# ── the catalogue of a corpus ───────────────────────────────────────────────────────────────


def catalogue_work(regulations: Sequence[Regulation], nicknames: Iterable[Nickname] = ()) -> CatalogueWork:
    """What the files of one work (the shown one first) say of it.

    Relations must hold work ids here (``related``).
    """
    first = regulations[0]
    articles: dict[str, list[str]] = {}
    whole = next((r for r in regulations if r.naskah in WHOLE_TEXTS and r.provisions), None)
    for provision in whole.provisions if whole else ():
        if provision.component or provision.quote_depth or ">" in provision.path:
            continue
        if provision.kind is ProvisionKind.ARTICLE:
            articles.setdefault(provision.path, [])
        elif provision.kind is ProvisionKind.CLAUSE:
            article, _, clause = provision.path.partition("/")
            articles.setdefault(article, []).append(clause)
    relations = [relation for regulation in regulations for relation in regulation.relations]
    own = (Nickname(name) for regulation in regulations for name in regulation.nicknames)
    return CatalogueWork(
        first.work,
        next((r.title for r in regulations if r.title), ""),
        tuple(dict.fromkeys((*own, *nicknames))),
        next((r.enacted for r in regulations if r.enacted), ""),
        (),
        tuple(articles),
        tuple((article, tuple(clauses)) for article, clauses in articles.items() if clauses),
        tuple(r.work for r in relations if r.kind == "mengubah"),
        tuple(r.work for r in relations if r.kind == "pelaksana"),
    )


def related(regulation: Regulation, catalogue: Catalogue) -> tuple[Regulation, list[Notice]]:
    """The regulation with its relations as work ids; what names no single law stays as written, with a notice."""
    relations = []
    notices = []
    home = split_work(regulation.work).place if regulation.work else ""
    for relation in regulation.relations:
        work = _single_work(relation.work, Context(home=home), catalogue)
        if work is None:
            message = f"peraturan di hubungan tidak dapat dipastikan: {relation.work}"
            notices.append(Notice("relation-unresolved", message, regulation.file))
        relations.append(relation._replace(work=work or relation.work))
    return regulation._replace(relations=tuple(relations)), notices


def amended(works: Mapping[str, CatalogueWork], regulations: Iterable[Regulation]) -> dict[str, CatalogueWork]:
    """The works with what other works do to them: inserted articles, and the day of a repeal."""
    found = dict(works)
    for regulation in regulations:
        inserted = [
            p.path.rpartition(">")[2]
            for p in regulation.provisions
            if p.kind is ProvisionKind.ARTICLE and ">" in p.path and not p.component
        ]
        for relation in regulation.relations:
            work = found.get(relation.work)
            if work is None:
                continue
            if relation.kind == "mengubah" and work.articles:
                articles = list(work.articles)
                for article in inserted:
                    # "Pasal 22A" goes behind the last of 22, 22A …; a wholly new number has no sure place.
                    number = re.match(r"\d+", article)
                    behind = [n for n, a in enumerate(articles) if number and re.match(rf"{number[0]}[A-Z]*\Z", a)]
                    if article not in articles and behind:
                        articles.insert(behind[-1] + 1, article)
                found[work.id] = work._replace(articles=tuple(articles))
            elif relation.kind == "mencabut" and regulation.enacted:
                spans = (StatusSpan("", "in-force"), StatusSpan(regulation.enacted, "repealed"))
                found[work.id] = work._replace(status=spans)
    return found


def dump_work(work: CatalogueWork) -> str:
    """A work of the catalogue as JSON."""
    return json.dumps(work, ensure_ascii=False, separators=(",", ":"))


def load_work(text: str) -> CatalogueWork:
    """What ``dump_work`` wrote."""
    work, title, nicknames, enacted, status, articles, clauses, amends, implements = json.loads(text)
    return CatalogueWork(
        work,
        title,
        tuple(Nickname(*nickname) for nickname in nicknames),
        enacted,
        tuple(StatusSpan(*span) for span in status),
        tuple(articles),
        tuple((article, tuple(labels)) for article, labels in clauses),
        tuple(amends),
        tuple(implements),
    )


def stored_catalogue(texts: Callable[[], Iterable[str]]) -> Catalogue:
    """The catalogue of an index, with the national laws built in; decoded when first asked."""
    return Catalogue.loading(lambda: map(load_work, texts()))


# ── nicknames and speakers ──────────────────────────────────────────────────────────────────


def read_nicknames(
    entries: object, file: str, home: str, catalogue: Catalogue
) -> tuple[dict[str, list[Nickname]], list[Notice]]:
    """The nicknames of an aliases.yaml (already decoded), by work; what is wrong in it as notices."""
    found: dict[str, list[Nickname]] = {}
    notices = _wrong_keys(entries, _ALIAS_KEYS, file)
    for entry in entries if isinstance(entries, list) else ():
        if not isinstance(entry, dict):
            continue
        name, law = entry.get("julukan"), entry.get("peraturan")
        place = _place_id(str(entry.get("tempat") or ""), home)
        work = _single_work(str(law), Context(home=place), catalogue) if name and law else None
        if work is None:
            notices.append(
                Notice("alias-unresolved", f"julukan {name!r}: peraturan {law!r} tidak dapat dipastikan", file)
            )
            continue
        dates = (str(entry.get(key) or "") for key in ("dari", "sampai"))
        found.setdefault(work, []).append(Nickname(str(name), *dates))
    return found, notices


def check_speakers(entries: object, file: str) -> list[Notice]:
    """What is wrong in a speakers.yaml (already decoded)."""
    notices = _wrong_keys(entries, _SPEAKER_KEYS, file)
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict):
            if not entry.get("nama"):
                notices.append(Notice("speaker-unnamed", "orang tanpa nama", file))
            notices += _wrong_keys(entry.get("jabatan") or [], _ROLE_KEYS, file)
    return notices


def _wrong_keys(entries: object, known: frozenset[str], file: str) -> list[Notice]:
    if not isinstance(entries, list):
        return [Notice("not-a-list", "isi berkas harus berupa daftar", file)]
    notices = []
    for n, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            notices.append(Notice("not-a-record", f"butir {n} bukan pasangan kunci dan nilai", file))
        else:
            wrong = sorted(str(key) for key in entry if key not in known)
            notices += [Notice("unknown-key", f"butir {n}: kunci tidak dikenal: {key}", file) for key in wrong]
    return notices


def _place_id(name: str, home: str) -> str:
    if name == "Nasional":
        return NATION
    return next((place.id for place in all_places().values() if place.full_name == name), home)


def _single_work(text: str, context: Context, catalogue: Catalogue) -> str | None:
    if re.match(r"id(?:-\w+)?/", text):
        return text
    found = cite(text, context, catalogue)
    works = {target.work for citation in found for target in citation.targets}
    resolved = all(citation.status is CitationStatus.RESOLVED for citation in found)
    return works.pop() if len(works) == 1 and resolved else None


# ── names → targets ─────────────────────────────────────────────────────────────────────────

# Compiled when first met: a cold command hardly ever does.
_AKN = r"/akn/(?P<place>[a-z0-9-]+)/act/(?P<work>[^!~]+?)(?:/!(?P<component>[a-z0-9-]+)(?:~(?P<eid>\S+))?)?\Z"
_EID = {"art": "", "para": "", "point": "", "chapter": "bab", "part": "bag", "subpart": "par"}


def resolve(what: str, *, home: str, store: Store, catalogue: Catalogue) -> Target:
    """The target that ``what`` names.

    It may be an id, an Akoma Ntoso name, a slug (a provision path may follow behind ``#``), a file
    of the corpus, or words. The law need not be in the corpus.

    Raises:
        AmbiguousError: several laws or provisions fit.
        UnknownError: it names none.
    """
    text = what.strip()
    found = _by_id(text, store)
    if found is not None:
        return found
    citations = cite(text, Context(home=home), catalogue)
    ambiguous = next((c for c in citations if c.status is CitationStatus.AMBIGUOUS), None)
    if ambiguous:
        names = tuple(work_name(work) for work in ambiguous.candidates)
        raise AmbiguousError(f"{what}: lebih dari satu peraturan cocok", names, "Sebutkan yang dimaksud, lengkap")
    targets = tuple(dict.fromkeys(t._replace(mark="") for c in citations for t in c.targets if t.mark != "!"))
    if len(targets) > 1:
        names = tuple(target_name(target) for target in targets)
        raise AmbiguousError(f"{what}: menyebut lebih dari satu ketentuan", names, "Pilih salah satu")
    if not targets:
        raise _unknown(what, citations[0].text if citations else "", store)
    return targets[0]


def _by_id(text: str, store: Store) -> Target | None:
    if text.startswith("/akn/"):
        return _by_uri(text)
    if re.match(r"id(?:-[a-z0-9]+)?/[a-z]", text):
        try:
            return parse_target(text)._replace(mark="")
        except UsageError:
            return None
    slug, _, path = text.lower().partition("#")
    if re.fullmatch(r"[a-z0-9-]{1,80}", slug):
        work = store.work_of_slug(slug) or work_of_slug(slug)
        if work:
            return Target(work, path=text.partition("#")[2] if path else "")
    return None


def work_of_slug(slug: str) -> str | None:
    """The work that ``kb.ids.work_slug`` writes as ``slug``, in the corpus or not.

    >>> work_of_slug("perda-kota-bekasi-10-2021"), work_of_slug("uu-25-2009"), work_of_slug("rapat-10-2021")
    ('id-3275/perda/2021/10', 'id/uu/2009/25', None)
    """
    from kb.indonesian.kinds import KINDS

    found = re.fullmatch(r"(?P<name>[a-z][a-z-]*?)-(?P<number>\d+[a-z0-9-]*?)-(?P<year>\d{4})", slug)
    if not found:
        return None
    for kind in sorted((k for k in KINDS if found["name"] == k or found["name"].startswith(f"{k}-")), key=len)[::-1]:
        place = found["name"][len(kind) + 1 :]
        if not place:
            return work_id(NATION, kind, found["year"], found["number"]) if "N" in KINDS[kind].places else None
        for known in all_places().values():
            if "-".join(re.findall(r"[a-z0-9]+", known.full_name.lower())) == place:
                return work_id(known.id, kind, found["year"], found["number"])
    return None


def _by_uri(text: str) -> Target | None:
    found = re.match(_AKN, text)
    if not found:
        return None
    steps = []
    for step in (found["eid"] or "").split("__"):
        name, _, label = step.partition("_")
        steps.append(_EID.get(name, "") + label if label else name)
    component = "" if found["component"] in (None, "main") else found["component"]
    return Target(f"{found['place']}/{found['work'].rstrip('/')}", component, "/".join(s for s in steps if s))


def near_works(work: str, store: Store) -> tuple[str, ...]:
    """Laws of the corpus that could be meant instead: same kind, number and year elsewhere."""
    _, kind, year, number = split_work(work)
    return tuple(work_name(other) for other in store.works_like(kind, number, year) if other != work)


def _unknown(what: str, understood: str, store: Store) -> UnknownError:
    from difflib import get_close_matches

    names = {name.lower(): name for name in store.session_ids()}
    names |= {row.work: work_name(row.work) for row in store.regulation_rows() if row.work}
    names |= {name.lower(): name for name in names.values()}
    near = tuple(dict.fromkeys(names[m] for m in get_close_matches(what.lower(), list(names), n=3, cutoff=0.5)))
    counts = store.counts(("regulations", "sessions"))
    covers = f"Korpus berisi {counts['regulations']} berkas peraturan dan {counts['sessions']} sesi: kb list"
    if understood:
        return UnknownError(
            f"{what}: {understood!r} terbaca, tetapi peraturannya tidak disebut atau tak dikenal", near, covers
        )
    return UnknownError(f"{what}: tidak menyebut peraturan atau sesi yang dikenal", near, covers)
