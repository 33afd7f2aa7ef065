"""orewire schema: the JSON Schema of an extraction."""

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of an extraction.

    \b
    Example:
      orewire schema > extraction.schema.json
    """
    from orewire.schema.json_schema import extraction_schema

    click.echo(extraction_schema(), nl=False)
