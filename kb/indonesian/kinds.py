"""Kinds of legislation: code, full name, short names, and whose rule it can be.

The codes are the ones used in ids (``perda``, ``perwali``, ``uu`` …). ``places`` holds one
letter for each level that can issue the kind: N nation, P province, K kota, B kabupaten,
D desa.

Sources: UU 12/2011 Pasal 7 and 8 (hierarchy and other kinds), UU 23/2014 (regional rules);
short names as offices write them.
"""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """One kind of legislation.

    ``names`` are the full names in lower case without place, the official one first;
    ``short`` the abbreviations in lower case, the usual one first.
    """

    code: str
    names: tuple[str, ...]
    short: tuple[str, ...]
    places: str

    @property
    def title(self) -> str:
        """The official name in title case: ``Peraturan Daerah``."""
        words = self.names[0].split(" ")
        return " ".join(w if w in ("dan", "tentang") else "-".join(p.capitalize() for p in w.split("-")) for w in words)


_MINISTRIES = (
    # code of the ministry, full names, abbreviations of the regulation
    ("dagri", ("dalam negeri",), ("permendagri",)),
    ("keu", ("keuangan",), ("pmk", "permenkeu")),
    (
        "panrb",
        ("pendayagunaan aparatur negara dan reformasi birokrasi",),
        ("permenpanrb", "permenpan-rb", "permen pan-rb", "permenpan rb", "permenpan"),
    ),
    ("kes", ("kesehatan",), ("permenkes",)),
    ("sos", ("sosial",), ("permensos",)),
    ("hub", ("perhubungan",), ("permenhub",)),
    (
        "naker",
        ("ketenagakerjaan", "tenaga kerja", "tenaga kerja dan transmigrasi"),
        ("permenaker", "permennaker", "permenakertrans"),
    ),
    ("lhk", ("lingkungan hidup dan kehutanan",), ("permenlhk",)),
    ("lh", ("lingkungan hidup", "negara lingkungan hidup"), ("permenlh",)),
    ("hut", ("kehutanan",), ("permenhut",)),
    ("pupr", ("pekerjaan umum dan perumahan rakyat",), ("permenpupr", "permen pupr")),
    ("pu", ("pekerjaan umum",), ("permenpu", "permen pu")),
    ("perin", ("perindustrian",), ("permenperin",)),
    ("dag", ("perdagangan",), ("permendag",)),
    ("tan", ("pertanian",), ("permentan",)),
    ("esdm", ("energi dan sumber daya mineral",), ("permenesdm", "permen esdm")),
    (
        "atrbpn",
        ("agraria dan tata ruang/kepala badan pertanahan nasional", "agraria dan tata ruang"),
        ("permenatrbpn", "permen atr/bpn", "permen atr"),
    ),
    ("kumham", ("hukum dan hak asasi manusia",), ("permenkumham",)),
    ("hukum", ("hukum",), ("permenkum",)),
    ("dikbudristek", ("pendidikan, kebudayaan, riset, dan teknologi",), ("permendikbudristek",)),
    ("dikbud", ("pendidikan dan kebudayaan",), ("permendikbud",)),
    ("diknas", ("pendidikan nasional",), ("permendiknas",)),
    ("dikdasmen", ("pendidikan dasar dan menengah",), ("permendikdasmen",)),
    ("ag", ("agama",), ("permenag",)),
    ("kominfo", ("komunikasi dan informatika",), ("permenkominfo", "permen kominfo")),
    ("kop", ("koperasi dan usaha kecil dan menengah", "koperasi"), ("permenkop", "permenkopukm")),
    (
        "desa",
        ("desa, pembangunan daerah tertinggal, dan transmigrasi", "desa"),
        ("permendesa", "permendes", "permendesapdtt"),
    ),
    ("bumn", ("badan usaha milik negara",), ("permenbumn", "permen bumn")),
    ("par", ("pariwisata", "pariwisata dan ekonomi kreatif"), ("permenpar", "permenparekraf")),
    ("pppa", ("pemberdayaan perempuan dan perlindungan anak",), ("permenpppa", "permen pppa")),
    ("pora", ("pemuda dan olahraga",), ("permenpora",)),
    ("kp", ("kelautan dan perikanan",), ("permenkp", "permen kp")),
    (
        "ppn",
        (
            "perencanaan pembangunan nasional/kepala badan perencanaan pembangunan nasional",
            "perencanaan pembangunan nasional",
        ),
        ("permenppn",),
    ),
    ("bpn", ("negara agraria/kepala badan pertanahan nasional",), ("permenagbpn",)),
    ("setneg", ("sekretaris negara",), ("permensetneg", "permensesneg")),
    ("lu", ("luar negeri",), ("permenlu",)),
    ("han", ("pertahanan",), ("permenhan",)),
    ("ristekdikti", ("riset, teknologi, dan pendidikan tinggi",), ("permenristekdikti",)),
    ("pera", ("perumahan rakyat", "negara perumahan rakyat"), ("permenpera",)),
)

