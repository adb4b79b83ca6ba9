"""Text → citations as written: which provisions of which law, nothing resolved yet.

Rules 1–3, 8 and 12 of the citation rules (docs/why/citations.md) live here: what one mention
is, which law binds to which provision, and what only looks like a citation.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

from kb.citations.chains import Chain, joiner_end, read_chain
from kb.citations.labels import bracketed_label
from kb.citations.laws import Form, Law, number_and_year, read_kind, read_law
from kb.citations.lexicon import (
    AYAT,
    BAGIAN,
    BILLS,
    COMPONENT,
    KEYWORDS,
    NUMBER_WORDS,
    OTHER_OWNERS,
    PARAGRAF,
    PASAL,
    RECITAL,
    SCRIPTURE,
)
from kb.citations.tokens import Token


class Names(Protocol):
    """What the finder must know of laws: where a nickname or title ends."""

    def nickname_end(self, tokens: list[Token], i: int) -> int | None:
        """The token behind a known nickname that begins at token ``i``."""

    def title_length(self, kind: str, words: tuple[str, ...]) -> int:
        """How many of the words are a known title of that kind; 0 for none."""


class Mention(NamedTuple):
    """A mention as written, as a half-open run of tokens.

    ``borrowed`` is the law that binds to it from a neighbour. ``alias`` are the words that the
    text defines as a nickname of it. A mention with neither chain nor law is a *barrier*: a law
    of kind ``barrier`` (or a bill) is spoken of that cannot be named, so nothing reaches back
    over it.
    """

    start: int
    end: int
    chain: Chain | None = None
    law: Law | None = None
    borrowed: Law | None = None
    alias: tuple[str, ...] = ()
    barrier: str = ""


_BINDING = (Form.NUMBER, Form.NO_YEAR, Form.CODE, Form.NICKNAME, Form.POINTER, Form.TITLE)
_PREPOSITIONS = frozenset({"dari", "dalam", "pada", "di"})
_CHANGE = frozenset(
    {"perubahan", "pengganti", "penggantian", "pencabutan", "revisi", "merevisi", "mengganti", "mengubah"}
)
_ATTACHED = ("yang", "merupakan", "bagian")


def find_mentions(tokens: list[Token], names: Names, *, law_text: bool) -> list[Mention]:
    """All mentions in reading order, not overlapping. Time is linear in the number of tokens."""
    mentions: list[Mention] = []
    i, bill_until = 0, 0
    while i < len(tokens):
        if tokens[i].low in BILLS:
            bill_until = i + 12
            mentions.append(Mention(i, i, barrier=_bill_kind(tokens, i)))
        alias = _alias(tokens, i)
        if alias:
            mentions = _defined(mentions, alias[0])
            i = alias[1]
            continue
        mention = _mention(tokens, i, names, mentions, law_text=law_text)
        if mention is None:
            i += 1
            continue
        end = max(mention.end, i + 1)
        if (mention.law and mention.law.bill) or (mention.law and mention.law.form is Form.OTHER):
            mentions.append(Mention(i, i, barrier=mention.law.kind))
        else:
            mentions.append(mention)
            changed = i > 1 and (tokens[i - 1].low in _CHANGE or tokens[i - 2].low in _CHANGE)
            if mention.law and mention.law.form is Form.NUMBER and (i < bill_until or (changed and not law_text)):
                # The talk is of the bill, or of the change, not of the law inside its name.
                mentions.append(Mention(end, end, barrier=mention.law.kind))
        i = end
    return _bound(tokens, mentions, law_text=law_text)


def _bill_kind(tokens: list[Token], i: int) -> str:
    low = tokens[i].low
    if low == "ruu":
        return "uu"
    if low.startswith("raperwal"):
        return "perwali"
    if low in ("rancangan", "draf", "draft"):
        found = read_kind(tokens, i + 1) if i + 1 < len(tokens) else None
        return found[0] if found else ""
    return "perda"


def _mention(tokens: list[Token], i: int, names: Names, before: list[Mention], *, law_text: bool) -> Mention | None:
    if tokens[i].low in KEYWORDS:
        chain = read_chain(tokens, i)
        if chain:
            return _with_law(tokens, chain, names, law_text=law_text)
    law = _law(tokens, i, names)
    if law is None:
        return _elided_kind(tokens, i, before)
    return _law_first(tokens, law, names)


def _law(tokens: list[Token], i: int, names: Names) -> Law | None:
    """The law at token ``i``; a number wins over a nickname, a nickname over a bare title."""
    if i >= len(tokens):
        return None
    law = read_law(tokens, i)
    if law and law.form in (Form.NUMBER, Form.COUNTED, Form.POINTER, Form.IMPLEMENTING):
        return law
    nickname_end = names.nickname_end(tokens, i)
    if nickname_end:
        kind = law.kind if law else ""
        numbered = number_and_year(tokens, nickname_end, kind) if kind else None
        if numbered and numbered[1]:
            return Law(Form.NUMBER, i, numbered[2], kind, numbered[0], numbered[1])
        words = tuple(token.low for token in tokens[i:nickname_end])
        bill = i > 0 and tokens[i - 1].low in BILLS
        return Law(Form.NICKNAME, i, nickname_end, kind, words=words, bill=bill)
    if law and law.form is Form.TITLE:
        known = names.title_length(law.kind, law.words)
        return law._replace(end=law.end - len(law.words) + known, words=law.words[:known]) if known else law
    if law and law.form is Form.NAME:
        return _unknown_name(tokens, law)
    return law


def _unknown_name(tokens: list[Token], law: Law) -> Law | None:
    """``UU Kependudukan``: a kind and capitalised words that are no known nickname."""
    short = law.end - law.start == 1 and law.kind in ("uu", "perda", "perpu", "perwali")
    end = law.end
    while end < len(tokens) and end < law.end + 4 and tokens[end].text[:1].isupper() and tokens[end].text[1:].islower():
        end += 1
    if law.bill:
        return law
    return law._replace(end=end) if short and end > law.end and not tokens[law.end].line_start else None


def _with_law(tokens: list[Token], chain: Chain, names: Names, *, law_text: bool) -> Mention | None:
    """A chain with the law right behind it, unless what stands around says that it is no law."""
    end = chain.end
    top = chain.paths[0] if chain.paths else None
    if (
        [token.low for token in tokens[end : end + 3]] == list(_ATTACHED)
        and top
        and top.component.startswith("lampiran")
    ):
        stop = next((j for j in range(end, min(end + 9, len(tokens))) if tokens[j].low == "dari"), None)
        law = _law(tokens, stop + 1, names) if stop else None
        if law and law.form in _BINDING:
            return Mention(chain.start, law.end, chain, law)
    law = _law(tokens, end, names)
    if law and law.form in _BINDING and not law.bill:
        return Mention(chain.start, law.end, chain, law)
    if _belongs_elsewhere(tokens, chain) or (law and law.bill):
        return None
    if top and not top.steps and top.component == "lampiran":
        return None
    if law_text and _is_heading(tokens, chain):
        return None
    if not law_text and _is_loose_point(tokens, chain):
        return None
    return Mention(chain.start, end, chain)


def _belongs_elsewhere(tokens: list[Token], chain: Chain) -> bool:
    """Scripture, contracts, statutes of associations, books, classes of a school (rule 12)."""
    if chain.end < len(tokens):
        low = tokens[chain.end].low
        if low in OTHER_OWNERS or (low.endswith("nya") and low[:-3] in OTHER_OWNERS):
            return True
        if tokens[chain.end].text == "-" and tokens[chain.end].glued:
            return True
    level = chain.paths[0].steps[0].level if chain.paths and chain.paths[0].steps else PASAL
    reach = 4 if level > PASAL else 1
    for token in reversed(tokens[max(0, chain.start - reach) : chain.start]):
        if token.text in ".;:!?":
            break
        if token.low in SCRIPTURE:
            return True
    return False


def _is_loose_point(tokens: list[Token], chain: Chain) -> bool:
    """``poin kedua``, ``butir ketiga``, ``angka 7``, alone in speech: a point of the talk, not of a law."""
    own = chain.paths and chain.paths[0].steps and chain.paths[0].steps[0].level > AYAT and not chain.pointer
    return bool(own) and tokens[chain.start].low in ("poin", "butir", "angka")


def _is_heading(tokens: list[Token], chain: Chain) -> bool:
    """``Pasal 13`` alone on its line, opening an article, is no citation (rule 8)."""
    begin = chain.start
    while begin and not tokens[begin].line_start and tokens[begin - 1].text in "\"“'‘":
        begin -= 1
    if not tokens[begin].line_start or chain.pointer or not chain.paths or chain.paths[0].steps[:1] == ():
        return False
    if chain.paths[0].steps[0].level != PASAL or chain.end - chain.start != 2:
        return False
    if chain.end < len(tokens) and not tokens[chain.end].line_start:
        return False
    if begin and tokens[begin - 1].text not in ".;:":
        return False
    return (
        chain.end >= len(tokens)
        or bracketed_label(tokens, chain.end) is not None
        or tokens[chain.end].text[:1].isupper()
    )


def _law_first(tokens: list[Token], law: Law, names: Names) -> Mention:
    """A law, with the provisions right behind it (``Perda 6/2007, Pasal 3 ayat (2)``)."""
    end = law.end
    if law.form in _BINDING and not law.bill and end < len(tokens):
        comma = tokens[end].text == ","
        begin = end + comma
        chain = read_chain(tokens, begin) if begin < len(tokens) and tokens[begin].low in KEYWORDS else None
        if chain and chain.paths and not chain.pointer:
            top = chain.paths[0]
            level = COMPONENT if top.component else top.steps[0].level
            opens = level == PASAL or (level <= PASAL and level not in (BAGIAN, PARAGRAF, RECITAL) and not comma)
            own = _law(tokens, chain.end, names) if chain.end < len(tokens) else None
            if opens and not (own and own.form in _BINDING):
                return Mention(law.start, chain.end, chain, law)
    return Mention(law.start, end, None, law)


def _elided_kind(tokens: list[Token], i: int, before: list[Mention]) -> Mention | None:
    """``UU Nomor 23 Tahun 2006 dan Nomor 24 Tahun 2013``: the kind is said once."""
    if tokens[i].low not in NUMBER_WORDS or not before or before[-1].law is None or before[-1].chain:
        return None
    law = before[-1].law
    if law.form not in (Form.NUMBER, Form.NO_YEAR) or joiner_end(tokens, before[-1].end) != i:
        return None
    numbered = number_and_year(tokens, i, law.kind)
    if numbered is None or not numbered[1]:
        return None
    number, year, end = numbered
    if law.form is Form.NO_YEAR:
        before[-1] = before[-1]._replace(law=law._replace(form=Form.NUMBER, year=year))
    return Mention(i, end, None, law._replace(form=Form.NUMBER, start=i, end=end, number=number, year=year))


def _alias(tokens: list[Token], i: int) -> tuple[tuple[str, ...], int] | None:
    """``(selanjutnya disebut Perwal Layanan)`` → the nickname and the token behind the bracket."""
    low = [token.low for token in tokens[i : i + 3]]
    if low[:2] != ["(", "selanjutnya"] or len(low) < 3 or low[2] not in ("disebut", "disingkat"):
        return None
    begin = i + 3
    if begin < len(tokens) and tokens[begin].low in ("dengan", "sebagai"):
        begin += 1
    for end in range(begin, min(begin + 10, len(tokens))):
        if tokens[end].text == ")":
            return tuple(token.low for token in tokens[begin:end] if token.text not in "\"“”'"), end + 1
    return None


def defined_aliases(tokens: list[Token]) -> list[tuple[str, ...]]:
    """All nicknames that the text defines for itself."""
    found = (_alias(tokens, i) for i in range(len(tokens)))
    return [alias[0] for alias in found if alias and alias[0]]


def _defined(mentions: list[Mention], alias: tuple[str, ...]) -> list[Mention]:
    for n in range(len(mentions) - 1, -1, -1):
        if mentions[n].law:
            return [*mentions[:n], mentions[n]._replace(alias=alias), *mentions[n + 1 :]]
    return mentions


def _bound(tokens: list[Token], mentions: list[Mention], *, law_text: bool) -> list[Mention]:
    """Give the law of a neighbour to provisions without one (rule 2)."""
    bound = list(mentions)
    for n in range(len(bound) - 2, -1, -1):
        mention, following = bound[n], bound[n + 1]
        if mention.chain is None or mention.law or mention.chain.pointer:
            continue
        law = following.law if following.law and following.law.form in _BINDING else following.borrowed
        first_word = following.chain is None or (following.law is not None and following.law.start == following.start)
        if law is None or (first_word and following.law is None):
            continue
        if _joined(tokens, mention.end, following.start, prepositions=first_word, speech=not law_text):
            bound[n] = mention._replace(borrowed=law)
    for n in range(1, len(bound)):
        mention, before = bound[n], bound[n - 1]
        own = before.law and before.chain and before.law.start == before.start
        if (
            mention.chain
            and not mention.law
            and not mention.borrowed
            and own
            and joiner_end(tokens, before.end) == mention.start
        ):
            bound[n] = mention._replace(borrowed=before.law)
    return [_shared_year(tokens, bound, n) for n in range(len(bound))]


_GAP_WORDS = frozenset({"ketentuan", "juga", "bersama", "dengan", "beserta", "isi", "bunyi"})


def _joined(tokens: list[Token], start: int, end: int, *, prepositions: bool, speech: bool) -> bool:
    """Whether only connectors stand between two mentions, so that the law reaches over them."""
    gap = tokens[start:end]
    if len(gap) > 4:
        return False
    for token in gap:
        if token.text in ",/" or token.low in ("dan", "atau", "serta", "maupun", "sama", "jo", "juncto", "."):
            if token.text == ".":
                return False
            if prepositions:
                return False
            continue
        if prepositions and token.low in _PREPOSITIONS:
            continue
        if speech and token.low in _GAP_WORDS:
            continue
        return False
    return bool(gap)


def _shared_year(tokens: list[Token], mentions: list[Mention], n: int) -> Mention:
    """``Perda Nomor 10 dan Perwal nomor 58 tahun 2023``: the year said once is only a candidate."""
    mention = mentions[n]
    if mention.law is None or mention.law.form is not Form.NO_YEAR or n + 1 == len(mentions):
        return mention
    following = mentions[n + 1].law
    if following and following.form is Form.NUMBER and joiner_end(tokens, mention.end) == mentions[n + 1].start:
        return mention._replace(law=mention.law._replace(year=following.year))
    return mention
