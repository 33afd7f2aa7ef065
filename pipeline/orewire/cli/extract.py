"""orewire extract: articles in, JSON out."""

import os
import sys
from glob import escape, has_magic
from io import TextIOWrapper
from math import isnan
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, cast

import click

from orewire.cli.options import Reading, input_arguments
from orewire.cli.runs import Run, explained

if TYPE_CHECKING:
    from orewire.documents import Settings

_COMPRESSED = (".gz", ".bz2", ".xz", ".zst")
_TIMEOUT = 300.0
# A millisecond to a day: what the clocks of workers can be set to, for a chunk of articles, too.
_TIMEOUTS = (0.001, 86_400)
_PART_SIZE = 500


def _number(_context: click.Context, _option: click.Parameter, value: float | None) -> float | None:
    if value is not None and isnan(value):
        raise click.BadParameter("nan is no number")
    return value


@click.command()
@input_arguments
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["jsonl", "json", "csv", "parquet"]),
    default="jsonl",
    show_default=True,
    help="jsonl: an extraction per line; json: one indented array; csv: a row per fact; parquet: tables, "
    "with --engine ray.",
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="File to write, and OUT.errors.jsonl for what gave no extraction; with --engine ray a folder. "
    "[default: standard output]",
)
@click.option(
    "--to", "store", metavar="URL", help='Load what is found into a store, too: see "orewire load".'
)
@click.option("--resume", is_flag=True, help="Go on where a run that was cut off left OUT.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that read articles. [default: 1; with --engine ray one a CPU]",
)
@click.option(
    "--timeout",
    type=click.FloatRange(*_TIMEOUTS),
    callback=_number,
    metavar="SECONDS",
    help=f"Longest time for one article, after which it counts as failed. [default: {_TIMEOUT:g}]",
)
@click.option("--fail-fast", is_flag=True, help="Stop at the first error.")
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="local: processes of this machine; ray: those of a Ray cluster.",
)
@click.option("--address", metavar="ADDRESS", help="Ray cluster. [default: one of this machine's own]")
@click.option(
    "--part-size",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"Articles in each file that --engine ray writes. [default: {_PART_SIZE}]",
)
def extract(
    inputs: tuple[str, ...],
    settings: "Settings",
    model: str | None,
    frames: str | None,
    output_format: str,
    **options: Any,
) -> None:
    """Extract mentions, entities and facts from articles.

    INPUTS are files, folders (read with all below them), paths with wildcards, or - for standard input:
    text, Markdown, HTML (an article each), JSON lines, CSV, TSV, Parquet (an article per line or row), as
    their suffix or else their beginning says, each also with .gz. Records have the article in a field "text"
    and, optionally, "id", "title", "url", "source", "published"; the --…-field options name them otherwise.

    Extractions go to standard output, or to OUT, in input order; problems to standard error, or to
    OUT.errors.jsonl. Exit code 3 says that some inputs gave no extraction.

    With any of -o, --to, --workers, --timeout and --fail-fast, articles are read in processes of their own,
    so that one that crashes or hangs the reader is recorded and the others are read. OUT is the same bytes
    for any number of workers. However a run ends, the same command with --resume finishes OUT as if nothing
    had been; what is in OUT.errors.jsonl is not tried again.

    With --engine ray the articles are cut into parts, which the workers of a cluster read, each writing a
    file in the folder OUT; --resume goes on with the parts that are missing. Every machine must see the
    inputs and OUT under the same path.

    \b
    Examples:
      orewire extract article.txt --published 2024-03-22
      orewire extract articles/ > extractions.jsonl
      orewire extract feed.csv.gz --text-field body --published-field date
      cat feed.jsonl | orewire extract --format json
      orewire extract articles/ --format csv > facts.csv
      orewire extract articles/ -o extractions.jsonl --workers 4
      orewire extract articles/ -o extractions.jsonl --workers 4 --resume
      orewire extract articles/ --to sqlite:///facts.db
      orewire extract shards/ -o extractions --engine ray --address auto
    """
    inputs = inputs or ("-",)
    _check(inputs, output_format, options)
    run = Run(
        inputs=inputs,
        settings=settings,
        model=model,
        frames=frames,
        output_format=output_format,
        output=options["output"],
        store=options["store"],
        resume=options["resume"],
        workers=options["workers"],
        timeout=options["timeout"] or _TIMEOUT,
        fail_fast=options["fail_fast"],
        address=options["address"],
        part_size=options["part_size"] or _PART_SIZE,
    )
    if options["engine"] == "ray":
        run.on_ray()
    elif _needs_workers(options):
        run.in_workers()
    else:
        from orewire.bulk.streams import stdout_explained

        reading = Reading(inputs, settings, model, frames)
        with explained(), stdout_explained():
            _write(reading, output_format)