_BODIES = (
    ("pojk", "otoritas jasa keuangan", ("pojk", "peraturan ojk")),
    ("pbi", "bank indonesia", ("pbi",)),
    ("perma", "mahkamah agung", ("perma",)),
    ("pkpu", "komisi pemilihan umum", ("pkpu", "peraturan kpu")),
    ("perbawaslu", "badan pengawas pemilihan umum", ("perbawaslu", "peraturan bawaslu")),
    ("perki", "komisi informasi", ("perki",)),
    ("perbpk", "badan pemeriksa keuangan", ("perbpk", "peraturan bpk")),
    ("perbkn", "badan kepegawaian negara", ("perbkn", "peraturan bkn")),
    ("perbpom", "badan pengawas obat dan makanan", ("perbpom", "peraturan bpom")),
    ("perlkpp", "lembaga kebijakan pengadaan barang/jasa pemerintah", ("perlkpp", "peraturan lkpp", "perlem lkpp")),
    ("perbps", "badan pusat statistik", ("perbps", "peraturan bps")),
    ("peranri", "arsip nasional republik indonesia", ("peranri", "peraturan anri")),
    ("perlan", "lembaga administrasi negara", ("perlan", "peraturan lan")),
    ("perbssn", "badan siber dan sandi negara", ("perbssn", "peraturan bssn")),
    ("perbig", "badan informasi geospasial", ("perbig", "peraturan big")),
    ("perbnpb", "badan nasional penanggulangan bencana", ("perbnpb", "peraturan bnpb")),
    (
        "perpol",
        "kepolisian negara republik indonesia",
        ("perpol", "perkapolri", "perkap", "peraturan polri", "peraturan kapolri"),
    ),
)


