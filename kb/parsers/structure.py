"""Lines of a regulation → its units: chapters, articles, clauses, points, elucidation, attachments.

One reader serves canonical Markdown and other people's lines. Labels stay as printed. A line
that only looks like the start of a unit (a wrapped reference) is told by what can come next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from kb.indonesian.numbers import parse_number_words, roman_to_int
from kb.model import Notice, Provision, ProvisionKind
from kb.readers import Line

_QUOTE = re.compile(r"(?:> ?)+")
_MARKS = re.compile(r"(?P<indent>\s*)(?P<heading>#{1,6}\s+)?(?P<bullet>[-*]\s+(?=\S))?")
_ARTICLE = re.compile(r"(?:pasal)\s*(?P<label>\d{1,4}\s?[A-Z]?|[IVX]{1,5})\s*\.?\Z", re.IGNORECASE)
_CHAPTER = re.compile(r"BAB\s+(?P<label>[IVXLC]{1,7}[A-Z]?|\d{1,3})\b[.\s]*(?P<title>.*)\Z")
_PART = re.compile(
    r"Bagian\s+(?P<label>Ke[a-z]+(?:\s(?:Belas|Puluh)(?:\s[A-Z][a-z]+)?)?|Pertama)\b\s*(?P<title>[A-Z(]?.*)\Z"
)
_SUBPART = re.compile(r"Paragraf\s+(?P<label>\d{1,3}|Ke[a-z]+|Pertama)\b\s*(?P<title>[A-Z(]?.*)\Z")
_CLAUSE = re.compile(r"\((?P<label>\d{1,3}[a-z]?)\)\s*(?P<text>.*)\Z")
_POINT = re.compile(
    r"(?P<label>(?P<letter>[a-z]{1,2})(?P<lmark>[.)])|(?P<number>\d{1,3}[a-z]?)(?P<nmark>[.)])|\((?P<inner>[a-z]{1,2})\))"
    r"\s+(?P<text>\S.*)\Z"
)
_PAGE_NUMBER = re.compile(r"\s*[-–]?\s*\d{1,4}\s*[-–]?\s*\Z")
_PAGE_MARK = re.compile(r"<!--\s*hlm\.\s*(?P<page>\d+)\s*-->\Z")
_RECITALS = re.compile(r"(?P<part>Menimbang|MENIMBANG|Mengingat|MENGINGAT)\b\s*:?\s*(?P<text>.*)\Z")
_ATTACHMENT = re.compile(
    r"(?:LAMPIRAN|Lampiran)(?:\s+(?P<label>[IVXL]{1,6}|\d{1,2}))?\s*(?P<rest>:.*|PERATURAN.*|KEPUTUSAN.*)?\Z"
)
_OPEN_END = re.compile(
    r"(?:\b(?:dalam|pada|dengan|dan|atau|serta|dimaksud|ketentuan|menurut|dari|huruf|ayat|melanggar|s\.d\.?)|[,(])\Z",
    re.I,
)
_STYLE_FIRST = {"a.": "a", "a)": "a", "(a)": "a", "1.": "1", "1)": "1"}


class _Point(NamedTuple):
    style: str
    label: str
    path: str


class _Unit:
    """A unit under construction."""

    def __init__(self, provision: Provision) -> None:
        self.provision = provision
        self.paragraphs: list[str] = [provision.text] if provision.text else []
        self.closing: list[str] = []

    def done(self) -> Provision:
        return self.provision._replace(text="\n".join(self.paragraphs), closing="\n".join(self.closing))


def read_structure(
    lines: Iterable[Line], file: str, *, canonical: bool
) -> tuple[tuple[Provision, ...], tuple[Notice, ...], tuple[tuple[int, str], ...]]:
    """The units in document order, what is doubtful, and the lines dropped as furniture of the page.

    ``canonical`` says that the lines are our own Markdown, where blank lines part paragraphs.
    Every line that is not blank ends up in a unit or in the furniture.
    """
    reader = _Reader(file, canonical=canonical)
    for line in lines:
        reader.take(line)
    return reader.result()


class _Reader:
    def __init__(self, file: str, *, canonical: bool) -> None:
        self.file = file
        self.canonical = canonical
        self.units: list[_Unit] = []
        self.notices: list[Notice] = []
        self.furniture: list[tuple[int, str]] = []
        self.seen: set[tuple[str, str]] = set()
        self.component = ""
        self.part = "front"
        self.article = ""
        self.clause = ""
        self.points: list[_Point] = []
        self.chapter: list[str] = ["", "", ""]
        self.instruction = ""
        self.quote = 0
        self.after_blank = True
        self.page = 0
        self.last_article = ""

    # Lines

    def take(self, line: Line) -> None:
        text = line.text
        form_feed = text.startswith("\f")
        text = text.lstrip("\f").rstrip()
        page = _PAGE_MARK.match(text.strip())
        if page:
            self.page = int(page["page"])
            return
        quote = _QUOTE.match(text) if self.canonical else None
        depth = quote[0].count(">") if quote else 0
        if quote:
            text = text[quote.end() :]
        if depth != self.quote:
            self._requote(depth)
        if not text.strip():
            self.after_blank = True
            return
        if not self.canonical and _PAGE_NUMBER.match(text) and (self.after_blank or form_feed):
            self.furniture.append((line.number, line.text))
            return
        marks = _MARKS.match(text)
        indent = len(marks["indent"]) if marks else 0
        heading = bool(marks and marks["heading"])
        bullet = bool(marks and marks["bullet"])
        body = text[marks.end() :].strip() if marks else text.strip()
        body = body.strip("*").strip() if not self.canonical else body
        if body:
            self._line(line.number, body, indent, heading=heading, bullet=bullet)
        else:
            self.furniture.append((line.number, line.text))
        self.after_blank = False

    def _requote(self, depth: int) -> None:
        """Enter or leave the text that an amending act quotes."""
        if depth:
            self.instruction = f"{self._here()}>"
            # A clause quoted without its article belongs to the article that the instruction names.
            named = re.findall(r"Pasal\s+(\d+[A-Z]?)", self._last_words(200))
            self.article, self.clause = named[-1] if named else "", ""
        else:
            self.instruction = ""
            self.article, self.clause = self.last_article, ""
        self.quote, self.points = depth, []
        self.after_blank = True

    def _here(self) -> str:
        return self.points[-1].path if self.points else self.article

    def _line(self, number: int, text: str, indent: int, *, heading: bool, bullet: bool) -> None:
        if self._opens_part(number, text, heading=heading) or self._opens_heading(number, text, heading=heading):
            return
        if self._opens_article(number, text, heading=heading):
            return
        if self._opens_clause(number, text) or self._opens_point(number, text, bullet=bullet):
            return
        self._text(number, text, indent)

    # What a line opens

    def _opens_part(self, number: int, text: str, *, heading: bool) -> bool:
        if self.component.startswith("lampiran") and not heading and self.canonical:
            return False
        if text.upper() in ("PENJELASAN", "PENJELASAN ATAS") and (heading or text.isupper()) and self.article:
            self._enter("penjelasan", "penjelasan")
            self._add(ProvisionKind.ELUCIDATION, "", number, label=text)
            return True
        if self.component == "penjelasan":
            if re.match(r"(?:I\.?\s+)?(?:PENJELASAN\s+)?UMUM\.?\Z", text, re.I):
                self.article, self.clause, self.points = "umum", "", []
                self._add(ProvisionKind.ELUCIDATION, "umum", number, label=text)
                return True
            if re.match(r"(?:II\.?\s+)?(?:PENJELASAN\s+)?PASAL DEMI PASAL\.?\Z", text, re.I):
                self._add(ProvisionKind.ELUCIDATION, "", number, label=text)
                return True
        found = _ATTACHMENT.match(text)
        if found and self.article and (heading or (text.isupper() and not self.canonical)):
            label = found["label"] or ""
            value = str(roman_to_int(label) or label) if label else ""
            self._enter(f"lampiran-{value}" if value else "lampiran", "attachment")
            self._add(ProvisionKind.ATTACHMENT, "", number, label=text)
            return True
        if self.component == "" and self.part in ("front", "menimbang", "mengingat"):
            found = _RECITALS.match(text)
            if found:
                self.part, self.points = found["part"].lower(), []
                self._add(ProvisionKind.RECITAL, self.part, number, label=found["part"])
                rest = found["text"]
                if rest and not self._opens_point(number, rest, bullet=False):
                    self._text(number, rest, 0)
                return True
            if re.match(r"M\s?E\s?M\s?U\s?T\s?U\s?S\s?K\s?A\s?N", text):
                self.part = "decision"
                self._add(ProvisionKind.FRONT, "", number, text=text)
                return True
        return False

    def _enter(self, component: str, part: str) -> None:
        self.component, self.part = component, part
        self.article = self.clause = ""
        self.points = []

    def _opens_heading(self, number: int, text: str, *, heading: bool) -> bool:
        if self.component:
            return False
        for level, (pattern, name) in enumerate(((_CHAPTER, "bab"), (_PART, "bag"), (_SUBPART, "par"))):
            found = pattern.match(text)
            if not found or (not heading and self.canonical):
                continue
            if level and not heading and found["title"] and len(found["title"]) > 120:
                continue
            value = _heading_number(found["label"])
            if value is None:
                continue
            if level and not self.chapter[0] and not heading and self.part == "front":
                continue
            self.chapter[level] = f"{name}{value}"
            self.chapter[level + 1 :] = [""] * (2 - level)
            path = "/".join(step for step in self.chapter[: level + 1] if step)
            title = found["title"].strip()
            label = text[: len(text) - len(found["title"])].strip() if title else text
            self.part, self.points, self.clause = "body", [], ""
            self._add(ProvisionKind.HEADING, path, number, label=label, heading=title, level=level + 1)
            self.article = ""
            return True
        return False

    def _opens_article(self, number: int, text: str, *, heading: bool) -> bool:
        if self.component == "penjelasan" and heading:
            found_deep = re.match(r"Pasal\s+(\S+)\s+(ayat|huruf|angka)\s+\(?(\w+)\)?", text)
            if found_deep:
                self.article, self.clause, self.points = found_deep[1], found_deep[3], []
                self._add(ProvisionKind.ELUCIDATION, f"{found_deep[1]}/{found_deep[3]}", number, label=text)
                return True
        found = _ARTICLE.match(text)
        if not found or (self.canonical and not heading):
            return False
        label = found["label"].replace(" ", "")
        label = label if label.isalpha() and label.isupper() and len(label) > 1 else label.upper()
        if not heading and not self._may_open():
            return False
        if self.component.startswith("lampiran"):
            return False
        kind = ProvisionKind.ELUCIDATION if self.component == "penjelasan" else ProvisionKind.ARTICLE
        self.part, self.article, self.clause, self.points = "body", label, "", []
        if not self.quote:
            self.last_article = label
        self._add(kind, label, number, label=text)
        return True

    def _may_open(self) -> bool:
        """Whether an article can open here: not in the middle of a sentence."""
        return not _OPEN_END.search(self._last_words())

    def _last_words(self, length: int = 40) -> str:
        if not self.units:
            return ""
        unit = self.units[-1]
        if unit.provision.kind in (ProvisionKind.HEADING, ProvisionKind.ARTICLE) and not unit.paragraphs:
            return ""
        parts = unit.closing or unit.paragraphs
        return parts[-1][-length:] if parts else ""

    def _opens_clause(self, number: int, text: str) -> bool:
        found = _CLAUSE.match(text)
        if not found or not self.article or self.component.startswith("lampiran") or self.part != "body":
            return False
        label = found["label"]
        if not self._clause_follows(label):
            return False
        self.clause, self.points = label, []
        kind = ProvisionKind.ELUCIDATION if self.component else ProvisionKind.CLAUSE
        self._add(kind, f"{self.article}/{label}", number, label=f"({label})", text=found["text"])
        return True

    def _clause_follows(self, label: str) -> bool:
        before = self._last_words()
        if not self.clause:
            return label.startswith("1") or not _OPEN_END.search(before)
        old, new = int(re.sub(r"\D", "", self.clause)), int(re.sub(r"\D", "", label))
        if _OPEN_END.search(before):
            return False
        return (
            new == old + 1 or (new == old and label != self.clause) or (new > old and before.endswith((".", ";", ":")))
        )

    def _opens_point(self, number: int, text: str, *, bullet: bool) -> bool:
        found = _POINT.match(text)
        if not found or self.component.startswith("lampiran"):
            return False
        if self.part not in ("menimbang", "mengingat") and not self.article:
            return False
        label = found["letter"] or found["number"] or found["inner"]
        style = "(a)" if found["inner"] else ("a" if found["letter"] else "1") + (found["lmark"] or found["nmark"])
        depth = next((n for n, point in enumerate(self.points) if point.style == style), None)
        if depth is None:
            if label != _STYLE_FIRST[style] and not bullet:
                return False
            parents = self.points
            if len(parents) >= 4:
                return False
        else:
            if not _follows(self.points[depth].label, label) and not bullet:
                return False
            parents = self.points[:depth]
        base = parents[-1].path if parents else self._base()
        numbered = bool(found["number"])
        direct = not parents and numbered and not self.clause and self.part == "body" and not self.component
        path = f"{base}/{'n' if direct else ''}{label}"
        self.points = [*parents, _Point(style, label, path)]
        amending = re.fullmatch(r"[IVX]+", self.article) is not None and direct and not self.quote
        kind = ProvisionKind.INSTRUCTION if amending else ProvisionKind.POINT
        if self.part in ("menimbang", "mengingat"):
            kind = ProvisionKind.RECITAL
        if self.component:
            kind = ProvisionKind.ELUCIDATION
        printed = text[: found.start("text")].strip()
        self._add(kind, path, number, label=printed, text=found["text"], level=len(self.points))
        return True

    def _base(self) -> str:
        if self.part in ("menimbang", "mengingat"):
            return self.part
        return f"{self.article}/{self.clause}" if self.clause else self.article

    # Text

    def _text(self, number: int, text: str, indent: int) -> None:
        if not self.units:
            self._add(ProvisionKind.FRONT, "", number, text=text)
            return
        unit = self.units[-1]
        kind = unit.provision.kind
        if kind is ProvisionKind.HEADING and not unit.paragraphs and not unit.provision.heading and text.isupper():
            self._retitle(unit, text)
            return
        if kind is ProvisionKind.HEADING and not self.canonical and not unit.paragraphs and self.after_blank is False:
            self._retitle(unit, f"{unit.provision.heading} {text}".strip())
            return
        if self.canonical and self.points and not indent and self.after_blank and not self.component:
            owner = self._owner()
            owner.closing.append(text)
            return
        parts = unit.closing if unit.closing else unit.paragraphs
        new_paragraph = self.after_blank and (self.canonical or not parts or parts[-1].endswith((".", ":", ";")))
        table = text.startswith("|") or (parts and parts[-1].split("\n")[-1].startswith("|"))
        if not parts or new_paragraph or self.component.startswith("lampiran") or table:
            parts.append(text)
        else:
            parts[-1] = _joined(parts[-1], text)

    def _owner(self) -> _Unit:
        """The clause or article whose points have ended."""
        wanted = self.instruction + self._base()
        for unit in reversed(self.units):
            if unit.provision.path == wanted and unit.provision.component == self.component:
                return unit
        return self.units[-1]

    def _retitle(self, unit: _Unit, title: str) -> None:
        unit.provision = unit.provision._replace(heading=title)

    def _add(
        self,
        kind: ProvisionKind,
        path: str,
        number: int,
        *,
        label: str = "",
        text: str = "",
        heading: str = "",
        level: int = 0,
    ) -> None:
        full = self.instruction + path if path and self.instruction else path
        if full and (self.component, full) in self.seen:
            n = 2
            while (self.component, f"{full}_{n}") in self.seen:
                n += 1
            if kind is not ProvisionKind.HEADING:
                self.notices.append(Notice("repeated-label", f"{label or full} muncul lagi", self.file, number))
            full = f"{full}_{n}"
            if kind is ProvisionKind.ARTICLE:
                self.article = full.removeprefix(self.instruction)
            elif kind is ProvisionKind.CLAUSE:
                self.clause = full.rsplit("/", 1)[-1]
            elif self.points and self.points[-1].path == path:
                self.points[-1] = self.points[-1]._replace(path=full.removeprefix(self.instruction))
        if full:
            self.seen.add((self.component, full))
        self.units.append(
            _Unit(Provision(kind, full, label, text, heading, "", self.component, level, self.quote, self.page, number))
        )

    def result(self) -> tuple[tuple[Provision, ...], tuple[Notice, ...], tuple[tuple[int, str], ...]]:
        provisions = tuple(unit.done() for unit in self.units)
        if provisions and not any(p.kind is ProvisionKind.ARTICLE for p in provisions):
            self.notices.append(Notice("no-articles", "tidak ada pasal yang terbaca", self.file, 1))
        return provisions, tuple(self.notices), tuple(self.furniture)


def _heading_number(label: str) -> str | None:
    inserted = re.fullmatch(r"([IVXLC]+?)([A-Z])", label)
    value = roman_to_int(label)
    if value:
        return str(value)
    if inserted:
        base = roman_to_int(inserted[1])
        return f"{base}{inserted[2]}" if base else None
    if label.isdigit():
        return label
    words = label.lower().split()
    words[0] = {"pertama": "satu", "kesatu": "satu"}.get(words[0], words[0].removeprefix("ke"))
    found = parse_number_words(words)
    return str(found[0]) if found else None


def _follows(old: str, new: str) -> bool:
    """Whether a label can come behind another of its list."""
    if old.isalpha() and new.isalpha():
        if len(new) == 1 and len(old) == 1:
            return 0 < ord(new) - ord(old) <= 2
        return old in ("z", "aa") or new > old
    first, second = re.match(r"\d+", old), re.match(r"\d+", new)
    if not first or not second:
        return False
    return int(second[0]) == int(first[0]) + 1 or (second[0] == first[0] and old != new)


def _joined(before: str, text: str) -> str:
    """Two lines of a paragraph; a word broken at the line end is left as printed unless it goes on in small letters."""
    if before.endswith("-") and text[:1].islower() and before[-2:-1].isalpha():
        stem = re.search(r"(\w+)-\Z", before)
        if stem and not text.lower().startswith(stem[1].lower()):
            return before[:-1] + text
        return before + text
    return f"{before} {text}"
