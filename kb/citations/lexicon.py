"""The words of citations: names of kinds as a tree of tokens, keywords of provisions, words that forbid."""

from __future__ import annotations

from functools import cache

from kb.citations.tokens import Token
from kb.indonesian.kinds import KINDS
from kb.indonesian.places import Place, places_by_name

# Levels of a provision, from the outside in.
COMPONENT, BAB, BAGIAN, PARAGRAF, RECITAL, PASAL, AYAT, HURUF, ANGKA = range(9)

KEYWORDS: dict[str, int] = {
    **dict.fromkeys(("penjelasan", "lampiran"), COMPONENT),
    "bab": BAB,
    **dict.fromkeys(("bagian", "bag"), BAGIAN),
    "paragraf": PARAGRAF,
    **dict.fromkeys(("menimbang", "mengingat", "konsiderans", "konsideran"), RECITAL),
    **dict.fromkeys(("pasal", "ps", "psl", "psal", "pasa1", "pasai"), PASAL),
    **dict.fromkeys(("ayat", "ay", "ayt", "ayal"), AYAT),
    **dict.fromkeys(("huruf", "hrf"), HURUF),
    "angka": ANGKA,
    **dict.fromkeys(("poin", "butir"), HURUF),
}
EITHER_POINT = frozenset({"poin", "butir"})
"""Words that mean huruf before a letter and angka before a number."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NUMBER_WORDS = frozenset({"nomor", "no", "nr", "n0", "nomer"})
YEAR_WORDS = frozenset({"tahun", "th", "thn"})
POINTERS = frozenset({"ini", "itu", "tersebut", "tadi", "dimaksud", "termaksud", "tsb"})
JOINERS = frozenset({"dan", "atau", "serta", "maupun", "sama"})
MONTHS = _words(
    """
    januari februari maret april mei juni juli agustus september oktober november nopember desember
    """
)
COUNTED = _words(
    """
    orang usulan warga hari bulan tahun minggu kali buah unit lembar persen juta ribu miliar rupiah jam menit
    kelurahan kecamatan desa rt rw loket aduan pemohon peserta anggota halaman meter hektare kilometer
    """
)
"""After a number these say that it counts things: no member of a list of articles."""

BILLS = frozenset({"raperda", "raperdanya", "ranperda", "ruu", "rancangan", "raperwal", "raperwali", "draf", "draft"})

OTHER_OWNERS = _words(
    """
    anggaran perjanjian kontrak surat buku skripsi kitab injil alquran kesepakatan mou nota memorandum statuta
    naskah akta modul laporan novel film majalah jurnal brosur ad art adart ruu rancangan raperda raperwal draf
    draft undangan proposal panduan
    """
)
"""What a provision belongs to when it is not law; the word stands right behind the chain."""

SCRIPTURE = _words(
    """
    surat surah qs al injil mazmur kejadian keluaran imamat bilangan ulangan matius markus lukas yohanes roma
    korintus galatia efesus filipi kolose ibrani yakobus petrus wahyu yesaya yeremia amsal pengkhotbah alquran
    quran hadis hadits film lagu novel kelas
    """
)
"""Words shortly before ayat, pasal or huruf that make it no law."""

GENERIC_LAWS = frozenset({"peraturan", "aturan", "regulasi"})
"""Words for a law of any kind, only with a pointing word."""


class Node:
    """A step in a tree of names; ``code`` is set where a name ends."""

    __slots__ = ("code", "next")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.code = ""


def _parts(name: str) -> list[str]:
    """The words of a name as ``tokenize`` gives them, marks left out."""
    return name.translate(_MARKS).split()


_MARKS = str.maketrans("-/'’,.", "      ")


def _add(root: Node, words: list[str], code: str) -> None:
    node = root
    for word in words:
        following = node.next.get(word)
        if following is None:
            following = node.next[word] = Node()
        node = following
    node.code = node.code or code


@cache
def kind_tree() -> Node:
    """All names of all kinds, as tokens without hyphens."""
    root = Node()
    for kind in KINDS.values():
        for name in (*kind.names, *kind.short):
            _add(root, _parts(name), kind.code)
    return root


@cache
def place_tree() -> Node:
    """All bare names of places; ``code`` holds the name itself."""
    root = Node()
    for name in places_by_name():
        _add(root, _parts(name), name)
    return root


def match(tree: Node, tokens: list[Token], i: int) -> tuple[str, int] | None:
    """The longest name that begins at token ``i`` → its code and the token behind it.

    Hyphens, strokes and apostrophes inside a name may stand or be missing.
    """
    node, best, j = tree, None, i
    while j < len(tokens):
        low = tokens[j].low
        if j > i and low in "-/'’–,":
            j += 1
            continue
        following = node.next.get(low)
        if following is None:
            break
        node, j = following, j + 1
        if node.code:
            best = (node.code, j)
    return best


def named_places(name: str) -> tuple[Place, ...]:
    """The places of a bare name in lower case."""
    return places_by_name().get(name, ())