def _all_kinds() -> tuple[Kind, ...]:
    kinds = [
        Kind(
            "uud",
            (
                "undang-undang dasar negara republik indonesia tahun 1945",
                "undang-undang dasar negara republik indonesia",
                "undang-undang dasar 1945",
                "undang-undang dasar",
            ),
            ("uud nri tahun 1945", "uud nri 1945", "uud 1945", "uud '45", "uud 45", "uud"),
            "N",
        ),
        Kind(
            "tap-mpr",
            (
                "ketetapan majelis permusyawaratan rakyat",
                "ketetapan majelis permusyawaratan rakyat sementara",
                "ketetapan majelis permusyawaratan rakyat republik indonesia",
            ),
            ("tap mpr", "tap mprs", "ketetapan mpr", "ketetapan mprs"),
            "N",
        ),
        Kind("uu", ("undang-undang", "undang-undang republik indonesia"), ("uu",), "N"),
        Kind("uudrt", ("undang-undang darurat",), ("uu darurat", "uu drt"), "N"),
        Kind("perpu", ("peraturan pemerintah pengganti undang-undang",), ("perpu", "perppu"), "N"),
        Kind("kuhp", ("kitab undang-undang hukum pidana",), ("kuhp",), "N"),
        Kind("kuhperdata", ("kitab undang-undang hukum perdata",), ("kuhperdata", "kuh perdata", "kuhper", "bw"), "N"),
        Kind("kuhd", ("kitab undang-undang hukum dagang",), ("kuhd",), "N"),
        Kind("pp", ("peraturan pemerintah", "peraturan pemerintah republik indonesia"), ("pp",), "N"),
        Kind("perpres", ("peraturan presiden", "peraturan presiden republik indonesia"), ("perpres",), "N"),
        Kind("penpres", ("penetapan presiden",), ("penpres",), "N"),
        Kind("keppres", ("keputusan presiden", "keputusan presiden republik indonesia"), ("keppres", "kepres"), "N"),
        Kind("inpres", ("instruksi presiden", "instruksi presiden republik indonesia"), ("inpres",), "N"),
        Kind("peperti", ("peraturan penguasa perang tertinggi",), ("peperti",), "N"),
        Kind("perda", ("peraturan daerah", "peraturan daerah tingkat ii"), ("perda",), "PKB"),
        Kind("qanun", ("qanun",), ("qanun",), "PKB"),
        Kind("perdasus", ("peraturan daerah khusus",), ("perdasus",), "P"),
        Kind("perdasi", ("peraturan daerah provinsi",), ("perdasi",), "P"),
        Kind("pergub", ("peraturan gubernur",), ("pergub",), "P"),
        Kind(
            "perwali",
            ("peraturan wali kota", "peraturan walikota"),
            ("perwali", "perwal", "perwako", "perwalkot", "perwalikota"),
            "K",
        ),
        Kind("perbup", ("peraturan bupati",), ("perbup",), "B"),
        Kind("ingub", ("instruksi gubernur",), ("ingub",), "P"),
        Kind("inwali", ("instruksi wali kota", "instruksi walikota"), ("inwali", "inwal"), "K"),
        Kind("inbup", ("instruksi bupati",), ("inbup",), "B"),
        Kind("kepgub", ("keputusan gubernur",), ("kepgub",), "P"),
        Kind("kepwali", ("keputusan wali kota", "keputusan walikota"), ("kepwali", "kepwal"), "K"),
        Kind("kepbup", ("keputusan bupati",), ("kepbup",), "B"),
        Kind("perdprd", ("peraturan dewan perwakilan rakyat daerah",), ("peraturan dprd",), "PKB"),
        Kind("kepdprd", ("keputusan dewan perwakilan rakyat daerah",), ("keputusan dprd",), "PKB"),
        Kind("perdes", ("peraturan desa", "peraturan kalurahan", "peraturan nagari"), ("perdes",), "D"),
    ]
    for code, names, short in _MINISTRIES:
        full = tuple(f"peraturan menteri {name}" for name in names)
        bare = [name.removeprefix("permen").strip() for name in short if name.startswith("permen")]
        spelt = [form for name in bare for form in (f"permen {name}", f"peraturan menteri {name}")]
        kinds.append(Kind(f"permen{code}", full, tuple(dict.fromkeys((*short, *spelt))), "N"))
        decree = tuple(f"keputusan menteri {name}" for name in names)
        kinds.append(Kind(f"kepmen{code}", decree, (f"kepmen{code}",), "N"))
    for code, body, short in _BODIES:
        bare = [name.removeprefix("peraturan ") for name in short if name.startswith("peraturan ")]
        heads = [form for name in bare for form in (f"peraturan kepala {name}", f"perka {name}")]
        kinds.append(Kind(code, (f"peraturan {body}", f"peraturan kepala {body}"), (*short, *heads), "N"))
    return tuple(kinds)


KINDS: dict[str, Kind] = {kind.code: kind for kind in _all_kinds()}
"""All kinds, by code."""
