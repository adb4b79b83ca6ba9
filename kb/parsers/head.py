"""The head of a regulation without front matter → its work id and title."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb.citations.laws import Form, read_law
from kb.citations.lexicon import named_places
from kb.citations.tokens import Token, tokenize
from kb.ids import work_id
from kb.indonesian.kinds import KINDS
from kb.indonesian.places import NATION
from kb.model import Naskah, Notice, Regulation
from kb.readers import Line

HEAD_LINES = 60
_LETTERS = {"provinsi": "P", "kota": "K", "kabupaten": "B"}
_STOP = re.compile(
    r"DENGAN RAHMAT|Menimbang|MENIMBANG|PRESIDEN|BUPATI|WALI ?KOTA|GUBERNUR|MENTERI|## "
    r"|(?i:pasal)\s+(?:1|I)\b|BAB\s+I\b"
)


def read_head(lines: Iterable[Line], file: str) -> tuple[Regulation, tuple[Notice, ...]]:
    """The law a text says it is: the first law with number and year named in its head, and its title.

    Where none is found the work stays ``""`` and a notice says so; the text is kept.
    """
    head = [line for line, _ in zip(lines, range(HEAD_LINES), strict=False)]
    text = "\n".join(re.sub(r"[#*_]+", " ", line.text.replace("\f", " ")) for line in head)
    tokens = tokenize(text)
    for i in range(len(tokens)):
        law = read_law(tokens, i)
        if law is None or law.form is not Form.NUMBER or law.bill:
            continue
        work = _work(law.kind, law.place, law.place_kind, law.year, law.number)
        title = _title(text, tokens, law.end)
        notices: tuple[Notice, ...] = ()
        if not work:
            notices = (Notice("unknown-work", "tempat peraturan tidak dapat dipastikan", file, 1),)
        return Regulation(work, Naskah.EKSTRAKSI, title, law.number, file=file), notices
    notice = Notice("unknown-work", "peraturan mana ini tidak terbaca di bagian depan", file, 1)
    return Regulation("", Naskah.EKSTRAKSI, file=file), (notice,)


def _work(kind: str, place: str, place_kind: str, year: str, number: str) -> str:
    letters = KINDS[kind].places
    if letters == "N":
        return work_id(NATION, kind, year, number)
    fitting = [p for p in named_places(place) if _LETTERS[p.kind] in letters and place_kind in ("", p.kind)]
    return work_id(fitting[0].id, kind, year, number) if len(fitting) == 1 else ""


def _title(text: str, tokens: list[Token], end: int) -> str | None:
    """What stands behind TENTANG, up to the formula that follows it."""
    while end < len(tokens) and tokens[end].low != "tentang":
        if tokens[end].text[0].isalpha():
            return None
        end += 1
    if end + 1 >= len(tokens):
        return None
    rest = text[tokens[end].end :]
    stop = _STOP.search(rest)
    title = " ".join(rest[: stop.start() if stop else 300].split()).strip(" ,.;:-–…|")
    return title[:400] or None
