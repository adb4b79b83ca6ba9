"""Commands that list: list, status; and what ``kb`` alone shows."""

from __future__ import annotations

import click

from kb.cli.frame import examples, filter_options, filters, give, opened, result_options, width
from kb.presenters.language import t


def commands() -> dict[str, click.Command]:
    """The commands of this group, in the language that is spoken."""
    return {"list": _list(), "status": _status()}


def _list() -> click.Command:
    @click.command(
        "list",
        help=t("Daftar peraturan, atau sesi dengan --sesi.", "List regulations, or sessions with --sesi.")
        + examples("kb list --jenis perda", "kb list --sesi --dari 2025"),
    )
    @click.option("--sesi", is_flag=True, help=t("Daftar sesi.", "List sessions."))
    @filter_options
    @result_options(table=True)
    @click.pass_context
    def list_(ctx: click.Context, /, sesi: bool, as_json: bool, as_csv: bool, **given: str) -> int:
        from kb.presenters import tables, terminal

        wanted = filters(given)
        base = opened(ctx)
        if sesi:
            sessions = base.sessions(wanted)
            table = tables.sessions_csv if as_csv else lambda rows: terminal.sessions_text(rows, width())
            give("list", sessions, lambda: table(sessions), as_json=as_json)
            return 0 if sessions else 1
        works = base.works(wanted)
        listed = tables.works_csv if as_csv else lambda rows: terminal.works_text(rows, width())
        give("list", works, lambda: listed(works), as_json=as_json)
        return 0 if works else 1

    return list_


def _status() -> click.Command:
    @click.command(
        "status",
        help=t(
            "Apa yang terindeks, sejak kapan, dan apa yang berubah.", "What is indexed, since when, and what changed."
        )
        + examples("kb status", "kb status --json"),
    )
    @result_options(table=False)
    @click.pass_context
    def status(ctx: click.Context, as_json: bool) -> int:
        from kb.presenters.terminal import status_text

        report = opened(ctx).status()
        give("status", report, lambda: status_text(report), as_json=as_json)
        return 0

    return status


def welcome(ctx: click.Context) -> None:
    """``kb`` alone: what is here, and three things to try."""
    from kb.presenters.terminal import coverage_text

    report = opened(ctx).status()
    lines = [f"kb · {report.home}"]
    lines.append(coverage_text(report.coverage) if report.coverage else t("Belum ada indeks.", "No index yet."))
    lines += [
        "",
        t("Coba:", "Try:"),
        '  kb discussions "Pasal 20 Perda 10/2021"',
        "  kb search zonasi",
        "  kb --help",
    ]
    click.echo("\n".join(lines))
