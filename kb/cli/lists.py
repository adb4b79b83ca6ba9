"""Commands that list: list, status; and what ``kb`` alone shows."""

from __future__ import annotations

import click

from kb.cli.frame import examples, filters, opened, out, result_options, width
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
    @click.option(
        "--jenis", default="", metavar="KODE", help=t("Jenis peraturan atau sesi.", "Kind of law or session.")
    )
    @click.option("--nomor", default="", help=t("Nomor peraturan.", "Number of the law."))
    @click.option("--tahun", default="", help=t("Tahun peraturan.", "Year of the law."))
    @click.option("--tempat", default="", help=t("Daerah pembuat peraturan.", "Whose law it is."))
    @click.option("--status", default="", help=t("berlaku, diubah, atau dicabut.", "berlaku, diubah or dicabut."))
    @click.option("--lembaga", default="", help=t("Lembaga sesi.", "Body of the session."))
    @click.option("--dari", default="", metavar="TANGGAL", help=t("Sejak tanggal.", "From this date."))
    @click.option("--sampai", default="", metavar="TANGGAL", help=t("Sampai tanggal.", "Up to this date."))
    @result_options(table=True)
    @click.pass_context
    def list_(ctx: click.Context, /, sesi: bool, as_json: bool, as_csv: bool, **given: str) -> int:
        from kb.presenters import tables, terminal

        wanted = filters(given)
        base = opened(ctx)
        if as_json:
            from kb.presenters.machine import json_text

            rows = base.sessions(wanted) if sesi else base.works(wanted)
            out(json_text("list", rows))
            return 0 if rows else 1
        if sesi:
            sessions = base.sessions(wanted)
            out(tables.sessions_csv(sessions) if as_csv else terminal.sessions_text(sessions, width()))
            return 0 if sessions else 1
        works = base.works(wanted)
        out(tables.works_csv(works) if as_csv else terminal.works_text(works, width()))
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
        if as_json:
            from kb.presenters.machine import json_text

            out(json_text("status", report))
        else:
            out(status_text(report))
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
        t("  kb --help", "  kb --help"),
    ]
    click.echo("\n".join(lines))
