"""Lines of a session → its speeches: who speaks, in which mode, by which source, with remarks apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb.model import Notice, Remark, Speech, SpeechMode
from kb.readers import Line

_HEADER = re.compile(
    r"\*\*(?P<speaker>[^*]{1,200})\*\*(?:\s*\[(?P<time>[\d:.]{4,12})\])?(?:\s*\{(?P<attributes>[^{}]{1,400})\})?\s*:\s?(?P<text>.*)\Z"
)
_PLAIN = re.compile(r"(?P<label>[A-Z][A-Z .,'/()-]{2,80}[A-Z)])\s*:\s*(?P<text>.*)\Z")
_SPEAKER = re.compile(r"(?P<name>.*?)\s*\((?P<role>[^()]*(?:\([^()]*\)[^()]*)*)\)\Z")
_ATTRIBUTE = re.compile(r'#(?P<anchor>[a-z][a-z0-9]*)|(?P<key>[a-z]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>\S+))')
_REMARK = re.compile(r"\*\((?P<text>.+)\)\*\Z")
_NOBODY = ("—", "–", "-")


class _Turn:
    def __init__(self, line: int) -> None:
        self.line = line
        self.anchor = self.role = self.cue = self.source = ""
        self.speaker: str | None = None
        self.mode = SpeechMode.DIRECT
        self.start: float | None = None
        self.paragraphs: list[str] = []
        self.remarks: list[Remark] = []
        self.provisional = False

    def done(self) -> Speech:
        return Speech(
            self.anchor, "\n".join(self.paragraphs), self.speaker, self.role, self.mode, self.cue, self.source,
            self.start, tuple(self.remarks), self.provisional, self.line,
        )  # fmt: skip


def read_speeches(lines: Iterable[Line], file: str) -> tuple[tuple[Speech, ...], tuple[Notice, ...]]:
    """The speeches in order, and what is doubtful: text before the first speaker, doubled or missing anchors."""
    turns: list[_Turn] = []
    notices: list[Notice] = []
    fresh = True
    for line in lines:
        text = line.text.strip()
        if not text:
            fresh = True
            continue
        turn = _header(line.number, text, file, notices)
        if turn:
            turns.append(turn)
            fresh = False
            continue
        if not turns:
            notices.append(
                Notice("text-before-speaker", f"teks sebelum pembicara pertama: {text[:60]}", file, line.number)
            )
            turns.append(_Turn(line.number))
        remark = _REMARK.match(text)
        if remark:
            turns[-1].remarks.append(Remark(len("\n".join(turns[-1].paragraphs)), f"({remark['text']})"))
        elif fresh or not turns[-1].paragraphs:
            turns[-1].paragraphs.append(text)
        else:
            turns[-1].paragraphs[-1] += f" {text}"
        fresh = False
    _anchors(turns, file, notices)
    return tuple(turn.done() for turn in turns), tuple(notices)


def _header(number: int, text: str, file: str, notices: list[Notice]) -> _Turn | None:
    found = _HEADER.match(text)
    if found is None:
        plain = _PLAIN.match(text)
        if plain is None:
            return None
        turn = _Turn(number)
        _name(turn, plain["label"])
        turn.paragraphs = [plain["text"]] if plain["text"] else []
        return turn
    turn = _Turn(number)
    _name(turn, found["speaker"].strip())
    if found["time"]:
        turn.start = _seconds(found["time"])
    for attribute in _ATTRIBUTE.finditer(found["attributes"] or ""):
        if attribute["anchor"]:
            turn.anchor = attribute["anchor"]
            continue
        value = attribute["quoted"] if attribute["quoted"] is not None else attribute["bare"]
        if attribute["key"] == "cara" and value in tuple(SpeechMode):
            turn.mode = SpeechMode(value)
        elif attribute["key"] == "isyarat":
            turn.cue = value
        elif attribute["key"] == "sumber":
            turn.source = value
        else:
            notices.append(Notice("unknown-attribute", f"atribut tidak dikenal: {attribute[0]}", file, number))
    turn.paragraphs = [found["text"]] if found["text"] else []
    return turn


def _name(turn: _Turn, label: str) -> None:
    found = _SPEAKER.match(label)
    name, role = (found["name"].strip(), found["role"].strip()) if found else (label, "")
    turn.speaker = None if name in _NOBODY else name
    turn.role = role


def _seconds(text: str) -> float:
    seconds = 0.0
    for part in text.split(":"):
        seconds = seconds * 60 + float(part or 0)
    return seconds


def _anchors(turns: list[_Turn], file: str, notices: list[Notice]) -> None:
    """Give a provisional anchor where the file has none, and tell of doubled ones."""
    seen: set[str] = set()
    taken = {turn.anchor for turn in turns}
    count = 0
    for turn in turns:
        if turn.anchor in seen:
            notices.append(Notice("repeated-anchor", f"jangkar muncul lagi: {turn.anchor}", file, turn.line))
            turn.anchor = ""
        if not turn.anchor:
            while not turn.anchor or turn.anchor in taken:
                count += 1
                turn.anchor = f"p{count}"
            taken.add(turn.anchor)
            turn.provisional = True
            notices.append(
                Notice("provisional-anchor", f"ucapan tanpa jangkar, sementara {turn.anchor}", file, turn.line)
            )
        seen.add(turn.anchor)
