"""Citations as written + context + catalogue → targets, or nothing where more than one thing fits.

Nothing is guessed (rule 4): a mention that several laws fit is kept with its candidates, one
that none fits is kept as unresolved, an anaphor without antecedent is no mention.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from kb.citations.catalogue import Catalogue, Nickname
from kb.citations.finder import Mention, defined_aliases, find_mentions
from kb.citations.laws import Form, Law
from kb.citations.lexicon import PASAL, named_places
from kb.citations.provisions import PathContext, complete, expand, notation
from kb.citations.tokens import Token, tokenize
from kb.citations.warnings import contradictions, law_warnings, provision_warnings, title_mismatch
from kb.ids import Target, split_work, work_id
from kb.indonesian.kinds import KINDS
from kb.indonesian.places import NATION, all_places
from kb.model import Citation, CitationStatus

_PLACE_LETTERS = {"provinsi": "P", "kota": "K", "kabupaten": "B"}


class Context(NamedTuple):
    """Where a text stands.

    ``home`` is the home place, ``date`` the day of the text (ISO, may lack the day). Where a law
    is being read, ``self_work`` is its id, ``article`` and ``clause`` where in it we stand, ``part``
    one of ``menimbang``, ``mengingat``, ``amendment`` or ``""``. Where somebody speaks, ``active``
    are the laws mentioned so far, the last one last (``?kind`` stands for one that could not be
    named), and ``last`` the provision mentioned last. ``aliases`` are nicknames that the document
    explained.
    """

    home: str = ""
    date: str = ""
    self_work: str = ""
    article: str = ""
    clause: str = ""
    part: str = ""
    active: tuple[str, ...] = ()
    last: Target | None = None
    aliases: Mapping[str, str] = MappingProxyType({})


class Reading(NamedTuple):
    """The citations of a text, and the context for the text that follows."""

    citations: tuple[Citation, ...]
    context: Context


class _Named:
    """One law looked up: its works, or why there is none."""

    __slots__ = ("candidates", "status", "warnings", "works")

    def __init__(
        self,
        works: tuple[str, ...] = (),
        status: CitationStatus | None = CitationStatus.RESOLVED,
        candidates: tuple[str, ...] = (),
        warnings: tuple[str, ...] = (),
    ) -> None:
        self.works = works
        self.status = status
        self.candidates = candidates
        self.warnings = warnings


_NOTHING = _Named((), None)


def cite(text: str, context: Context | None = None, catalogue: Catalogue | None = None) -> tuple[Citation, ...]:
    """Find every mention of law in ``text`` and resolve it where exactly one thing fits.

    Spans are half-open code points of ``text`` and never overlap. Never raises; text without
    mentions gives an empty tuple; time is linear in ``len(text)``. Without a catalogue the
    national laws built in are known.

    >>> [str(t) for c in cite("Lihat Pasal 5 ayat (2) UU No. 25 Tahun 2009.") for t in c.targets]
    ['id/uu/2009/25#5/2']

    Source: UU 12/2011, Lampiran II, on how one provision refers to another.
    """
    return read(text, context, catalogue).citations


def read(text: str, context: Context | None = None, catalogue: Catalogue | None = None) -> Reading:
    """As ``cite``, with the context that the next speech or paragraph starts from."""
    resolver = _Resolver(text, context or Context(), catalogue or Catalogue.builtin())
    return resolver.run()


class _Resolver:
    """Walks the mentions of one text in order and keeps what was mentioned last."""

    def __init__(self, text: str, context: Context, catalogue: Catalogue) -> None:
        self.text = text
        self.context = context
        self.catalogue = catalogue
        self.tokens: list[Token] = tokenize(text)
        self.active = list(context.active)
        self.last = context.last
        self.aliases = {_key(name): work for name, work in context.aliases.items()}
        self.longest_alias = max((key.count(" ") + 1 for key in self.aliases), default=0)
        self.defined: dict[str, str] = {}

    # What the finder asks about names

    def nickname_end(self, tokens: list[Token], i: int) -> int | None:
        """The token behind the longest nickname that begins at ``i``."""
        longest = max(self.catalogue.longest_nickname(), self.longest_alias)
        words: list[str] = []
        best = None
        for j in range(i, min(i + 2 * longest, len(tokens))):
            if tokens[j].text == "-" and tokens[j].glued:
                continue
            if not tokens[j].text[0].isalnum():
                break
            words.append(tokens[j].low)
            name = " ".join(words)
            if name in self.aliases or self.catalogue.nicknamed(name):
                best = j + 1
            if len(words) >= longest:
                break
        return best

    def title_length(self, kind: str, words: tuple[str, ...]) -> int:
        """The longest beginning of ``words`` that is the title of a law of that kind."""
        for length in range(len(words), 0, -1):
            if self.catalogue.titled(kind, " ".join(words[:length])):
                return length
        return 0

    # The walk

    def run(self) -> Reading:
        law_text = bool(self.context.self_work)
        for alias in defined_aliases(self.tokens):
            self.aliases.setdefault(" ".join(alias), "")
            self.longest_alias = max(self.longest_alias, len(alias))
        mentions = find_mentions(self.tokens, self, law_text=law_text)
        found: list[tuple[Mention, Citation]] = []
        for mention in mentions:
            if not mention.chain and not mention.law:
                self.active.append(f"?{mention.barrier}")
                continue
            citation = self._citation(mention)
            if citation:
                found.append((mention, citation))
        flagged = contradictions(self.tokens, found)
        aliases = {**self.context.aliases, **self.defined}
        after = self.context._replace(active=tuple(self.active), last=self.last, aliases=aliases)
        return Reading(tuple(flagged), after)

    def _citation(self, mention: Mention) -> Citation | None:
        law = mention.law or mention.borrowed
        if law:
            named = self._law(law)
        elif mention.chain:
            named = self._unnamed(mention)
        else:
            return None
        if named.status is None:
            return None
        if mention.law and mention.alias and named.works:
            self._define(mention.alias, named.works[-1])
        start = self.tokens[mention.start].start
        end_token = mention.end - 1
        targets: list[Target] = []
        status, candidates, warnings = named.status, named.candidates, list(named.warnings)
        expands: list[tuple[str, tuple[str, ...]]] = []
        if named.works and mention.chain:
            for work in named.works:
                done = self._targets(mention, work)
                if done is None:
                    return None
                targets_here, suffix_end, unsure = done
                if unsure:
                    status = CitationStatus.AMBIGUOUS
                    continue
                targets += targets_here
                end_token = max(end_token, suffix_end - 1)
        elif named.works:
            targets = [Target(work) for work in named.works]
        end = self.tokens[end_token].end
        self._remember(mention, named, targets)
        for target in targets:
            warnings += provision_warnings(target, self.catalogue)
            labels = expand(target, self.catalogue)
            if labels:
                expands.append((str(target), labels))
        for work in named.works:
            warnings += law_warnings(work, self.context.date, self.catalogue)
        if (
            mention.law
            and targets
            and title_mismatch(self.tokens, mention.end, mention.law, named.works, self.catalogue)
        ):
            warnings.append("title-mismatch")
            targets = [target._replace(mark="?") for target in targets]
        if mention.law and mention.law.form is Form.POINTER and not targets:
            return None
        return Citation(
            self.text[start:end],
            start,
            end,
            tuple(dict.fromkeys(targets)),
            status,
            candidates,
            tuple(dict.fromkeys(warnings)),
            tuple(expands),
        )

    def _define(self, alias: tuple[str, ...], work: str) -> None:
        name = " ".join(alias)
        self.aliases[name] = work
        self.defined[name] = work

    def _remember(self, mention: Mention, named: _Named, targets: list[Target]) -> None:
        """What is mentioned last is what *tersebut* and a bare Pasal mean next (rule 5)."""
        if mention.law:
            if named.works:
                self.active = [work for work in self.active if work not in named.works] + list(named.works)
            else:
                self.active.append(f"?{mention.law.kind}")
        provisions = [target for target in targets if target.path]
        if provisions:
            self.last = provisions[-1]

    # Laws

    def _default_place(self) -> str:
        place = split_work(self.context.self_work).place if self.context.self_work else ""
        return place if place and place != NATION else self.context.home

    def _law(self, law: Law) -> _Named:
        if law.form is Form.NUMBER:
            return self._numbered(law)
        if law.form is Form.NO_YEAR:
            return self._without_year(law)
        if law.form is Form.CODE:
            return _Named((f"{NATION}/uud/1945" if law.kind == "uud" else f"{NATION}/{law.kind}",))
        if law.form is Form.NICKNAME:
            return self._nickname(law)
        if law.form is Form.TITLE:
            return self._title(law)
        if law.form is Form.NAME:
            return _Named((), CitationStatus.UNRESOLVED)
        return self._anaphor(law)

    def _places(self, kind: str, law: Law) -> tuple[str, ...]:
        """The places whose law it can be: one where that is certain, none where nothing fits."""
        letters = KINDS[kind].places
        if letters == "N":
            return (NATION,)
        if law.place:
            named = [
                place
                for place in named_places(law.place)
                if _PLACE_LETTERS[place.kind] in letters and law.place_kind in ("", place.kind)
            ]
            return tuple(place.id for place in sorted(named, key=lambda place: place.kind != "kota"))
        default = all_places().get(self._default_place())
        return (default.id,) if default and _PLACE_LETTERS[default.kind] in letters else ()

    def _numbered(self, law: Law) -> _Named:
        places = self._places(law.kind, law)
        works = tuple(work_id(place, law.kind, law.year, law.number) for place in places)
        if len(works) == 1:
            return _Named(works)
        return _Named((), CitationStatus.AMBIGUOUS, works)

    def _without_year(self, law: Law) -> _Named:
        """A number without a year is the law of that kind and number spoken of before (C9), if one is."""
        number = law.number.lstrip("0")
        places = self._places(law.kind, law)
        for known in reversed(self.active):
            if known.startswith("?"):
                continue
            work = split_work(known)
            if work.kind == law.kind and work.number == number and (not places or work.place in places):
                return _Named((known,))
        candidates = tuple(work_id(p, law.kind, law.year, number) for p in places) if law.year else ()
        return _Named((), CitationStatus.AMBIGUOUS, candidates)

    def _nickname(self, law: Law) -> _Named:
        name = " ".join(law.words)
        general = self._bearers(name)
        work = self.aliases.get(name)
        if work:
            conflict = len(general) == 1 and general[0] != work
            return _Named((work,), warnings=("alias-conflict",) if conflict else ())
        if len(general) == 1:
            return _Named(general)
        candidates = general or tuple(dict.fromkeys(work.id for work, _ in self.catalogue.nicknamed(name)))
        return _Named((), CitationStatus.AMBIGUOUS, candidates)

    def _bearers(self, name: str) -> tuple[str, ...]:
        """The works that bear the nickname on the day and at the place; all that ever did without a day."""
        works = []
        for work, nickname in self.catalogue.nicknamed(name):
            place = split_work(work.id).place
            if place in (NATION, self._default_place()) and _holds(nickname, self.context.date):
                works.append(work.id)
        return tuple(dict.fromkeys(works))

    def _title(self, law: Law) -> _Named:
        places = self._places(law.kind, law)
        found = tuple(
            w.id for w in self.catalogue.titled(law.kind, " ".join(law.words)) if split_work(w.id).place in places
        )
        if len(found) == 1:
            return _Named(found)
        return _Named((), CitationStatus.AMBIGUOUS if found else CitationStatus.UNRESOLVED, found)

    # What points back

    def _anaphor(self, law: Law) -> _Named:
        if law.form is Form.POINTER:
            return self._pointer(law)
        if law.form is Form.COUNTED:
            fitting = [work for work in dict.fromkeys(self.active) if self._fits(work, law.kind)]
            return _Named(tuple(fitting)) if len(fitting) == law.many else _NOTHING
        base = self.context.self_work or self._antecedent("")
        if base is None:
            return _NOTHING
        if law.form is Form.IMPLEMENTING:
            works = [work for work in self.catalogue.implementing(base) if self._fits(work, law.kind)]
            return _Named(tuple(works)) if len(works) == 1 else _NOTHING
        known = self.catalogue.get(base)
        above = [work for work in (known.implements if known else ()) if self._fits(work, law.kind)]
        if len(above) == 1:
            return _Named(tuple(above))
        others = [work for work in self.active if work != base and self._fits(work, law.kind)]
        return _Named((others[-1],)) if others else _NOTHING

    def _pointer(self, law: Law) -> _Named:
        own = self.context.self_work
        if own and law.pointer == "ini":
            same = not law.kind or split_work(own).kind == law.kind
            return _Named((own,)) if same else _NOTHING
        antecedent = self._antecedent(law.kind)
        return _Named((antecedent,)) if antecedent else _NOTHING

    def _fits(self, work: str, kind: str) -> bool:
        return not work.startswith("?") and (not kind or split_work(work).kind == kind)

    def _antecedent(self, kind: str) -> str | None:
        """The law mentioned last, of that kind if one is given; a law that could not be named blocks (rule 5)."""
        for work in reversed(self.active):
            if work.startswith("?"):
                if not kind or work in ("?", f"?{kind}"):
                    return None
                continue
            if self._fits(work, kind):
                return work
        return None

    # Provisions

    def _unnamed(self, mention: Mention) -> _Named:
        """The law of a provision that names none: the law being read, or the one spoken of (rule 2)."""
        own = self.context.self_work
        if own:
            if self.context.part == "amendment" and mention.chain and not _is_roman(mention):
                known = self.catalogue.get(own)
                amended = known.amends if known else ()
                return _Named(amended) if len(amended) == 1 else _Named((), CitationStatus.UNRESOLVED)
            return _Named((own,))
        chain = mention.chain
        from_last = chain is not None and (chain.pointer or _starts_below_article(mention))
        if from_last and self.last and not self._blocked():
            return _Named((self.last.work,))
        antecedent = self._antecedent("")
        if antecedent:
            return _Named((antecedent,))
        if from_last:
            return _NOTHING
        return _Named((), CitationStatus.UNRESOLVED)

    def _blocked(self) -> bool:
        return bool(self.active) and self.active[-1].startswith("?")

    def _targets(self, mention: Mention, work: str) -> tuple[list[Target], int, bool] | None:
        """The targets of a chain in one work; None where an anaphor finds nothing to point at."""
        assert mention.chain is not None  # noqa: S101 - callers pass mentions with a chain
        own = self.context.self_work == work
        last = self.last if self.last and self.last.work == work else None
        where = PathContext(
            self.context.article if own else "",
            self.context.clause if own else "",
            self.context.part if own else "",
            None if own else last,
        )
        known = self.catalogue.get(work)
        completed = complete(mention.chain, where, known)
        if completed is None:
            return None
        paths, suffix_used, unsure = completed
        # The letter said after the number (dua belas a) is the last word of the mention.
        bare = suffix_used and len(mention.chain.paths[-1].steps) == 1 and mention.chain.end == mention.end
        end = mention.chain.end + bare
        return [notation(work, path) for path in paths], end, unsure


def _holds(nickname: Nickname, date: str) -> bool:
    """On a day; on all days that a date without day can mean."""
    if len(date) >= 10 or not date:
        return nickname.holds(date)
    return nickname.holds(f"{date}-01" if len(date) == 7 else f"{date}-01-01") and nickname.holds(
        f"{date}-31" if len(date) == 7 else f"{date}-12-31"
    )


def _key(name: str) -> str:
    return " ".join(token.low for token in tokenize(name) if token.text[0].isalnum())


def _is_roman(mention: Mention) -> bool:
    paths = mention.chain.paths if mention.chain else ()
    return bool(paths and paths[0].steps and paths[0].steps[0].label in ("I", "II", "III", "IV", "V"))


def _starts_below_article(mention: Mention) -> bool:
    paths = mention.chain.paths if mention.chain else ()
    return bool(paths and paths[0].steps and paths[0].steps[0].level > PASAL)
