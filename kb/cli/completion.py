"""The command completion: scripts for bash, zsh, fish and PowerShell."""

from __future__ import annotations

import click

from kb.cli.frame import examples
from kb.presenters.language import t

_POWERSHELL = """Register-ArgumentCompleter -Native -CommandName kb -ScriptBlock {
  param($word, $ast, $position)
  $env:COMP_WORDS = $ast.ToString().Substring(0, [Math]::Min($position, $ast.ToString().Length))
  $env:COMP_CWORD = $env:COMP_WORDS.Split(' ').Length - 1
  $env:_KB_COMPLETE = 'bash_complete'
  kb | ForEach-Object {
    $value = $_.Split(',')[1]
    [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $value)
  }
  Remove-Item Env:_KB_COMPLETE, Env:COMP_WORDS, Env:COMP_CWORD
}"""


def commands() -> dict[str, click.Command]:
    """The command of this group, in the language that is spoken."""

    @click.command(
        "completion",
        help=t("Cetak skrip pelengkap untuk sebuah shell.", "Print the completion script of a shell.")
        + examples("kb completion bash", "kb completion powershell"),
    )
    @click.argument("shell", type=click.Choice(["bash", "zsh", "fish", "powershell"]))
    def completion(shell: str) -> int:
        if shell == "powershell":
            click.echo(_POWERSHELL)
            return 0
        from click.shell_completion import get_completion_class

        from kb.cli import group

        made = get_completion_class(shell)
        if made is not None:
            click.echo(made(group(), {}, "kb", "_KB_COMPLETE").source())
        return 0

    return {"completion": completion}
