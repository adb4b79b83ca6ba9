"""Names of works, provisions, sessions and speeches, and the forms they are written in.

A work is ``place/kind[/year[/number]]`` (``id-3275/perda/2021/10``); a provision adds
``[!component]#path`` (``id-3275/perda/2021/10#12/2/a``). In exchange both are written the
Akoma Ntoso way. An id is a name, not a database number: it can point at a law that is not in
the corpus yet.

Sources: Akoma Ntoso 3.0 naming convention; the ids of Laws.Africa.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kb.errors import UsageError
from kb.indonesian.kinds import KINDS
from kb.indonesian.places import NATION, all_places, place_name

_WORK = r"id(?:-[a-z]{2}|-\d{2,10})?/[a-z-]+(?:/\d{4}(?:/[0-9a-z-]+)?)?\Z"
_SPEECH = r"(?P<session>[a-z0-9-]+)#(?P<anchor>[a-z][a-z0-9]*)\Z"


class Target(NamedTuple):
    """What a citation resolves to: a work, or a provision of it.

    ``component`` is ``""`` for the body, ``penjelasan``, ``lampiran`` or ``lampiran-2``;
    ``path`` is ``""`` for the whole work, else ``12/2/a``, ``5..9``, ``bab3/bag2``,
    ``menimbang/a``; ``mark`` is ``!`` (excepted from a range), ``?`` (the source contradicts
    itself) or ``""``.

    >>> str(Target("id-3275/perda/2021/10", path="12/2/a"))
    'id-3275/perda/2021/10#12/2/a'
    """

    work: str
    component: str = ""
    path: str = ""
    mark: str = ""

    def __str__(self) -> str:
        component = f"!{self.component}" if self.component else ""
        path = f"#{self.path}" if self.path else ""
        return f"{self.mark}{self.work}{component}{path}"


def parse_target(text: str) -> Target:
    """Read the notation that ``str(Target)`` writes.

    Raises UsageError when ``text`` is not of that form.

    >>> parse_target("id/uu/2009/25!penjelasan#9/2").component
    'penjelasan'
    """
    mark = text[0] if text[:1] in ("!", "?") else ""
    rest, _, path = text[len(mark) :].partition("#")
    work, _, component = rest.partition("!")
    if not re.match(_WORK, work):
        raise UsageError(f"bukan id peraturan: {text!r}")
    return Target(work, component, path, mark)


class Work(NamedTuple):
    """The parts of a work id; ``year`` and ``number`` are ``""`` where the kind has none."""

    place: str
    kind: str
    year: str
    number: str


def split_work(work: str) -> Work:
    """Take a work id apart.

    >>> split_work("id-3275/perda/2021/10")
    Work(place='id-3275', kind='perda', year='2021', number='10')
    """
    parts = [*work.split("/"), "", "", ""][:4]
    return Work(*parts)


def work_id(place: str, kind: str, year: str | int | None = None, number: str | None = None) -> str:
    """Put a work id together; leading zeros of the number are dropped.

    >>> work_id("id-3275", "perda", 2007, "06")
    'id-3275/perda/2007/6'
    """
    work = f"{place}/{kind}"
    if year:
        work += f"/{year}"
        if number:
            work += f"/{number.lstrip('0') or '0'}"
    return work


def work_slug(work: str) -> str:
    """The file name of a work without suffix, and the short name people may type.

    >>> work_slug("id-3275/perda/2021/10"), work_slug("id/uu/2009/25")
    ('perda-kota-bekasi-10-2021', 'uu-25-2009')
    """
    place, kind, year, number = split_work(work)
    words = [kind]
    if place != NATION:
        words += re.findall(r"[a-z0-9]+", place_name(place).lower())
    return "-".join([*words, *(w for w in (number, year) if w)])


def work_name(work: str, *, formal: bool = False) -> str:
    """A work as people write it; ``formal`` gives the form to copy into a document.

    >>> work_name("id-3275/perda/2021/10")
    'Perda Kota Bekasi 10/2021'
    >>> work_name("id-3275/perda/2021/10", formal=True)
    'Peraturan Daerah Kota Bekasi Nomor 10 Tahun 2021'
    """
    place, kind_code, year, number = split_work(work)
    kind = KINDS.get(kind_code)
    if formal:
        name = kind.title if kind else kind_code
        where = _place_after_kind(place, kind_code, formal=True)
        numbered = f" Nomor {number}" if number else ""
        dated = f" Tahun {year}" if year else ""
        return f"{name}{where}{numbered}{dated}"
    short = kind.short[0] if kind else kind_code
    short = short.upper() if len(short) <= 4 and short not in ("perma", "perpu") else short.capitalize()
    where = _place_after_kind(place, kind_code, formal=False)
    tail = f" {number}/{year}" if number else (f" {year}" if year else "")
    return f"{short}{where}{tail}"


def _place_after_kind(place_id: str, kind: str, *, formal: bool) -> str:
    """`` Kota Bekasi`` after Perda, but `` Bekasi`` after a kind that names the office in full."""
    if place_id == NATION:
        return ""
    place = all_places().get(place_id)
    if place is None:
        return f" {place_id}"
    names_office = kind in ("perwali", "inwali", "kepwali", "perbup", "inbup", "kepbup", "pergub", "ingub", "kepgub")
    return f" {place.name}" if formal and names_office else f" {place.full_name}"


_STEP_WORDS = {"bab": "BAB", "bag": "Bagian", "par": "Paragraf"}


def path_name(path: str, component: str = "") -> str:
    """A provision path in words.

    >>> path_name("12/2/a/1"), path_name("1/n7"), path_name("5..9"), path_name("bab3/bag2")
    ('Pasal 12 ayat (2) huruf a angka 1', 'Pasal 1 angka 7', 'Pasal 5–9', 'BAB 3 Bagian 2')
    >>> path_name("12/1", "penjelasan"), path_name("", "lampiran-2")
    ('Penjelasan Pasal 12 ayat (1)', 'Lampiran 2')
    """
    prefix = ""
    if component == "penjelasan":
        prefix = "Penjelasan Umum" if path == "umum" else "Penjelasan"
        if path == "umum":
            return prefix
    elif component.startswith("lampiran"):
        prefix = component.replace("lampiran-", "Lampiran ").replace("lampiran", "Lampiran")
    words = [prefix] if prefix else []
    steps = path.split("/") if path else []
    first = steps[0] if steps else ""
    if re.match(r"(bab|bag|par)\d", first):
        for step in steps:
            words.append(
                re.sub(r"(bab|bag|par)(\d+[A-Z]*)", lambda m: f"{_STEP_WORDS[m[1]]} {m[2]}", step).replace("..", "–")
            )
        return " ".join(words)
    if first in ("menimbang", "mengingat"):
        words.append(first.capitalize())
        if len(steps) > 1:
            words.append(f"{'huruf' if first == 'menimbang' else 'angka'} {steps[1]}")
        return " ".join(words)
    for depth, step in enumerate(steps):
        words.append(_step_name(depth, step))
    return " ".join(words)


def _step_name(depth: int, step: str) -> str:
    shown = step.replace("..n", "–").replace("..", "–").split("_", 1)[0]
    if depth == 0:
        return f"Pasal {shown}"
    if step.startswith("n") and step[1:2].isdigit():
        return f"angka {shown[1:]}"
    if depth == 1 and step[0].isdigit():
        return f"ayat ({shown})".replace("–", ")–(")
    return f"{'angka' if step[0].isdigit() else 'huruf'} {shown}"


def target_name(target: Target, *, formal: bool = False) -> str:
    """A target as people write it, law first; ``formal`` puts the provision first, to copy.

    >>> target_name(parse_target("id-3275/perda/2021/10#20/1"))
    'Perda Kota Bekasi 10/2021 Pasal 20 ayat (1)'
    >>> target_name(parse_target("id-3275/perda/2021/10#20/1"), formal=True)
    'Pasal 20 ayat (1) Peraturan Daerah Kota Bekasi Nomor 10 Tahun 2021'
    """
    work = work_name(target.work, formal=formal)
    path = path_name(target.path, target.component)
    if not path:
        return work
    return f"{path} {work}" if formal else f"{work} {path}"


def article_of(path: str) -> str:
    """The first step of a path: the article, chapter or recital it lies in."""
    return path.split("/", 1)[0]


def speech_id(session: str, anchor: str) -> str:
    """``2024-10-10-slug#p4``."""
    return f"{session}#{anchor}"


