"""The command line: one group, one file per command."""

import os
import sys
from pathlib import Path
from typing import Any

import click

from orewire.cli.evaluate import evaluate
from orewire.cli.extract import extract
from orewire.cli.load import load
from orewire.cli.report import report
from orewire.cli.runs import INTERRUPTED
from orewire.cli.schema import schema
from orewire.cli.show import show
from orewire.version import __version__


class _Commands(click.Group):
    def main(self, *args: Any, **options: Any) -> Any:
        """Run as the shell asks; if standard error is closed, messages go nowhere, not among results."""
        if sys.stderr is None:
            sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - to the end
        return super().main(*args, **options)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; Ctrl-C ends any of them in the same way."""
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, click.Abort):
            click.echo("\nAborted!", err=True)
            raise click.exceptions.Exit(INTERRUPTED) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="orewire")
def main() -> None:
    """News text in, structured facts out.

    \b
    Examples:
      orewire extract article.txt --published 2024-03-22
      orewire show article.txt
      orewire report articles/ -o report.html
    """


for command in (extract, show, report, load, evaluate, schema):
    main.add_command(command)
