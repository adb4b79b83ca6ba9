"""A name → the provision, regulation, session or speech it names. Needs the store only."""

from __future__ import annotations

from collections.abc import Callable

from kb.answers.timeline import discussions
from kb.errors import UnknownError
from kb.ids import Target, article_of, path_name, split_speech_id, target_name, work_name
from kb.model import KnownArticle, Provision, Regulation
from kb.naming import WHOLE_TEXTS, near_works
from kb.results import Discussions, ShownProvision, ShownRegulation, ShownSession, ShownSpeech
from kb.store import Store
from kb.store.relations import EXACT, NARROWER, is_heading, relation


def show(
    store: Store, what: str, resolve: Callable[[str], Target], *, home: str
) -> ShownProvision | ShownRegulation | ShownSession:
    """What ``what`` names; sessions, speeches and files by their names, laws by ``resolve``.

    Raises:
        AmbiguousError: several fit.
        UnknownError: none fits, or the corpus lacks it.
    """
    text = what.strip()
    session = _session(store, text.removesuffix(".md"))
    if session is not None:
        return session
    file, _, path = text.partition("#")
    if store.regulation_row(file) is not None:
        return _by_file(store, file, path, home)
    target = resolve(text)
    files = store.files_of(target.work)
    if not files:
        raise UnknownError(
            f"{work_name(target.work)} tidak ada di korpus",
            near_works(target.work, store),
            f'Lihat isi korpus: kb list; siapa menyebutnya: kb discussions "{work_name(target.work)}"',
        )
    if target.path or target.component:
        return _provision(store, files[0], target, files[1:], home)
    return _regulation(store, files[0], target, files[1:], home)


def _session(store: Store, text: str) -> ShownSession | None:
    speech = split_speech_id(text)
    name, anchor = speech or (text, None)
    session = store.session(name)
    if session is None:
        return None
    links = store.session_links(name)
    citations = store.citations(name)
    speeches = tuple(
        ShownSpeech(s, tuple(citations.get(s.anchor, ())), tuple(links.get(s.anchor, ())))
        for s in session.speeches
        if anchor is None or s.anchor == anchor
    )
    if anchor is not None and not speeches:
        near = tuple(f"{name}#{s.anchor}" for s in session.speeches[:3])
        raise UnknownError(f"{text}: sesi itu tidak punya bagian {anchor!r}", near, f"Lihat semuanya: kb show {name}")
    declared = dict.fromkeys(t for found in links.values() for kind, t in found if kind == "declared")
    return ShownSession(session, speeches, tuple(declared), anchor, store.notices(session.file))


def _by_file(store: Store, file: str, path: str, home: str) -> ShownProvision | ShownRegulation:
    """A file by its path below the corpus; its law may be unknown."""
    row = store.regulation_row(file)
    target = Target(row.work if row else "", path=path)
    others = tuple(other for other in store.files_of(target.work) if other != file) if target.work else ()
    if path:
        return _provision(store, file, target, others, home)
    return _regulation(store, file, target, others, home)


def _regulation(store: Store, file: str, target: Target, others: tuple[str, ...], home: str) -> ShownRegulation:
    return ShownRegulation(
        _name(target, file),
        _name(target, file, formal=True),
        _metadata(store, file),
        store.outline(file),
        _discussions(store, target, file, home),
        others,
        store.notices(file),
    )


def _provision(store: Store, file: str, target: Target, others: tuple[str, ...], home: str) -> ShownProvision:
    regulation = _metadata(store, file)
    found = _members(store, file, target)
    elucidation: tuple[Provision, ...] = ()
    if not target.component and found and not is_heading(target.path):
        elucidation = store.provision_tree(file, "penjelasan", target.path)
    about = _discussions(store, target, file, home)
    known = tuple(k for k in regulation.known_articles if _knows(k, target.path)) if not target.component else ()
    if not found and not known and not about.entries and regulation.naskah in WHOLE_TEXTS:
        labels = [p.path for p in store.outline(file) if p.kind == "article" and not p.component]
        span = f"Pasal {labels[0]} sampai Pasal {labels[-1]}" if labels else "tanpa pasal"
        raise UnknownError(
            f"{_name(Target(target.work), file)} tidak punya {path_name(target.path, target.component)} ({span})",
            (),
            f'Lihat susunannya: kb show "{_name(Target(target.work), file)}"',
        )
    return ShownProvision(
        target,
        _name(target, file),
        _name(target, file, formal=True),
        regulation,
        found,
        store.headings_above(file, target.component, target.path),
        elucidation,
        known,
        about,
        others,
    )


def _members(store: Store, file: str, target: Target) -> tuple[Provision, ...]:
    if ".." not in target.path and not is_heading(target.path):
        return store.provision_tree(file, target.component, target.path)
    regulation = store.regulation(file)
    articles = store.articles_under(file, target.path) if is_heading(target.path) else ()
    asked = target._replace(work="-")
    return tuple(
        p
        for p in (regulation.provisions if regulation else ())
        if p.component == target.component
        and p.path
        and (
            p.path == target.path
            or relation(Target("-", p.component, p.path), asked, articles=articles) in (EXACT, NARROWER)
        )
    )


def _knows(known: KnownArticle, path: str) -> bool:
    """Whether what others say of an article is about the part that was asked for."""
    article, _, rest = path.partition("/")
    return known.article == article and (not rest or not known.clauses or article_of(rest) in known.clauses)


def _metadata(store: Store, file: str) -> Regulation:
    regulation = store.regulation(file, provisions=False)
    if regulation is None:
        raise UnknownError(f"{file} tidak ada di indeks")
    return regulation


def _name(target: Target, file: str, *, formal: bool = False) -> str:
    if target.work:
        return target_name(target, formal=formal)
    return f"{file} {path_name(target.path, target.component)}".rstrip()


def _discussions(store: Store, target: Target, file: str, home: str) -> Discussions:
    if target.work:
        return discussions(store, target, home=home)
    reason = "Peraturan di berkas ini tidak dikenali, jadi tidak dapat dirujuk"
    return Discussions(target, file, None, None, (), 0, reason)
