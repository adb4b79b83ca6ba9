"""Roots of Indonesian words: affix rules checked against a list of known roots.

Every way to take clitics, one suffix and up to three prefixes off a word gives a candidate. Among the
candidates that are known roots the longest wins, so that *pemerintahan* (of *pemerintah*, a root of
its own in this list) never meets *perintah*. A word without a known root loses only what is safe:
clitics, and prefix and suffix that belong together.

Sources: the affix tables of Nazief & Adriani (1996) and of Asian, Williams & Tahaghoghi (2005, "Stemming
Indonesian"); the choice among candidates is our own.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

_PARTICLES = ("lah", "kah", "pun", "tah")
_POSSESSIVES = ("nya", "ku", "mu")
_SUFFIXES = ("", "kan", "an", "i", "wan", "isasi")
_VOWELS = "aiueo"
_SHORTEST_ROOT = 2
_SHORTEST_UNKNOWN = 4

# What a nasal prefix leaves behind → what may have stood there. "" keeps the rest as it is.
_NASAL = (
    ("meny", ("s", "ny")),
    ("peny", ("s", "ny")),
    ("meng", ("", "k")),
    ("peng", ("", "k")),
    ("menge", ("",)),
    ("penge", ("",)),
    ("mem", ("", "p", "m")),
    ("pem", ("", "p", "m")),
    ("men", ("", "t", "n")),
    ("pen", ("", "t", "n")),
    ("me", ("",)),
    ("pe", ("",)),
)
_PLAIN = ("di", "ke", "se", "ber", "ter", "per", "be", "te", "pel", "bel", "ku", "kau", "antar", "pra", "pasca", "non")

# A nasal before these letters is the regular one; anything else needs a known root to be believed.
_REGULAR = {"meny": "", "meng": "gkh", "mem": "bfv", "men": "cdjz", "me": "lmnrwy"}


@cache
def _known_roots() -> frozenset[str]:
    text = Path(__file__).with_name("roots.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def known_roots() -> frozenset[str]:
    """The roots that come with kb: general Indonesian, and words that are used as roots."""
    return _known_roots()


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The root of one word in small letters; the word itself when nothing can be taken off safely.

    >>> {stem(w) for w in ("pindah", "berpindah", "perpindahan", "kepindahan", "memindahkan")}
    {'pindah'}
    >>> stem("pemerintahan"), stem("memerintahkan"), stem("perbankan")
    ('pemerintah', 'perintah', 'bank')
    >>> stem("undang-undang"), stem("2021"), stem("zonasi")
    ('undang', '2021', 'zonasi')
    """
    if "-" in word:
        return _stem_hyphenated(word)
    if len(word) <= 3 or not word.isalpha():
        return word
    roots = _known_roots()
    if word in roots:
        return word
    best = ""
    for candidate in _candidates(word):
        if candidate in roots and (len(candidate), candidate) > (len(best), best):
            best = candidate
    return best or _safe_cut(word)


def _stem_hyphenated(word: str) -> str:
    """*undang-undang*, *peraturan-peraturan*, *bersama-sama*: one root; other pairs keep the last part's affixes."""
    parts = [part for part in word.split("-") if part]
    if not parts:
        return word
    roots = [stem(part) for part in parts]
    if all(root == roots[0] for root in roots):
        return roots[0]
    # tolong-menolong, sebaik-baiknya, kota-kotanya: one part is the bare root of the other.
    for root in roots:
        if all(root == other or root in part for other, part in zip(roots, parts, strict=True)):
            return root
    return "-".join(roots)


def _candidates(word: str) -> set[str]:
    """Every form that is left after clitics, a suffix and up to three prefixes are taken off."""
    found: set[str] = set()
    for base in _without_clitics(word):
        for suffix in _SUFFIXES:
            if not base.endswith(suffix):
                continue
            rest = base[: len(base) - len(suffix)] if suffix else base
            found.add(rest)
            found |= _without_prefixes(rest, 3)
    return {form for form in found if len(form) >= _SHORTEST_ROOT}


def _without_clitics(word: str) -> tuple[str, ...]:
    forms = [word]
    for particle in _PARTICLES:
        if word.endswith(particle) and len(word) > len(particle) + 2:
            forms.append(word[: -len(particle)])
    for form in tuple(forms):
        for possessive in _POSSESSIVES:
            if form.endswith(possessive) and len(form) > len(possessive) + 2:
                forms.append(form[: -len(possessive)])
    return tuple(forms)


def _without_prefixes(form: str, depth: int) -> set[str]:
    found: set[str] = set()
    if not depth:
        return found
    for prefix in _PLAIN:
        if form.startswith(prefix):
            found.add(form[len(prefix) :])
    for prefix, restored in _NASAL:
        if form.startswith(prefix):
            rest = form[len(prefix) :]
            for letter in restored:
                # A letter melts into the nasal only before a vowel.
                if not letter or rest[:1] in tuple(_VOWELS):
                    found.add(letter + rest)
    for rest in tuple(found):
        found |= _without_prefixes(rest, depth - 1)
    return found


def _safe_cut(word: str) -> str:
    """The root of a word that no list knows: clitics off, and affixes only in pairs."""
    form = word
    if form.endswith("nya") and len(form) >= 7:
        form = form[:-3]
        if form in _known_roots():
            return form
    for prefix, suffix in (
        ("di", "kan"),
        ("me", "kan"),
        ("pe", "an"),
        ("per", "an"),
        ("ke", "an"),
        ("di", ""),
        ("me", ""),
        ("ber", ""),
    ):
        if form.startswith(prefix) and form.endswith(suffix):
            inner = form[: len(form) - len(suffix)] if suffix else form
            for rest in _regular_rest(inner, prefix):
                if len(rest) >= _SHORTEST_UNKNOWN + (0 if suffix else 1):
                    return rest
    return form


def _regular_rest(form: str, prefix: str) -> tuple[str, ...]:
    """What stands behind ``prefix`` where its form is the regular one before that letter."""
    if prefix not in ("me", "pe"):
        return (form[len(prefix) :],)
    head = prefix[0]
    for nasal, letters in _REGULAR.items():
        full = head + nasal[1:]
        rest = form[len(full) :]
        if not form.startswith(full) or not rest:
            continue
        if nasal == "meny" and rest[0] in _VOWELS:
            return ("s" + rest,)
        if nasal == "meng" and rest[0] in _VOWELS:
            return (rest,)
        if nasal == "mem" and rest[0] in _VOWELS:
            return ("p" + rest,)
        if nasal == "men" and rest[0] in _VOWELS:
            return ("t" + rest,)
        if letters and rest[0] in letters:
            return (rest,)
    return ()
