"""orewire schema: what an extraction looks like, as JSON Schema, SQL or columns of Parquet files."""

import click


@click.command()
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["json", "sql", "parquet"]),
    default="json",
    show_default=True,
    help="json: JSON Schema; sql: the tables of a store, for PostgreSQL; parquet: the columns of its files.",
)
def schema(output_format: str) -> None:
    """Print the schema of an extraction, or of the tables that "orewire load" fills.

    \b
    Examples:
      orewire schema > extraction.schema.json
      orewire schema --format sql | psql news
    """
    try:
        click.echo(_TEXTS[output_format](), nl=False)
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"--format {output_format} needs {error.name}: pip install 'orewire[stores]'"
        ) from error


def _json() -> str:
    from orewire.schema.json_schema import extraction_schema

    return extraction_schema()


def _sql() -> str:
    from orewire.stores.tables import ddl

    return ddl()


def _parquet() -> str:
    from orewire.stores.arrow import parquet_schema

    return parquet_schema()


_TEXTS = {"json": _json, "sql": _sql, "parquet": _parquet}
