"""orewire report: articles as one HTML file, facts beside the words that state them."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from orewire.cli.options import SOME_FAILED, Reading, input_arguments

if TYPE_CHECKING:
    from orewire.documents import Settings


@click.command()
@input_arguments
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, writable=True, allow_dash=True),
    default="report.html",
    show_default=True,
    help="The file to write; - for standard output.",
)
def report(
    inputs: tuple[str, ...], settings: "Settings", model: str | None, frames: str | None, output: str
) -> None:
    """Write articles with their mentions and facts to one HTML file.

    INPUTS are as for "orewire extract". The file opens in any browser and needs no network: the text with
    marked mentions, the facts beside it, each tied to its words, a list of articles where there are several.

    Exit code 3 says that some inputs gave no extraction; when none did, no file is written.

    \b
    Examples:
      orewire report article.txt --published 2024-03-22
      orewire report articles/ -o report.html
    """
    from orewire.render.html import render

    if output != "-" and not Path(output).parent.is_dir():
        raise click.BadParameter(f"there is no folder {Path(output).parent}", param_hint="'--output'")
    reading = Reading(inputs, settings, model, frames)
    pairs = [(extraction, article.text) for article, extraction in reading.pairs()]
    if not pairs:
        click.echo("orewire: there is no article to report: nothing is written", err=True)
        raise click.exceptions.Exit(SOME_FAILED)
    with click.open_file(output, "wb", atomic=output != "-") as file:
        file.write(render(pairs).encode())
    if output != "-":
        facts = sum(len(extraction.facts) for extraction, _ in pairs)
        click.echo(f"orewire: {output}: articles {len(pairs)}, facts {facts}", err=True)
    reading.finish()
