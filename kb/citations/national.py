"""National laws that kb knows without a corpus: titles, nicknames, dates.

One row a law: year/number | day enacted | title | nicknames | repealed from | amends | implements.
A day that we are not sure of is left empty; nothing is concluded from an empty field.
Nicknames that moved from one law to a later one end the day before the later one.

Source: the laws themselves (public facts); see docs for how the list is kept.
"""

from __future__ import annotations

from pathlib import Path

from kb.citations.catalogue import CatalogueWork, Nickname, StatusSpan


def national_works() -> tuple[CatalogueWork, ...]:
    """All laws of ``national.tsv``."""
    works: list[CatalogueWork] = []
    for row in Path(__file__).with_name("national.tsv").read_text(encoding="utf-8").splitlines():
        if row.startswith("#") or not row.strip():
            continue
        work, enacted, title, nicknames, repealed, amends, implements = (row.split("\t") + [""] * 6)[:7]
        status: tuple[StatusSpan, ...] = (StatusSpan(enacted, "in-force"),) if enacted else ()
        if repealed:
            status += (StatusSpan(repealed, "repealed"),)
        works.append(
            CatalogueWork(
                work,
                title,
                tuple(_nickname(text) for text in nicknames.split("|") if text),
                enacted,
                status,
                amends=tuple(amends.split("|")) if amends else (),
                implements=tuple(implements.split("|")) if implements else (),
            )
        )
    return tuple(works)


def _nickname(text: str) -> Nickname:
    """``UU Pemda@2004-10-15..2014-10-01`` → a nickname with its days."""
    name, _, days = text.partition("@")
    start, _, end = days.partition("..")
    return Nickname(name, start, end)
