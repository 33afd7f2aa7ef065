"""orewire extract: articles in, JSON out."""

from typing import TYPE_CHECKING

import click

from orewire.cli.options import Reading, input_arguments

if TYPE_CHECKING:
    from orewire.documents import Settings


@click.command()
@input_arguments
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["jsonl", "json"]),
    default="jsonl",
    show_default=True,
    help="jsonl: an extraction per line; json: one indented array.",
)
def extract(
    inputs: tuple[str, ...], settings: "Settings", model: str | None, frames: str | None, output_format: str
) -> None:
    """Extract mentions, entities and facts from articles.

    INPUTS are files, folders (read with all below them), paths with wildcards, or - for standard input:
    text, Markdown, HTML (an article each), JSON lines, CSV, TSV, Parquet (an article per line or row), as
    their suffix says, each also with .gz. Records have the article in a field "text" and, optionally, "id",
    "title", "url", "source", "published"; the --…-field options name them otherwise.

    Extractions go to standard output in input order, problems to standard error. Exit code 3 says that
    some inputs gave no extraction.

    \b
    Examples:
      orewire extract article.txt --published 2024-03-22
      orewire extract articles/ > extractions.jsonl
      orewire extract feed.csv.gz --text-field body --published-field date
      cat feed.jsonl | orewire extract --format json
    """
    reading = Reading(inputs, settings, model, frames)
    if output_format == "jsonl":
        for _, extraction in reading.pairs():
            click.echo(extraction.model_dump_json())
    else:
        separator = "["
        for _, extraction in reading.pairs():
            click.echo(f"{separator}\n{extraction.model_dump_json(indent=2)}", nl=False)
            separator = ","
        click.echo("[]" if separator == "[" else "\n]")
    reading.finish()
