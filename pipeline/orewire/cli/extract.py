"""orewire extract: articles in, JSON out."""

from datetime import date

import click

from orewire.cli.options import Reading, input_arguments


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
    inputs: tuple[str, ...], published: date | None, model: str | None, frames: str | None, output_format: str
) -> None:
    """Extract mentions, entities and facts from articles.

    INPUTS are text files (UTF-8, one article each), JSON lines files (an object per line with "text" and,
    optionally, "id", "title", "url", "source", "published"), folders of both, or - for standard input.

    Extractions go to standard output in input order, problems to standard error. Exit code 3 says that
    some inputs gave no extraction.

    \b
    Examples:
      orewire extract article.txt --published 2024-03-22
      orewire extract articles/ > extractions.jsonl
      cat feed.jsonl | orewire extract --format json
    """
    reading = Reading(inputs, published, model, frames)
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
