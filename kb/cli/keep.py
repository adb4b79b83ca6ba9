"""Commands that change a knowledge base: init, add, build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.frame import Progress, examples, give, opened, result_options
from kb.presenters.language import t

if TYPE_CHECKING:
    from kb.results import AddReport


def commands() -> dict[str, click.Command]:
    """The commands of this group, in the language that is spoken."""
    return {"init": _init(), "add": _add(), "build": _build()}


def _init() -> click.Command:
    @click.command(
        "init",
        help=t(
            "Buat basis pengetahuan baru di DIR; tidak menimpa apa pun.",
            "Make a new knowledge base in DIR; overwrites nothing.",
        )
        + examples("kb init basis", "kb --kb basis build"),
    )
    @click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
    def init(directory: Path) -> int:
        from kb.knowledge_base import init_folder

        for path in init_folder(directory):
            click.echo(t(f"dibuat: {path}", f"made: {path}"))
        return 0

    return init


def _add() -> click.Command:
    @click.command(
        "add",
        help=t(
            "Masukkan berkas Markdown atau teks ke korpus sebagai Markdown kanonik; tidak menimpa diam-diam.",
            "Bring Markdown or text files into the corpus as canonical Markdown; overwrites nothing in silence.",
        )
        + examples("kb add NASKAH.md --id perda-kota-bekasi-10-2021", "kb add RAPAT.md --uji"),
    )
    @click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
    @click.option(
        "--id", "identify", metavar="NAMA", help=t("Peraturan atau sesi mana ini.", "Which law or session it is.")
    )
    @click.option(
        "--jenis", type=click.Choice(["peraturan", "sesi"]), help=t("Peraturan atau sesi.", "A law or a session.")
    )
    @click.option("--uji", is_flag=True, help=t("Tunjukkan saja, tidak menulis.", "Show only, write nothing."))
    @result_options(table=False)
    @click.pass_context
    def add(
        ctx: click.Context, files: tuple[Path, ...], identify: str | None, jenis: str | None, uji: bool, as_json: bool
    ) -> int:
        from kb.errors import KbError

        base = opened(ctx)
        paths = [
            path
            for given in files
            for path in (sorted(p for p in given.rglob("*") if p.is_file()) if given.is_dir() else [given])
        ]
        reports: list[AddReport] = []
        code = 0
        for path in paths:
            try:
                reports.append(base.add(path, identify=identify, kind=jenis, dry_run=uji))
            except KbError as error:
                click.echo(f"kb: {error}", err=True)
                code = 3 if len(paths) > 1 else error.exit_code
        if as_json or reports:
            give("add", reports, lambda: "\n".join(_added(report, dry=uji) for report in reports), as_json=as_json)
        return code or (2 if any(r.questions and not r.written and not uji for r in reports) else 0)

    return add


def _added(report: AddReport, *, dry: bool) -> str:
    from kb.presenters.words import clean

    where = report.written or t("tidak ditulis", "not written")
    lines = [f"{clean(report.source)} → {clean(where)}{t(' (uji)', ' (dry run)') if dry else ''}"]
    lines.append(f"  {report.kind}: {clean(report.name)}")
    lines += [f"  {t('terbaca', 'read')}: {clean(text)}" for text in report.read]
    lines += [
        f"  {t('diragukan', 'doubtful')}: {clean(n.message)} ({t('baris', 'line')} {n.line})" for n in report.doubtful
    ]
    lines += [f"  ? {clean(question)}" for question in report.questions]
    if report.diff:
        lines.append(clean(report.diff))
    return "\n".join(lines)


def _build() -> click.Command:
    @click.command(
        "build",
        help=t(
            "Indeks yang berubah; yang lama tetap dipakai sampai yang baru siap.",
            "Index what changed; the old index serves until the new one is ready.",
        )
        + examples("kb build", "kb build --source FOLDER"),
    )
    @click.option("--penuh", is_flag=True, help=t("Bangun semuanya lagi.", "Build everything anew."))
    @click.option(
        "--source",
        "sources",
        metavar="DIR",
        multiple=True,
        type=click.Path(path_type=Path),
        help=t("Baca juga berkas di folder ini.", "Also read the files in this folder."),
    )
    @click.option("--kembali", is_flag=True, help=t("Kembali ke bangunan sebelumnya.", "Go back to the build before."))
    @result_options(table=False)
    @click.pass_context
    def build(ctx: click.Context, penuh: bool, sources: tuple[Path, ...], kembali: bool, as_json: bool) -> int:
        from kb.presenters.terminal import build_text

        base = opened(ctx)
        if kembali:
            number = base.rollback()
            click.echo(t(f"Kembali ke generasi {number}", f"Back to generation {number}"))
            return 0
        report = base.build(full=penuh, sources=sources, progress=Progress().tell)
        give("build", report, lambda: build_text(report), as_json=as_json)
        return 3 if report.failed else 0

    return build
