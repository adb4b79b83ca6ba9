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
from typing import NamedTuple

_PARTICLES = ("lah", "kah", "pun", "tah")
_POSSESSIVES = ("nya", "ku", "mu")
_SUFFIXES = ("", "kan", "an", "i", "wan", "isasi")
_VOWELS = "aiueo"
_SHORTEST_ROOT = 2
_SHORTEST_UNKNOWN = 4

# A nasal prefix, the first letters of the root it stands before, and whether the prefix has swallowed
# the root's own first letter. Loan words keep theirs (mengkaji, memproses, mensyaratkan).
_NASAL = (
    ("ny", _VOWELS, "s"),
    ("ng", _VOWELS, "k"),
    ("ng", _VOWELS + "ghkx", ""),
    ("nge", "bcdhlprst", ""),
    ("m", _VOWELS, "p"),
    ("m", "bfvp", ""),
    ("n", _VOWELS, "t"),
    ("n", "cdjzts", ""),
    ("", "lmnrwy", ""),
)
_PLAIN = (
    "di",
    "ke",
    "se",
    "ber",
    "ter",
    "per",
    "be",
    "te",
    "pel",
    "bel",
    "pe",
    "ku",
    "kau",
    "antar",
    "pra",
    "pasca",
    "non",
)

_VARIANTS = {
    "aktifitas": "aktivitas",
    "analisa": "analisis",
    "antri": "antre",
    "apotik": "apotek",
    "atlit": "atlet",
    "azas": "asas",
    "detil": "detail",
    "efektifitas": "efektivitas",
    "hakekat": "hakikat",
    "hipotesa": "hipotesis",
    "ijasah": "ijazah",
    "ijin": "izin",
    "isteri": "istri",
    "jadual": "jadwal",
    "jaman": "zaman",
    "karir": "karier",
    "komplek": "kompleks",
    "konkrit": "konkret",
    "kreatifitas": "kreativitas",
    "kwalitas": "kualitas",
    "kwitansi": "kuitansi",
    "managemen": "manajemen",
    "merk": "merek",
    "mesjid": "masjid",
    "nasehat": "nasihat",
    "nopember": "november",
    "obyek": "objek",
    "obyektif": "objektif",
    "pebruari": "februari",
    "praktek": "praktik",
    "produktifitas": "produktivitas",
    "propinsi": "provinsi",
    "resiko": "risiko",
    "sistim": "sistem",
    "standarisasi": "standardisasi",
    "subyek": "subjek",
    "tehnik": "teknik",
    "tehnis": "teknis",
    "tehnologi": "teknologi",
    "trampil": "terampil",
}
"""Common spellings beside the standard one."""


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
    >>> stem("undang-undang"), stem("2021"), stem("perijinan")
    ('undang', '2021', 'izin')
    """
    if "-" in word:
        return _stem_hyphenated(word)
    if len(word) <= 3 or not word.isalpha():
        return word
    roots = _known_roots()
    if word not in roots and word not in _VARIANTS:
        known = [found for found in _candidates(word) if found.root in roots or found.root in _VARIANTS]
        # A letter that the prefix swallowed is a guess: a root that needs none is surer. Then the longest.
        # Of equal ones the root that has lost a suffix: berikan is beri + kan, no fish (ikan).
        word = (
            max(known, key=lambda c: (not c.restored, len(c.root), c.suffix, c.root)).root if known else _safe_cut(word)
        )
    return _VARIANTS.get(word, word)


class _Candidate(NamedTuple):
    """What may be the root; whether a swallowed letter was put back, and the suffix taken off."""

    root: str
    restored: bool
    suffix: bool


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


def _candidates(word: str) -> set[_Candidate]:
    """Every form that is left after clitics, a suffix and up to three prefixes are taken off."""
    found: set[_Candidate] = set()
    for base in _without_clitics(word):
        for suffix in _SUFFIXES:
            if base.endswith(suffix):
                rest = base.removesuffix(suffix)
                forms = {(rest, False)} | _without_prefixes(rest, False, 3)
                found |= {_Candidate(form, restored, bool(suffix)) for form, restored in forms}
    return {candidate for candidate in found if len(candidate.root) >= _SHORTEST_ROOT}


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


def _without_prefixes(form: str, restored: bool, depth: int) -> set[tuple[str, bool]]:
    """Forms left without the prefixes at the start, each with whether a swallowed letter was put back."""
    found = {(form[len(prefix) :], restored) for prefix in _PLAIN if form.startswith(prefix)}
    if form[:2] in ("me", "pe"):
        found |= {(letter + rest, restored or bool(letter)) for letter, rest in _after_nasal(form)}
    if depth > 1:
        for rest, guessed in tuple(found):
            found |= _without_prefixes(rest, guessed, depth - 1)
    return found


def _after_nasal(form: str) -> list[tuple[str, str]]:
    """Swallowed letter and rest of a form in me- or pe-, for every nasal that may stand there."""
    return [
        (letter, form[2 + len(nasal) :])
        for nasal, firsts, letter in _NASAL
        if form.startswith(nasal, 2) and form[2 + len(nasal) :][:1] in tuple(firsts)
    ]


def _safe_cut(word: str) -> str:
    """The root of a word that no list knows: the possessive off, and affixes that belong together."""
    if word.endswith("nya") and len(word) - 3 >= _SHORTEST_UNKNOWN:
        word = stem(word[:-3])
    for prefix, suffix in (
        ("di", "kan"),
        ("me", "kan"),
        ("per", "an"),
        ("pe", "an"),
        ("ke", "an"),
        ("me", ""),
        ("di", ""),
    ):
        if not word.startswith(prefix) or not word.endswith(suffix):
            continue
        inner = word.removesuffix(suffix)
        if prefix in ("me", "pe"):
            rests = [letter + rest for letter, rest in _after_nasal(inner)]
            # The last one is the surest: swallowed letters before what stands there as it is.
            rest = rests[-1] if rests else ""
        else:
            rest = inner[len(prefix) :]
        if len(rest) >= _SHORTEST_UNKNOWN + (0 if suffix else 1):
            return rest
    return word
