"""orewire show: an article's mentions, entities and facts for the eye."""

from datetime import date

import click

from orewire.cli.options import Reading, input_arguments


@click.command()
@input_arguments
def show(inputs: tuple[str, ...], published: date | None, model: str | None, frames: str | None) -> None:
    """Show articles with their mentions in colour, and tables of what was found.

    INPUTS are as for "orewire extract".

    \b
    Examples:
      orewire show article.txt --published 2024-03-22
      orewire show - < article.txt
    """
    from rich.console import Console

    from orewire.render.terminal import render

    reading = Reading(inputs, published, model, frames)
    console = Console()
    for article, extraction in reading.pairs():
        console.print(render(extraction, article.text))
    reading.finish()
