"""orewire load: extractions into a database or Parquet files."""

from itertools import chain
from typing import TYPE_CHECKING

import click

from orewire.cli.options import SOME_FAILED, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orewire.stores.lines import Line


@click.command()
@click.argument("files", nargs=-1, metavar="[FACTS.jsonl]...")
@click.option("--to", "url", required=True, metavar="URL", help="The store; it is made if there is none.")
def load(files: tuple[str, ...], url: str) -> None:
    """Load extractions into a database or a folder of Parquet files.

    FACTS.jsonl are files that "orewire extract" wrote, plain or compressed by gzip; - or none stands for
    standard input. URL is sqlite:///FILE, postgresql://USER@HOST/DATABASE, duckdb:///FILE or parquet:DIR.

    An article is stored whole or not at all, and loading the same again changes nothing. Of two extractions
    of an article the one loaded later counts, unless an older orewire made it.

    Exit code 3 says that some lines were not loaded, 1 that the store cannot be used.

    \b
    Examples:
      orewire load facts.jsonl --to sqlite:///facts.db
      orewire load *.jsonl.gz --to postgresql://analyst@localhost/news
      orewire extract articles/ | orewire load --to parquet:facts
    """
    from orewire.bulk.read_ahead import add_lines
    from orewire.bulk.workers import collect_rarely
    from orewire.stores import StoreError, open_store
    from orewire.stores.lines import read_lines

    unread = 0

    def lines() -> "Iterator[Line]":
        nonlocal unread
        for line in chain.from_iterable(map(read_lines, files or ("-",))):
            if line.problem is None:
                yield line
            else:
                unread += 1
                tell(line.where, line.problem)

    try:
        collect_rarely()
        with open_store(url, tell) as store:
            add_lines(store, lines())
    except StoreError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"orewire: {store.counts}", err=True)
    if unread or store.counts.failed:
        raise click.exceptions.Exit(SOME_FAILED)
