"""The command line: options in, text out; decides nothing. Commands load when they are called."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NamedTuple

import click

from kb import __version__
from kb.presenters.language import set_language, t


class CommandName(NamedTuple):
    """A command: its name, its Indonesian alias, the module it lives in, and one line about it in both languages."""

    name: str
    alias: str
    module: str
    indonesian: str
    english: str


COMMANDS = (
    CommandName("init", "mulai", "keep", "Buat basis pengetahuan baru.", "Make a new knowledge base."),
    CommandName("add", "tambah", "keep", "Masukkan berkas ke korpus.", "Bring files into the corpus."),
    CommandName("build", "bangun", "keep", "Bangun indeks dari korpus.", "Build the index from the corpus."),
    CommandName("search", "cari", "ask", "Cari peraturan dan ucapan.", "Search laws and speeches."),
    CommandName(
        "show",
        "lihat",
        "ask",
        "Tampilkan pasal, peraturan, sesi, atau ucapan.",
        "Show an article, a law, a session or a speech.",
    ),
    CommandName(
        "discussions", "bahasan", "ask", "Ucapan yang membahas suatu ketentuan.", "Speeches linked with a provision."
    ),
    CommandName("cite", "rujuk", "ask", "Rujukan hukum dalam sebuah teks.", "Citations of law in a text."),
    CommandName("list", "daftar", "lists", "Daftar peraturan atau sesi.", "List regulations or sessions."),
    CommandName(
        "status", "status", "lists", "Apa yang terindeks, dan sejak kapan.", "What is indexed, and since when."
    ),
    CommandName(
        "completion", "completion", "completion", "Skrip pelengkap untuk shell.", "Completion script for a shell."
    ),
)


class _Group(click.Group):
    """A group that imports the module of a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return [command.name for command in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        for command in COMMANDS:
            if cmd_name in (command.name, command.alias):
                from importlib import import_module

                module = import_module(f"kb.cli.{command.module}")
                made: click.Command = module.commands()[command.name]
                return made
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        rows = [(f"{c.name}, {c.alias}" if c.alias != c.name else c.name, t(c.indonesian, c.english)) for c in COMMANDS]
        with formatter.section(t("Perintah", "Commands")):
            formatter.write_dl(rows)


def _language_of(arguments: Sequence[str]) -> str:
    """The language asked for, before anything is built: ``--bahasa``, else ``KB_LANG``."""
    for n, word in enumerate(arguments):
        if word == "--bahasa" and n + 1 < len(arguments):
            return arguments[n + 1]
        if word.startswith("--bahasa="):
            return word.partition("=")[2]
    return os.environ.get("KB_LANG", "id")


def group() -> click.Group:
    """The command ``kb`` in the language that is spoken."""

    @click.group(
        cls=_Group,
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        help=t(
            "Peraturan dan rapat yang membahasnya: cari, tampilkan, tautkan.",
            "Regulations and the sessions in which they were discussed: search, show, link.",
        ),
    )
    @click.option("--kb", "folder", metavar="DIR", help=t("Folder basis pengetahuan.", "Folder of the knowledge base."))
    @click.option("--bahasa", type=click.Choice(["id", "en"]), help=t("Bahasa pesan.", "Language of messages."))
    @click.option("--tanpa-warna", is_flag=True, help=t("Tanpa warna.", "No colour."))
    @click.version_option(__version__, prog_name="kb", message="%(prog)s %(version)s")
    @click.pass_context
    def kb(ctx: click.Context, folder: str | None, bahasa: str | None, tanpa_warna: bool) -> None:  # noqa: ARG001
        ctx.obj = {"folder": folder}
        if tanpa_warna or os.environ.get("NO_COLOR"):
            ctx.color = False
        if ctx.invoked_subcommand is None:
            from kb.cli.lists import welcome

            welcome(ctx)

    return kb


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; every error becomes one line and an exit code here (``kb.errors``)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    set_language(_language_of(words))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
    from kb.errors import KbError

    try:
        result = group().main(words, prog_name="kb", standalone_mode=False)
        sys.stdout.flush()
        return int(result or 0)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        # What reads us has had enough; leave without a second error at interpreter exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KbError as error:
        _tell(error)
        return error.exit_code
    except Exception as error:
        if os.environ.get("KB_DEBUG"):
            raise
        hint = t("Jejaknya: KB_DEBUG=1", "Traceback: KB_DEBUG=1")
        click.echo(
            f"kb: {t('galat tak terduga', 'unexpected error')}: {type(error).__name__}: {error}. {hint}", err=True
        )
        return 2


def _tell(error: Exception) -> None:
    from kb.errors import AmbiguousError, UnknownError
    from kb.presenters.words import clean

    click.echo(f"kb: {clean(str(error))}", err=True)
    if isinstance(error, AmbiguousError):
        for candidate in error.candidates:
            click.echo(f"  {t('calon', 'candidate')}: {clean(candidate)}", err=True)
    elif isinstance(error, UnknownError) and error.near:
        click.echo(f"  {t('yang dekat', 'near')}: {clean(', '.join(error.near))}", err=True)
