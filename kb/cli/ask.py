"""Commands that ask: search, show, discussions, cite."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kb.cli.frame import day, examples, filter_options, filters, give, opened, result_options, width
from kb.presenters.language import t

if TYPE_CHECKING:
    from kb.results import ShownProvision, ShownRegulation, ShownSession

KINDS = {
    "dinyatakan": "declared",
    "dirujuk": "cited",
    "disarankan": "suggested",
    "diterima": "confirmed",
    "ditolak": "rejected",
}


def commands() -> dict[str, click.Command]:
    """The commands of this group, in the language that is spoken."""
    return {"search": _search(), "show": _show(), "discussions": _discussions(), "cite": _cite()}


def _search() -> click.Command:
    @click.command(
        "search",
        help=t(
            'Cari dengan kata, "frasa", -kurang, ATAU, awalan*, atau bidang seperti tahun:2021.',
            'Search by words, "phrase", -without, ATAU (or), prefix*, or fields such as tahun:2021.',
        )
        + examples("kb search zonasi", 'kb search "surat kematian" --di sesi'),
    )
    @click.argument("query", nargs=-1, required=True)
    @filter_options
    @click.option("--pembicara", default="", help=t("Nama pembicara.", "Name of the speaker."))
    @click.option(
        "--di",
        "where",
        type=click.Choice(["pasal", "sesi"]),
        help=t("Hanya pasal atau sesi.", "Articles or sessions only."),
    )
    @click.option(
        "--urut", default="skor", type=click.Choice(["skor", "tanggal", "nomor"]), help=t("Urutan.", "Order.")
    )
    @click.option("--hal", default=1, type=click.IntRange(1), help=t("Halaman hasil.", "Page of hits."))
    @click.option("--explain", is_flag=True, help=t("Sebutkan apa yang dicari.", "Say what was searched."))
    @result_options(table=True)
    @click.pass_context
    def search(ctx: click.Context, /, query: tuple[str, ...], where: str | None, urut: str, hal: int, explain: bool, as_json: bool, as_csv: bool, **given: str) -> int:  # fmt: skip  # noqa: E501
        page = opened(ctx).search(" ".join(query), filters(given, where or ""), page=hal, sort=urut)

        def text() -> str:
            if as_csv:
                from kb.presenters.tables import search_csv

                return search_csv(page)
            from kb.presenters.terminal import search_text

            if explain:
                click.echo(f"{t('Yang dicari', 'Searched')}: {page.searched}", err=True)
            colour = sys.stdout.isatty() and ctx.find_root().color is not False
            return search_text(page, width(), ("\x1b[1m", "\x1b[0m") if colour else ("«", "»"))

        give("search", page, text, as_json=as_json)
        return 0 if page.hits or page.jump else 1

    return search


def _show() -> click.Command:
    @click.command(
        "show",
        help=t(
            "Tampilkan pasal, peraturan, sesi, atau satu ucapan.",
            "Show an article, a law, a session or one speech.",
        )
        + examples('kb show "Pasal 20 Perda 10/2021"', "kb show 2025-04-21-pernyataan-pindah-domisili#p2"),
    )
    @click.argument("what", nargs=-1, required=True)
    @click.option(
        "--html",
        "page",
        metavar="FILE",
        help=t("Tulis peraturannya sebagai halaman cetak.", "Write the law as a printable page."),
    )
    @result_options(table=False)
    @click.pass_context
    def show(ctx: click.Context, what: tuple[str, ...], page: str | None, as_json: bool) -> int:
        base, name = opened(ctx), " ".join(what)
        if page:
            from pathlib import Path

            Path(page).write_text(base.page(name), encoding="utf-8", newline="\n")
            click.echo(t(f"ditulis: {page}", f"written: {page}"), err=True)
            return 0
        shown = base.show(name)
        give("show", shown, lambda: _shown(shown), as_json=as_json)
        return 0

    return show


def _shown(shown: ShownProvision | ShownRegulation | ShownSession) -> str:
    from kb.presenters import pages
    from kb.results import ShownProvision, ShownRegulation

    if isinstance(shown, ShownProvision):
        return pages.provision_text(shown, width())
    if isinstance(shown, ShownRegulation):
        return pages.regulation_text(shown, width())
    return pages.session_text(shown, width())


def _discussions() -> click.Command:
    @click.command(
        "discussions",
        help=t(
            "Ucapan yang merujuk suatu ketentuan atau sesinya menyatakan membahasnya, dari yang terlama.",
            "Speeches that cite a provision, or whose session declares it, oldest first.",
        )
        + examples('kb discussions "Pasal 20 Perda 10/2021"', 'kb discussions "Perwali 58/2023" --tautan dirujuk'),
    )
    @click.argument("what", nargs=-1, required=True)
    @click.option(
        "--tautan",
        multiple=True,
        type=click.Choice(list(KINDS)),
        help=t("Hanya tautan jenis ini.", "Links of this kind only."),
    )
    @click.option(
        "--luas", is_flag=True, help=t("Juga yang hanya menyebut peraturannya.", "Also those that name only the law.")
    )
    @click.option("--dari", metavar="TANGGAL", help=t("Sejak tanggal.", "From this date."))
    @click.option("--sampai", metavar="TANGGAL", help=t("Sampai tanggal.", "Up to this date."))
    @click.option("--pembicara", help=t("Nama pembicara.", "Name of the speaker."))
    @result_options(table=True)
    @click.pass_context
    def discussions(ctx: click.Context, what: tuple[str, ...], tautan: tuple[str, ...], luas: bool, dari: str | None, sampai: str | None, pembicara: str | None, as_json: bool, as_csv: bool) -> int:  # fmt: skip  # noqa: E501
        from kb.model import LinkKind

        found = opened(ctx).discussions(
            " ".join(what),
            kinds=[LinkKind(KINDS[word]) for word in tautan],
            broader=luas,
            since=day(dari) or None,
            until=day(sampai) or None,
            speaker=pembicara,
        )

        def text() -> str:
            if as_csv:
                from kb.presenters.tables import discussions_csv

                return discussions_csv(found)
            from kb.presenters.terminal import discussions_text

            return discussions_text(found, width())

        give("discussions", found, text, as_json=as_json)
        return 0 if found.entries else 1

    return discussions


def _cite() -> click.Command:
    @click.command(
        "cite",
        help=t(
            "Temukan rujukan hukum dalam teks, dari argumen atau stdin.",
            "Find citations of law in a text, from the argument or stdin.",
        )
        + examples('kb cite "Lihat ps 20 ayat 1 Perda 10/2021"', 'kb cite "UU Adminduk" --tanggal 2024-04-20'),
    )
    @click.argument("words", metavar="[TEXT]...", nargs=-1)
    @click.option("--tanggal", metavar="TANGGAL", help=t("Tanggal teks itu.", "Date of the text."))
    @result_options(table=True)
    @click.pass_context
    def cite(ctx: click.Context, words: tuple[str, ...], tanggal: str | None, as_json: bool, as_csv: bool) -> int:
        given = " ".join(words) if words else sys.stdin.buffer.read().decode("utf-8", errors="replace")
        citations = opened(ctx).cite(given, date=day(tanggal))

        def text() -> str:
            if as_csv:
                from kb.presenters.tables import citations_csv

                return citations_csv(citations)
            from kb.presenters.terminal import citations_text

            return citations_text(citations, width())

        give("cite", citations, text, as_json=as_json)
        return 0 if citations else 1

    return cite