def split_speech_id(text: str) -> tuple[str, str] | None:
    """Session and anchor of a speech id, or None when ``text`` is none.

    >>> split_speech_id("2024-10-10-slug#p4")
    ('2024-10-10-slug', 'p4')
    """
    found = re.match(_SPEECH, text)
    return (found["session"], found["anchor"]) if found else None


def work_uri(work: str) -> str:
    """The Akoma Ntoso name of a work.

    >>> work_uri("id-3275/perda/2021/10")
    '/akn/id-3275/act/perda/2021/10'
    """
    place, _, rest = work.partition("/")
    return f"/akn/{place}/act/{rest}"


def target_uri(target: Target) -> str:
    """The Akoma Ntoso name of a target; a range keeps its first and last step.

    >>> target_uri(parse_target("id-3275/perda/2021/10#12/2/a"))
    '/akn/id-3275/act/perda/2021/10/!main~art_12__para_2__point_a'
    """
    uri = work_uri(target.work)
    if not target.component and not target.path:
        return uri
    component = target.component or "main"
    return f"{uri}/!{component}" + (f"~{_eid(target.path)}" if target.path else "")


def _eid(path: str) -> str:
    names = []
    steps = path.split("/")
    for depth, step in enumerate(steps):
        heading = re.match(r"(bab|bag|par)(.+)", step)
        if heading and heading[2][0].isdigit():
            names.append(f"{ {'bab': 'chapter', 'bag': 'part', 'par': 'subpart'}[heading[1]] }_{heading[2]}")
        elif steps[0] in ("menimbang", "mengingat"):
            names.append(step if depth == 0 else f"point_{step}")
        elif depth == 0:
            names.append(f"art_{step}")
        elif depth == 1 and step[0].isdigit():
            names.append(f"para_{step}")
        else:
            names.append(f"point_{step.removeprefix('n')}")
    return "__".join(names)
