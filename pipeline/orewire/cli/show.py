"""orewire show: an article's mentions, entities and facts for the eye."""

from typing import TYPE_CHECKING

import click

from orewire.cli.options import Reading, input_arguments

if TYPE_CHECKING:
    from orewire.documents import Settings


@click.command()
@input_arguments
def show(inputs: tuple[str, ...], settings: "Settings", model: str | None, frames: str | None) -> None:
    """Show articles with their mentions in colour, and tables of what was found.

    INPUTS are as for "orewire extract".

    \b
    Examples:
      orewire show article.txt --published 2024-03-22
      orewire show - < article.txt
    """
    from rich.console import Console

    from orewire.render.terminal import render

    reading = Reading(inputs, settings, model, frames)
    console = Console()
    for article, extraction in reading.pairs():
        console.print(render(extraction, article.text))
    reading.finish()
