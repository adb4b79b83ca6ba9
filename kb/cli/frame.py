"""What commands share: the knowledge base that was named, how a result goes out, progress."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import click

from kb.presenters.language import set_language, t

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from kb.knowledge_base import KnowledgeBase
    from kb.search.engine import Filters

PIPED_WIDTH = 100


def opened(ctx: click.Context) -> KnowledgeBase:
    """The knowledge base of ``--kb``, ``KB_HOME``, a parent folder, or the shipped one."""
    from pathlib import Path

    from kb.knowledge_base import KnowledgeBase

    folder = ctx.obj["folder"]
    base = KnowledgeBase.open(Path(folder) if folder else None, on_first_build=Progress().tell)
    root = ctx.find_root()
    if not root.params.get("bahasa") and not os.environ.get("KB_LANG"):
        set_language(base.settings.language)
    return base


def width() -> int:
    """The width of the terminal, 100 where there is none."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS"):
        import shutil

        return max(40, min(shutil.get_terminal_size((PIPED_WIDTH, 24)).columns, 120))
    return PIPED_WIDTH


def out(text: str) -> None:
    """A result to stdout; through a pager only on a terminal and only when longer than it."""
    if sys.stdout.isatty():
        import shutil

        if text.count("\n") > shutil.get_terminal_size().lines - 2:
            click.echo_via_pager(text + "\n")
            return
    click.echo(text)


def give(kind: str, result: object, text: Callable[[], str], *, as_json: bool) -> None:
    """A result to stdout, as JSON where that was asked for, else as ``text`` makes it."""
    if as_json:
        from kb.presenters.machine import json_text

        out(json_text(kind, result))
    else:
        out(text())


def filter_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The flags that search and list share; ``filters`` reads them."""
    flags = (
        ("--jenis", "KODE", t("Jenis peraturan atau sesi.", "Kind of law or session.")),
        ("--nomor", None, t("Nomor peraturan.", "Number of the law.")),
        ("--tahun", None, t("Tahun peraturan.", "Year of the law.")),
        ("--tempat", None, t("Daerah pembuat peraturan.", "Whose law it is.")),
        ("--status", None, t("berlaku, diubah, atau dicabut.", "berlaku, diubah or dicabut.")),
        ("--lembaga", None, t("Lembaga sesi.", "Body of the session.")),
        ("--dari", "TANGGAL", t("Sejak tanggal.", "From this date.")),
        ("--sampai", "TANGGAL", t("Sampai tanggal.", "Up to this date.")),
    )
    for flag, metavar, text in reversed(flags):
        function = click.option(flag, default="", metavar=metavar, help=text)(function)
    return function


def result_options(*, table: bool) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``--json``, and ``--csv`` where the result is a table."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        if table:
            function = click.option("--csv", "as_csv", is_flag=True, help=t("Keluaran CSV.", "Write CSV."))(function)
        return click.option("--json", "as_json", is_flag=True, help=t("Keluaran JSON.", "Write JSON."))(function)

    return decorate


class Progress:
    """Progress on stderr: one moving line on a terminal, a plain line every ten seconds elsewhere."""

    def __init__(self) -> None:
        self.started = self.last = time.monotonic()
        self.drawn = False

    def tell(self, what: str, done: int, of: int) -> None:
        """Say how far it is; nothing in the first second."""
        now = time.monotonic()
        if now - self.started < 1:
            return
        if sys.stderr.isatty():
            end = done >= of
            if now - self.last > 0.1 or end:
                bar = "█" * (20 * done // max(of, 1))
                click.echo(f"\r{what:<10} {bar:<20} {done}/{of}", nl=False, err=True)
                self.drawn = True
                self.last = now
            if end and self.drawn:
                click.echo(err=True)
                self.drawn = False
        elif now - self.last > 10:
            self.last = now
            click.echo(f"{what}: {done}/{of}", err=True)


def filters(given: dict[str, str], kind: str = "") -> Filters:
    """The conditions of the filter flags; dates in any form that people write. Raises UsageError."""
    from dataclasses import replace

    from kb.search.engine import Filters

    wanted = {**given, "dari": day(given.get("dari")), "sampai": day(given.get("sampai"))}
    return replace(Filters(kind=kind), **wanted)  # type: ignore[arg-type]  # all of these fields are text


def day(text: str | None) -> str:
    """A date as people write it → ISO, maybe without its day. Raises UsageError."""
    if not text:
        return ""
    from kb.errors import UsageError
    from kb.indonesian.dates import parse_date

    found = parse_date(text)
    if found is None:
        raise UsageError(
            t(f"tanggal tidak terbaca: {text}", f"not a date: {text}"),
            t("Tulis 2024-10-10, 10-10-2024, 10 Oktober 2024, atau 2024-04", "Write 2024-10-10, 10-10-2024 or 2024-04"),
        )
    return found


def examples(*lines: str) -> str:
    """The examples at the end of a help text, kept as they are."""
    return "\n\n\b\n" + t("Contoh:", "Examples:") + "\n" + "\n".join(f"  {line}" for line in lines)
