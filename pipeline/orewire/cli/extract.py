"""orewire extract: articles in, JSON out."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from io import BufferedReader, FileIO
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from orewire.cli.options import SOME_FAILED, Reading, input_arguments

if TYPE_CHECKING:
    from orewire.bulk.files import Files
    from orewire.bulk.pool import Item
    from orewire.bulk.progress import Counts, Watcher
    from orewire.bulk.sinks import Sink

# The exit code of what Ctrl-C ended, as the shell has it.
_INTERRUPTED = 130
_TIMEOUT = 300.0
_COMPRESSED = (".gz", ".bz2", ".xz", ".zst")


class BulkOptions(TypedDict):
    """The options of a run in worker processes."""

    output: str | None
    resume: bool
    workers: int | None
    timeout: float | None
    fail_fast: bool


@click.command()
@input_arguments
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["jsonl", "json"]),
    default="jsonl",
    show_default=True,
    help="jsonl: an extraction per line; json: one indented array, on standard output.",
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(dir_okay=False),
    help="File to write, and OUT.errors.jsonl for what gave no extraction. [default: standard output]",
)
@click.option("--resume", is_flag=True, help="Go on where a run that was cut off left OUT.")
@click.option(
    "--workers", type=click.IntRange(min=1), metavar="N", help="Processes that read articles. [default: 1]"
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Longest time for one article, after which it counts as failed. [default: 300]",
)
@click.option("--fail-fast", is_flag=True, help="Stop at the first error.")
def extract(
    inputs: tuple[str, ...],
    published: date | None,
    model: str | None,
    frames: str | None,
    output_format: str,
    **bulk: Unpack[BulkOptions],
) -> None:
    """Extract mentions, entities and facts from articles.

    INPUTS are text files (UTF-8, one article each), JSON lines files (an object per line with "text" and,
    optionally, "id", "title", "url", "source", "published"), folders of both, or - for standard input.

    Extractions go to standard output, or to OUT, in input order; problems to standard error, or to
    OUT.errors.jsonl. Exit code 3 says that some inputs gave no extraction.

    With any of -o, --workers, --timeout and --fail-fast, articles are read in processes of their own, so
    that one that crashes or hangs the reader is recorded and the others are read. OUT is the same bytes for
    any number of workers. However a run ends, the same command with --resume finishes OUT as if nothing had
    been; what is in OUT.errors.jsonl is not tried again.

    \b
    Examples:
      orewire extract article.txt --published 2024-03-22
      orewire extract articles/ > extractions.jsonl
      cat feed.jsonl | orewire extract --format json
      orewire extract articles/ -o extractions.jsonl --workers 4
      orewire extract articles/ -o extractions.jsonl --workers 4 --resume
    """
    inputs = inputs or ("-",)
    if any(bulk.values()):
        _check(inputs, output_format, bulk)
        _extract_in_workers(inputs, published, (model, frames), bulk)
        return
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


def _check(inputs: tuple[str, ...], output_format: str, bulk: BulkOptions) -> None:
    """Refuse what cannot work before anything is begun."""
    if output_format != "jsonl":
        raise click.UsageError(
            f"--format {output_format} goes to standard output, without -o, --workers, --timeout, --fail-fast"
        )
    if bulk["output"] is None:
        if bulk["resume"]:
            raise click.UsageError("--resume needs -o OUT: the file to go on with")
        return
    output = Path(bulk["output"])
    if output.suffix in _COMPRESSED:
        raise click.BadParameter(
            f"a compressed file cannot be resumed: write {output.with_suffix('')} and compress it afterwards",
            param_hint="'--output'",
        )
    if not output.parent.is_dir():
        raise click.BadParameter(f"there is no folder {output.parent}", param_hint="'--output'")
    for name in inputs:
        if Path(name).resolve() in (output.resolve(), *output.resolve().parents):
            raise click.BadParameter(f"{output} is in what is read, {name}", param_hint="'--output'")


def _extract_in_workers(
    inputs: tuple[str, ...],
    published: date | None,
    pipeline: tuple[str | None, str | None],
    bulk: BulkOptions,
) -> None:
    from orewire.bulk.loader import Loader
    from orewire.bulk.pool import Pool
    from orewire.bulk.progress import Counts, show_progress
    from orewire.bulk.run import End, run
    from orewire.bulk.streams import Streams
    from orewire.documents import read_articles

    # Read by another thread, which would hold the lock of sys.stdin when this process ends.
    stdin = BufferedReader(FileIO(0, closefd=False)) if "-" in inputs else None
    items: Iterator[Item] = read_articles(inputs, published, stdin)
    pool = Pool(Loader(*pipeline), bulk["workers"] or 1, bulk["timeout"] or _TIMEOUT)
    counts = Counts()
    with _explained(), ExitStack() as stack:
        if bulk["output"] is None:
            sink: Sink = Streams(sys.stdout.buffer)
            watch: Watcher = counts.add
        else:
            sink = files = stack.enter_context(_open_files(Path(bulk["output"]), resume=bulk["resume"]))
            counts.done = files.ledger.extracted + files.ledger.failed
            counts.failed = files.ledger.failed
            items = (item for item in items if item not in files.ledger)
            watch = stack.enter_context(show_progress(counts))
            Thread(target=_count, args=(inputs, counts), daemon=True).start()
        end = run(items, pool, sink, fail_fast=bulk["fail_fast"], on_outcome=watch)
    if bulk["output"] is not None:
        _summarize(Path(bulk["output"]), counts)
    if end is not End.COMPLETE:
        hint = "" if bulk["output"] is None else ": the same command with --resume goes on"
        click.echo(f"orewire: stopped after {counts.done:,} articles{hint}", err=True)
    if end is End.INTERRUPTED:
        raise click.exceptions.Exit(_INTERRUPTED)
    if counts.failed:
        raise click.exceptions.Exit(SOME_FAILED)


def _open_files(output: Path, *, resume: bool) -> "Files":
    from orewire.bulk.files import Files
    from orewire.bulk.sinks import SinkError

    try:
        return Files(output, resume=resume)
    except SinkError as error:
        raise click.UsageError(str(error)) from error


def _count(inputs: tuple[str, ...], counts: "Counts") -> None:
    """Enter the total; that may take a while, which nobody waits for."""
    from orewire.bulk.totals import count_articles

    counts.total = count_articles(inputs)


def _summarize(output: Path, counts: "Counts") -> None:
    from orewire.bulk.files import errors_beside

    where = f" ({errors_beside(output)})" if counts.failed else ""
    extracted = counts.done - counts.failed
    click.echo(f"orewire: {output}: extractions {extracted:,}, errors {counts.failed:,}{where}", err=True)


@contextmanager
def _explained() -> Iterator[None]:
    from orewire.bulk.pool import ReaderError, WorkersError
    from orewire.bulk.sinks import SinkError

    try:
        yield
    except ReaderError as error:
        raise click.UsageError(str(error)) from error
    except WorkersError as error:
        raise click.ClickException(str(error)) from error
    except SinkError as error:
        raise click.ClickException(
            f"{error}; once it can be, the same command with --resume goes on"
        ) from error