def _needs_workers(options: dict[str, Any]) -> bool:
    """Tell whether an option is given that only processes of their own can serve."""
    return any(options[name] for name in ("output", "store", "workers", "timeout", "fail_fast"))


def _write(reading: Reading, output_format: str) -> None:
    """Write extractions to standard output, one after the other, as UTF-8 whatever the locale."""
    cast(TextIOWrapper, sys.stdout).reconfigure(encoding="utf-8", newline="")
    if output_format == "jsonl":
        for _, extraction in reading.pairs():
            click.echo(extraction.model_dump_json())
    elif output_format == "csv":
        from orewire.render.csv_rows import write_csv

        write_csv((extraction for _, extraction in reading.pairs()), sys.stdout)
    else:
        separator = "["
        for _, extraction in reading.pairs():
            click.echo(f"{separator}\n{extraction.model_dump_json(indent=2)}", nl=False)
            separator = ","
        click.echo("[]" if separator == "[" else "\n]")
    reading.finish()


def _check(inputs: tuple[str, ...], output_format: str, options: dict[str, Any]) -> None:
    """Refuse what cannot work before anything is begun."""
    _check_streams(inputs, options)
    output: Path | None = options["output"]
    on_ray = options["engine"] == "ray"
    if options["resume"] and output is None:
        raise click.UsageError("--resume needs -o OUT: what to go on with")
    if on_ray:
        _check_ray(inputs, output_format, options)
    else:
        _check_local(output_format, options)
    if output is None:
        return
    if str(output) == "-":
        raise click.BadParameter("without it, standard output is written", param_hint="'--output'")
    if not output.parent.is_dir():
        raise click.BadParameter(f"there is no folder {output.parent}", param_hint="'--output'")
    from orewire.bulk.files import errors_beside

    for file in (output,) if on_ray else (output, errors_beside(output)):
        for name in inputs:
            if _stands_for(name, file):
                raise click.BadParameter(f"{file} is in what is read, {name}", param_hint="'--output'")


def _check_streams(inputs: tuple[str, ...], options: dict[str, Any]) -> None:
    if "-" in inputs and sys.stdin is None:
        raise click.UsageError("standard input is closed: name files or folders to read")
    if options["output"] is None and not options["store"] and sys.stdout is None:
        raise click.UsageError("standard output is closed: name a file by -o OUT")


def _stands_for(name: str, file: Path) -> bool:
    """Tell whether an input is a file, be it there yet or not; a folder or ``**`` is all that is below."""
    path = Path(name)
    fixed = path
    if has_magic(name) and not os.path.exists(name):  # noqa: PTH110 - pathlib's raises at names too long
        fixed = next(parent for parent in path.parents if not has_magic(str(parent)))
    wild = path.relative_to(fixed).parts
    if "**" in wild:
        wild = wild[: wild.index("**")]
    pattern = str(PurePath(escape(os.path.realpath(fixed)), *wild))  # pathlib's raises at circular links
    place = PurePath(os.path.realpath(file))
    return any(taken.match(pattern) for taken in (place, *place.parents))


def _check_ray(inputs: tuple[str, ...], output_format: str, options: dict[str, Any]) -> None:
    if options["output"] is None:
        raise click.UsageError("--engine ray needs -o OUT: the folder to write")
    if options["output"].is_file():
        raise click.BadParameter(f"{options['output']} is a file, not a folder", param_hint="'--output'")
    if output_format not in ("jsonl", "parquet"):
        raise click.UsageError("--engine ray writes --format jsonl or parquet")
    if "-" in inputs:
        raise click.UsageError("--engine ray reads files and folders, no standard input")
    for name in ("store", "fail_fast"):
        if options[name]:
            raise click.UsageError(f"--engine ray has no --{'to' if name == 'store' else 'fail-fast'}")


def _check_local(output_format: str, options: dict[str, Any]) -> None:
    for name in ("address", "part_size"):
        if options[name]:
            raise click.UsageError(f"--{name.replace('_', '-')} goes with --engine ray")
    if output_format == "parquet":
        raise click.UsageError("--format parquet goes with --engine ray; else use --to parquet:DIR")
    if output_format != "jsonl" and _needs_workers(options):
        raise click.UsageError(
            f"--format {output_format} goes to standard output, "
            "without -o, --to, --workers, --timeout, --fail-fast"
        )
    output: Path | None = options["output"]
    if output is not None and output.is_dir():
        raise click.BadParameter(f"{output} is a folder", param_hint="'--output'")
    if output is not None and output.suffix.lower() in _COMPRESSED:
        raise click.BadParameter(
            f"a compressed file cannot be resumed: write {output.with_suffix('')} and compress it afterwards",
            param_hint="'--output'",
        )
